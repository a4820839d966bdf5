"""The notes behind a number."""

from __future__ import annotations

from .held import Held, birch, recruiter


def test_a_criterion_shows_its_notes_and_how_they_add_up(told: Held) -> None:
    """The worked example: 6.75 of 8 counts."""
    lines = told.home.run("why", "autonomy").out.splitlines()

    assert lines[0] == "acme, autonomy: mean 0.79, range 0.62 to 0.96, coverage 0.77"
    assert lines[1] == f"  {told.ana}  4 Mar  Ana, boss  example sure  counts 4.00  rated 5"
    assert lines[2] == "         her engineers decide; she heard of the last database change afterwards"
    assert lines[-1] == "  They agree 0.94; two people of one firm count 0.90; so 6.75 of 8 counts."


def test_a_must_have_shows_its_chance(told: Held) -> None:
    """Its name is three words."""
    recruiter(told.home)

    assert "  must-have: open, 0.67\n" in told.home.run("why", "3", "remote", "days").out
    assert "must-have" not in told.home.run("why", "growth").out


def test_another_opportunity_can_be_named_first(told: Held) -> None:
    """Birch's autonomy is another number."""
    birch(told.home)

    assert told.home.run("why", "birch", "autonomy").out.startswith("birch, autonomy: mean 0.50")


def test_an_id_shows_the_note_whole_and_its_rating(told: Held) -> None:
    """What was asked, what was said, what it counts."""
    out = told.home.run("why", told.ana[:4]).out

    assert out.startswith(f"acme: {told.ana}  Wed 4 Mar 14:02  Ana, boss  example sure\n  asked: When a method is")
    assert "\n  autonomy: rated 5, counts 4.00\n" in out


def test_a_changed_mind_shows_what_was_thought_before(told: Held) -> None:
    """5, then 3 for a reason."""
    told.home.write("rate", told.ana, "3", "--because", "she hedged")

    assert "autonomy: rated 3, counts 4.00; before: 5" in told.home.run("why", told.ana).out


def test_ratings_flags_and_promises_lead_to_their_notes(told: Held) -> None:
    """Each by its own id, as a question does to its answer; a promise that rests on no note is said to."""
    assert told.home.json("why", told.rated)["notes"][0]["note"]["id"].startswith(told.ana)
    assert told.home.json("why", told.flag)["notes"][0]["note"]["text"] == "second time in two years"
    assert told.home.run("why", told.promise, "--json").error["code"] == "no-note"


def test_what_rests_on_no_note_says_what_it_is(told: Held) -> None:
    """A red flag of one's own, a promise, a question, and what is nothing of the kind."""
    flag, gut = told.home.write("flag", "a cold handshake"), told.home.write("gut", "3")
    told.home.write("start", "@ben")
    asked = told.home.write("ask", "Do you like it here?", "@ben")
    told.home.write("end")

    assert "rests on no note: it is your word alone" in told.home.run("why", flag, "--json").error["what"]
    assert "rests on no note: it was noted by itself" in told.home.run("why", told.promise, "--json").error["what"]
    assert "has no noted answer" in told.home.run("why", asked, "--json").error["what"]
    assert "is no note" in told.home.run("why", gut, "--json").error["what"]


def test_a_note_that_was_rated_none_waits_for_nothing(told: Held) -> None:
    """It is not proposed for rating again."""
    line = f"  {told.second}  4 Mar  Ben, peer  number sure  counts 4.00  "
    assert f"{line}not rated: twoway rate\n" in told.home.run("why", "boss support").out
    told.home.write("rate", told.second, "-", "--about", "boss support")

    assert f"{line}rated none\n" in told.home.run("why", "boss support").out


def test_what_moves_no_number_says_so(told: Held) -> None:
    """An answer to a question of one's own, which nobody tied to a criterion."""
    told.home.write("start", "@ben")
    told.home.write("ask", "Do you like it here?", "@ben")
    noted = told.home.write("note", "yes")
    told.home.write("end")

    assert "It speaks to no criterion, so it moves no number." in told.home.run("why", noted).out
    assert "boss support: not rated, counts 4.00" in told.home.run("why", told.second).out


def test_what_nobody_answered_is_unknown(told: Held) -> None:
    """Balance."""
    assert "unknown, not middling" in told.home.run("why", "balance").out


def test_a_slip_in_a_name_is_caught(told: Held) -> None:
    """Autonomie is nearly autonomy; without any word the question is asked, or refused in a pipe."""
    assert '"autonomy"?' in told.home.run("why", "autonomie", "--json").error["try"]
    assert told.home.run("why").code == 2
    assert "acme, growth: mean" in told.home.type("why", answers=["growth"])
