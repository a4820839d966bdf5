"""Interviews and to-dos out as a calendar, and invitations in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ..home import TestHome

INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:meeting-1@acme.example
SEQUENCE:{sequence}
DTSTAMP:20260301T100000Z
DTSTART;TZID=W. Europe Standard Time:202603{day}T140000
DTEND;TZID=W. Europe Standard Time:202603{day}T144500
SUMMARY:Second talk\\, with the team
LOCATION:Room 5
STATUS:{status}
ORGANIZER;CN="Ruiz, Ana":mailto:ana@acme.example
ATTENDEE;CN=Dora Lind;PARTSTAT=ACCEPTED:mailto:dora@acme.example
ATTENDEE;CN=Me:mailto:me@home.example
ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@acme.example
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:BEGIN:VEVENT
TRIGGER:-PT15M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def invitation(tmp_path: Path) -> Path:
    """Give the file of an invitation to Tuesday 10 March, 14:00."""
    return written(tmp_path, 1, "10")


def written(folder: Path, sequence: int, day: str, status: str = "CONFIRMED") -> Path:
    """Write a reading of the meeting."""
    file = folder / f"meeting-{sequence}-{day}-{status}.ics"
    text = INVITATION.format(sequence=sequence, day=day, status=status)
    file.write_bytes(text.replace("\n", "\r\n").encode())
    return file


def unfolded(text: str) -> list[str]:
    """Return the lines of a calendar as they were before they were folded."""
    return text.replace("\r\n ", "").split("\r\n")


def calendar(home: TestHome, *words: str) -> str:
    """Return an export as bytes would have it."""
    done = home.run("export", "calendar", *words)
    assert done.code == 0, done.err
    return done.out


def test_titles_are_neutral_unless_names_are_asked_for(planned: TestHome) -> None:
    """Calendars are read by others."""
    planned.write("todo", "add", "send the work sample", "@ana", "--day", "2026-03-16")
    plain, named = calendar(planned), calendar(planned, "--names")

    assert "SUMMARY:Appointment" in unfolded(plain)
    assert "SUMMARY:Follow-up" in unfolded(plain)
    assert not re.search("acme|ana|sample", plain, re.IGNORECASE)
    assert "SUMMARY:Interview acme\\, Ana\\, Ben" in unfolded(named)
    assert "SUMMARY:acme: send the work sample (Ana)" in unfolded(named)


def test_an_interview_has_its_time_and_rings_before_it(planned: TestHome) -> None:
    """In UTC; the alarm as long before as was said."""
    lines = unfolded(calendar(planned, "--alarm", "30m"))

    assert "DTSTART:20260304T130000Z" in lines
    assert "DTEND:20260304T134500Z" in lines
    assert "TRIGGER:-PT30M" in lines
    assert lines.count("BEGIN:VEVENT") == 1


def test_a_change_keeps_the_uid_and_raises_the_sequence(planned: TestHome) -> None:
    """Moved, cancelled and moved again, each reading is newer than the one before."""
    texts = [calendar(planned)]
    for words in (["--move", "5 mar 15:00"], ["--cancel"], ["acme/1", "--move", "6 mar 9:00"]):
        planned.write("plan", *words)
        texts.append(calendar(planned))
    uids = {re.search(r"UID:(.*)\r", text)[1] for text in texts}  # type: ignore[index]
    sequences = [int(re.search(r"SEQUENCE:(\d+)", text)[1]) for text in texts]  # type: ignore[index]

    assert len(uids) == 1
    assert sequences == sorted(set(sequences))
    assert ["CANCELLED" in text for text in texts] == [False, False, True, False]


def test_to_dos_are_days_or_tasks(planned: TestHome) -> None:
    """A task that is done says so; a day that is done is cancelled."""
    planned.write("todo", "add", "send the work sample", "--day", "2026-03-16")
    day, task = unfolded(calendar(planned)), unfolded(calendar(planned, "--tasks"))
    planned.run("todo")
    planned.write("sent", "1")
    done = unfolded(calendar(planned, "--tasks"))

    assert "DTSTART;VALUE=DATE:20260316" in day
    assert "BEGIN:VTODO" not in day
    assert "DUE;VALUE=DATE:20260316" in task
    assert "STATUS:NEEDS-ACTION" in task
    assert "STATUS:COMPLETED" in done


def test_hostile_text_is_one_event_m7(planned: TestHome) -> None:
    """Line ends, a false alarm and letters of four octets stay text; no line is over 75 octets."""
    evil = "x\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM; a, b \\n " + "\U0001f600" * 60
    planned.write("todo", "add", "--day", "2026-03-16", text=evil)
    out = calendar(planned, "--names")
    lines = unfolded(out)

    assert lines.count("BEGIN:VEVENT") == 2
    assert lines.count("BEGIN:VALARM") == 2
    assert max(len(line.encode()) for line in out.split("\r\n")) <= 75
    assert "\n" not in out.replace("\r\n", "")
    assert any("x\\nBEGIN:VALARM\\nACTION:PROCEDURE\\nEND:VALARM\\; a\\, b \\\\n \U0001f600" in line for line in lines)


def test_an_invitation_becomes_an_interview(acme: TestHome, invitation: Path) -> None:
    """Its time is that of its zone; the guests that were chosen are people of the opportunity."""
    shown = acme.type("import", str(invitation), answers=["1", "y"])
    view = acme.json("open", "acme")
    people = acme.json("who")["people"]

    assert "  1  Dora Lind dora@acme.example" in shown
    assert "Room 5" not in shown.split("Whom of them")[0]
    assert 'interview planned: Tue 10 Mar 14:00, 45 min, "Second talk, with the team"' in shown
    assert (view["next"], view["starts"]) == ("acme/1", "2026-03-10T14:00:00+01:00")
    assert [one["name"] for one in people] == ["Ana Ruiz", "Ben Okafor", "Dora Lind"]


def test_without_a_person_nobody_is_added(acme: TestHome, invitation: Path) -> None:
    """A script says whom; what it leaves out is told."""
    look = acme.run("import", str(invitation))
    wrong = acme.run("import", str(invitation), "--guests", "9")
    acme.write("import", str(invitation), "--yes", "--guests", "1")

    assert "guests who are not added: Dora Lind, Me." in look.out
    assert wrong.code == 2
    assert [one["name"] for one in acme.json("who")["people"]][2:] == ["Dora Lind"]


def test_an_update_moves_the_interview_and_an_older_one_does_not(
    acme: TestHome, invitation: Path, tmp_path: Path
) -> None:
    """By UID and SEQUENCE, whatever order the files come in."""
    acme.write("import", str(invitation), "--yes")
    moved = acme.json("import", str(written(tmp_path, 3, "12")), "--yes")
    old = acme.json("import", str(written(tmp_path, 2, "11")), "--yes")
    again = acme.json("import", str(written(tmp_path, 3, "12")), "--yes")

    assert moved["rows"][0]["what"] == "interview moved"
    assert (old["written"], old["notes"][0]) == (
        False,
        '"Second talk, with the team" is older than what is here: left out',
    )
    assert (again["written"], again["known"]) == (False, 1)
    assert acme.json("open", "acme")["starts"] == "2026-03-12T14:00:00+01:00"


@pytest.mark.parametrize(
    ("zone", "starts", "note"),
    [
        (";TZID=Europe/Berlin", "2026-03-10T14:00:00+01:00", ""),
        (";TZID=America/New_York", "2026-03-10T14:00:00-04:00", ""),
        (";TZID=../../etc/passwd", "2026-03-10T14:00:00+01:00", "is not known"),
        ("", "2026-03-10T14:00:00+01:00", ""),
    ],
)
def test_a_zone_is_that_of_the_system_or_of_this_place(
    acme: TestHome, tmp_path: Path, zone: str, starts: str, note: str
) -> None:
    """Where the file does not describe it; a guess is said."""
    file = tmp_path / "zone.ics"
    file.write_text(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:z\nDTSTART{zone}:20260310T140000\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR"
    )
    done = acme.json("import", str(file), "--yes")

    assert acme.json("open", "acme")["starts"] == starts
    assert note in " ".join(done["notes"])
    assert "repeats: only its first time is taken in" in " ".join(done["notes"])


def test_what_was_held_or_was_never_here_is_left_alone(acme: TestHome, invitation: Path, tmp_path: Path) -> None:
    """An interview that began is not moved; the cancelling of an unknown meeting, and a whole day, are nothing."""
    day = tmp_path / "day.ics"
    day.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260310\nEND:VEVENT\nEND:VCALENDAR")
    unknown = acme.json("import", str(written(tmp_path, 1, "10", "CANCELLED")), "--yes")
    acme.write("import", str(invitation), "--yes")
    acme.write("start")
    held = acme.json("import", str(written(tmp_path, 2, "11")), "--yes")
    nothing = acme.json("import", str(day), "--yes")

    assert "was never here: left out" in unknown["notes"][0]
    assert "was held already: left out" in held["notes"][0]
    assert "1 without a time of day, or no meetings: left out" in nothing["notes"]
    assert [one["written"] for one in (unknown, held, nothing)] == [False] * 3


def test_a_cancellation_twice_is_one(acme: TestHome, invitation: Path, tmp_path: Path) -> None:
    """Cancelled here already, a later word of it says nothing new."""
    acme.write("import", str(invitation), "--yes")
    acme.write("plan", "--cancel")
    again = acme.json("import", str(written(tmp_path, 2, "10", "CANCELLED")), "--yes")

    assert (again["written"], again["known"]) == (False, 1)


def test_a_calendar_can_be_of_one_opportunity_or_of_the_past(planned: TestHome) -> None:
    """Of another opportunity there is nothing; what was planned since was not known then."""
    planned.write("open", "birch", "Analyst")
    planned.write("todo", "add", "buy a tie", "--mine", "--day", "2026-03-16")
    planned.now = "2026-03-06T10:00:00+01:00"
    planned.write("plan", "30m", "--when", "9 mar 10:00")

    assert calendar(planned).count("BEGIN:VEVENT") == 3
    assert calendar(planned, "acme").count("BEGIN:VEVENT") == 1
    assert planned.run("at", "2026-03-04", "export", "calendar").out.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:buy a tie" in unfolded(calendar(planned, "--names"))


def test_a_cancellation_cancels(acme: TestHome, invitation: Path, tmp_path: Path) -> None:
    """And undo takes it back."""
    acme.write("import", str(invitation), "--yes")
    acme.write("import", str(written(tmp_path, 2, "10", "CANCELLED")), "--yes")
    gone = acme.json("open", "acme")["next"]
    acme.write("undo")

    assert gone == ""
    assert acme.json("open", "acme")["next"] == "acme/1"


def test_undo_takes_the_import_back_with_its_people(acme: TestHome, invitation: Path) -> None:
    """As one; imported again, it is there again."""
    acme.write("import", str(invitation), "--yes", "--guests", "all")
    acme.write("undo")
    after = (len(acme.json("who")["people"]), acme.json("open", "acme")["next"])
    acme.write("import", str(invitation), "--yes")

    assert after == (2, "")
    assert acme.json("open", "acme")["next"] != ""


def test_a_calendar_of_ours_changes_nothing_here(planned: TestHome, tmp_path: Path) -> None:
    """Unless the interview was moved in the calendar since."""
    file = tmp_path / "ours.ics"
    assert planned.run("export", "calendar", "--to", str(file)).code == 0
    same = planned.json("import", str(file), "--yes")
    text = file.read_text().replace("SEQUENCE:0", "SEQUENCE:7").replace("20260304T13", "20260305T13")
    file.write_text(text)
    moved = planned.json("import", str(file), "--yes")

    assert (same["written"], same["known"]) == (False, 1)
    assert moved["rows"][0]["what"] == "interview moved"
    assert planned.json("open", "acme")["starts"].startswith("2026-03-05T14:00")


@pytest.mark.parametrize("text", ["", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "hello", "BEGIN:X\n" * 5000, "END:VCALENDAR"])
def test_what_is_no_calendar_is_refused_m9(acme: TestHome, tmp_path: Path, text: str) -> None:
    """Also one that breaks off, or has parts in parts without end."""
    file = tmp_path / "x.ics"
    file.write_text(text)
    refused = acme.run("import", str(file), "--yes", "--json").error

    assert (refused["code"], refused["kept"]) == ("calendar", "nothing was imported")
