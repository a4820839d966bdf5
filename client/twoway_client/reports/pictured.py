"""The report for programs: page one, and every picture as its finding and its table."""

from __future__ import annotations

from twoway_client.reports.page import Page
from twoway_client.reports.phrases import plain
from twoway_client.reports.picture import Picture
from twoway_core.projections.report import Report
from twoway_core.projections.view import View


class PictureRead(View, frozen=True, kw_only=True):
    """One picture: its ``title`` is the finding; ``rows`` by ``heads``, both empty where there is no table."""

    number: int
    title: str
    see: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class PicturedReport(Report, frozen=True, kw_only=True):
    """The report with its pictures, in order."""

    pictures: tuple[PictureRead, ...]


def pictured(report: Report, page: Page) -> PicturedReport:
    """Return ``report`` with the pictures of its ``page``."""
    fields = {name: getattr(report, name) for name in report.__struct_fields__}
    pictures = tuple(_read(number, picture) for number, picture in enumerate(page.pictures, 1))
    return PicturedReport(**fields, pictures=pictures)


def _read(number: int, picture: Picture) -> PictureRead:
    table = picture.table
    return PictureRead(
        number=number,
        title=plain(picture.title),
        see=plain(picture.see),
        caption="" if table is None else table.caption,
        heads=() if table is None else table.heads,
        rows=() if table is None else tuple(tuple(plain(cell) for cell in row) for row in table.rows),
    )
