"""Colours: they repeat what words say, and can be had without."""

from __future__ import annotations

import io
import re

import pytest

from twoway_client.colours import coloured, has_colours, painted
from twoway_client.errors import Refusal
from twoway_client.output import Output

from .home import Screen

CODES = re.compile(r"\x1b\[\d*m")


@pytest.fixture
def _colourful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a terminal that shows colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("_colourful")
def test_a_terminal_has_colours_unless_it_or_the_person_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe has none, nor has a dumb terminal; an empty NO_COLOR says nothing."""
    assert (has_colours(Screen()), has_colours(io.StringIO())) == (True, False)
    monkeypatch.setenv("NO_COLOR", "")
    assert has_colours(Screen())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not has_colours(Screen())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not has_colours(Screen())


def test_ids_names_and_ratings_stand_out() -> None:
    """At the beginning of a line, and nowhere else; a name that is part of a word is none."""
    text = "acme, autonomy: mean 0.79\n  kdmxr  4 Mar  Ana  rated 5\nacmeland  kdmxr, acme"

    assert coloured(text, ["acme", ""]) == (
        f"{painted('acme', 'bold')}, autonomy: mean 0.79\n"
        f"  {painted('kdmxr', 'dim')}  4 Mar  Ana  {painted('rated 5', 'cyan')}\nacmeland  kdmxr, acme"
    )
    assert coloured("acme  fit") == "acme  fit"


@pytest.mark.usefixtures("_colourful")
def test_colours_change_no_word() -> None:
    """What is left without them is what a pipe gets."""
    screen, plain = Screen(), io.StringIO()
    for out in (screen, plain):
        Output(out=out, err=out).view("twoway.fit/1", {}, "acme  fit 0.67\n  kdmxr  rated 5", ["acme"])
        Output(out=out, err=out).warn("look")
        Output(out=out, err=out).refuse(Refusal("x", "no.", mend="yes"))

    assert len(CODES.findall(screen.getvalue())) == 10
    assert CODES.sub("", screen.getvalue()) == plain.getvalue()


@pytest.mark.usefixtures("_colourful")
def test_each_stream_is_judged_by_itself() -> None:
    """A warning that goes into a file is plain, whatever the screen shows."""
    err = io.StringIO()
    Output(out=Screen(), err=err).warn("look")

    assert err.getvalue() == "warning: look\n"
