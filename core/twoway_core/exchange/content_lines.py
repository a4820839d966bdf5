"""Lines of a calendar file (RFC 5545) as components with properties; bounded in number and depth.

A component's own properties are kept apart from those of the components inside it, so that an alarm's text is not the
event's. What cannot be read is refused by the number of its line, before anything is taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from twoway_core.errors import MalformedError

MAX_DEPTH = 8
MAX_COMPONENTS = 20_000
_FOLD = re.compile(r"\r?\n[ \t]")
_END = re.compile(r"\r\n|\n|\r")
_PARAMETER = r';[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*'
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_ONE_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its parameters, by name in capitals, and its value as it was written."""

    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a property of type TEXT."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """A component, such as VEVENT; ``properties`` by name in capitals, in order."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    inner: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """Return the first property called ``name``."""
        return self.properties.get(name, [None])[0]

    def text(self, name: str) -> str:
        """Return the text of the first property called ``name``, or nothing."""
        found = self.first(name)
        return found.text.strip() if found is not None else ""

    def all(self, name: str) -> Iterator[Component]:
        """Yield the components called ``name`` directly inside."""
        return (one for one in self.inner if one.name == name)


def components(text: str) -> list[Component]:
    """Return the outermost components of ``text``. Raises MalformedError."""
    outer = Component("")
    stack, count = [outer], 0
    for line in _END.split(_FOLD.sub("", text)):
        if not line.strip():
            continue
        name, one = _property(line)
        if name == "BEGIN":
            count += 1
            if len(stack) > MAX_DEPTH or count > MAX_COMPONENTS:
                raise MalformedError("it has too many parts, or parts in parts")
            inner = Component(one.value.strip().upper())
            stack[-1].inner.append(inner)
            stack.append(inner)
        elif name == "END":
            if len(stack) < 2 or stack.pop().name != one.value.strip().upper():
                raise MalformedError("a part of it ends that did not begin")
        else:
            stack[-1].properties.setdefault(name, []).append(one)
    if len(stack) > 1:
        raise MalformedError("it breaks off before its end")
    return outer.inner


def _property(line: str) -> tuple[str, Property]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise MalformedError("a line of it is no line of a calendar")
    parameters = {one[1].upper(): one[2].strip('"') for one in _ONE_PARAMETER.finditer(found[2])}
    return found[1].upper(), Property(parameters, found[3])
