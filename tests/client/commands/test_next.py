"""What to ask now, and what is next of all."""

from __future__ import annotations

from ..home import TestHome


def test_the_first_question_of_the_plan_comes_first(planned: TestHome) -> None:
    """One question with its person and the time that is left, then what follows in a few words."""
    planned.write("start", "--when", "13:50")

    assert planned.type("next").split("\n") == [
        "1  Ana  How often are office days, and who decides?                  45 min left",
        "   then 2, then 2 again to Ben",
        "",
    ]


def test_what_was_asked_is_not_next(planned: TestHome) -> None:
    """After the first question, the second is next."""
    planned.write("start")
    planned.write("ask", "1")

    assert planned.json("next")["questions"][0]["number"] == 2


def test_reasons_are_given_when_asked_for(planned: TestHome) -> None:
    """Why this question, and why of this person, stands under it."""
    plain, reasoned = planned.type("next"), planned.type("next", "--why")

    assert "would be your boss" not in plain
    assert "Ana would be your boss" in " ".join(reasoned.split())


def test_several_are_shown_in_full(planned: TestHome) -> None:
    """Who wants three good questions gets three."""
    assert len(planned.type("next", "-n", "3").strip().split("\n")) == 3


def test_without_an_interview_there_are_questions_still(acme: TestHome) -> None:
    """Do you have any questions? There is always one, plan or not."""
    view = acme.json("next")

    assert (view["interview"], view["questions"][0]["number"]) == ("acme", None)


def test_without_an_interview_everybody_who_is_known_there_can_be_asked(acme: TestHome) -> None:
    """Whom to ask, and what it is worth, can be told then as well."""
    first = acme.json("next", "--why")["questions"][0]

    assert first["who"] == "Ana"
    assert any("Ana would be your boss" in reason for reason in first["reasons"])


def test_a_question_that_is_on_no_plan_can_be_asked_by_what_stands_before_it(acme: TestHome) -> None:
    """Its id in the bank."""
    acme.write("start", "@ana")
    line = acme.type("next").split("\n")[0]
    acme.write("ask", line.split()[0])
    acme.write("end")

    assert line.startswith(f"{line.split()[0]}  Ana  ")
    assert line.split("  ")[2] in acme.run("replay").out


def test_nothing_left_is_said(planned: TestHome) -> None:
    """When the plan is through, a question of one's own is left."""
    planned.write("start")
    while len(planned.json("plan")["lines"]) > 1:
        planned.write("plan", "drop", "1")
    planned.write("ask", "1")

    assert "Nothing is left on the plan" in planned.type("next")
