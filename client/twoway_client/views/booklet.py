"""Everything that was prepared for one opportunity, to be taken along: as Markdown, and as one HTML file.

The HTML fetches nothing and runs nothing; every word of the person's is escaped for the file it goes into.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import NamedTuple

from twoway_client.naming import likely_interview
from twoway_client.output import visible
from twoway_client.reports.markdown import escaped
from twoway_core import starter
from twoway_core.journal.state import Case, State
from twoway_core.projections.agenda import agenda
from twoway_core.projections.beliefs import beliefs_of
from twoway_core.projections.people import people_of
from twoway_core.projections.posting import posting_of
from twoway_core.projections.preparation import found_on, is_done, step_words
from twoway_core.projections.stories import stories_of

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "h1,h2{line-height:1.2}li{margin:.2rem 0}@media print{body{margin:0}}"
)
_CODE, _BOLD = re.compile(r"`([^`]+)`"), re.compile(r"\*\*([^*]+)\*\*")


class Part(NamedTuple):
    """A heading and its lines; ``empty``: what stands there without any."""

    heading: str
    lines: tuple[str, ...]
    empty: str


class Booklet(NamedTuple):
    """The whole."""

    title: str
    parts: tuple[Part, ...]


def booklet_of(state: State, opportunity: bytes, names: Mapping[bytes, str], interview: bytes | None) -> Booklet:
    """Return what was prepared for ``opportunity``; ``names``: what each is called; ``interview``: the current one."""
    case, name = state.cases[opportunity], names.get(opportunity, "")
    job = case.opened.event if case.opened is not None else None
    role = f", {job.role}" if job is not None and job.role else ""
    return Booklet(
        f"Prepared for {name}{role}",
        (
            Part("Checklist", tuple(_steps(case)), "No step is on the list."),
            Part("People", tuple(_people(state, case)), "Nobody is known yet."),
            Part("What you believe, and from where", tuple(_beliefs(state, case, name)), "Nothing was learnt yet."),
            Part("The posting, as far as it is open", tuple(_posting(state, case)), "No line of it is open."),
            Part("Questions", tuple(_questions(state, case, interview)), "No plan was made yet."),
            Part("Stories", tuple(_stories(state, names)), "No story was prepared yet."),
        ),
    )


def _steps(case: Case) -> Iterator[str]:
    for step in case.prep.values():
        found = [step.completed.event.finding] if step.completed is not None else []
        found += [f"{item}: {fact.event.finding}" for item, fact in found_on(case, step).items()]
        told = "; ".join(one for one in found if one)
        state = "done" if is_done(case, step) else "open"
        yield " - ".join(part for part in (f"{state}: {step_words(step.event)}", told) if part)


def _people(state: State, case: Case) -> Iterator[str]:
    people = people_of(state.mine, case)
    for key, contact in people.contacts.items():
        event = contact.event
        about = (event.title, people.role_words(key), event.channel, ", ".join(event.tools), event.note)
        yield f"{event.name}: {', '.join(part for part in about if part)}"


def _beliefs(state: State, case: Case, name: str) -> Iterator[str]:
    for one in beliefs_of(state.mine, case, name).beliefs:
        yield f"{one.status}: {one.claim} (of the {one.scope}, from {one.who or one.source})"


def _posting(state: State, case: Case) -> Iterator[str]:
    return (line.text for line in posting_of(state.mine, case, "").lines if line.status == "open")


def _questions(state: State, case: Case, interview: bytes | None) -> Iterator[str]:
    chosen = case.interviews.get(interview or likely_interview(case) or b"")
    if chosen is None:
        return
    for line in agenda(state.mine, case, chosen, "").lines:
        who = f" ({', '.join(line.people)})" if line.people else ""
        finding = f"you read: {line.finding}" if line.finding else ""
        yield " - ".join(part for part in (f"{line.text}{who}", finding) if part)


def _stories(state: State, names: Mapping[bytes, str]) -> Iterator[str]:
    for one in stories_of(state, names).stories:
        skills = f" ({', '.join(one.skills)})" if one.skills else ""
        told = "; ".join(part for part in (one.situation, one.action, one.result) if part)
        yield ": ".join(part for part in (f"{one.title}{skills}", told) if part)


def markdown(booklet: Booklet) -> str:
    """Return ``booklet`` as Markdown, the guide at its end."""
    parts = [f"# {escaped(booklet.title)}"]
    for part in booklet.parts:
        lines = "\n".join(f"- {escaped(line)}" for line in part.lines)
        parts.append(f"## {part.heading}\n\n{lines or part.empty}")
    return "\n\n".join([*parts, f"#{starter.guide().rstrip()}"]) + "\n"


def html(booklet: Booklet) -> str:
    """Return ``booklet`` as one HTML document, the guide at its end."""
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _text(booklet.title)
    body = "".join(_part(part) for part in booklet.parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{title}</h1>{body}{_guide(starter.guide())}</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    items = "".join(f"<li>{_text(line)}</li>" for line in part.lines)
    return f"<h2>{_text(part.heading)}</h2>" + (f"<ul>{items}</ul>" if items else f"<p>{_text(part.empty)}</p>")


def _text(text: str) -> str:
    return escape(visible(" ".join(text.splitlines())))


def _guide(text: str) -> str:
    """Return our guide as HTML: headings, lists and paragraphs, as its Markdown has them."""
    blocks: list[str] = []
    for block in text.strip().split("\n\n"):
        items = [" ".join(item.split()) for item in re.split(r"^- ", block, flags=re.MULTILINE)]
        if block.startswith("#"):
            level = 2 if block.startswith("# ") else 3
            blocks.append(f"<h{level}>{_marked(block.lstrip('# '))}</h{level}>")
        elif block.startswith("- "):
            rows = "".join(f"<li>{_marked(item)}</li>" for item in items[1:])
            blocks.append(f"<ul>{rows}</ul>")
        else:
            blocks.append(f"<p>{_marked(items[0])}</p>")
    return "".join(blocks)


def _marked(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", _text(text)))
