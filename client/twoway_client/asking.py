"""Asking for what may be left out: a text that can be empty."""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.texts import read_text


def optional_text(desk: Desk, words: list[str], args: Namespace, prompt: str) -> str:
    """Return the text of ``words`` or the editor, else what is typed after ``prompt``, else nothing.

    A pipe is not read: it may belong to somebody else, and nothing is missing. Raises as ``read_text``.
    """
    if words or getattr(args, "edit", False):
        return read_text(desk, words, args, "the text")
    if not desk.prompts.can_ask:
        return ""
    typed = desk.prompts.line(prompt, "the text")
    return read_text(desk, [typed], args, "the text") if typed else ""
