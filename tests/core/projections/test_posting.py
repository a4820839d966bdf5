"""The advertisement: its sightings and its lines."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from twoway_core.events.bank import QuestionRetired
from twoway_core.events.case import OpportunityOpened, PostingObserved
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import AnswerNoted, RedFlagRaised
from twoway_core.journal.state import Case
from twoway_core.projections.posting import lines_in, posting_of, repost_words, source_of

from .diary import WHY_OPEN, Firm, Wants, begun, ms

TEXT = "We offer:\n- three remote days\n\n* a training budget\n# Apply\n---\n"


@pytest.fixture
def wants() -> Wants:
    """Return a diary with the starter's bank."""
    return begun()


@pytest.fixture
def firm(wants: Wants) -> Firm:
    """Return a firm of which nothing but the name is known."""
    return Firm(wants.diary, "Acme")


def observes(firm: Firm, **said: object) -> bytes:
    """Note a sight of the advertisement."""
    return firm.write(replace(PostingObserved(opportunity=firm.id), **said))


def test_a_line_is_a_row_that_says_something() -> None:
    """Headings, rules and repetitions are no lines, and bullets no part of one."""
    assert lines_in(TEXT + "three remote days") == ["three remote days", "a training budget"]


@pytest.mark.parametrize(
    "text",
    [
        "Senior data engineer (m/f/d)\n\nthree remote days\na training budget",
        "Senior data engineer\n====\nthree remote days\na training budget\n",
        "\nAcme seeks a Data Engineer\nthree remote days\na training budget",
    ],
)
def test_a_title_is_no_line(text: str) -> None:
    """It stands apart, or names the role: nobody can say that it is so, or is not."""
    assert (
        lines_in(text, "data engineer") == lines_in(text, "Data engineer") == ["three remote days", "a training budget"]
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("three remote days\na training budget", ["three remote days", "a training budget"]),
        ("three remote days\n\na training budget\n\na team", ["three remote days", "a training budget", "a team"]),
        ("- three remote days\n\na budget\na team", ["three remote days", "a budget", "a team"]),
        ("You lead a team.\n\na budget\na bonus", ["You lead a team.", "a budget", "a bonus"]),
        ("three remote days", ["three remote days"]),
        ("Data engineer", ["Data engineer"]),
        ("", []),
    ],
)
def test_a_first_row_that_says_something_is_a_line(text: str, lines: list[str]) -> None:
    """A bullet, a sentence, or a row among rows like it is no title; nor is all that there is."""
    assert lines_in(text, "data engineer") == lines


def test_a_long_row_is_its_sentences() -> None:
    """A text without rows is still asked about piece by piece."""
    row = (
        "You lead a small team of four engineers in the north. You report to the head of data, who came last year. Hm."
    )

    assert lines_in(row + " " + "x" * 20)[:2] == [
        "You lead a small team of four engineers in the north.",
        "You report to the head of data, who came last year.",
    ]


def test_nothing_noted_is_an_empty_view(firm: Firm) -> None:
    """No sight, no line, no source; and an opportunity whose opening is not here has none either."""
    view = posting_of(firm.mine, firm.case, "acme")

    assert (view.sightings, view.lines, view.reposted, source_of(firm.case)) == ((), (), 0, None)
    assert source_of(Case(b"x" * 16)) is None


def test_a_line_is_open_until_somebody_speaks_to_it(firm: Firm) -> None:
    """Ana's word makes one changed and one confirmed; the third is known as a belief and still open."""
    ana = firm.meets("Ana Ruiz", "boss")
    observes(firm, text="three days\nfour people\na budget\nthe rest")
    days, people, budget = (
        firm.write(ResearchNoted(opportunity=firm.id, claim=claim, source="posting"))
        for claim in ("three days", "four people", "a budget")
    )
    firm.write(AnswerNoted(opportunity=firm.id, contact=ana, text="two, and four", confirms=(people,), refutes=(days,)))

    lines = posting_of(firm.mine, firm.case, "acme").lines

    assert [(line.number, line.status) for line in lines] == [
        (1, "changed"),
        (2, "confirmed"),
        (3, "open"),
        (4, "open"),
    ]
    assert [line.belief for line in lines] == [days, people, budget, None]
    assert [word.who for word in lines[0].said] == ["Ana"]


def test_a_later_text_shows_what_is_new_and_what_is_gone(wants: Wants) -> None:
    """The first text came with the opportunity; what both have is neither."""
    opened = wants.diary.write(OpportunityOpened(firm="Acme", posting="three days\na budget"))
    case = wants.diary.state.cases[opened]
    assert source_of(case) == opened
    seen = wants.diary.write(PostingObserved(opportunity=opened, text="two days\na budget"))

    case = wants.diary.state.cases[opened]
    view = posting_of(wants.diary.mine, case, "acme")

    assert [(line.text, line.new) for line in view.lines] == [("two days", True), ("a budget", False)]
    assert (view.gone, source_of(case)) == (("three days",), seen)


def test_it_was_put_up_again_where_it_cannot_have_stood_all_the_time(firm: Firm) -> None:
    """Seen on 5 January, and on 1 March open for 12 days only; on 3 March it still stood."""
    for seen, days in (("2026-03-03", 14), ("2026-01-05", 10), ("2026-03-01", 12)):
        observes(firm, seen=seen, days_open=days)

    view = posting_of(firm.mine, firm.case, "acme")

    assert view.reposted == 1
    assert [(one.seen.month, one.since) for one in view.sightings][:2] == [
        (1, date(2025, 12, 26)),
        (3, date(2026, 2, 17)),
    ]


def test_what_was_told_of_it_counts_where_it_is_more(firm: Firm) -> None:
    """Twice, somebody said; a sight without a day was seen when it was noted, and no day comes before the first."""
    firm.diary.now_ms = ms(9)
    observes(firm, reposted=2)
    observes(firm, days_open=10**9)

    view = posting_of(firm.mine, firm.case, "acme")

    assert (view.reposted, view.sightings[0].seen) == (2, date(2026, 3, 9))
    assert view.sightings[1].since == date.min


def test_a_flag_on_a_sight_and_the_question_that_fits_are_known(wants: Wants, firm: Firm) -> None:
    """The bank has a question for it, until that is dropped."""
    seen = observes(firm, reposted=1)
    before = posting_of(firm.mine, firm.case, "acme")
    firm.write(RedFlagRaised(opportunity=firm.id, text="again", evidence=(seen,)))
    firm.write(QuestionRetired(question=wants.questions[WHY_OPEN]))
    after = posting_of(firm.mine, firm.case, "acme")

    assert (before.flagged, before.ask) == (False, WHY_OPEN)
    assert (after.flagged, after.ask) == (True, "")


def test_how_often_is_said_in_words() -> None:
    """Once, twice, then a number."""
    assert [repost_words(times) for times in (1, 2, 3)] == ["once", "twice", "3 times"]
