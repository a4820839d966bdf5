"""The past: a desk at which everything is as it was known at one moment, and nothing can be written.

What was erased since stays hidden there too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

import msgspec

from twoway_client.desk import Desk
from twoway_client.errors import Refusal, UsageRefusal
from twoway_client.output import Output, to_json
from twoway_client.times import parse_day, parse_moment, show_day, to_ms

if TYPE_CHECKING:
    from twoway_client.store.context import Context, Names
    from twoway_client.store.index import Index
    from twoway_core.journal.state import State


@dataclass(frozen=True, slots=True)
class Known:
    """How far one knew: ``until`` and no further; ``words`` say it."""

    until: datetime
    words: str


def parse_known(text: str, now: datetime) -> Known:
    """Return the moment that ``text`` means: the end of a day, or a time. Raises UsageRefusal."""
    try:
        day = parse_day(text, now)
    except UsageRefusal:
        moment = parse_moment(text, now)
        known = Known(moment, f"{moment:%H:%M} on {show_day(moment.date(), year=True)}")
    else:
        known = Known(_end_of(day, now), f"the end of {show_day(day, year=True)}")
    if known.until.date() > now.date():
        raise UsageRefusal(f'"{text}" is still to come.', mend="a day or a time that has passed, such as yesterday")
    return known


def _end_of(day: date, now: datetime) -> datetime:
    return parse_moment(f"{day.isoformat()}T23:59:59", now) + timedelta(milliseconds=999)


class PastOutput(Output):
    """An output that says first how far one knew; in JSON, ``known_until``."""

    def __init__(self, output: Output, known: Known) -> None:
        super().__init__(json=output.json, out=output.out, err=output.err)
        self._known, self._said = known, False

    def data(self, text: str) -> None:
        """Print what was asked for, under its heading."""
        if not self._said and not self.json:
            super().data(f"As known at {self._known.words}:")
        self._said = True
        super().data(text)

    def view(self, schema: str, view: object, text: str, names: Iterable[str] = ()) -> None:
        """Print a view as it was known then."""
        if not self.json:
            super().view(schema, view, text, names)
            return
        fields = msgspec.json.decode(to_json(schema, view))
        fields["known_until"] = self._known.until.isoformat(timespec="milliseconds")
        self.data(msgspec.json.encode(fields).decode())


class PastDesk(Desk):
    """A desk in the past; its ``now`` is the moment up to which things were known."""

    def __init__(self, desk: Desk, verb: str, known: Known) -> None:
        super().__init__(desk.home, PastOutput(desk.output, known), verb, known.until)
        self.database = desk.database
        self._desk, self._known = desk, known

    @cached_property
    def index(self) -> Index:
        """The journal by opportunity, filed by the clock of today: the past may not shorten what is waited for."""
        return self._desk.index

    def state(self, *opportunities: bytes, until_ms: int | None = None) -> State:
        """Return the fold as it was known then. Raises Refusal when nothing asked for was known."""
        from twoway_core.journal.fold import fold

        limit = to_ms(self._known.until)
        state = fold(self.index.entries(opportunities), limit if until_ms is None else min(limit, until_ms))
        known = [one for one in opportunities if one in state.cases and state.cases[one].opened is not None]
        if opportunities and not known:
            names = ", ".join(name for one in opportunities if (name := self.names.of(one)))
            raise Refusal(
                "not-yet",
                f"{names or 'this opportunity'} was not in the journal at {self._known.words}.",
                mend="a later date; twoway log shows when it came in",
            )
        return state

    def batch(self, *_: object, **__: object) -> NoReturn:
        """Refuse to write."""
        raise Refusal("past", "the past can be looked at, not written to.", mend=f"twoway {self.verb}, without at")

    def keep_context(self, context: Context) -> None:
        """Hold ``context`` for this command alone."""
        self.context = context

    def keep_names(self, names: Names) -> None:
        """Hold ``names`` for this command alone."""
        self.names = names


def known_until(desk: Desk, text: str) -> PastDesk:
    """Return ``desk`` as it was at the time that ``text`` means. Raises UsageRefusal."""
    return PastDesk(desk, desk.verb, parse_known(text, desk.now))
