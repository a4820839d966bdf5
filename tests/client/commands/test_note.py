"""Noting answers: fast, while locked, and never losing a word."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Sequence

import pytest

from twoway_client.store.database import Database
from twoway_core.ids import short
from twoway_core.journal.items import Answer

from ..home import TestHome
from .folded import case_of, context_of, desk_of, lock, unlock


@pytest.fixture
def room(planned: TestHome) -> TestHome:
    """Give an interview that goes on, in which Ana was asked line 2."""
    planned.write("start")
    planned.write("ask", "2")
    return planned


def answers(home: TestHome) -> list[Answer]:
    """Return the answers noted so far, in order."""
    return list(case_of(home).answers.values())


def test_an_answer_belongs_to_the_question_asked_last(room: TestHome) -> None:
    """It needs no more than its text, and says whom it is taken to be of."""
    screen = room.type("note", "her engineers decide")

    (asked,), (answer,) = case_of(room).asked, answers(room)
    assert "answer noted: Ana on 2  " in screen
    assert (answer.event.asked, answer.event.text) == (asked, "her engineers decide")
    assert (answer.event.form, answer.event.certainty) == ("general", "fairly")
    assert answer.event.interview == context_of(room).interview


def test_a_short_form_says_how_it_was_said(room: TestHome) -> None:
    """The letters are taken off, and shown in words."""
    assert "answer noted: Ana on 2, example, sure" in room.type("n", "e+: she decides")
    assert "answer noted: Ana on 2, evasive  " in room.type("n", "v: well")

    assert [(one.event.text, one.event.form, one.event.certainty) for one in answers(room)] == [
        ("she decides", "example", "sure"),
        ("well", "evasive", "fairly"),
    ]


def test_options_overrule_a_short_form(room: TestHome) -> None:
    """Who writes both means the longer one."""
    room.write("note", "e+: seven", "--form", "number", "--sure", "unsure")

    assert [(one.event.form, one.event.certainty) for one in answers(room)] == [("number", "unsure")]


def test_a_refusal_needs_no_words(room: TestHome) -> None:
    """Saying nothing is an answer; any other note needs a text."""
    room.write("note", "r:")

    assert answers(room)[0].event.form == "refused"
    assert room.run("note", "e:").code == 2


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["@ben", "he", "decides"], "he decides"),
        (["he decides", "@ben"], "he decides"),
        (["he", "asked", "@ana", "first", "@ben"], "he asked @ana first"),
    ],
)
def test_a_name_before_or_after_the_text_says_who_answered(room: TestHome, words: Sequence[str], text: str) -> None:
    """A name in the midst of the text is text."""
    room.write("note", *words)

    ben = desk_of(room).names.contacts["ben"]
    assert [(one.event.contact, one.event.text) for one in answers(room)] == [(ben, text)]


def test_an_answer_has_one_voice(room: TestHome) -> None:
    """Two people never give one answer: how much it counts depends on who says it."""
    done = room.run("note", "yes", "@ana", "@ben", "--json")

    assert (done.code, answers(room)) == (2, [])
    assert done.error["kept"].endswith("yes")


def test_a_line_that_was_not_asked_is_marked_as_asked(room: TestHome) -> None:
    """One command, two entries, one undo."""
    screen = room.type("note", "-q", "5", "n+: second time")

    case = case_of(room)
    asked = list(case.asked.values())[-1]
    assert "question asked, answer noted: Ben on 5" in screen
    assert f"undo: twoway undo {screen[:5]}" in screen
    assert (asked.event.line, answers(room)[0].event.asked) == (5, asked.id)
    assert asked.event.agenda == next(iter(case.interviews.values())).agenda.id  # type: ignore[union-attr]  # planned


def test_a_line_in_words_of_my_own_keeps_them(planned: TestHome) -> None:
    """Marking it as asked notes its words, too."""
    planned.write("plan", "add", "Who wrote the posting?", "@ben")
    planned.write("note", "-q", "7", "the boss did")

    assert [one.event.text for one in case_of(planned).asked.values()] == ["Who wrote the posting?"]


def test_a_line_that_was_asked_is_not_asked_again(room: TestHome) -> None:
    """The note finds its question, though another was asked since."""
    room.write("ask", "3")
    screen = room.type("note", "-q", "2", "they decide")

    assert "answer noted: Ana on 2" in screen
    assert [one.event.line for one in case_of(room).asked.values()] == [2, 3]


def test_a_line_asked_of_one_is_asked_anew_of_another(room: TestHome) -> None:
    """The same question to somebody else is another asking."""
    screen = room.type("note", "-q", "2", "@ben", "we decide")

    assert "question asked, answer noted: Ben on 2" in screen
    assert len(case_of(room).asked) == 2


def test_a_forgotten_answer_finds_its_interview_after_the_end(room: TestHome) -> None:
    """A note to a question of the interview belongs to it, however late it comes."""
    interview = context_of(room).interview
    room.write("end")
    room.write("note", "-q", "2", "oh, and they vote")

    assert [one.event.interview for one in answers(room)] == [interview]
    assert len(case_of(room).asked) == 1


@pytest.mark.parametrize("number", ["0", "77"])
def test_a_line_that_is_not_there_is_refused_and_the_text_comes_back(room: TestHome, number: str) -> None:
    """What came through the pipe is printed to be copied."""
    done = room.run("note", "-q", number, "--json", text="a long answer\n")

    assert done.error["code"] == "no-line"
    assert done.error["kept"] == "your text, printed here to copy:  a long answer"


def test_a_changed_answer_supersedes_the_one_just_noted(room: TestHome) -> None:
    """Both are kept; which one was meant is known without looking."""
    lock(room)
    room.write("note", "they decide")
    room.write("note", "--changed", "no, she does")
    unlock(room)

    first, second = answers(room)
    assert (second.event.supersedes, first.superseded_by) == (first.id, [second.id])


def test_a_changed_answer_finds_an_older_one_to_the_same_question(room: TestHome) -> None:
    """Weeks later, in another interview, it is the same person and question that count."""
    room.write("note", "they decide")
    room.write("ask", "2", "@ben")
    room.write("note", "we do")
    room.write("note", "--changed", "-q", "2", "@ana", "I decide")

    first, _, third = answers(room)
    assert third.event.supersedes == first.id


def test_nothing_is_changed_that_was_never_said(room: TestHome) -> None:
    """Without an earlier answer of that person there is nothing to supersede."""
    done = room.run("note", "--changed", "-q", "3", "@ben", "otherwise", "--json")

    assert (done.code, done.error["code"]) == (1, "nothing-changed")
    assert "otherwise" in done.error["kept"]
    assert answers(room) == []


def test_an_answer_can_tell_a_limit(room: TestHome) -> None:
    """What may be decided alone, and who decides above it; both entries go together."""
    screen = room.type("n", "n+: 3,000, above that I ask", "--limit", "money = 3,000 euro", "--approver", "@ana")
    (answer,), (limit,) = answers(room), case_of(room).limits.values()

    assert "answer and limit noted: Ana on 2, number, sure" in screen
    assert f"undo: twoway undo {short(answer.id)}" in screen
    assert (limit.event.area, limit.event.limit, limit.event.approver) == ("money", "3,000 euro", "Ana")
    assert (limit.event.answer, limit.event.contact) == (answer.id, answer.event.contact)
    room.write("undo")
    assert not case_of(room).limits
    assert not case_of(room).answers


def test_a_limit_may_leave_the_rest_to_the_answer(room: TestHome) -> None:
    """Its area is enough; whoever approves may be no person of the list."""
    room.write("note", "-q", "3", "not without the board", "--limit", "vendors", "--approver", "the board")
    (limit,) = case_of(room).limits.values()
    room.write("end")

    assert (limit.event.area, limit.event.limit, limit.event.approver) == ("vendors", "", "the board")
    assert "vendors" in room.run("replay").out


@pytest.mark.parametrize("words", [["--approver", "@ana"], ["--limit", "=3"], ["--limit", ""]])
def test_a_limit_without_an_area_is_refused(room: TestHome, words: Sequence[str]) -> None:
    """The text comes back."""
    done = room.run("note", "so much", *words)

    assert (done.code, "so much" in done.err) == (2, True)
    assert not answers(room)


def test_when_it_was_said_can_be_set(room: TestHome) -> None:
    """Life's time is the person's to say; the order of writing stays."""
    room.write("note", "earlier", "--when", "13:05")

    assert answers(room)[0].at % 3_600_000 == 5 * 60_000


def test_without_words_it_asks_and_ctrl_d_writes_nothing(room: TestHome) -> None:
    """A prompt stays out of the shell's history."""
    assert "answer noted: Ana on 2, number" in room.type("note", answers=["n: seven hours"])

    done = room.try_typing("note", answers=[])
    assert (done.code, "Nothing written." in done.out) == (130, True)
    assert len(answers(room)) == 1


def test_a_pipe_prints_the_id_alone_and_keeps_every_byte(room: TestHome) -> None:
    """Control characters are the person's own; only the last line end goes."""
    done = room.run("note", text="fine \033[2J\007\n")

    assert (len(done.id), done.out.count("\n"), done.err) == (5, 1, "")
    assert answers(room)[0].event.text == "fine \033[2J\007"


def test_it_works_while_locked(room: TestHome) -> None:
    """No name is shown, none is needed."""
    lock(room)
    screen = room.type("note", "n+: seven hours")
    unlock(room)

    assert "answer noted: on 2, number, sure" in screen
    assert answers(room)[0].event.text == "seven hours"


def test_a_name_while_locked_asks_for_the_passphrase_and_keeps_the_text(room: TestHome) -> None:
    """A name has to be read; where nobody can be asked, the text comes back."""
    lock(room)
    done = room.run("note", "@ben", "he decides", "--json")
    unlock(room)

    assert done.error["code"] == "locked"
    assert "he decides" in done.error["kept"]


def test_another_writer_is_waited_for_and_then_named(room: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is printed to be copied, and the other process is named."""
    monkeypatch.setattr("twoway_client.store.database.WAIT_SECONDS", 0.05)
    room.monkeypatch = monkeypatch
    with (room.folder / "journal.lock").open("w") as other:
        other.write("4127 import\n")
        other.flush()
        fcntl.flock(other, fcntl.LOCK_EX)
        done = room.run("note", "e: she left early", "--json")

    assert (done.code, done.error["code"]) == (1, "busy")
    assert "process 4127" in done.error["what"]
    assert done.error["kept"].endswith("e: she left early")


def test_a_full_disk_gives_the_text_back(room: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole command is written, or nothing of it, and the note is not lost."""

    def full(_database: Database, _key: str, _value: bytes) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "put", full)
        done = room.run("note", "-q", "5", "first line\nsecond line", "--json")

    assert done.error["code"] == "disk-full"
    assert done.error["kept"].endswith("first line\nsecond line")
    assert (len(case_of(room).asked), answers(room)) == (1, [])


def test_a_fault_of_ours_gives_the_text_back_too(room: TestHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks, what was typed is on the screen."""

    def broken(_database: Database, _key: str, _value: bytes) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Database, "put", broken)
        done = room.run("note", "a long answer")

    assert (done.code, "printed here to copy:  a long answer" in done.err) == (3, True)


def test_a_text_that_is_too_long_is_not_repeated(room: TestHome) -> None:
    """It stays where it was; printing it would help nobody."""
    done = room.run("note", "--json", text="x" * 70_000)

    assert done.error["code"] == "text"
    assert len(done.error["kept"]) < 200


def test_what_waits_is_told_once_there_was_a_first_sync(room: TestHome) -> None:
    """Before that, nothing else is expected to have it."""
    before = room.type("note", "one")
    database = desk_of(room).database
    with database.writing():
        database.put("server", b"x")
    waiting = room.type("note", "two")

    assert "not yet on another device" not in before
    assert f"  {database.row('SELECT count(*) FROM outbox')[0]} entries not yet on another device" in waiting


def test_without_any_question_it_is_kept_all_the_same(acme: TestHome) -> None:
    """Something was said, though nothing was asked."""
    assert "answer noted: Ana" in acme.type("note", "@ana", "by the way: we move")

    assert [(one.event.asked, one.event.text) for one in answers(acme)] == [(None, "by the way: we move")]
