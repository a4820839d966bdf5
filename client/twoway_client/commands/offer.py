"""Usage: twoway offer [NAME] [options]
       twoway offer ask [TEXT] [options]
       twoway offer reply [TEXT] --yes|--no [options]
       twoway offer term [TEXT] [options]
Note an offer: it is held against what was promised and against your
must-haves, and the notes say whether to accept, negotiate or decline.
  NAME             an opportunity, by its short name [the current one];
                   without any option the offer is shown, or asked for
  --pay AMOUNT     an amount of money, such as "61000 EUR"
  --per WORD       with --pay: per year, month or day
  --term TEXT      a term, such as "holidays: 30 days"; as often as needed
  --written        in writing; else it counts as spoken
  --by DAY         the last day to answer, such as "16 mar"
  --note TEXT      how it came
  --when TIME      when that happened, such as yesterday [now]
  ask TEXT         you asked for a term, such as "one course a year, in writing"
  --because TEXT   with ask: why
  reply TEXT       they replied to what you asked for
  --yes            with reply: the offer has that term from now on
  --no             with reply: they refuse
  term TEXT        a term of the offer came or changed
  --about NAME     the criterion that the term speaks to [found by its words]
  -e, --edit       write in $EDITOR, on memory-backed storage only
A must-have that the offer names word for word counts as a yes. Other terms
you judge: twoway rate. Your decision: twoway decide
Example: twoway offer --pay "61000 EUR" --term "3 remote days" --written
"""

from __future__ import annotations

from argparse import Namespace

from twoway_client import bargaining
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.judging import keep_still_during
from twoway_client.offering import judge_yes, parse_term, pay_term
from twoway_client.parser import Parser
from twoway_client.people import case_called, handle_of
from twoway_client.room import moment_of, say_written
from twoway_client.times import parse_day, show_day
from twoway_client.views.offer import heading, offer_text
from twoway_client.weighing import Weighed, weighed
from twoway_core.events.after import OfferReceived
from twoway_core.events.base import Stage
from twoway_core.events.case import StageChanged
from twoway_core.journal.state import Case, State
from twoway_core.projections.offer_sheet import OfferSheet, offer_sheet
from twoway_core.projections.terms import latest_offer

OFFER: Stage = "offer"
_GIVEN = ("pay", "term", "written", "by", "note", "when")


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.text()
    parser.when()
    parser.add_argument("--pay", metavar="AMOUNT")
    parser.add_argument("--per", metavar="WORD", default="")
    parser.add_argument("--term", action="append", metavar="TEXT")
    parser.add_argument("--by", metavar="DAY")
    parser.add_argument("--note", metavar="TEXT")
    parser.add_argument("--about", metavar="NAME")
    parser.add_argument("--because", metavar="TEXT", default="")
    for flag in ("written", "yes", "no"):
        parser.add_argument(f"--{flag}", action="store_true")


def run(desk: Desk, args: Namespace) -> None:
    """Show an offer, note one, or note what was asked for and replied."""
    word, rest = (args.words[0], args.words[1:]) if args.words else ("", [])
    if word in bargaining.STEPS:
        bargaining.STEPS[word](desk, args, rest)
        return
    if rest:
        raise UsageRefusal(
            f'"{" ".join(args.words)}" is no opportunity.', mend='a term: twoway offer --term "3 remote days"'
        )
    state, case = case_called(desk, word or None)
    if any(getattr(args, name) for name in _GIVEN):
        _receive(desk, args, state, case)
    elif latest_offer(case) is not None:
        _show(desk, word or None)
    else:
        _ask_for_offer(desk, args, handle_of(desk, case))
        _receive(desk, args, state, case)


def _ask_for_offer(desk: Desk, args: Namespace, name: str) -> None:
    """Ask for the terms, whether they are in writing, and the last day. Raises Refusal where nobody can answer."""
    if not desk.prompts.can_ask:
        raise Refusal(
            "no-offer", f"{name} has made no offer yet.", mend='twoway offer --term "3 remote days" --written'
        )
    desk.output.talk("Its terms, one a line, such as holidays: 30 days. An empty line ends them.")
    args.term = []
    while line := desk.prompts.line("> ", "a term"):
        args.term.append(line)
    args.written = desk.prompts.yes("All of it in writing?", "whether it is in writing", default=False)
    args.by = desk.prompts.line("The last day to answer, or Enter: ", "the last day") or None


def _receive(desk: Desk, args: Namespace, state: State, case: Case) -> None:
    moment, by = moment_of(desk, args), None if args.by is None else parse_day(args.by, desk.now)
    terms = [parse_term(state, case, one, written=args.written, about=args.about) for one in args.term or []]
    if args.pay:
        terms.insert(0, pay_term(state, case, args.pay, args.per, written=args.written))
    with desk.batch(moment) as batch:
        name = batch.add(
            OfferReceived(
                opportunity=case.id,
                terms=tuple(terms),
                written=args.written,
                deadline=None if by is None else by.isoformat(),
                note=args.note or "",
            )
        )
        if case.stage != OFFER or case.closed is not None:
            batch.add(StageChanged(opportunity=case.id, stage=OFFER))
        for term in terms:
            judge_yes(batch, state.mine, case, name, term)
    until = "" if by is None else f", by {show_day(by)}"
    say_written(desk, name, f"offer received: {handle_of(desk, case)}{until}")
    _tell(desk, case)


def _show(desk: Desk, name: str | None) -> None:
    found = weighed(desk, name)
    keep_still_during(desk, found.case)
    sheet, view = _sheet(found), found.deciding()
    rival = found.called(view.rival)
    text = f"{heading(sheet)}\n{offer_text(sheet, view, rival)}"
    desk.output.view("twoway.offer/1", {"offer": sheet, "deciding": view}, text, [sheet.opportunity])


def _sheet(found: Weighed) -> OfferSheet:
    sheet = offer_sheet(found.state.mine, found.case, found.name, found.settings)
    assert sheet is not None  # both callers know of an offer
    return sheet


def _tell(desk: Desk, case: Case) -> None:
    """Say under a new offer what it means; nothing while an interview is under way, nor in a pipe."""
    if not desk.output.is_talking or desk.output.json:
        return
    desk.index.refresh()
    found = weighed(desk, handle_of(desk, case))
    try:
        keep_still_during(desk, found.case)
    except Refusal:
        return
    view = found.deciding()
    desk.output.hint(offer_text(_sheet(found), view, found.called(view.rival)))
