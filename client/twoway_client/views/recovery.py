"""What a paper key opens, on a terminal: the outcome of a drill, and what recovering is about to do and has done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from twoway_client.output import visible, wrapped
from twoway_client.times import show_moment
from twoway_client.trust_states import TrustState, many
from twoway_client.views.table import table
from twoway_core.projections.view import View


class Compared(View, frozen=True, kw_only=True):
    """The journal on the server beside the one on this device, in entries; those that wait here count as only here.

    ``same_devices``: whether both follow the same list of devices.
    """

    only_here: int
    only_there: int
    same_devices: bool

    @property
    def is_same(self) -> bool:
        """Whether neither holds anything that the other lacks."""
        return not (self.only_here or self.only_there) and self.same_devices


class Writer(View, frozen=True, kw_only=True):
    """A device in good standing. ``wrote``: when it wrote its newest entry on the server, by its own clock."""

    name: str
    wrote: datetime | None


class Drill(View, frozen=True, kw_only=True):
    """What the paper key opened, from the server alone. ``good``: everything that there is opened.

    ``missing``: segments that a device saw, and that the server does not have. ``here``: nothing where this computer
    has no journal.
    """

    journal: str
    server: str
    good: bool
    entries: int
    segments: int
    devices: tuple[Writer, ...]
    waiting: int
    quarantined: int
    missing: int
    faults: tuple[str, ...]
    seconds: float
    here: Compared | None


class Recovered(View, frozen=True, kw_only=True):
    """A journal that is on this device now. ``revoked`` and ``kept``: names of the other devices.

    ``erasures_stopped``: of the revoked ones.
    """

    journal: str
    name: str
    entries: int
    segments: int
    revoked: tuple[str, ...]
    kept: tuple[str, ...]
    erasures_stopped: int
    states: tuple[TrustState, ...]


def drill_text(view: Drill) -> str:
    """Return the outcome of a drill."""
    held = f"{many(view.entries, 'entry')} in {many(view.segments, 'segment')}"
    how = "every signature good" if view.good else "but something needs your eyes"
    whole = "the whole journal" if view.good else "the journal"
    first = f"This paper key alone opens {whole} on {view.server}: {held}, {how}. It took {view.seconds:.1f} s."
    lines = [wrapped("", first), *_trouble(view), writers_text(view.devices)]
    if view.here is not None:
        lines.append(wrapped("", compared_text(view.here)))
    lines.append("Nothing of it was kept on this computer.")
    return "\n".join(line for line in lines if line)


def _trouble(view: Drill) -> list[str]:
    told = [f"  damaged   {fault}" for fault in view.faults]
    if view.missing:
        told.append(wrapped("  missing   ", f"{many(view.missing, 'segment')} that a device saw and the server lacks"))
    if view.waiting:
        told.append(wrapped("  waiting   ", f"{many(view.waiting, 'segment')} came before what they follow"))
    if view.quarantined:
        told.append(wrapped("  put aside ", f"{many(view.quarantined, 'segment')} whose author may not write there"))
    return told


def writers_text(writers: Sequence[Writer]) -> str:
    """Return the devices as a table, with when each wrote last."""
    return table([(one.name, f"wrote {show_moment(one.wrote)}" if one.wrote else "wrote nothing") for one in writers])


def compared_text(here: Compared) -> str:
    """Return how the server's journal stands to the one on this device."""
    if here.is_same:
        return "It is the same as on this device."
    told = []
    if here.only_here:
        told.append(f"{many(here.only_here, 'entry')} of this device {_is(here.only_here)} not on the server yet.")
    if here.only_there:
        told.append(f"{many(here.only_there, 'entry')} of the server {_is(here.only_there)} not on this device yet.")
    if not here.same_devices:
        told.append("The list of devices is another one here.")
    return " ".join([*told, "Next: twoway sync"])


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def recovered_text(view: Recovered) -> str:
    """Return what recovering did."""
    held = f"{many(view.entries, 'entry')} in {many(view.segments, 'segment')}"
    lines = [f"Recovered: {held}. This device is {visible(view.name)}."]
    if view.revoked:
        lines.append(wrapped("", f"Revoked: {_listed(view.revoked)}. What was written until now stays."))
    if view.erasures_stopped:
        lines.append(f"Stopped: {many(view.erasures_stopped, 'erasure')} of theirs; the text is back.")
    if view.kept:
        lines.append(wrapped("", f"Still in: {_listed(view.kept)}. Only the paper key, or an elder device, ends them."))
    lines.append("The paper key goes on as it was. Next: twoway devices")
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(visible(name) for name in names)
