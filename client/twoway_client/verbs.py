"""The verbs: one line each, in the groups of a day. A verb is a module of ``commands`` with the same name.

Only the verbs of the room have one letter, fixed for ever; prefixes are not guessed.
"""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """A verb: ``shown`` is how the help writes it, ``line`` what it does; no group means ``help all`` only."""

    name: str
    group: str
    shown: str
    line: str
    letter: str = ""
    module: str = ""


GROUPS = ("Prepare", "In the room", "After", "Decide", "Journal", "Devices")

VERBS: tuple[Verb, ...] = (
    Verb("init", "Prepare", "init", "make the journal, its keys and its paper key"),
    Verb("want", "Prepare", "want", "what matters to you: criteria, weights, must-haves"),
    Verb("open", "Prepare", "open NAME [ROLE]", "open an opportunity, or switch to it"),
    Verb("who", "Prepare", "who [add NAME]", "the people you meet"),
    Verb("prep", "Prepare", "prep [done N]", "the checklist before an interview"),
    Verb("learn", "Prepare", "learn [TEXT]", "note what you read or heard elsewhere"),
    Verb("plan", "Prepare", "plan MINUTES [@WHO]", "choose and order questions for an interview"),
    Verb("start", "In the room", "start", "begin the planned interview"),
    Verb("next", "In the room", "next [--why]", "the question to ask now"),
    Verb("ask", "In the room", "ask, a N|TEXT [@WHO]", "mark a question as asked", "a"),
    Verb("note", "In the room", "note, n [TEXT]", "note the answer", "n"),
    Verb("follow", "In the room", "follow, f [TEXT]", "ask further under that answer", "f"),
    Verb("got", "In the room", "got, g [TEXT]", "note what they asked you", "g"),
    Verb("saw", "In the room", "saw [TEXT]", "note what you saw"),
    Verb("flag", "In the room", "flag [TEXT]", "note a red flag"),
    Verb("promise", "In the room", "promise [TEXT]", "note what they promised"),
    Verb("end", "In the room", "end", "end the interview"),
    Verb("gut", "After", "gut 1-5", "seal your gut feeling, before you rate"),
    Verb("rate", "After", "rate", "rate the answers, one at a time"),
    Verb("debrief", "After", "debrief", "five minutes: what went unasked, what to do"),
    Verb("todo", "After", "todo [add]", "thanks, reminders, things to send"),
    Verb("sent", "After", "sent N", "tick a to-do"),
    Verb("fit", "Decide", "fit", "how well a job fits you, and how sure that is"),
    Verb("compare", "Decide", "compare", "all of them beside your present job"),
    Verb("agree", "Decide", "agree", "who said what to the same question"),
    Verb("replay", "Decide", "replay [INTERVIEW]", "an interview, step by step"),
    Verb("why", "Decide", "why ID|NAME", "the notes behind a number"),
    Verb("report", "Decide", "report [--html FILE]", "everything on one page, with a recommendation"),
    Verb("offer", "Decide", "offer [ask|reply]", "note an offer; what you asked for, what they replied"),
    Verb("decide", "Decide", "decide", "what the notes say, and your decision"),
    Verb("log", "Journal", "log", "every entry, newest first"),
    Verb("fix", "Journal", "fix ID", "correct an entry"),
    Verb("undo", "Journal", "undo [ID]", "take an entry back"),
    Verb("erase", "Journal", "erase ID", "destroy the text of an entry, for good"),
    Verb("at", "Journal", "at DATE VERB", "any view as it was known on that date"),
    Verb("sync", "Devices", "sync [URL]", "exchange with your other devices"),
    Verb("invite", "Devices", "invite", "add a device: the old side"),
    Verb("join", "Devices", "join", "add a device: the new side"),
    Verb("devices", "Devices", "devices [revoke NAME]", "list the devices; end what one of them may do"),
    Verb("verify", "Devices", "verify", "check every signature"),
    Verb("jot", "", "jot [TEXT]", "a note without context, also while locked"),
    Verb("said", "", "said [TEXT]", "note what you answered to what they asked"),
    Verb("need", "", "need [TEXT]", "note what they need"),
    Verb("gave", "", "gave [TEXT]", "note an idea that you gave them"),
    Verb("view", "", "view [TEXT]", "note how they see your fit"),
    Verb("later", "", "later [N|TEXT]", "your first ninety days; leave a question for then"),
    Verb("limits", "", "limits [NAME]", "what you may decide alone, and who decides beyond it"),
    Verb("match", "", "match [SCALE=N @WHO]", "how you like to work beside how they do"),
    Verb("ledger", "", "ledger [NAME]", "both sides: what each offers, needs, learned and shares"),
    Verb("bank", "", "bank [add TEXT]", "your questions"),
    Verb("posting", "", "posting [add]", "the advertisement: when it was seen, and what of it holds"),
    Verb("story", "", "story [add TITLE]", "successes of yours, ready to be told"),
    Verb("close", "", "close OUTCOME", "end an opportunity: accepted, declined, withdrew ..."),
    Verb("review", "", "review", "look back on a decision, and learn whom to trust"),
    Verb("redo", "", "redo ID", "bring back what was undone"),
    Verb("export", "", "export WHAT", "the journal, a calendar or tables, for other programs"),
    Verb("import", "", "import FILE", "a journal, invitations, tables or lists", module="import_"),
    Verb("recover", "", "recover [--drill]", "the journal from the paper key, when all devices are lost"),
    Verb(
        "verify-app",
        "",
        "verify-app [URL]",
        "whether a server's app for phones is the one we built",
        module="verify_app",
    ),
    Verb("lock", "", "lock", "forget the unlocked keys until the passphrase is given"),
    Verb("completion", "", "completion SHELL", "print a completion script for bash, zsh or fish"),
    Verb("help", "", "help [VERB]", "one verb; help all: every verb; help words: the words", module="help_"),
)

BY_NAME: dict[str, Verb] = {verb.name: verb for verb in VERBS} | {verb.letter: verb for verb in VERBS if verb.letter}


def module_of(verb: Verb) -> str:
    """Return the name of the module that does ``verb``."""
    return f"twoway_client.commands.{verb.module or verb.name}"
