"""An offer on a terminal: its terms, the promises beside it, and the word that follows."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.times import show_day, show_short_day
from twoway_client.views.deciding import still_worth, word_sentence
from twoway_client.views.figures import judged
from twoway_core.ids import short
from twoway_core.projections.deciding import Deciding
from twoway_core.projections.kept import KeptPromise
from twoway_core.projections.log import money_words
from twoway_core.projections.offer_sheet import OfferSheet, Request, TermRow
from twoway_core.projections.plan import plain

_NAME = 24


def heading(sheet: OfferSheet) -> str:
    """Return what stands above an offer that is shown again."""
    by = f", answer by {show_day(sheet.deadline)}" if sheet.deadline is not None else ""
    return f"{visible(sheet.opportunity)}: offer {short(sheet.id)} of {show_short_day(sheet.at.date())}{by}"


def offer_text(sheet: OfferSheet, view: Deciding, rival: str) -> str:
    """Return the terms, the promises beside them, what was asked for, and the word."""
    kept = {plain(one.term) for one in sheet.promises if one.word == "matches"}
    named = {plain(row.term) for row in sheet.terms}
    lines = [_row(row.term, term_words(row, promised=plain(row.term) in kept)) for row in sheet.terms]
    lines += [
        _row(one.term, promise_words(one))
        for one in sheet.promises
        if one.word != "matches" or plain(one.term) not in named
    ]
    lines += [_row(one.term, request_words(one)) for one in sheet.requests if not one.granted]
    lines.append(wrapped("", visible(word_sentence(view, sheet.opportunity, rival))))
    still = still_worth(view)
    return "\n".join([*lines, *([wrapped("  ", visible(still))] if still else [])])


def _row(name: str, words: str) -> str:
    return wrapped(f"  {one_line(name, _NAME):<{_NAME}}  ", visible(words), WIDTH)


def term_words(row: TermRow, *, promised: bool = False) -> str:
    """Return what is to be said of a term."""
    amount = money_words(row.money) if row.money is not None else ""
    how = "in writing" if row.written else "spoken only"
    parts = [part for part in (row.value, amount, f"{how}, as promised" if promised else how) if part]
    words = ", ".join(parts)
    if row.unrated:
        return f"{words}: {row.name} unrated, twoway rate {short(row.id)} --about {_quoted(row.name)}"
    if row.verdict is not None and row.chance is not None:
        return f"{words}: must-have {judged(row.verdict, row.chance)}"
    return words


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def promise_words(one: KeptPromise) -> str:
    """Return how a promise stands beside the offer."""
    said = f"{one.who or 'it was'} promised{' it' if one.who else ''} on {show_short_day(one.at.date())}"
    if one.word == "absent":
        return f"absent. {said[0].upper()}{said[1:]} ({short(one.id)})"
    if one.word == "differs":
        return f"differs: {one.offered or 'another amount'}. Promised: {one.value or 'see'} ({short(one.id)})"
    return f"as promised, {'in writing' if one.written else 'spoken only'}"


def request_words(one: Request) -> str:
    """Return how a request stands."""
    if one.granted is None:
        return f"asked for; {f'they say: {one.result}' if one.result else 'no reply yet'}"
    return f"asked for, refused{f': {one.result}' if plain(one.result) != 'no' else ''}"
