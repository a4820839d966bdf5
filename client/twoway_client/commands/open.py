"""Usage: twoway open [NAME] [ROLE] [options]
Open an opportunity, or switch to one by its short name. Alone, it lists them.
  NAME             the firm, or the short name of one that is there
  ROLE             the job; the same firm with another role is a new one
  --level WORD     junior, senior, lead ...
  --industry WORD  what the firm does
  --remote         people there work from home, at least in part
  --office         nobody does
  --from TEXT      how you came upon it
  --posting FILE   keep the advertisement's text; - reads a pipe
  --stage WORD     interested, applied, screening, interviewing, offer: where
                   it stands now
  --when TIME      when that was, such as yesterday [now]
Example: twoway open acme "Data engineer"                   Undo: twoway undo
"""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from twoway_client.advertisement import kept_text
from twoway_client.desk import Desk
from twoway_client.errors import Cancelled
from twoway_client.naming import context_for, likely_interview, opportunity_names, refresh, reread
from twoway_client.nearly import nearest
from twoway_client.parser import Parser
from twoway_client.room import moment_of
from twoway_client.store.context import Context
from twoway_client.views.opportunities import opened_text, opened_view, opportunities_text, opportunities_view
from twoway_core import starter
from twoway_core.events.case import OpportunityOpened, StageChanged
from twoway_core.journal.handles import find

STAGES = ("interested", "applied", "screening", "interviewing", "offer")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--level")
    parser.add_argument("--industry")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--remote", dest="remote", action="store_true", default=None)
    place.add_argument("--office", dest="remote", action="store_false")
    parser.add_argument("--from", dest="origin")
    parser.add_argument("--posting", metavar="FILE")
    parser.add_argument("--stage", choices=STAGES)
    parser.when()


def run(desk: Desk, args: Namespace) -> None:
    """List, switch or open."""
    if not args.words:
        _list(desk)
        return
    name, role = args.words[0], " ".join(args.words[1:])
    known = opportunity_names(desk)
    found = find(known, name)
    if found is not None and role.casefold() in ("", _role(desk, found).casefold()):
        _switch(desk, found, args)
    else:
        _refuse_slip(desk, name, role, list(known))
        _open(desk, name, role, args)


def _role(desk: Desk, opportunity: bytes) -> str:
    return desk.index.checkpoint.summaries[opportunity.hex()].role


def _list(desk: Desk) -> None:
    view = opportunities_view(desk, opportunity_names(desk))
    desk.output.view("twoway.open/1", view, opportunities_text(view), [one.handle for one in view.opportunities])


def _refuse_slip(desk: Desk, name: str, role: str, known: list[str]) -> None:
    """Ask before a slip of the fingers opens a second opportunity. Raises Cancelled."""
    near = nearest(name, known) if not role else ""
    question = f"{near} is there. Open a new one called {name}?"
    if near and desk.prompts.can_ask and not desk.prompts.yes(question, "a yes or no", default=False):
        raise Cancelled


def _open(desk: Desk, name: str, role: str, args: Namespace) -> None:
    event = OpportunityOpened(
        firm=name,
        role=role,
        level=args.level or "",
        industry=args.industry or "",
        remote=args.remote,
        posting=kept_text(args.posting) if args.posting else "",
        origin=args.origin or "",
    )
    with desk.batch(moment_of(desk, args)) as batch:
        opportunity = batch.add(event)
        steps = [batch.add(replace(step, opportunity=opportunity)) for step in starter.prep_steps()]
        if args.stage:
            batch.add(StageChanged(opportunity=opportunity, stage=args.stage))
        prep = [bytes(step) for step in steps]
        desk.keep_context(Context(opportunity=opportunity, prep=prep, todos=desk.context.todos))
    reread(desk)
    handle = desk.names.of(opportunity)
    desk.wrote(opportunity, f"opportunity opened: {handle}{f', {role}' if role else ''}")


def _switch(desk: Desk, opportunity: bytes, args: Namespace) -> None:
    """Make ``opportunity`` the current one, and note where it stands if that was said."""
    state = desk.state(opportunity)
    case = state.cases[opportunity]
    if desk.context.opportunity != opportunity:
        desk.keep_context(context_for(case, likely_interview(case), desk.context))
    refresh(desk, state)
    handle = desk.names.of(opportunity)
    if args.stage:
        entry = desk.write(StageChanged(opportunity=opportunity, stage=args.stage), moment_of(desk, args))
        desk.wrote(entry, f"stage changed: {handle}, {args.stage}")
        return
    view = opened_view(desk, handle, opportunity)
    desk.output.view("twoway.opened/1", view, opened_text(view), [view.handle])
