"""The page: what a report says, before it is HTML or Markdown, and its HTML.

The HTML is one file that fetches nothing and runs nothing: its policy allows the one style sheet inside it, by hash.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from twoway_client.reports.phrases import Phrase, cleaned, linked, paragraphs
from twoway_client.reports.picture import Picture, Table
from twoway_client.reports.replayed import Talk, replays_html


@dataclass(frozen=True, slots=True)
class Section:
    """A short list of page one. ``ranked``: numbered; ``empty``: what to say where there is no line."""

    heading: str
    lines: tuple[Phrase, ...]
    empty: str
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report and how it was worked out."""

    anchor: str
    name: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Note:
    """A note that numbers rest on: its id as a person types it, what is said ``about`` it, its text, its outcome."""

    anchor: str
    handle: str
    about: str
    text: str
    outcome: Phrase


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report: words first, then pictures, the talks step by step, then what everything rests on."""

    meta: str
    title: str
    lead: Phrase
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    talks: tuple[Talk, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]


_HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="6" class="strokes"/></pattern>'
    '<pattern id="dense" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="5" class="dense"/></pattern>'
)


def html(page: Page) -> str:
    """Return ``page`` as one HTML document."""
    style = files("twoway_client.reports").joinpath("style.css").read_text(encoding="utf-8")
    body = "".join(
        [
            f'<svg class="patterns" aria-hidden="true" focusable="false"><defs>{_HATCH}</defs></svg><main>',
            _opening(page),
            *(_picture(number, picture) for number, picture in enumerate(page.pictures, 1)),
            replays_html(page.talks),
            _appendix(page),
            "</main>",
        ]
    )
    return f'<!doctype html>\n<html lang="en">\n<head>{_head(page.title, style)}</head>\n<body>{body}</body>\n</html>\n'


def _head(title: str, style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="robots" content="noindex">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{cleaned(title)}</title><style>{style}</style>"
    )


def _opening(page: Page) -> str:
    sections = "".join(_section(section) for section in page.sections)
    return (
        f'<header><p class="meta">{cleaned(page.meta)}</p><h1>{cleaned(page.title)}</h1>'
        f'<p class="lead">{linked(page.lead)}</p></header><div class="one">{sections}</div>'
    )


def _section(section: Section) -> str:
    if not section.lines:
        return f"<section><h3>{cleaned(section.heading)}</h3><p>{cleaned(section.empty)}</p></section>"
    kind = "ol" if section.ranked else "ul"
    items = "".join(f"<li>{linked(line)}</li>" for line in section.lines)
    return f"<section><h3>{cleaned(section.heading)}</h3><{kind}>{items}</{kind}></section>"


def _picture(number: int, picture: Picture) -> str:
    words = (
        f'<div class="words"><p class="count">{number}</p><h2>{linked(picture.title)}</h2>'
        f'<p class="see">{linked(picture.see)}</p></div>'
    )
    drawings = "".join(picture.drawings)
    figure = f"<figure>{drawings}</figure>" if drawings else ""
    look = "picture opening" if number == 1 else "picture"
    table = "" if picture.table is None else _table(number, picture.table)
    return f'<section class="{look}" id="picture-{number}">{words}{figure}{table}</section>'


def _table(number: int, table: Table) -> str:
    heads = "".join(f'<th scope="col">{cleaned(head)}</th>' for head in table.heads)
    rows = "".join(_table_row(row) for row in table.rows)
    caption = f"<caption>Picture {number}: {cleaned(table.caption)}</caption>"
    return (
        '<details><summary>The numbers</summary><div class="scroll">'
        f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _table_row(row: tuple[Phrase, ...]) -> str:
    first, *rest = row
    cells = "".join(f"<td>{linked(cell)}</td>" for cell in rest)
    return f'<tr><th scope="row">{linked(first)}</th>{cells}</tr>'


def _appendix(page: Page) -> str:
    figures = "".join(
        f'<li id="{figure.anchor}"><b>{cleaned(figure.name)}</b> {linked(figure.words)}</li>' for figure in page.figures
    )
    notes = "".join(_note(note) for note in page.notes) or "<li>Nothing noted yet.</li>"
    return (
        '<section class="appendix" id="evidence"><h2>Evidence</h2><h3>Figures and where they come from</h3>'
        f'<ul class="evidence">{figures}</ul><h3>Notes</h3><ul class="evidence">{notes}</ul></section>'
    )


def _note(note: Note) -> str:
    outcome = f"<br>{linked(note.outcome)}" if note.outcome else ""
    return (
        f'<li id="{note.anchor}"><b>{note.handle}</b> <span class="meta">{cleaned(note.about)}</span><br>'
        f"<bdi>{paragraphs(note.text)}</bdi>{outcome}</li>"
    )
