"""Bargaining: what one asked for beside an offer, what they replied, and the terms that come of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from msgspec.structs import replace

from twoway_client.amounts import parse_money
from twoway_client.desk import Batch, Desk
from twoway_client.draft import Draft
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.naming import current_case, reread
from twoway_client.offering import asked_for, judge_yes, made_term, parse_term
from twoway_client.room import moment_of, say_written
from twoway_client.times import parse_day
from twoway_core.events.after import NegotiationAnswered, NegotiationAsked, OfferTerm, OfferTermChanged
from twoway_core.ids import EntryId, short
from twoway_core.journal.items import Negotiation
from twoway_core.journal.state import Case, State
from twoway_core.projections.offer_sheet import TermRow, offer_sheet
from twoway_core.projections.plan import plain
from twoway_core.projections.terms import latest_offer

YES, NO = "yes", "no"


def ask(desk: Desk, args: Namespace, words: list[str]) -> None:
    """Note that I asked for a term: what stands before the first comma; the goal is what follows it."""
    with Draft(desk, words, args, "what you asked for") as draft:
        state, case = current_case(desk)
        term, _, goal = (part.strip() for part in draft.read().partition(", "))
        made = made_term(state, case, term, "", None, written=False, about=args.about)
        event = NegotiationAsked(
            opportunity=case.id,
            term=term,
            goal=goal,
            money=parse_money(args.pay, args.per) if args.pay else None,
            reason=args.because,
            criterion=made.criterion,
        )
        name = desk.write(event, moment_of(desk, args))
    say_written(desk, name, f"negotiation asked: {term}")


def reply(desk: Desk, args: Namespace, words: list[str]) -> None:
    """Note what they said to a request; with a yes, the offer has that term from now on."""
    if args.yes and args.no:
        raise UsageRefusal("either --yes or --no.", mend="twoway offer reply --help")
    granted = True if args.yes else False if args.no else None
    short_word = "" if granted is None else YES if granted else NO
    with Draft(desk, words or [short_word] * bool(short_word), args, "what they replied") as draft:
        state, case = current_case(desk)
        said, asked = draft.read(), asked_for(case, " ".join(words))
        term = _granted(args, state, case, asked, said) if granted and latest_offer(case) is not None else None
        changed = None
        with desk.batch(moment_of(desk, args)) as batch:
            name = batch.add(
                NegotiationAnswered(
                    opportunity=case.id, result=said, asked=asked.id, granted=granted, written=args.written
                )
            )
            if term is not None:
                changed = _change(batch, state, case, term, _deadline(desk, args))
    if changed is not None and term is not None:
        _say_changed(desk, case, changed, term)
    else:
        word = f", {short_word}" if short_word else ""
        say_written(desk, name, f"negotiation answered: {asked.event.term}{word}")


def change(desk: Desk, args: Namespace, words: list[str]) -> None:
    """Note that a term of the offer came or changed."""
    with Draft(desk, words, args, "the term") as draft:
        state, case = current_case(desk)
        if latest_offer(case) is None:
            raise Refusal("no-offer", "there is no offer whose term this could be.", mend='twoway offer --term "..."')
        term = parse_term(state, case, draft.read(), written=args.written, about=args.about)
        money = parse_money(args.pay, args.per) if args.pay else None
        term = replace(term, money=money)
        with desk.batch(moment_of(desk, args)) as batch:
            name = _change(batch, state, case, term, _deadline(desk, args))
    _say_changed(desk, case, name, term)


def _granted(args: Namespace, state: State, case: Case, asked: Negotiation, said: str) -> OfferTerm:
    """Return the term that a yes to ``asked`` makes; what they ``said`` beyond a plain yes is its value."""
    wanted = asked.event
    value = "" if plain(said) in (YES, plain(wanted.term)) else said
    money = parse_money(args.pay, args.per) if args.pay else wanted.money
    term = made_term(state, case, wanted.term, value, money, written=args.written, about=args.about)
    return term if args.about is not None or wanted.criterion is None else replace(term, criterion=wanted.criterion)


def _deadline(desk: Desk, args: Namespace) -> str | None:
    return None if args.by is None else parse_day(args.by, desk.now).isoformat()


def _change(batch: Batch, state: State, case: Case, term: OfferTerm, deadline: str | None) -> EntryId:
    offer = latest_offer(case)
    name = batch.add(
        OfferTermChanged(opportunity=case.id, offer=None if offer is None else offer.id, term=term, deadline=deadline)
    )
    judge_yes(batch, state.mine, case, name, term)
    return name


def _say_changed(desk: Desk, case: Case, name: EntryId, term: OfferTerm) -> None:
    """Say what the offer has now, and what is to be judged of it."""
    say_written(desk, name, f"offer term changed: {term.term}, {'written' if term.written else 'spoken'}")
    state = reread(desk)
    sheet = offer_sheet(state.mine, state.cases[case.id], "")
    rows: tuple[TermRow, ...] = () if sheet is None else sheet.terms
    for row in rows:
        if bytes(row.id) == name and row.unrated:
            desk.output.hint(f"  {row.name} unrated: read the term, then twoway rate {short(name)}")


STEPS: dict[str, Callable[[Desk, Namespace, list[str]], None]] = {"ask": ask, "reply": reply, "term": change}
