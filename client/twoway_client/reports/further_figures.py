"""Further figures: how the numbers of the decision were worked out, with links to the notes they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from twoway_client.reports.anchors import (
    ASKING,
    FLIPS,
    RACE,
    REVIEWS,
    WEIGHTS,
    course_anchor,
    criterion_anchor,
    figure,
    fit_anchor,
    note_anchor,
    posting_anchor,
    theirs_anchor,
)
from twoway_client.reports.fit_steps import signed
from twoway_client.reports.material import Gathered, Material
from twoway_client.reports.page import Figure
from twoway_client.reports.phrases import Link, Phrase, joined
from twoway_client.reports.picture import percent
from twoway_client.times import show_short_day
from twoway_core.analysis.rounding import decimals, shared_decimals
from twoway_core.ids import short
from twoway_core.projections.posting import repost_words
from twoway_core.projections.race import PRESENT


def further_figures(material: Material) -> Iterator[Figure]:
    """Yield the figures of the decision, in the order of their pictures."""
    yield _race(material)
    yield _flips(material)
    yield _asking(material)
    for one in material.everyone:
        if material.further.sides[one.case.id].theirs.coverage > 0:
            yield _theirs(material, one)
        if material.further.courses[one.case.id].points:
            yield _course(material, one)
        if material.further.postings[one.case.id].sightings:
            yield _posting(material, one)
    if material.further.held:
        yield _reviews(material)


def _notes(entries: Iterator[bytes]) -> Phrase:
    links: list[Phrase] = [(Link(short(entry), note_anchor(entry)),) for entry in dict.fromkeys(entries)]
    return joined(links)


def _race(material: Material) -> Figure:
    race = material.further.word.race
    options = {one.case.id: one.option for one in material.everyone}
    parts: list[Phrase] = [
        (f"{runner.name} ", Link(percent(runner.first), fit_anchor(options[runner.id].key)))
        if runner.id != PRESENT
        else (f"{runner.name} {percent(runner.first)}",)
        for runner in race.runners
    ]
    start = f"{race.draws:,} cases drawn from what is believed of each criterion, by the "
    words: Phrase = (start, Link("weights", WEIGHTS), " you gave; equal journals draw the same cases. First: ")
    return Figure(RACE, "Shares of first place.", (*words, *joined(parts), "."))


def _flips(material: Material) -> Figure:
    word, subject = material.further.word, material.subject.option
    rival = next((one.option for one in material.everyone if one.case.id == word.rival), None)
    other: Phrase = (f"the present job, {decimals(word.stay)}",)
    if rival is not None:
        other = (f"{rival.name}, ", figure(word.stay, fit_anchor(rival.key)))
    words: Phrase = (f"The lead between {subject.name}, ", figure(word.accept, fit_anchor(subject.key)), ", and ")
    rule = ". It passes at the weight at which both fit alike, the other weights keeping their ratios."
    return Figure(FLIPS, "What would flip it.", (*words, *other, rule))


def _asking(material: Material) -> Figure:
    subject = material.subject.option
    about = {row.about for row in material.further.asks if row.about is not None}
    told: list[Phrase] = [
        (Link(why.criterion, criterion_anchor(subject.key, why.id)),)
        for why in material.subject.whys
        if why.id in about
    ]
    rule = (
        "The mean gain in fit of what one would choose after the answer, for each answer as likely as it is now, "
        "divided by its minutes."
    )
    return Figure(ASKING, "Value of asking.", (rule, " From ", *joined(told), ".") if told else (rule,))


def _theirs(material: Material, one: Gathered) -> Figure:
    view = material.further.sides[one.case.id].theirs
    rows = zip(view.needs, shared_decimals(row.weight for row in view.needs), strict=True)
    needs = ", ".join(f"{row.need} {weight} × {decimals(row.mean)}" for row, weight in rows)
    words = f"Sum of weight × mean over what they need: {needs}." if needs else "What they said of the job as a whole."
    words += f" 80 % range {decimals(view.range80[0])} to {decimals(view.range80[1])},"
    words += f" coverage {decimals(view.coverage)}. From "
    rests = _notes(iter([*one.case.needs, *one.case.feedback]))
    return Figure(
        theirs_anchor(one.option.key),
        f"How well you fit {one.option.name}, {decimals(view.fit)}.",
        (words, *rests, "."),
    )


def _course(material: Material, one: Gathered) -> Figure:
    course = material.further.courses[one.case.id]
    last = course.points[-1]
    words: Phrase = (
        f"Worked out anew for {len(course.points)} days, from what was in the journal that evening. Now ",
        figure(last.fit, fit_anchor(one.option.key)),
        ".",
    )
    anew: list[Phrase] = [
        (
            f"{turn.words} {signed(turn.moved)} on {show_short_day(turn.day)}, ",
            Link(short(turn.id), note_anchor(turn.id)),
        )
        for turn in course.turns
        if turn.kind == "revision"
    ]
    offers = _notes(turn.id for turn in course.turns if turn.kind == "offer")
    if offers:
        words = (*words, " Offer: ", *offers, ".")
    if anew:
        words = (*words, " Rated anew after it: ", *joined(anew), ".")
    return Figure(course_anchor(one.option.key), f"{one.option.name}, fit over time.", words)


def _posting(material: Material, one: Gathered) -> Figure:
    posting = material.further.postings[one.case.id]
    again = f"put up again {repost_words(posting.reposted)}" if posting.reposted else "not seen to be put up again"
    seen = "Seen once" if len(posting.sightings) == 1 else f"Seen {len(posting.sightings)} times"
    rests = _notes(sight.id for sight in posting.sightings)
    return Figure(
        posting_anchor(one.option.key), f"{one.option.name}, the posting.", (f"{seen}; {again}. From ", *rests, ".")
    )


def _reviews(material: Material) -> Figure:
    learned, held = material.further.learned, material.further.held
    parts = "; ".join(
        f"{one.source.replace('-', ' ')}: {one.hits} of {one.checks} held, counts × {decimals(one.trust)}"
        for one in learned.sources
    )
    words = f"A word held when what was found is within one step of it. {parts}."
    if learned.brier is not None:
        words += f" Brier score over {learned.scored}: {decimals(learned.brier)}."
    rests = _notes(
        iter([*(row.id for row in held), *(fact.id for case in material.further.reviewed for fact in case.reviews)])
    )
    return Figure(REVIEWS, "What held up.", (f"{words} From ", *rests, "."))
