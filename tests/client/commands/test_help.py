"""Help: of the day, of a verb, of all verbs, of the words."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from twoway_client.parser import build
from twoway_client.verbs import GROUPS, VERBS, Verb, module_of

from ..home import TestHome

OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def test_the_help_of_a_day_fits_a_screen_and_names_every_group(empty: TestHome) -> None:
    """The help lists the groups in the order of a day, and every line fits."""
    lines = empty.run("--help").out.split("\n")

    assert [line for line in lines if line in GROUPS] == list(GROUPS)
    assert "  plan MINUTES [@WHO]   choose and order questions for an interview" in lines
    assert max(len(line) for line in lines) <= 80


def test_help_is_the_same_with_and_without_dashes(empty: TestHome) -> None:
    """There is one help, however it is asked for, and none of it needs a journal."""
    assert empty.run("--help") == empty.run("help") == empty.run("-h")


def test_the_number_of_further_verbs_is_right(empty: TestHome) -> None:
    """What the help of a day leaves out, help all has."""
    hidden = [verb for verb in VERBS if not verb.group]

    assert f"twoway help all ({len(hidden)} more verbs)" in empty.run("help").out
    assert all(f"  {verb.shown} " in empty.run("help", "all").out for verb in VERBS)


def test_the_help_of_a_verb_is_its_own(empty: TestHome) -> None:
    """Both ways of asking about a verb show the same, a letter stands for its verb."""
    assert empty.run("help", "note").out == empty.run("note", "--help").out == empty.run("help", "n").out
    assert empty.run("help", "note").out.startswith("Usage: twoway note")


def test_words_are_explained(empty: TestHome) -> None:
    """A short glossary says what the words on the screen mean."""
    out = empty.run("help", "words").out

    assert re.search(r"^ +coverage +how much of it rests on evidence", out, re.MULTILINE)
    assert max(len(line) for line in out.split("\n")) <= 80


def test_an_unknown_verb_is_met_with_the_one_that_was_meant(empty: TestHome) -> None:
    """A slip shows the right verb."""
    done = empty.run("help", "plna")

    assert done.code == 2
    assert "Did you mean plan?" in done.err


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_help_of_each_verb_is_complete_and_fits(verb: Verb) -> None:
    """Each option that a verb takes is in its help and the other way round, at most eighty columns wide."""
    module = import_module(module_of(verb))
    text = (module.__doc__ or "").strip()
    parser = build(module, verb.name)
    taken = {name for action in parser._actions for name in action.option_strings} - {"-h", "--help"}
    usage_and_options = "\n".join(line for line in text.split("\n") if not line.startswith("Example"))
    named = {name for line in usage_and_options.split("\n") for name in OPTION.findall(_left(line))}

    assert text.startswith(f"Usage: twoway {verb.name}")
    assert max(len(line) for line in text.split("\n")) <= 80
    assert named == taken


def _left(line: str) -> str:
    """Return the part of a line of help that names options: what stands before the gap, if it is indented."""
    return line.strip().split("  ")[0] if line.startswith("  -") else ""
