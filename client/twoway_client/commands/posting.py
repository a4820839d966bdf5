"""Usage: twoway posting [add [TEXT] | ask N | confirmed N | changed N] [options]
The advertisement of the current opportunity. Alone, it shows when it was seen
and its lines: confirmed, changed, or still open to be asked about.
  add [TEXT]            note that you saw it; TEXT is what it says, if you keep
                        that
  --file FILE           with add: keep the text of a file; - reads a pipe
  --seen DAY            with add: the day you saw it [today]
  --open DAYS           with add: for how many days it has been open
  --reposted N          with add: how often it was put up again
  --where TEXT          with add: where it stood
  ask N                 put a question about line N in your bank, for here only
  --about NAME          with ask: the criterion it speaks to; may be repeated
  confirmed N [@WHO] TEXT   line N is so; TEXT is what they said of it
  changed N [@WHO] TEXT     it is otherwise: TEXT is what they said instead
  --on ID               the note that says so, instead of TEXT
  --form WORD           example, number, general, evasive, refused [general]
  --sure WORD           sure, fairly, unsure [fairly]
  --when TIME           when that was said [now]
  -e, --edit            write in $EDITOR, on memory-backed storage only
Example: twoway posting changed 3 @ana "two days, not three"
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.advertisement import kept_text
from twoway_client.criteria import criteria_called
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_case
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import handle_of, joined
from twoway_client.room import moment_of
from twoway_client.settling import Claim, settle, settling_arguments
from twoway_client.texts import read_text
from twoway_client.times import parse_day, show_short_day
from twoway_client.views.posting import posting_text, warning
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.case import PostingObserved
from twoway_core.events.prep import ResearchNoted
from twoway_core.ids import short
from twoway_core.journal.state import Case, State
from twoway_core.projections.posting import PostingLine, posting_of, repost_words, source_of

_ORIGIN = "posting"
_SHOWN = 30
_MOST = 100_000


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--file", metavar="FILE")
    parser.add_argument("--seen", metavar="DAY")
    parser.add_argument("--open", dest="days", type=int, metavar="DAYS")
    parser.add_argument("--reposted", type=int, metavar="N")
    parser.add_argument("--where", default="")
    parser.add_argument("--about", action="append", default=[])
    settling_arguments(parser)


def run(desk: Desk, args: Namespace) -> None:
    """Show the advertisement, or note what became of it."""
    verb, words = (args.words[0], args.words[1:]) if args.words else ("", [])
    if not verb:
        _show(desk)
    elif verb == "add":
        _add(desk, args, words)
    elif verb == "ask":
        _ask(desk, args, words)
    elif verb in ("confirmed", "changed"):
        _settle(desk, args, words, confirms=verb == "confirmed")
    else:
        again = joined(["add", " ".join(args.words)])
        raise UsageRefusal(f'"{verb}" is nothing that posting does.', mend=f"twoway posting {again}")


def _show(desk: Desk) -> None:
    state, case = current_case(desk)
    view = posting_of(state.mine, case, handle_of(desk, case))
    desk.output.view("twoway.posting/1", view, posting_text(view), [view.opportunity])


def _add(desk: Desk, args: Namespace, words: list[str]) -> None:
    _, case = current_case(desk)
    seen = parse_day(args.seen, desk.now) if args.seen else (moment_of(desk, args) or desk.now).date()
    event = PostingObserved(
        opportunity=case.id,
        seen=seen.isoformat(),
        days_open=_count(args.days, "--open 30"),
        reposted=_count(args.reposted, "--reposted 2"),
        text=_text(desk, args, words),
        where=args.where,
    )
    entry = desk.write(event, moment_of(desk, args))
    desk.index.refresh()
    state, case = current_case(desk)
    view = posting_of(state.mine, case, handle_of(desk, case))
    said = [f"seen {show_short_day(seen)}"]
    said += [f"open {event.days_open} days"] if event.days_open is not None else []
    said += [f"put up again {repost_words(view.reposted)}"] if view.reposted else []
    said += [f"{len(view.lines)} lines to ask about"] if event.text else []
    desk.wrote(entry, f"posting noted: {', '.join(said)}")
    for line in warning(view):
        desk.output.hint(line)


def _text(desk: Desk, args: Namespace, words: list[str]) -> str:
    if args.file is not None:
        return kept_text(args.file, "--file")
    return read_text(desk, words, args, "the text") if words or args.edit else ""


def _count(number: int | None, example: str) -> int | None:
    if number is not None and not 0 <= number <= _MOST:
        raise UsageRefusal(f"{number} is no such number.", mend=example)
    return number


def _ask(desk: Desk, args: Namespace, words: list[str]) -> None:
    state, case = current_case(desk)
    line, claim = _claim(state, case, words)
    with desk.batch() as batch:
        question = QuestionAdded(
            opportunity=case.id,
            because=claim.put(batch),
            text=f'The posting says "{line.text}": how is that here?',
            criteria=criteria_called(state.mine, args.about),
            kind="example",
            topic="work",
            ask=("boss", "peer"),
            origin=_ORIGIN,
        )
        entry = batch.add(question)
    about = f", about {', '.join(args.about)}" if args.about else ""
    desk.wrote(
        entry,
        f"question added for {handle_of(desk, case)}{about}: line {line.number}",
        f"undo: twoway undo {short(entry)}",
    )


def _settle(desk: Desk, args: Namespace, words: list[str], *, confirms: bool) -> None:
    state, case = current_case(desk)
    line, claim = _claim(state, case, words[:1])
    entry, who = settle(desk, args, claim, words[1:], confirms=confirms)
    what = "confirmed" if confirms else "changed"
    desk.wrote(
        entry,
        f"posting line {line.number} {what} {who}: {one_line(line.text, _SHOWN)}",
        f"undo: twoway undo {short(entry)}",
    )


def _claim(state: State, case: Case, words: list[str]) -> tuple[PostingLine, Claim]:
    """Return the line whose number is the one of ``words``, and the belief that it is. Raises Refusal."""
    if len(words) != 1 or not words[0].isdecimal():
        raise UsageRefusal("which line is missing, by its number.", mend="twoway posting, which numbers them")
    lines = posting_of(state.mine, case, "").lines
    number = int(words[0])
    if not 1 <= number <= len(lines):
        there = f"1 to {len(lines)}" if lines else "its text was not kept"
        raise Refusal("no-line", f"the posting has no line {number} ({there}).", mend="twoway posting add --file FILE")
    line = lines[number - 1]
    event = ResearchNoted(
        opportunity=case.id, because=source_of(case), claim=line.text, scope="function", source="posting"
    )
    if line.belief is None:
        return line, Claim(None, event)
    known = bytes(line.belief)
    return line, Claim(known, case.research[known].event)
