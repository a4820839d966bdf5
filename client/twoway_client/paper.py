"""The paper key at the terminal: new words shown, taken off the screen and asked back; old words read.

Words are never taken from the command line, which shells keep, and never given back after a failure.
"""

from __future__ import annotations

import secrets
import sys

from twoway_client.desk import Desk
from twoway_client.errors import ReaderLeft, Refusal, UsageRefusal
from twoway_client.words import PAPER_WORDS, paper_entropy
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.paper import paper_keys

_KEEP = "Write them on paper: they are not shown again."
_NOT_TAKEN = "the words of the paper key could not be printed"
_ELSEWHERE = "the same command on a terminal; or into a file, or a program that reads them"
_ROWS = 6
_TRIES = 3
_LARGEST_INPUT_BYTES = 4096


def hand_over(desk: Desk, words: list[str], head: str) -> None:
    """Show the words under ``head``, take them off the screen, and ask two of them back. Raises Cancelled."""
    prompts, output = desk.prompts, desk.output
    while True:
        shown = f"{head}\n{columns(words)}\nWrite them on paper, then press Enter. They then leave the screen."
        output.talk(shown)
        prompts.line("", "the paper key")
        _take_off_screen(shown.count("\n") + 2)
        if all(_knows(desk, words, number) for number in sorted(secrets.SystemRandom().sample(range(PAPER_WORDS), 2))):
            return
        output.talk("Then here they are again.")


def hand_out(desk: Desk, words: list[str], head: str, view: tuple[str, dict[str, object]], kept: str) -> None:
    """Print the words, on a terminal under ``head``, and return once they were taken. ``view``: schema, other fields.

    Nothing that they open may count before: nobody can show them again. Raises Refusal, which says what is ``kept``,
    where nobody takes them.
    """
    schema, fields = view
    shown = f"{head}\n{columns(words)}\n{_KEEP}" if desk.output.is_terminal else " ".join(words)
    try:
        desk.output.view(schema, {**fields, "paper": words}, shown)
        desk.output.flush()
    except ReaderLeft:
        raise Refusal("output", f"{_NOT_TAKEN} (nobody reads them).", kept=kept, mend=_ELSEWHERE) from None
    except Refusal as refusal:
        refusal.kept, refusal.mend = kept, _ELSEWHERE
        raise


def columns(words: list[str]) -> str:
    """Return the words in six rows, numbered down the columns."""
    width = max(len(word) for word in words) + 2
    rows = []
    for row in range(_ROWS):
        cells = [f"{at + 1:2d} {words[at]:<{width}}" for at in range(row, PAPER_WORDS, _ROWS)]
        rows.append(("  " + "  ".join(cells)).rstrip())
    return "\n".join(rows)


def _take_off_screen(lines: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\x1b[{lines}F\x1b[J")
        sys.stderr.flush()


def _knows(desk: Desk, words: list[str], at: int) -> bool:
    for _ in range(_TRIES):
        typed = desk.prompts.secret(f"Word {at + 1}:{' ' if at >= 9 else '  '}", "a word of the paper key")
        if typed.lower() == words[at]:
            return True
        desk.output.talk("That is not the word in this place.")
    return False


def typed_paper(desk: Desk, question: str) -> DeviceKeys | None:
    """Return the paper key whose words are typed after ``question``, or come through a pipe; None where none come.

    Raises Refusal for wrong words, UsageRefusal where nobody can type them.
    """
    words = _at_terminal(desk, question) if desk.prompts.can_ask else _from_pipe(desk)
    return paper_keys(paper_entropy(words)) if words else None


def _at_terminal(desk: Desk, question: str) -> list[str]:
    """Return the words of one or more lines; an empty line ends them."""
    words = desk.prompts.secret(f"{question}\n> ", "the paper key").split()
    while words and len(words) < PAPER_WORDS:
        more = desk.prompts.secret(f"{len(words)} of {PAPER_WORDS} > ", "the paper key").split()
        if not more:
            break
        words += more
    return words


def _from_pipe(desk: Desk) -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageRefusal("the words of the paper key are missing.", mend=f"pipe them in: twoway {desk.verb} < words")
    data = sys.stdin.buffer.read(_LARGEST_INPUT_BYTES)
    return data.decode(errors="replace").split()
