"""What the notes say about a decision, in words: the word, what it rests on, what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.views.figures import judged
from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.projections.deciding import Deciding, is_thin
from twoway_core.projections.fit import MustHaveRow
from twoway_core.projections.flips import WeightMark
from twoway_core.projections.unasked import NeverAsked
from twoway_core.projections.worth import AskWorth

MOST_ASKS, MOST_FLIPS = 3, 3
_QUESTION, _LABEL = 44, 9
_NEVER = 0.005
"""No weight so near to nothing or to all is ever meant: a mark there flips nothing."""
_UNSETTLED = {
    "must-have open": "a must-have is open",
    "severe flag": "a severe flag is not explained",
    "worth asking": "there is something worth asking",
}


def word_sentence(view: Deciding, name: str, rival: str) -> str:
    """Return the word and what it rests on, in a few sentences; ``rival``: what the other choice is called."""
    words = {
        "ACCEPT": lambda: (
            f"ACCEPT {name} is what the notes say: it beats {rival} in {decimals(view.beats)} of the cases; "
            f"{_still(view)}."
        ),
        "NEGOTIATE": lambda: _negotiate(view, name, rival),
        "DECLINE": lambda: _turned_down("DECLINE", view, name, rival),
        "WITHDRAW": lambda: _turned_down("WITHDRAW from", view, name, rival),
        "ASK MORE": lambda: f"ASK MORE about {name}, before you go on: {why_ask(view)}.",
        "CONTINUE": lambda: f"CONTINUE with {name}: fit {decimals(view.accept)}, {rival} {decimals(view.stay)}.",
    }
    return words[view.action]()


def _still(view: Deciding) -> str:
    if view.ask:
        return "there is still something worth asking"
    return "no answer you can still get would change it"


def why_ask(view: Deciding) -> str:
    """Return why more is to be asked."""
    if "must-have failed" in view.reasons:
        return "a must-have has failed, and you would talk about it"
    return "; ".join(_UNSETTLED[reason] for reason in view.unsettled)


def _negotiate(view: Deciding, name: str, rival: str) -> str:
    if view.negotiate is None or not view.levers or "must-have failed" in view.reasons:
        return f"NEGOTIATE with {name}: a must-have has failed, and you would talk about it."
    return (
        f"NEGOTIATE: ask for {view.levers[0].term}, in writing. Worth {decimals(view.negotiate, 3)}; "
        f"accepting as it stands {decimals(view.accept, 3)}; {rival} {decimals(view.stay, 3)}. "
        f"Assumes a yes in {decimals(DEFAULTS.granted)} of cases and {decimals(DEFAULTS.offer_lost)} "
        "that the offer goes. Terms: twoway why negotiate"
    )


def _turned_down(word: str, view: Deciding, name: str, rival: str) -> str:
    if "must-have failed" in view.reasons:
        return f"{word} {name}: a must-have has failed."
    theirs, ours = decimals(view.stay, 3), decimals(view.accept, 3)
    more = "as much" if theirs == ours else "more"
    return f"{word} {name}: {rival} is worth {more}, {theirs} beside {ours}.{_thin(view)}"


def _thin(view: Deciding) -> str:
    """Return a caution where the word rests on little."""
    return (
        f" But most of what matters is unknown: coverage {decimals(view.coverage)}." if is_thin(view.coverage) else ""
    )


def still_worth(view: Deciding) -> str:
    """Return the questions that are still worth asking, the best first; nothing where there is none."""
    best: dict[bytes, AskWorth] = {}
    for one in view.ask:
        best.setdefault(one.question, one)
    if not best:
        return ""
    told = [asking_words(one) for one in list(best.values())[:MOST_ASKS]]
    more = f"; {len(best) - len(told)} more" if len(best) > len(told) else ""
    return f"Still worth asking: {'; '.join(told)}{more}"


def asking_words(one: AskWorth) -> str:
    """Return a question with whom to ask and what that is worth."""
    return f"{one_line(one.text, _QUESTION)} ({', '.join(part for part in (one.who, worth_words(one)) if part)})"


def worth_words(one: AskWorth) -> str:
    """Return what asking is worth, in words."""
    if one.up_to:
        return f"worth up to {decimals(one.fit, 4)} fit"
    if one.finding in ("cannot change your mind", "nobody can change your mind"):
        return "cannot change your mind"
    if one.finding == "not worth its minutes":
        return one.finding
    return f"{decimals(one.per_minute, 4)} a minute"


def flip_sentences(view: Deciding, name: str, rival: str) -> list[str]:
    """Return what would make the other choice lead: single ratings first, then weights."""
    ahead, behind = (name, rival) if view.flips.leads else (rival, name)
    told = [
        f"{one.who}'s {one.rating:g} on {one.name} read as {one.instead:g}: fit {decimals(one.fit)}, and {behind} leads"
        for one in view.flips.ratings
        if one.flips
    ]
    told += [
        f"{behind} leads over {ahead} if {one.name} weighs {'under' if one.under else 'over'} {decimals(one.at)} "
        f"(yours {decimals(one.weight)})"
        for one in within_reach(view.flips.weights)
    ]
    return told[:MOST_FLIPS]


def within_reach(marks: tuple[WeightMark, ...]) -> list[WeightMark]:
    """Return the weights at which the lead passes and that somebody could have."""
    return [mark for mark in marks if _NEVER < mark.at < 1 - _NEVER]


def never_asked_words(rows: tuple[NeverAsked, ...]) -> list[str]:
    """Return what was never asked with what asking is worth; what can change nothing is counted, not listed."""
    telling = [row for row in rows if row.best is None or row.best.fit > 0]
    idle = len(rows) - len(telling)
    told = [
        asking_words(row.best) if row.best is not None else f"{one_line(row.text, _QUESTION)} (moves no number)"
        for row in telling
    ]
    return [*told, f"{idle} {'more, ' if told else ''}which cannot change your mind"] if idle else told


def remarks(view: Deciding) -> Iterator[str]:
    """Yield what else is to be known before one decides."""
    for gut in view.gut:
        said = "they differ: which knows more?" if gut.differs else "they agree"
        yield f"gut feeling {gut.gut} of 5 (interview {gut.number}), the notes {decimals(gut.notes, 1)} of 5: {said}"
    if view.drift is not None:
        way = "raised" if view.drift > 0 else "lowered"
        yield f"ratings changed since the offer came: they {way} the fit by {decimals(abs(view.drift))}"
    for promise in view.promises:
        if promise.word != "matches":
            yield f"promised and {'not offered' if promise.word == 'absent' else 'offered otherwise'}: {promise.term}"


def must_have_sentences(rows: tuple[MustHaveRow, ...]) -> Iterator[str]:
    """Yield each must-have that is not met, and why."""
    for row in rows:
        if row.verdict != "met":
            yield f"{row.name}: {judged(row.verdict, row.chance)}: {row.reason}"


def block(label: str, sentences: list[str]) -> list[str]:
    """Return ``sentences`` under one label, wrapped."""
    heads = [f"  {label:<{_LABEL}}"]
    return [wrapped(heads.pop() if heads else " " * (_LABEL + 2), visible(one), WIDTH) for one in sentences if one]


def negotiating_text(view: Deciding, name: str, rival: str) -> str:
    """Return how the worth of negotiating comes about."""
    if view.negotiate is None:
        return wrapped("", visible(f"{name}: there is nothing to ask for that would lift the fit."))
    lever, q, z = view.levers[0], DEFAULTS.granted, DEFAULTS.offer_lost
    keep = max(view.accept, view.stay)
    lines = [
        f"{name}: asking for {lever.term} is worth {decimals(view.negotiate, 4)}",
        f"  {decimals(q)} of the cases: a yes lifts {lever.name}, fit {decimals(view.accept + lever.lift, 4)}",
        f"  {decimals(1 - q - z)} of the cases: a no; you still have the better of both, {decimals(keep, 4)}",
        f"  {decimals(z)} of the cases: the offer goes; {rival} {decimals(view.stay, 4)}",
    ]
    lines += [f"  also to ask for: {one.term}, lifts {one.name} by {decimals(one.lift, 4)}" for one in view.levers[1:]]
    return "\n".join(wrapped("", visible(line)) if not line.startswith(" ") else _indented(line) for line in lines)


def _indented(line: str) -> str:
    return wrapped("  ", visible(line.strip()))
