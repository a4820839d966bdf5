"""Before the interview: when they ask whether you have questions (S4)."""

from __future__ import annotations

from ..client.home import TestHome
from .asking import answered, good_and_bad, in_bank, row


def test_s4_2_the_homework_is_counted_and_missed_before_the_start(planned: TestHome) -> None:
    """The plan and the start say what is not prepared, until it is."""
    before = planned.run("plan").out
    warned = planned.type("start")
    planned.write("end")
    for step in "123":
        planned.write("prep", "done", step)
    planned.write("plan", "30m", "@ana", "--new")
    calm = planned.type("start")

    assert "Not prepared: 1, 2, 3. twoway prep" in before
    assert "Not prepared: 1, 2, 3" in warned
    assert "acme: 3 of 3 steps done" in planned.run("prep").out
    assert "not prepared" not in calm


def test_s4_3_what_the_questions_show_is_balanced(acme: TestHome) -> None:
    """Knows the work, knows the organisation, serves me: a bar for each, which grows by a question of its kind."""
    acme.write("plan", "45m", "@ana", "@ben")
    before = row(acme.run("plan").out, "Shows ")
    acme.write("plan", "add", in_bank(acme, "What blocked the team lately")["id"])
    after = row(acme.run("plan").out, "Shows ")

    assert "duties" in before
    assert "comfort" in before
    assert after.partition("organisation ")[2].count("#") > before.partition("organisation ")[2].count("#")


def test_s4_5_training_and_who_pays_is_money(acme: TestHome) -> None:
    """Asked as a fact; what is promised is an amount, not text."""
    good_and_bad(acme, "who pays?", "growth", "n+: 1,500 euro a year", "n+: you do")
    acme.write("promise", "training", "@ana", "--pay", "1500 EUR", "--per", "year")
    promise = acme.json("report")["promises"][0]

    assert promise["money"] == {"amount": 150000, "currency": "EUR", "per": "year"}
    assert "1,500" in row(acme.run("report").out, "promised") or "1500" in row(acme.run("report").out, "promised")


def test_s4_7_the_way_up_is_asked_in_years(acme: TestHome) -> None:
    """How long to the next grade, and is effort rewarded: a number counts, a general answer half."""
    question = in_bank(acme, "How long to the next grade")
    years = answered(acme, question, "@ana", "n+: 3 years, sooner for two of us", 4, "career path")
    vague = answered(acme, question, "@ben", "g+: it comes with time", 2, "career path")

    assert question["kind"] == "number"
    assert "counts 4.00" in row(years, "Ana")
    assert "counts 2.00" in row(vague, "Ben")


def test_s4_8_mentors_are_asked_for(acme: TestHome) -> None:
    """In the bank, and judged."""
    good_and_bad(acme, "mentored or coached", "boss support", "e+: a mentor from day one", "e+: nobody has time")


def test_s4_9_open_again_and_again_is_a_warning(acme: TestHome) -> None:
    """Why is it open: seen once it is none; put up again it proposes a question and a flag."""
    first = acme.type("posting", "add", "--seen", "5 jan", "--open", "10")
    again = acme.type("posting", "add", "--seen", "1 mar", "--open", "12")
    seen = again[:5]
    shown = acme.run("posting").out
    acme.write("flag", "put up again once", "--on", seen, "--light")

    assert "put up again" not in first
    assert "Put up again once: a warning, until somebody explains it." in shown
    assert "Why is the position open, how often in two years?" in " ".join(shown.split())
    assert f"--on {seen} --light" in shown
    assert "A flag?" not in acme.run("posting").out
    assert "put up again once" in acme.run("report").out
    good_and_bad(acme, "Why is the position open", "boss support", "n+: first time, we grow", "n+: third in two years")


def test_s4_10_a_pleasant_interviewer_may_not_be_the_boss(acme: TestHome) -> None:
    """Until the boss was met it is said so; others count a quarter on the boss, unless they report there."""
    acme.write("who", "add", "Carla Stein", "--recruiter")
    acme.write("start", "@carla")
    acme.write("end")
    before = acme.run("who").out
    question = in_bank(acme, "To whom do I report")
    carla = answered(acme, question, "@carla", "e+: Ana, she is lovely", 5, "boss support")
    ana = answered(acme, question, "@ana", "e+: to me", 3, "boss support")

    assert "Boss not met: Ana." in before
    assert "counts 0.25" in row(carla, "Carla")
    assert "counts 4.00" in row(ana, "Ana, boss")
    assert "Your boss: Ana, met" in acme.run("who").out
