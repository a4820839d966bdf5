"""Usage: twoway learn [TEXT] [options]
       twoway learn list | confirmed ID | refuted ID [@WHO] TEXT
Note what you read or heard elsewhere: a belief, until somebody confirms it.
  TEXT             the finding; else from a pipe, -e, or a prompt
  list             what you believe: unverified, confirmed, refuted; and what
                   you want to look up instead of asking
  confirmed ID, refuted ID   somebody bore it out, or did not; or you saw it:
                   TEXT is what was said or seen
  --on ID          the note that says so, instead of TEXT
  --form WORD      with these: example, number, general, evasive, refused
  --sure WORD      with these: sure, fairly, unsure [fairly]
  --from SOURCE    website, posting, review, news, or @WHO [other]; any other
                   word is kept as the place where you found it
  --where TEXT     its address or title
  --about NAME     a criterion it speaks to; may be repeated
  --of WORD        whom it is true of: firm, function, team, boss [firm]
  --rate N         how good that is for you, 1 to 5
  --answers ID     the question of your bank that it answers
  --dated DAY      the day it was written
  --when TIME      when you found it, such as yesterday [now]
  -e, --edit       write in $EDITOR, on memory-backed storage only
Example: twoway learn "four reviews praise the boss" --from review --of boss
"""

from __future__ import annotations

from argparse import Namespace
from typing import NamedTuple

from twoway_client.criteria import criteria_called
from twoway_client.desk import Desk
from twoway_client.draft import Draft
from twoway_client.errors import UsageRefusal
from twoway_client.naming import current_case
from twoway_client.output import one_line
from twoway_client.parser import Parser
from twoway_client.people import contact_in, entry_called, handle_of
from twoway_client.room import moment_of
from twoway_client.settling import Claim, settle, settling_arguments
from twoway_client.times import parse_day
from twoway_client.views.beliefs import beliefs_text
from twoway_core.events.base import Source
from twoway_core.events.prep import ResearchNoted
from twoway_core.ids import is_handle
from twoway_core.journal.state import Case, State
from twoway_core.projections.beliefs import beliefs_of

_SOURCES: dict[str, Source] = {
    "website": "website",
    "posting": "posting",
    "review": "review",
    "news": "news",
    "person": "person",
    "other": "other",
}
_SCOPES = {
    "firm": "firm's claim",
    "function": "claim about the function",
    "team": "claim about the team",
    "boss": "claim about the boss",
}
_RATINGS = range(1, 6)
_SETTLED = ("confirmed", "refuted")
_SHOWN = 30


class Origin(NamedTuple):
    """Where a finding comes from: what kind of place, which person, or where exactly."""

    source: Source
    contact: bytes | None = None
    where: str = ""


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.add_argument("--from", dest="source", default="other")
    parser.add_argument("--where")
    parser.add_argument("--about", action="append", default=[])
    parser.add_argument("--of", dest="scope", choices=list(_SCOPES), default="firm")
    parser.add_argument("--rate", type=int, choices=_RATINGS)
    parser.add_argument("--answers", metavar="ID")
    parser.add_argument("--dated", metavar="DAY")
    parser.when()
    settling_arguments(parser)


def run(desk: Desk, args: Namespace) -> None:
    """Note a finding, settle one, or list them."""
    verb = args.words[0] if args.words else ""
    if args.words == ["list"]:
        _list(desk)
    elif verb in _SETTLED and (len(args.words) == 1 or is_handle(args.words[1].casefold())):
        _settle(desk, args, args.words[1:], confirms=verb == "confirmed")
    else:
        _note(desk, args)


def _list(desk: Desk) -> None:
    state, case = current_case(desk)
    view = beliefs_of(state.mine, case, handle_of(desk, case))
    desk.output.view("twoway.learn/1", view, beliefs_text(view), [view.opportunity])


def _settle(desk: Desk, args: Namespace, words: list[str], *, confirms: bool) -> None:
    """Note who confirmed or refuted a belief."""
    what = "confirmed" if confirms else "refuted"
    if not words:
        raise UsageRefusal(f"what was {what} is missing, by its id.", mend="twoway learn list")
    _, case = current_case(desk)
    belief = case.research[entry_called(desk, words[0], case.research)]
    entry, who = settle(desk, args, Claim(belief.id, belief.event), words[1:], confirms=confirms)
    desk.wrote(entry, f"belief {what} {who}: {one_line(belief.event.claim, _SHOWN)}")


def _note(desk: Desk, args: Namespace) -> None:
    if args.rate is not None and not args.about:
        raise UsageRefusal(
            "a rating needs the criterion that it rates.", mend="twoway learn ... --about growth --rate 4"
        )
    with Draft(desk, args.words, args, "what you learnt") as draft:
        state, case = current_case(desk)
        origin = _origin(desk, state, case, args)
        event = ResearchNoted(
            opportunity=case.id,
            because=entry_called(desk, args.answers, state.mine.questions) if args.answers else None,
            claim=draft.read(),
            scope=args.scope,
            source=origin.source,
            where=args.where or origin.where,
            day=parse_day(args.dated, desk.now).isoformat() if args.dated else None,
            contact=origin.contact,
            criteria=criteria_called(state.mine, args.about),
            rating=args.rate,
        )
        entry = desk.write(event, moment_of(desk, args))
    who = f"{desk.names.of(origin.contact)}'s word" if origin.contact else _SCOPES[args.scope]
    desk.wrote(entry, f"research noted: {who}, unverified")


def _origin(desk: Desk, state: State, case: Case, args: Namespace) -> Origin:
    if args.source.startswith("@"):
        return Origin("person", contact_in(desk, state, case, args.source[1:], args.words))
    known = _SOURCES.get(args.source.lower())
    return Origin(known) if known is not None else Origin("other", where=args.source)
