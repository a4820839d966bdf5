"""Questions about bytes: at both ends they are bytes, over the line they stand as ``{"hex": "…"}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from tests.web.node import Node


def ask(node: Node, what: str, /, **question: object) -> Any:
    """Return the answer to ``what``. A struct goes as its fields, named as TypeScript names them."""
    return received(node.ask(what, **{key: sent(value) for key, value in question.items()}))


def sent(value: object) -> object:
    """Return ``value`` as it goes over the line."""
    if isinstance(value, bytes | msgspec.Raw):
        return {"hex": bytes(value).hex()}
    if isinstance(value, msgspec.Struct):
        tag = {} if value.__struct_config__.tag is None else {"tag": value.__struct_config__.tag}
        return tag | {_camel(key): sent(part) for key, part in msgspec.structs.asdict(value).items()}
    if isinstance(value, Mapping):
        return {key: sent(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [sent(part) for part in value]
    return value


def received(value: Any) -> Any:
    """Return ``value`` as it was before it went over the line."""
    if isinstance(value, list):
        return [received(part) for part in value]
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"]) if "hex" in value else {key: received(part) for key, part in value.items()}
    return value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
