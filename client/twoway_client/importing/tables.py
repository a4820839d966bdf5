"""Taking in a table: questions for the bank, or people of an opportunity, by the names of its columns."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from twoway_client.criteria import find_criterion
from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.exporting.tables import CONTACT_COLUMNS, JOINED, QUESTION_COLUMNS
from twoway_client.importing.fresh import Found, plan_of
from twoway_client.importing.plan import Plan
from twoway_client.importing.reading import Source
from twoway_client.output import visible
from twoway_client.people import case_called
from twoway_core.errors import MalformedError
from twoway_core.events.bank import QuestionAdded
from twoway_core.events.base import Role
from twoway_core.events.case import ContactAdded
from twoway_core.exchange.tables import from_csv
from twoway_core.journal.state import Case, Mine

COLUMNS = {"questions": QUESTION_COLUMNS, "contacts": CONTACT_COLUMNS}
_ALIKE = {"text": "question", "criterion": "about", "criteria": "about", "person": "name", "tenure": "months there"}
"""Names of columns that mean one of ours."""
_YES = frozenset({"yes", "y", "true", "1", "x"})
_LONGEST_COUNT = 6
_MINUTES = "3"


@dataclass(slots=True)
class _Table:
    """A table: where each of our columns is, its rows, and what else there is to say of it."""

    places: dict[str, int]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)

    def cell(self, row: Sequence[str], column: str, otherwise: str = "") -> str:
        """Return what ``row`` says in one of our columns."""
        place = self.places.get(column, len(row))
        return row[place].strip() or otherwise if place < len(row) else otherwise

    def text(self, row: Sequence[str], column: str) -> str:
        """Return what ``row`` says in one of our columns, letter for letter; nothing where it is blank."""
        return row[self.places[column]] if self.cell(row, column) else ""

    def cells(self, row: Sequence[str], column: str) -> tuple[str, ...]:
        """Return the several words of one cell."""
        parts = (part.strip() for part in self.cell(row, column).split(JOINED.strip()))
        return tuple(part for part in parts if part)


def plan_table(desk: Desk, source: Source, args: Namespace) -> Plan:
    """Return what importing the table in ``source`` would do. Raises Refusal, UsageRefusal."""
    try:
        head, *rows = from_csv(source.text) or [[]]
    except MalformedError as error:
        what = f"{source.name} cannot be taken in: {error}."
        raise Refusal("table", what, kept="nothing was imported", mend="save it anew as CSV, in UTF-8") from None
    kind = _kind(head, args)
    table = _Table(_places(head, kind, args.map), rows)
    state, case = case_called(desk, args.name) if kind == "contacts" else (desk.state(), None)
    found = list(_people(table, case) if case is not None else _questions(table, state.mine))
    return plan_of(desk, state, source, "csv", found, table.notes)


def _kind(head: list[str], args: Namespace) -> str:
    """Return what the table holds, as said or as its first column of ours tells. Raises UsageRefusal."""
    if args.kind in COLUMNS:
        return str(args.kind)
    if args.kind is not None:
        raise UsageRefusal(f"a table holds no {args.kind}.", mend=f"--kind {' or --kind '.join(COLUMNS)}")
    named = {_known(name) for name in head} | {pair.partition("=")[0].strip() for pair in args.map}
    found = [kind for kind, columns in COLUMNS.items() if columns[0] in named]
    if len(found) != 1:
        raise UsageRefusal(
            "what the table holds cannot be told from its first row.", mend=f"--kind {' or --kind '.join(COLUMNS)}"
        )
    return found[0]


def _known(name: str) -> str:
    word = " ".join(name.split()).casefold()
    return _ALIKE.get(word, word)


def _places(head: list[str], kind: str, pairs: Iterable[str]) -> dict[str, int]:
    """Return our column -> its place; those that were mapped by hand first. Raises UsageRefusal."""
    columns = COLUMNS[kind]
    places = {name: place for place, cell in reversed(list(enumerate(head))) if (name := _known(cell)) in columns}
    theirs = {" ".join(cell.split()).casefold(): place for place, cell in reversed(list(enumerate(head)))}
    for pair in pairs:
        ours, _, their = (part.strip() for part in pair.partition("="))
        place = theirs.get(" ".join(their.split()).casefold())
        if _known(ours) not in columns or place is None:
            shown = ", ".join(visible(cell) for cell in head)
            raise UsageRefusal(
                f'"{pair}" maps nothing: ours are {", ".join(columns)}; those of the file {shown}.',
                mend=f'--map "{columns[0]}={visible(head[0]) if head else ""}"',
            )
        places[_known(ours)] = place
    if columns[0] not in places:
        first = visible(head[0]) if head else ""
        raise UsageRefusal(f"no column holds the {columns[0]}.", mend=f'--map "{columns[0]}={first}"')
    return places


def _questions(table: _Table, mine: Mine) -> Iterator[Found]:
    for number, row in enumerate(table.rows, 2):
        text = table.text(row, "question")
        if text:
            event = QuestionAdded(
                text=text,
                criteria=_criteria(table, row, mine),
                kind=table.cell(row, "kind", "open"),
                minutes=_count(table.cell(row, "minutes", _MINUTES), number),
                ask=table.cells(row, "ask"),
                tag=table.cell(row, "tag"),
                topic=table.cell(row, "topic"),
                when=table.cell(row, "when"),
                in_writing=table.cell(row, "in writing").casefold() in _YES,
                origin="import",
            )
            yield Found(event, f"row {number}")


def _criteria(table: _Table, row: list[str], mine: Mine) -> tuple[bytes, ...]:
    """Return the criteria that a row names; those that are not here are said and left out."""
    named = {name: find_criterion(mine, name) for name in table.cells(row, "about")}
    table.notes += [f'no criterion is called "{name}": left out' for name, found in named.items() if found is None]
    return tuple(dict.fromkeys(one for one in named.values() if one is not None))


def _people(table: _Table, case: Case) -> Iterator[Found]:
    for number, row in enumerate(table.rows, 2):
        name = table.cell(row, "name")
        if name:
            role = table.cell(row, "role", "other").casefold()
            if role not in get_args(Role):
                table.notes.append(f'"{role}" is no role: other')
                role = "other"
            months = table.cell(row, "months there")
            event = ContactAdded(
                opportunity=case.id,
                name=name,
                role=cast(Role, role),
                will_be_boss=role == "boss",
                tenure_months=_count(months, number) if months else None,
                title=table.cell(row, "title"),
                channel=table.cell(row, "channel"),
                tools=table.cells(row, "tools"),
                note=table.text(row, "note"),
            )
            yield Found(event, f"row {number}")


def _count(text: str, row: int) -> int:
    """Return the whole number in a cell. Raises Refusal."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT:
        return int(text)
    what = f'row {row} has "{text}" where a number should be.'
    raise Refusal("row", what, kept="nothing was imported", mend="mend that in the file")
