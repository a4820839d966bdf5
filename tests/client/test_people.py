"""Finding what a person names, with a did-you-mean."""

from __future__ import annotations

import pytest

from twoway_client.errors import Refusal
from twoway_client.people import contact_called, entry_called, interview_called, joined, opportunity_called
from twoway_core.ids import EntryId, handle, make_entry_id

from .home import TestHome


def entry(random: int) -> EntryId:
    """Return an id whose handle depends on ``random`` alone."""
    return make_entry_id(1, 0, random)


def test_a_known_name_is_found_without_reading_the_journal(acme: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was kept costs no fold, however it is written."""
    desk = acme.desk()
    monkeypatch.setattr(type(desk), "index", None)

    assert contact_called(desk, "ANA") == desk.names.contacts["ana"]


def test_a_name_that_was_not_kept_is_looked_up(acme: TestHome) -> None:
    """Names that another device gave are found by reading."""
    known = acme.desk().names
    desk = acme.desk()
    desk.names = type(known)()

    assert contact_called(desk, "Ben") == known.contacts["ben"]


def test_an_opportunity_is_found_however_it_is_written(acme: TestHome) -> None:
    """Capitals and spaces do not matter in a handle."""
    desk = acme.desk()

    assert opportunity_called(desk, "ACME") == desk.names.opportunities["acme"]


def test_a_wrong_opportunity_is_met_with_the_right_one(acme: TestHome) -> None:
    """What was meant stands ready to paste, and so does opening a new one."""
    with pytest.raises(Refusal, match='no opportunity is called "acmee"') as caught:
        opportunity_called(acme.desk("fit"), "acmee")

    assert caught.value.mend == "acme?  twoway fit acme   or  twoway open acmee"


@pytest.mark.parametrize("text", ["acme/1", "1", None])
def test_an_interview_goes_by_its_label_its_number_or_nothing(planned: TestHome, text: str | None) -> None:
    """The current interview needs no name, one of the current opportunity its number alone."""
    _, _, interview = interview_called(planned.desk(), text)

    assert interview.length_minutes == 45


def test_an_interview_that_is_not_there_is_refused(planned: TestHome) -> None:
    """The refusal names one that is."""
    with pytest.raises(Refusal, match="there is no interview acme/7") as caught:
        interview_called(planned.desk("replay"), "acme/7")

    assert caught.value.mend == "twoway replay acme/1"


def test_three_letters_of_an_id_are_enough(acme: TestHome) -> None:
    """Any start of an id that fits one entry alone names it."""
    one, other = entry(1), entry(2)

    assert entry_called(acme.desk(), handle(one)[:3], [one, other]) == one


def test_a_start_that_fits_two_entries_asks_for_more_letters(acme: TestHome) -> None:
    """Two entries with the same start are told apart by what follows."""
    one, other = entry(1), entry(1 + 20**6)

    with pytest.raises(Refusal, match="2 entries' ids begin with") as caught:
        entry_called(acme.desk(), handle(one)[:5], [one, other])

    assert caught.value.code == "ambiguous-id"
    assert caught.value.mend == f"more letters: {handle(one)[:7]}, {handle(other)[:7]}"


@pytest.mark.parametrize(("text", "code"), [("ab", "no-id"), ("acme", "no-id"), ("zzzzzzzzzzzzzzz", "unknown-id")])
def test_what_is_no_id_is_told_from_one_that_is_not_there(acme: TestHome, text: str, code: str) -> None:
    """A word with vowels can be no id; five consonants may be one that is not in the journal."""
    with pytest.raises(Refusal) as caught:
        entry_called(acme.desk(), text)

    assert caught.value.code == code


def test_any_entry_of_the_journal_goes_by_its_id(acme: TestHome) -> None:
    """Without a list to choose from, every entry of every opportunity is looked through."""
    written = acme.write("who", "add", "Carla", "--recruiter")
    acme.write("open", "birch")

    assert handle(entry_called(acme.desk(), written))[:5] == written


def test_words_are_given_back_as_a_shell_reads_them() -> None:
    """What is to be pasted must mean the same again."""
    assert joined(["1", "@ana", "is that so?"]) == "1 @ana 'is that so?'"
