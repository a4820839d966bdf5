"""The page as Markdown: the same words and numbers, the tables in place of the pictures, notes by their ids.

Text of the journal is escaped, so that no note becomes a heading, a link or an image.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twoway_client.output import visible
from twoway_client.reports.page import Page, Section
from twoway_client.reports.phrases import Phrase, plain
from twoway_client.reports.picture import Picture, Table
from twoway_client.reports.replayed import Talk
from twoway_client.views.replay import clock, remarks_on
from twoway_core.projections.steps import Step

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST = re.compile(r"^(\s*\d*)([-+=.)])(?=[-=\s]|$)")


def markdown(page: Page) -> str:
    """Return ``page`` as Markdown."""
    parts = [f"*{escaped(page.meta)}*", f"# {escaped(page.title)}", _words(page.lead)]
    parts += [_section(section) for section in page.sections]
    parts += [_picture(number, picture) for number, picture in enumerate(page.pictures, 1)]
    parts += _talks(page.talks)
    parts += ["## Evidence", "### Figures and where they come from"]
    parts.append("\n".join(f"- **{escaped(figure.name)}** {_words(figure.words)}" for figure in page.figures))
    parts.append("### Notes")
    notes = [
        "  \n  ".join(
            part
            for part in (f"- **{note.handle}** {escaped(note.about)}", _lines(note.text), _words(note.outcome))
            if part
        )
        for note in page.notes
    ]
    parts.append("\n".join(notes) or "Nothing noted yet.")
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return ``text`` on one line, with everything that Markdown would act on made plain."""
    line = _SPECIAL.sub(r"\\\1", visible(" ".join(text.splitlines())))
    return _LIST.sub(r"\1\\\2", line)


def _lines(text: str) -> str:
    return "  \n  ".join(escaped(line) for line in text.splitlines())


def _words(phrase: Phrase) -> str:
    return escaped(plain(phrase))


def _section(section: Section) -> str:
    if not section.lines:
        return f"## {escaped(section.heading)}\n\n{escaped(section.empty)}"
    lines = "\n".join(
        f"{f'{place}.' if section.ranked else '-'} {_words(line)}" for place, line in enumerate(section.lines, 1)
    )
    return f"## {escaped(section.heading)}\n\n{lines}"


def _picture(number: int, picture: Picture) -> str:
    head = f"## {number}. {_words(picture.title)}"
    return head if picture.table is None else f"{head}\n\n{_table(picture.table)}"


def _talks(talks: Sequence[Talk]) -> list[str]:
    """Return each talk as a list of its steps."""
    parts = ["## Talk by talk"] if talks else []
    for talk in talks:
        parts.append(f"### {escaped(talk.name)}\n\n{escaped(talk.about)}")
        parts.append("\n".join(f"- {escaped(_step(step))}" for step in talk.steps))
    return parts


def _step(step: Step) -> str:
    head = " ".join(part for part in (clock(step.at, utc=False), step.word, step.who) if part)
    told = "; ".join(part for part in (step.text, remarks_on(step)) if part)
    return f"{head}: {told}" if told else head


def _table(table: Table) -> str:
    heads = " | ".join(escaped(head) for head in table.heads)
    rule = " | ".join("---" for _ in table.heads)
    rows = "\n".join(f"| {' | '.join(_words(cell) for cell in row)} |" for row in table.rows)
    return f"| {heads} |\n| {rule} |\n{rows}"
