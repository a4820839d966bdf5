"""One row for each type of event: what thing it makes, whose it is, and what it does to the state.

Things come first, whatever hangs on other things after them, both in order of ids; so a reference resolves
whatever the order of the two entries. ``first`` puts the thing in its place, and says whether ``then`` is
wanted. ``then`` hangs it on another thing, and says whether that is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from twoway_core.journal.items import Fact

Owner = Literal["mine", "case", "either", "opening"]
"""Whose it is: mine, its opportunity's, mine unless it names an opportunity, or it opens an opportunity."""


class Row(NamedTuple):
    """A row of the table. Both steps take the owner (Mine or Case) and the thing."""

    owner: Owner
    first: Callable[[Any, Any], bool | None] | None = None
    then: Callable[[Any, Any], bool] | None = None
    make: type[Fact[Any]] = Fact
