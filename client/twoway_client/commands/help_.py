"""Usage: twoway help [VERB|all|words]
Show the verbs of a day; all about one verb; every verb; or what words mean.
  VERB             the same as twoway VERB --help
  all              every verb, those that are seldom needed too
  words            what the words on the screen mean
Example: twoway help note
"""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.glossary import WORDS
from twoway_client.nearly import did_you_mean
from twoway_client.output import wrapped
from twoway_client.parser import Parser
from twoway_client.verbs import BY_NAME, GROUPS, VERBS, Verb, module_of

_VERB_WIDTH = 21
_HEAD = """\
Usage: twoway [--home DIR] [--json] VERB ...
Your encrypted journal of job interviews. Alone, twoway says what is next; a
verb asks for what you leave out. Letters after commas are short forms."""
_EXIT = "Exit: 0 done, 1 refused, 2 usage, 3 fault in twoway, 4 synced: please read"
_SELDOM = "Seldom needed"


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.add_argument("about", nargs="?", metavar="VERB|all|words", choices=None)


def run(desk: Desk, args: Namespace) -> None:
    """Show the help that was asked for."""
    text = _text(args.about)
    desk.output.view("twoway.help/1", {"text": text}, text)


def _text(about: str | None) -> str:
    if about is None:
        return main_help()
    if about == "all":
        return every_verb()
    if about == "words":
        return "\n".join(wrapped(f"  {word:<16}  ", meaning) for word, meaning in WORDS)
    verb = BY_NAME.get(about)
    if verb is None:
        raise UsageRefusal(f'twoway has no verb "{about}".{did_you_mean(about, _topics())}', mend="twoway help all")
    return (import_module(module_of(verb)).__doc__ or "").strip()


def _topics() -> list[str]:
    return ["all", "words", *(verb.name for verb in VERBS)]


def main_help() -> str:
    """Return the help of a day: the verbs in their groups."""
    hidden = sum(not verb.group for verb in VERBS)
    more = f"More: twoway VERB --help, twoway help all ({hidden} more verbs), twoway help words"
    return "\n".join([_HEAD, *_groups(), more, _EXIT])


def every_verb() -> str:
    """Return every verb, the seldom needed ones last."""
    return "\n".join([*_groups(), _SELDOM, *(_line(verb) for verb in VERBS if not verb.group)])


def _groups() -> list[str]:
    lines: list[str] = []
    for group in GROUPS:
        lines += [group, *(_line(verb) for verb in VERBS if verb.group == group)]
    return lines


def _line(verb: Verb) -> str:
    return f"  {verb.shown:<{_VERB_WIDTH}} {verb.line}"
