"""The list of devices on a terminal."""

from __future__ import annotations

from twoway_client.device_called import ID_DIGITS
from twoway_client.views.table import table
from twoway_core.projections.view import View


class DeviceView(View, frozen=True, kw_only=True):
    """One device. ``by``: who admitted it. ``state``: this device, in good standing or revoked. ``rank``: 0 is eldest.

    ``heard``: in words, when something of it last came, or else when its newest entry here was written, as it says.
    """

    id: str
    name: str
    by: str
    state: str
    rank: int
    heard: str


class DevicesView(View, frozen=True, kw_only=True):
    """All devices, in the order in which they came. ``fingerprint``: words for the list itself."""

    devices: tuple[DeviceView, ...]
    epoch: int
    fingerprint: tuple[str, ...]


def devices_text(view: DevicesView) -> str:
    """Return ``view`` as a table, and the words by which two screens can be compared."""
    names = [one.name for one in view.devices]
    rows = [
        (
            one.name if names.count(one.name) == 1 else f"{one.name} {one.id[:ID_DIGITS]}",
            f"by {one.by}" if one.by else "eldest",
            one.heard,
            one.state,
        )
        for one in view.devices
    ]
    words = " ".join(view.fingerprint)
    return f"{table(rows)}\nWords of this list: {words}\nThe same words on two devices: the same list of devices."
