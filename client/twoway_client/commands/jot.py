"""Usage: twoway jot [TEXT] [options]
       twoway jot list
       twoway jot file ID [--as WORD] [@WHO]
A note without context: no opportunity, no question. Works while locked.
  TEXT             the note; else from a pipe, -e, or a prompt
  list             the notes that wait to be filed (asks to unlock)
  file ID          make it a note of the current opportunity
  --as WORD        answer, seen, asked-me, flag, promise, learned, todo, or
                   nothing: set it aside [answer]
  @WHO             with file: the person it is about
  --when TIME      when it happened, such as 14:20 [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway jot "Carla rang: they decide on Friday"     Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.parser import Parser
from twoway_client.room import moment_of, one_person, say_written, split_ends
from twoway_client.times import local
from twoway_core.events.log import JotFiled, JotNoted
from twoway_core.ids import is_handle, short

if TYPE_CHECKING:
    from twoway_core.journal.items import Jot
    from twoway_core.journal.state import Case, State

KINDS = ("answer", "seen", "asked-me", "flag", "promise", "learned", "todo", "nothing")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--as", dest="kind", choices=KINDS)


def run(desk: Desk, args: Namespace) -> None:
    """Jot, list what was jotted, or file it."""
    if args.words == ["list"]:
        _list(desk)
    elif args.words[:1] == ["file"] and len(args.words) > 1 and is_handle(args.words[1]):
        _file(desk, args)
    elif args.kind is not None:
        raise UsageRefusal("--as goes with file.", mend="twoway jot file ID --as flag")
    else:
        _jot(desk, args)


def _jot(desk: Desk, args: Namespace) -> None:
    with Draft(desk, args.words, args, "the note") as draft:
        moment = moment_of(desk, args)
        name = desk.write(JotNoted(text=draft.read()), moment)
    say_written(desk, name, "jotted")


def _waiting(desk: Desk) -> dict[bytes, Jot]:
    """Return what waits; a jot of the phone may belong to an opportunity already."""
    from twoway_client.weighing import whole

    return {name: jot for name, jot in whole(desk).mine.jots.items() if jot.filed is None}


def _list(desk: Desk) -> None:
    """Show what waits, with the ids that ``file`` takes."""
    from twoway_client.views.jots import jots_view, listed_jots

    view = jots_view(_waiting(desk))
    desk.output.view("twoway.jots/1", view, listed_jots(view))


def _file(desk: Desk, args: Namespace) -> None:
    """Make a jot what it is; the entry keeps the time at which it was jotted."""
    from twoway_client.filing import filed_as
    from twoway_client.naming import current_case
    from twoway_client.people import entry_called
    from twoway_client.weighing import whole

    people, words = split_ends(args.words[2:])
    if words:
        raise UsageRefusal("file takes an id and a person, no text.", mend=f"twoway jot file {args.words[1]}")
    state = whole(desk)
    jot = state.mine.jots[entry_called(desk, args.words[1], state.mine.jots)]
    if jot.filed is not None:
        filing = short(jot.filed.id)
        raise Refusal("filed", f"{short(jot.id)} was filed already.", mend=f"twoway undo {filing}, then file it anew")
    kind = args.kind or "answer"
    moment = moment_of(desk, args) or local(jot.at, jot.offset)
    with desk.batch() as batch:
        became: tuple[bytes, ...] = ()
        if kind != "nothing":
            _check_place(jot, state, current_case(desk)[1])
            contact = one_person(desk, people, args.words)
            became = (batch.add(filed_as(kind, jot.event.text, desk.context, contact), moment),)
        filed = batch.add(JotFiled(jot=jot.id, became=became))
    name = became[0] if became else filed
    what = "jot set aside" if kind == "nothing" else f"jot filed: {kind.replace('-', ' ')}"
    say_written(desk, name, f"{what} ({short(jot.id)})", f"undo: twoway undo {short(name)}")


def _check_place(jot: Jot, state: State, current: Case) -> None:
    """Raise Refusal where a jot that belongs to one opportunity would become a note of another."""
    place = jot.event.opportunity
    if place in (None, current.id) or place not in state.cases:
        return
    opened = state.cases[place].opened
    firm = opened.event.firm if opened is not None else "another opportunity"
    raise Refusal("elsewhere", f"{short(jot.id)} is about {firm}.", mend=f'twoway open "{firm}", then file it again')
