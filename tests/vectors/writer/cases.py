"""A case: one input, one outcome, one cause; as JSON that any language reads.

Bytes are lower-case hex, what is absent is null, whole numbers are below 2^53.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from twoway_core.sealing.keys import DevicePublic
from twoway_core.sealing.segment import Seen, Segment
from twoway_core.sync.messages import Head
from twoway_core.trust.statements import RosterEntry, encode_roster_entry

Case = dict[str, Any]


def case(expect: str, name: str, **fields: object) -> Case:
    """Return a case that ends in ``expect``: what is given first, then what must come out."""
    return {"expect": expect, "name": name} | {key: plain(value) for key, value in fields.items()}


def plain(value: object) -> Any:
    """Return ``value`` as JSON can hold it."""
    match value:
        case bytes() | msgspec.Raw():
            return bytes(value).hex()
        case RosterEntry():
            return encode_roster_entry(value).hex()
        case DevicePublic():
            return {"signing": value.signing.hex(), "agreement": value.agreement.hex()}
        case Segment():
            return {"header": value.header_bytes.hex(), "signature": value.signature.hex()}
        case Seen() | Head() | msgspec.Struct():
            return {key: plain(part) for key, part in msgspec.structs.asdict(value).items()}
        case Mapping():
            return {key: plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case None | bool() | int() | str():
            return value
    raise TypeError(f"a vector cannot hold a {type(value).__name__}")


def text_of(about: str, cases: list[Case]) -> str:
    """Return the file that holds ``cases``. Two cases of one name would be two outcomes of one claim."""
    names = [each["name"] for each in cases]
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    return json.dumps({"about": about, "format": 1, "cases": cases}, indent=1) + "\n"
