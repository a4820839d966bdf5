"""What the person wants: weights, must-haves, the present job, working style."""

from __future__ import annotations

from collections import Counter

from twoway_client.output import visible, wrapped
from twoway_client.views.table import table
from twoway_core.analysis.rounding import decimals, shared_decimals
from twoway_core.journal.state import Mine
from twoway_core.projections.matters import matters_of, name_of, present_fit
from twoway_core.projections.view import Id, View


class WantedView(View, frozen=True, kw_only=True):
    """One criterion: its weight, which rating is best, and how the present job does on it.

    ``levels``: the best rating in jobs of one level; ``questions`` ask about it, best of whom (``ask``).
    """

    id: Id
    name: str
    lens: str
    sphere: str
    weight: float
    shape: str
    ideal: int | None
    levels: dict[str, int]
    present: int | None
    questions: int
    ask: tuple[str, ...]


class MustView(View, frozen=True, kw_only=True):
    """One must-have; ``threshold`` 1 to 5, None for a yes or no."""

    id: Id
    name: str
    threshold: int | None
    negotiable: bool


class StyleView(View, frozen=True, kw_only=True):
    """One scale of working style: ``low`` is 1, ``high`` is 5."""

    scale: str
    level: int
    low: str
    high: str


class WantsView(View, frozen=True, kw_only=True):
    """All of it. ``weighed``: how the weights were given, empty where nobody was asked and all count alike."""

    weighed: str
    criteria: tuple[WantedView, ...]
    must_haves: tuple[MustView, ...]
    present: float
    present_coverage: float
    styles: tuple[StyleView, ...]
    beside: tuple[str, ...]


def wants_view(mine: Mine) -> WantsView:
    """Return what the person wants now."""
    matters = matters_of(mine)
    present = present_fit(mine, matters)
    alive = [name for name, criterion in mine.criteria.items() if criterion.retired is None]
    return WantsView(
        weighed=matters.method,
        criteria=tuple(_wanted(mine, name, weight) for name, weight in matters.weights.items()),
        must_haves=tuple(
            MustView(
                id=Id(one.criterion),
                name=name_of(mine, one.criterion),
                threshold=one.threshold,
                negotiable=one.negotiable,
            )
            for one in matters.must_haves.values()
        ),
        present=present.mean,
        present_coverage=present.coverage,
        styles=tuple(
            StyleView(scale=name, level=fact.event.level, low=fact.event.low, high=fact.event.high)
            for name, fact in mine.styles.items()
        ),
        beside=tuple(name_of(mine, name) for name in alive if name not in matters),
    )


def _wanted(mine: Mine, criterion: bytes, weight: float) -> WantedView:
    event = mine.criteria[criterion].event
    rated = mine.baseline.get(criterion)
    bank = [one for one in mine.questions.values() if one.retired is None and criterion in one.event.criteria]
    ask = Counter(role for question in bank for role in question.event.ask)
    return WantedView(
        id=Id(criterion),
        name=event.name,
        lens=event.lens,
        sphere=event.sphere,
        weight=weight,
        shape=event.shape,
        ideal=event.ideal,
        levels={one.level: one.ideal for one in event.ideals},
        present=rated.event.rating if rated is not None else None,
        questions=len(bank),
        ask=tuple(role for role, _ in ask.most_common()),
    )


def weighed_names(mine: Mine) -> list[str]:
    """Return the names of the criteria that were weighed, the heaviest first; none where nobody was asked."""
    matters = matters_of(mine)
    return [name_of(mine, criterion) for criterion in matters.weights] if matters.method else []


def weights_line(view: WantsView) -> str:
    """Return the weights and must-haves on one line."""
    shown = zip(view.criteria, _weights(view), strict=True) if view.weighed else ()
    weights = ", ".join(f"{one.name} {weight}" for one, weight in shown)
    musts = ", ".join(_must_words(one) for one in view.must_haves)
    return visible("; ".join(part for part in (weights, f"must-have: {musts}" if musts else "") if part))


def _weights(view: WantsView) -> list[str]:
    return shared_decimals(one.weight for one in view.criteria)


def present_line(view: WantsView) -> str:
    """Return how the present job does; nothing where it was not rated."""
    if not view.present_coverage:
        return ""
    rest = "" if view.present_coverage > 1 - 1e-9 else f", rated on {decimals(view.present_coverage)} of the weight"
    return f"present job {decimals(view.present)} (your own ratings: no range{rest})"


def _must_words(one: MustView) -> str:
    level = f" at least {one.threshold}" if one.threshold is not None else ""
    return f"{one.name}{level}{' (negotiable)' if one.negotiable else ''}"


def wants_text(view: WantsView) -> str:
    """Return all of it as text."""
    if not view.weighed:
        lines = ["Nothing is weighed yet, so all criteria count alike. Weigh them: twoway want --again"]
        lines.append(wrapped("  ", visible(", ".join(one.name for one in view.criteria)) or "no criterion yet"))
    else:
        weighed = zip(view.criteria, _weights(view), strict=True)
        rows = [(one.name, weight, _present_words(one), _best(one), _ask(one)) for one, weight in weighed]
        lines = [table([("criterion", "weight", "present", "best", "find out"), *rows], right=(1,))]
        lines += [wrapped("By level     ", visible(_levels(one))) for one in view.criteria if one.levels]
        lines += _spheres(view)
    if view.must_haves:
        lines.append(wrapped("Must-have  ", visible(", ".join(_must_words(one) for one in view.must_haves))))
    lines += [wrapped("", line[:1].upper() + line[1:]) for line in (present_line(view),) if line]
    lines += [f"Style  {one.scale}: {one.level} of 1 ({one.low}) to 5 ({one.high})" for one in view.styles]
    if view.weighed and view.beside:
        lines.append(wrapped("Not weighed  ", visible(", ".join(view.beside))))
    return "\n".join([*lines, "Change: twoway want --again, or one step: weigh, must, present, style"])


def _ask(one: WantedView) -> str:
    """Return how to find out: how many questions ask it, and of whom best."""
    if not one.questions:
        return "no question yet"
    count = "1 question" if one.questions == 1 else f"{one.questions} questions"
    return f"{count}: {', '.join(one.ask)}" if one.ask else count


def _levels(one: WantedView) -> str:
    return f"{one.name}: {', '.join(f'{level} {ideal}' for level, ideal in one.levels.items())}"


def _of(view: WantsView, sphere: str) -> list[WantedView]:
    return [one for one in view.criteria if one.sphere == sphere]


def _spheres(view: WantsView) -> list[str]:
    """Return which of the two lives the criteria bear on, and with what share of the weight."""
    found = [(sphere, some) for sphere in ("personal", "professional") if (some := _of(view, sphere))]
    shares = shared_decimals(sum(one.weight for one in some) for _, some in found)
    return [
        wrapped(f"{sphere.capitalize():<13}", visible(f"{share}: {', '.join(one.name for one in some)}"))
        for (sphere, some), share in zip(found, shares, strict=True)
    ]


def _present_words(one: WantedView) -> str:
    return "-" if one.present is None else str(one.present)


def _best(one: WantedView) -> str:
    if one.shape == "ideal":
        return "your level" if one.ideal is None else f"at {one.ideal}"
    return {"more": "the more", "less": "the less"}.get(one.shape, one.shape)
