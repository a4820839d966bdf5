"""The log, and the labels it speaks with."""

from __future__ import annotations

import msgspec
import pytest

from twoway_core.codec import encode
from twoway_core.entry import Entry
from twoway_core.events.after import FollowUpPlanned, FollowUpSent, NegotiationAsked, ReportShared
from twoway_core.events.base import Event, Money
from twoway_core.events.case import ContactAdded
from twoway_core.events.judge import AnswerRated, ImpressionSealed, RatingRevised
from twoway_core.events.log import EntryCorrected, EntryErased, EntryRetracted, JotFiled, JotNoted
from twoway_core.events.prep import PrepStepCompleted, PrepStepPlanned, StoryPrepared
from twoway_core.events.talk import (
    CommitmentNoted,
    EmployerNeedNoted,
    InterviewEnded,
    MyAnswerNoted,
    QuestionAsked,
    RedFlagRaised,
    RedFlagResolved,
)
from twoway_core.events.vocabulary import WIRE
from twoway_core.ids import make_entry_id, short
from twoway_core.journal.history import history
from twoway_core.projections.labels import labels_of
from twoway_core.projections.log import FIELDS, LogRow, log_rows, money_words, told, what_words

from .diary import DISPUTE, Acme, Diary, Firm, acme, wanting


def rows(diary: Diary) -> tuple[LogRow, ...]:
    """Return the log of ``diary``."""
    return log_rows(history(diary.entries), labels_of(diary.state, {}))


def test_every_event_tells_something() -> None:
    """No type of the vocabulary is missing, and no field that is named is unknown."""
    assert set(FIELDS) == set(WIRE)
    assert [
        (name, field)
        for name, fields in FIELDS.items()
        for field in fields
        if field not in WIRE[name].__struct_fields__
    ] == []


def test_the_newest_entry_comes_first() -> None:
    """With what happened, when, and what it says."""
    known = acme()
    newest, before = rows(known.wants.diary)[:2]

    assert (newest.id, newest.what, newest.text) == (known.wants.diary.entries[-1].id, "answer rated", "autonomy 4")
    assert (before.what, before.text) == ("answer rated", "autonomy 5")
    assert str(newest.at).startswith("2026-03-04 14:44:03")
    assert (newest.fate, newest.corrections, newest.opportunity) == ("counts", 0, known.firm.id)


def wording(known: Acme, event: Event) -> str:
    """Return what the log says of ``event`` at Acme."""
    known.firm.notes(event)
    row = rows(known.wants.diary)[0]
    return f"{row.what}: {row.text}"


def test_entries_speak_of_things_by_name() -> None:
    """People, questions, interviews, flags, jots, steps and to-dos have their words."""
    known = acme()
    firm, diary = known.firm, known.wants.diary
    flag = firm.write(RedFlagRaised(opportunity=firm.id, text="two left"))
    jot = diary.write(JotNoted(text="ring Ana"))
    step = firm.write(PrepStepPlanned(opportunity=firm.id, kind="people"))
    todo = firm.write(FollowUpPlanned(opportunity=firm.id, kind="thanks", contact=known.ana))
    own = diary.write(FollowUpPlanned(kind="send", text="taxes"))
    dispute = known.wants.questions[DISPUTE]
    assert firm.interview is not None

    assert wording(known, QuestionAsked(question=dispute, contacts=(known.ana, known.ben))) == (
        f"question asked: {DISPUTE}, Ana Ben"
    )
    assert wording(known, RedFlagResolved(flag=flag, explanation="a typo")) == "red flag resolved: two left, a typo"
    assert wording(known, JotFiled(jot=jot)) == "jot filed: ring Ana"
    assert wording(known, PrepStepCompleted(step=step, finding="two")) == "prep step completed: people, two"
    assert wording(known, FollowUpSent(follow_up=todo)) == "to-do sent: thanks to Ana"
    assert wording(known, FollowUpSent(follow_up=own)) == "to-do sent: send to them: taxes"
    assert wording(known, InterviewEnded(interview=firm.interview)) == "interview ended: Acme/2"


def test_an_opportunity_goes_by_the_name_it_is_given() -> None:
    """Else by its firm; one whose opening is not here by its id."""
    known = acme()
    state = known.wants.diary.state
    named, plain = labels_of(state, {known.firm.id: "acme"}), labels_of(state, {})
    known.wants.diary.entries = [one for one in known.wants.diary.entries if one.id != known.firm.id]
    unnamed = labels_of(known.wants.diary.state, {})

    assert [labels[known.firm.id] for labels in (named, plain, unnamed)] == ["acme", "Acme", short(known.firm.id)]
    assert known.firm.interview is not None
    assert named[known.firm.interview] == "acme/2"


def test_things_of_no_opportunity_have_labels() -> None:
    """Stories, coaches, shares; and of an opportunity, needs, promises and what was negotiated."""
    firm = Firm(wanting().diary, "Acme")
    things = [
        firm.write(StoryPrepared(title="the move")),
        firm.write(ContactAdded(name="Kim Coach")),
        firm.write(ReportShared(audience="Kim")),
        firm.write(EmployerNeedNoted(opportunity=firm.id, need="Rust")),
        firm.write(CommitmentNoted(opportunity=firm.id, term="a week")),
        firm.write(NegotiationAsked(opportunity=firm.id, term="pay")),
    ]
    labels = labels_of(firm.diary.state, {})

    assert [labels[thing] for thing in things] == ["the move", "Kim Coach", "Kim", "Rust", "a week", "pay"]


def test_what_is_not_here_goes_by_its_id() -> None:
    """A dangling reference is shown."""
    assert told("red-flag.resolved", RedFlagResolved(flag=bytes(16)), {}) == short(bytes(16))


def test_the_gut_feeling_is_not_told() -> None:
    """Neither its number nor its words."""
    known = acme()

    assert wording(known, ImpressionSealed(gut=4, words="warm")) == "gut feeling sealed: Acme/2"


def test_amendments_show_on_what_they_amend() -> None:
    """Corrected, taken back, erased: each is told, and what was erased says nothing."""
    known = acme()
    patch = {"text": msgspec.Raw(encode("never"))}
    known.firm.notes(EntryCorrected(target=known.ana_said, patch=patch))
    known.firm.notes(EntryRetracted(target=known.ben_said))
    known.firm.notes(EntryErased(target=known.carla_said))
    found = {bytes(row.id): row for row in rows(known.wants.diary)}

    assert [
        (found[one].text, found[one].fate, found[one].corrections)
        for one in (known.ana_said, known.ben_said, known.carla_said)
    ] == [("never", "counts", 1), ("mostly us", "retracted", 0), ("", "erased", 0)]


UNREAD = {"newer": ("tarot.read", b"\x80"), "unreadable": ("answer.noted", b"\x80")}


@pytest.mark.parametrize(("fate", "name", "fields"), [(fate, *raw) for fate, raw in UNREAD.items()], ids=UNREAD.keys())
def test_what_cannot_be_read_is_listed(fate: str, name: str, fields: bytes) -> None:
    """Its type in words, and why nothing is told."""
    diary = Diary()
    diary.entries.append(Entry(make_entry_id(diary.now_ms, 0, 1), diary.now_ms, 0, None, name, msgspec.Raw(fields)))
    (row,) = rows(diary)

    assert (row.what, row.text, row.fate) == (what_words(name), "", fate)


def test_what_one_command_wrote_goes_together() -> None:
    """The batch is that of its first entry; an entry alone is its own."""
    diary = Diary()
    first = diary.write(JotNoted(text="a"))
    second = Entry(make_entry_id(diary.now_ms, 1, 1), diary.now_ms, 0, first, "jot.noted", diary.entries[0].fields)
    diary.entries.append(second)

    assert [row.batch for row in rows(diary)] == [first, first]


MONEY = {
    "plain": (Money(6_100_000, "EUR"), "61000.00 EUR"),
    "per year": (Money(5, "CHF", "year"), "0.05 CHF per year"),
    "owed": (Money(-150, "USD"), "-1.50 USD"),
    "without cents": (Money(8_000_000, "JPY"), "8000000 JPY"),
    "in thousandths": (Money(1_050, "KWD"), "1.050 KWD"),
}


@pytest.mark.parametrize(("money", "words"), MONEY.values(), ids=MONEY.keys())
def test_money_reads_as_an_amount(money: Money, words: str) -> None:
    """With the decimals of its currency."""
    assert money_words(money) == words
    assert told("commitment.noted", CommitmentNoted(term="bonus", money=money), {}) == f"bonus, {words}"


def test_a_rating_stands_beside_what_it_rates() -> None:
    """Also where one cannot say; the reason comes after it."""
    known = acme()
    revised = RatingRevised(rated=known.ana_said, reason="a slip")

    assert told("answer.rated", AnswerRated(answer=known.ana_said, criterion=bytes(16), rating=4), {}).endswith(" 4")
    assert told("rating.revised", revised, {known.ana_said: "autonomy"}) == "autonomy, cannot say, a slip"


def test_a_kind_that_is_not_known_is_not_told() -> None:
    """Nor is a role."""
    assert told("contact.added", ContactAdded(name="Dora"), {}) == "Dora"
    assert told("follow-up.planned", FollowUpPlanned(kind="other", text="ring"), {}) == "ring"


def test_what_is_empty_says_nothing() -> None:
    """An answer of mine without words leaves no comma behind."""
    assert told("my-answer.noted", MyAnswerNoted(text=""), {}) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("answer.noted", "answer noted"),
        ("red-flag.raised", "red flag raised"),
        ("follow-up.sent", "to-do sent"),
        ("contact.added", "person added"),
    ],
)
def test_a_wire_name_reads_as_words(name: str, words: str) -> None:
    """As a person would say it."""
    assert what_words(name) == words
