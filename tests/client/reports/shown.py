"""Pages and pictures for the tests of reports, made from the diary of the worked example."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from twoway_client.reports.book import page_of
from twoway_client.reports.further import Journal
from twoway_client.reports.material import Material, gather
from twoway_client.reports.page import Page
from twoway_client.reports.picture import Option
from twoway_core.analysis.settings import DEFAULTS
from twoway_core.journal.fold import fold

from ...core.projections.diary import Acme, Firm, acme, birch

FEW = replace(DEFAULTS, draws=400)
TODAY = date(2026, 3, 6)


def gathered(*firms: Firm, today: date = TODAY) -> Material:
    """Return the material for a report on the first firm, the others beside it."""
    named = [(firm.case.opened.event.firm if firm.case.opened else "?", firm.case) for firm in firms]
    entries = list(firms[0].diary.entries)
    return gather(Journal(fold(entries), lambda until: fold(entries, until), FEW), named, today)


def both() -> tuple[Acme, Firm]:
    """Return Acme and Birch, in one diary."""
    one = acme()
    return one, birch(one.wants)


def page(*firms: Firm, today: date = TODAY) -> Page:
    """Return the page on the first firm."""
    return page_of(gathered(*firms, today=today))


def options(*firms: Firm) -> list[Option]:
    """Return the firms as options, the best fit first."""
    return [one.option for one in gathered(*firms).everyone]


def texts(drawing: str) -> list[str]:
    """Return the words written in a drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


class Outline(HTMLParser):
    """What an HTML document is made of: tags, ids, links inside it, the words that are seen."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        for name, value in attrs:
            if name == "id" and value is not None:
                self.ids.append(value)
            if name == "href" and value is not None:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)
