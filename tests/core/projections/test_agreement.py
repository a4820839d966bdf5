"""Who said what to the same question."""

from __future__ import annotations

from twoway_core.events.prep import AgendaLine, AgendaPrepared, ResearchNoted
from twoway_core.projections.agreement import Agreement, Cell, Row, agreement

from .diary import DISPUTE, HOURS, REMOTE, TRAINING, Firm, acme, ms, wanting


def grid(firm: Firm) -> Agreement:
    """Return the grid of ``firm``."""
    return agreement(firm.mine, firm.case, "acme")


def row(firm: Firm, name: str) -> Row:
    """Return the row of one criterion."""
    return next(one for one in grid(firm).criteria if one.name == name)


def words(cells: tuple[Cell, ...]) -> list[object]:
    """Return the cells in short: a rating, or the word."""
    return [cell.word if cell.rating is None else cell.rating for cell in cells]


def test_worked_example_grid() -> None:
    """Ana 5, Ben 4 on autonomy; Carla alone on growth; nobody on balance."""
    firm = acme().firm
    view = grid(firm)

    assert [person.name for person in view.people] == ["Ana", "Ben", "Carla"]
    assert [(one.name, words(one.cells), one.voices, one.agreement) for one in view.criteria] == [
        (REMOTE, ["none", "none", 5.0], 1, None),
        ("autonomy", [5.0, 4.0, "none"], 2, 0.9375),
        ("growth", ["none", "none", 4.0], 1, None),
        ("balance", ["none", "none", "none"], 0, None),
    ]
    assert [(one.text, words(one.cells)) for one in view.questions] == [(DISPUTE, [5.0, 4.0, "none"])]
    assert (view.sources, view.boss_asked) == ((), True)


def test_a_cell_says_why_there_is_no_rating() -> None:
    """Planned, asked, refused, noted: the farthest that it came."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    carla, dan = firm.meets("Carla", "recruiter"), firm.meets("Dan", "leader")
    firm.plans(ms(4), 45)
    lines = (AgendaLine(question=wants.questions[HOURS], contacts=(ana, ben, carla, dan), criterion=wants["balance"]),)
    firm.notes(AgendaPrepared(lines=lines))
    firm.asks(ben, wants.questions[HOURS])
    firm.hears(carla, "no", asked=firm.asks(carla, wants.questions[HOURS]), form="refused")
    firm.hears(dan, "seven", asked=firm.asks(dan, wants.questions[HOURS]))

    assert words(row(firm, "balance").cells) == ["unasked", "asked", "refused", "unrated"]
    assert [words(one.cells) for one in grid(firm).questions] == [["none", "asked", "refused", "unrated"]]


def test_the_boss_is_asked_once_anything_that_matters_was_asked() -> None:
    """A plan alone asks nobody, and what does not matter does not count."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss")
    firm.plans(ms(4), 45)
    firm.notes(AgendaPrepared(lines=(AgendaLine(text="Hours?", contacts=(ana,), criterion=wants["balance"]),)))
    firm.asks(ana, text="How are you?")
    before = grid(firm).boss_asked
    firm.asks(ana, wants.questions[HOURS])

    assert (before, grid(firm).boss_asked) == (False, True)


def test_ratings_three_apart_contradict_each_other() -> None:
    """5 against 2 does, 5 against 3 does not."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana, ben = firm.meets("Ana", "boss"), firm.meets("Ben", "peer")
    for name, other in (("growth", 2), ("balance", 3)):
        firm.hears_and_rates(ana, wants[name], 5)
        firm.hears_and_rates(ben, wants[name], other)

    assert [row(firm, name).contradiction for name in ("growth", "balance", "autonomy")] == [True, False, False]


def test_a_changed_answer_is_a_contradiction() -> None:
    """Their story changed: the cell says so, and shows the later rating."""
    known = acme()
    later = known.firm.hears(known.ana, "I decide", known.wants["autonomy"], instead_of=known.ana_said)
    known.firm.rates(later, known.wants["autonomy"], 4)
    found = row(known.firm, "autonomy")

    assert (words(found.cells), found.contradiction) == ([4.0, 4.0, "none"], True)
    assert [cell.changed for cell in found.cells] == [True, False, False]


def test_whoever_is_no_contact_stands_after_the_people() -> None:
    """A website is a source of its own; one on what does not matter is not shown."""
    known = acme()
    for name, source in (("balance", "website"), ("commute", "news")):
        known.firm.write(
            ResearchNoted(
                opportunity=known.firm.id,
                claim="calm",
                source="website" if source == "website" else "news",
                criteria=(known.wants[name],),
                rating=4,
            )
        )
    view = grid(known.firm)

    assert view.sources == ("the website",)
    assert words(row(known.firm, "balance").cells) == ["none", "none", "none", 4.0]


def test_an_answer_on_two_criteria_shows_its_mean_on_the_question() -> None:
    """A question has one cell a person; its criteria have one each."""
    wants = wanting()
    firm = Firm(wants.diary, "Acme")
    ana = firm.meets("Ana", "boss")
    asked = firm.asks(ana, wants.questions[TRAINING])
    noted = firm.hears(ana, "a plan", asked=asked)
    for name, rating in (("growth", 5), ("balance", 2), ("team", None)):
        firm.rates(noted, wants[name], rating)

    assert [words(one.cells) for one in grid(firm).questions] == [[3.5]]
    assert [words(row(firm, name).cells) for name in ("growth", "balance")] == [[5.0], [2.0]]


def test_a_yes_or_no_is_no_degree_of_an_answer() -> None:
    """One answer rated 4 on growth and a yes on a must-have reads 4, not the mean of 4 and 5; a yes alone reads 5."""
    firm = acme().firm
    ana = next(iter(firm.case.contacts))
    wants = firm.mine.criteria
    remote = next(name for name, one in wants.items() if one.event.name == REMOTE)
    growth = next(name for name, one in wants.items() if one.event.name == "growth")
    both = firm.hears(ana, "both", asked=firm.asks(ana, text="Both?"))
    alone = firm.hears(ana, "alone", asked=firm.asks(ana, text="Alone?"))
    for noted, criterion, rating in ((both, growth, 4), (both, remote, 5), (alone, remote, 5)):
        firm.rates(noted, criterion, rating)

    assert [words(one.cells)[0] for one in grid(firm).questions[-2:]] == [4.0, 5.0]
