"""What argparse says, in words."""

from __future__ import annotations

import pytest

from .home import TestHome

MISREAD = {
    "a slip in an option": ("who add Ana --bos", "no option --bos. Did you mean --boss?"),
    "an option that is nowhere": ("flag x -z", "no option -z."),
    "a word too many": ("fit acme birch", '"birch" is a word too many.'),
    "a word of no list": ("note x --form foo", '--form takes example, number, general, evasive, refused, not "foo".'),
    "a number of no list": ("next -n 99", '-n takes 1 to 20, not "99".'),
    "no number": ("log -n x", '-n takes a whole number, not "x".'),
    "a value left out": ("report --html", "--html needs a word after it."),
    "a value too many": ("fit --headings=3", "--headings takes no word."),
    "two that exclude each other": ("who add x --peer --boss", "--boss does not go with --peer."),
    "an id left out": ("fix", "id is missing."),
    "nothing after two dashes": ("fit -- acme", "nothing goes after --."),
}


@pytest.mark.parametrize(("typed", "said"), MISREAD.values(), ids=MISREAD.keys())
def test_a_command_line_that_is_misread_is_told_in_words(acme: TestHome, typed: str, said: str) -> None:
    """With the verb before it, and its help to try."""
    words = typed.split()
    done = acme.run(*words)

    assert done.code == 2
    assert f"twoway {words[0]}: {said}" in " ".join(done.err.split())
    assert f"try:   twoway {words[0]} --help" in done.err
