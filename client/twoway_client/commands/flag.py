"""Usage: twoway flag [TEXT] [options]
       twoway flag done ID [TEXT]
Note a red flag, and what it rests on. No network, no waiting; works while
locked, except for ids of older notes.
  TEXT               the warning sign; else from a pipe, -e, or a prompt
  done ID [TEXT]     the flag was explained, and how
  --on ID            the note it rests on; may be repeated. One source is an
                     anecdote, two are a pattern
  --light, --serious, --severe   how grave [serious]
  --kind WORD        such as turnover, pressure, evasion
  --when TIME        when it showed, such as 14:20 [now]
  -e, --edit         write in $EDITOR, on memory-backed storage only
Example: twoway flag "open twice in two years" --on tkvwj --light
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.evidence import evidence_called
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.room import moment_of, opportunity_of, say_written
from twoway_core.events.base import Severity
from twoway_core.events.talk import RedFlagRaised, RedFlagResolved
from twoway_core.ids import is_handle, short

SEVERITIES: tuple[Severity, ...] = ("light", "serious", "severe")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--on", metavar="ID", action="append", default=[])
    parser.add_argument("--kind", metavar="WORD", default="")
    severity = parser.add_mutually_exclusive_group()
    for word in SEVERITIES:
        severity.add_argument(f"--{word}", dest="severity", action="store_const", const=word, default="serious")


def run(desk: Desk, args: Namespace) -> None:
    """Raise a flag, or say that one was explained."""
    if args.words[:1] == ["done"] and (len(args.words) == 1 or is_handle(args.words[1])):
        _explain(desk, args, args.words[1:])
    else:
        _raise(desk, args)


def _raise(desk: Desk, args: Namespace) -> None:
    with Draft(desk, args.words, args, "the warning sign") as draft:
        opportunity, moment = opportunity_of(desk), moment_of(desk, args)
        evidence = evidence_called(desk, args.on)
        event = RedFlagRaised(
            opportunity=opportunity,
            interview=desk.context.interview,
            text=draft.read(),
            severity=args.severity,
            kind=args.kind,
            evidence=evidence.notes,
        )
        name = desk.write(event, moment)
    say_written(desk, name, f"red flag raised: {args.severity}, {evidence.words}")


def _explain(desk: Desk, args: Namespace, words: list[str]) -> None:
    """Note the explanation of a flag; it needs the flag's id, and so the journal."""
    from twoway_client.naming import current_case

    if not words:
        raise UsageRefusal("which flag was explained is missing.", mend="twoway flag done ID, ids are in twoway report")
    with Draft(desk, words[1:], args, "the explanation", "How was it explained? ") as draft:
        moment = moment_of(desk, args)
        _, case = current_case(desk)
        flag = entry_called(desk, words[0], case.flags)
        event = RedFlagResolved(
            opportunity=case.id, interview=desk.context.interview, flag=flag, explanation=draft.read()
        )
        name = desk.write(event, moment)
    say_written(desk, name, f"red flag explained: {short(flag)}")
