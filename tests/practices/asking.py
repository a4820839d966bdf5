"""Asking a question of the bank as a person would, for the practices that are one question each."""

from __future__ import annotations

from typing import Any

from ..client.home import TestHome


def in_bank(home: TestHome, words: str) -> dict[str, Any]:
    """Return the one question of the bank that holds ``words``, which the person sees in the list."""
    [found] = [one for one in home.json("bank")["questions"] if words in one["text"]]
    shown = home.run("bank").out
    assert found["id"][:5] in shown
    question: dict[str, Any] = found
    return question


def answered(home: TestHome, question: dict[str, Any], who: str, text: str, rating: int, about: str) -> str:
    """Ask ``question`` of ``who``, note the answer, rate it; return what stands behind the criterion then."""
    home.write("ask", question["id"], who)
    noted = home.write("note", text)
    home.write("rate", noted, str(rating), "--about", about)
    return home.run("why", about).out


def mean(why: str) -> float:
    """Return the mean that ``why`` shows."""
    return float(why.partition(": mean ")[2].partition(",")[0])


def row(screen: str, words: str) -> str:
    """Return the first line of ``screen`` that holds ``words``."""
    return next(line for line in screen.splitlines() if words in line)


def good_and_bad(home: TestHome, words: str, about: str, good: str, bad: str) -> tuple[str, str]:
    """Ask the question with ``words`` of Ana and of Ben, who answer otherwise; return what stands behind it each time.

    The good answer is rated 5, the bad one 1, and the second picture is worse than the first.
    """
    question = in_bank(home, words)
    assert about in question["criteria"]
    first = answered(home, question, "@ana", good, 5, about)
    second = answered(home, question, "@ben", bad, 1, about)
    assert mean(second) < mean(first)
    assert good.partition(": ")[2] in first
    assert bad.partition(": ")[2] in second
    return first, second
