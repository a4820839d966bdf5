"""The register of beliefs as text: each with where it is from, and who confirmed or refuted it."""

from __future__ import annotations

from twoway_client.output import WIDTH, one_line, visible, wrapped
from twoway_client.times import show_short_day
from twoway_core.ids import short
from twoway_core.projections.beliefs import Belief, Beliefs, Word

_INDENT = " " * 20


def beliefs_text(view: Beliefs) -> str:
    """Return the register as text."""
    if not view.beliefs and not view.look_up:
        return f"{view.opportunity}: nothing learnt yet. Note it: twoway learn TEXT --from website"
    count = f"{view.unverified} unverified, {view.refuted} refuted, {view.confirmed} confirmed"
    lines = [f"{view.opportunity}: {count}"]
    lines += [row for one in view.beliefs for row in _belief(one)]
    lines += [wrapped("  look up          ", visible(f"{one.text} ({short(one.id)})")) for one in view.look_up]
    if view.unverified:
        lines.append("Settle: twoway learn confirmed ID @WHO TEXT, or refuted ID")
    return "\n".join(lines)


def _belief(one: Belief) -> list[str]:
    head = f"  {short(one.id)}  {one.status:<10} "
    rows = [wrapped(head, visible(one.claim)), f"{_INDENT}{one_line(_about(one), WIDTH - len(_INDENT))}"]
    rows += [f"{_INDENT}{one_line(_word(word), WIDTH - len(_INDENT))}" for word in one.words]
    if one.weak:
        half = f"said of the firm: counts half for {', '.join(one.weak)} until your boss speaks to it"
        rows.append(wrapped(_INDENT, visible(half)))
    return rows


def _about(one: Belief) -> str:
    source = one.who or {"other": "elsewhere"}.get(one.source, one.source)
    day = show_short_day(one.day) if one.day is not None else ""
    where = ", ".join(part for part in (source, one.where, day) if part)
    about = f", about {', '.join(one.criteria)}" if one.criteria else ""
    return f"of the {one.scope}, from {where}{about}"


def _word(word: Word) -> str:
    who = f"{word.who}{' (boss)' if word.boss else ''}" if word.who else "you saw"
    return f"{'so' if word.confirms else 'not so'}, {show_short_day(word.at.date())}, {who}: {word.text}"
