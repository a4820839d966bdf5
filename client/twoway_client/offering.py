"""Offers: the terms that a person types, what each speaks to, and the entries that come of them."""

from __future__ import annotations

from twoway_client.amounts import parse_money
from twoway_client.criteria import criterion_called
from twoway_client.desk import Batch
from twoway_client.errors import Refusal
from twoway_core.events.after import OfferTerm
from twoway_core.events.base import Money
from twoway_core.events.judge import AnswerRated
from twoway_core.ids import EntryId
from twoway_core.journal.items import Negotiation
from twoway_core.journal.state import Case, Mine, State
from twoway_core.projections.levers import speaks_to
from twoway_core.projections.matters import matters_of, name_of
from twoway_core.projections.plan import plain

PAY = "pay"
YES = 5


def parse_term(state: State, case: Case, typed: str, *, written: bool, about: str | None = None) -> OfferTerm:
    """Return the term in ``typed``, such as "holidays: 30 days", with what it speaks to. Raises Refusal."""
    term, _, value = (part.strip() for part in typed.partition(": "))
    return made_term(state, case, term or typed, value, None, written=written, about=about)


def pay_term(state: State, case: Case, typed: str, per: str, *, written: bool) -> OfferTerm:
    """Return the pay in ``typed``, such as "61000 EUR". Raises UsageRefusal."""
    return made_term(state, case, PAY, "", parse_money(typed, per), written=written)


def made_term(
    state: State, case: Case, term: str, value: str, money: Money | None, *, written: bool, about: str | None = None
) -> OfferTerm:
    """Return a term with the promise that it keeps or changes, and the criterion that it speaks to. Raises Refusal."""
    promise = next((one for one in case.commitments.values() if plain(one.event.term) == plain(term)), None)
    criterion = _criterion(state.mine, term, about)
    if criterion is None and promise is not None:
        criterion = promise.event.criterion
    return OfferTerm(
        term=term,
        value=value,
        money=money,
        written=written,
        criterion=criterion,
        commitment=None if promise is None else promise.id,
    )


def _criterion(mine: Mine, term: str, about: str | None) -> bytes | None:
    """Return the criterion called ``about``, else the one that ``term`` speaks to, if any. Raises Refusal."""
    return criterion_called(mine, about) if about is not None else speaks_to(mine, matters_of(mine), term)


def judge_yes(batch: Batch, mine: Mine, case: Case, said: EntryId, term: OfferTerm) -> None:
    """Rate a term that grants a must-have word for word: that is a yes, and needs no judging."""
    criterion = term.criterion
    must_have = matters_of(mine).must_haves.get(criterion) if criterion is not None else None
    if criterion is None or must_have is None or must_have.threshold is not None or term.value:
        return
    if plain(name_of(mine, criterion)) == plain(term.term):
        batch.add(AnswerRated(opportunity=case.id, answer=said, criterion=criterion, rating=YES))


def asked_for(case: Case, typed: str) -> Negotiation:
    """Return the request that ``typed`` replies to: the one so called, else the last unanswered. Raises Refusal."""
    requests = list(case.negotiations.values())
    named = [one for one in requests if typed and plain(typed).startswith(plain(one.event.term))]
    found = (named or [one for one in requests if not one.answers])[-1:]
    if not found:
        raise Refusal("no-request", "nothing that you asked for waits for a reply.", mend='twoway offer ask "the term"')
    return found[0]
