"""The words that a person types for a thing: ``acme``, ``acme-b``, ``@ana``, ``acme/2``.

They are derived, in order of ids, so that every device derives the same and an older thing keeps its handle:
- an opportunity from its firm: ``acme``, then ``acme-b`` to ``acme-z``, then ``acme-27`` ...
- a contact from the first name: ``ana``, then with the initial of the last, ``ana-r``, then ``ana-2`` ...
- an interview from its place among those of its opportunity: ``acme/1``, ``acme/2`` ...
A handle is letters, digits and single hyphens, in small letters, and never digits alone: those are plan lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from string import ascii_lowercase

CLOSE_MATCHES = 3


def slug(name: str) -> str:
    """Return the letters and digits of ``name`` in small letters, a hyphen for each gap; maybe nothing."""
    # Once more after lower(): a small letter and its mark may be one letter where the capital had none.
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())
    kept = "".join(letter if _is_kept(letter) else " " for letter in small)
    return "-".join(kept.split())


def _is_kept(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def opportunity_handles(firms: Iterable[tuple[bytes, str]]) -> dict[str, bytes]:
    """Return handle -> id of opportunities, given as (id, firm)."""
    return _assign((opportunity, _after_firm(_base(slug(firm), "job"))) for opportunity, firm in sorted(firms))


def contact_handles(people: Iterable[tuple[bytes, str]]) -> dict[str, bytes]:
    """Return handle -> id of contacts, given as (id, name)."""
    return _assign((person, _after_name(name)) for person, name in sorted(people))


def _assign(wanted: Iterable[tuple[bytes, Iterator[str]]]) -> dict[str, bytes]:
    handles: dict[str, bytes] = {}
    for thing, names in wanted:
        handles[next(name for name in names if name not in handles)] = thing
    return handles


def _base(word: str, kind: str) -> str:
    if not word:
        return kind
    return f"{kind}-{word}" if word.isdigit() else word


def _after_firm(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{letter}" for letter in ascii_lowercase[1:])
    yield from (f"{base}-{number}" for number in count(len(ascii_lowercase) + 1))


def _after_name(name: str) -> Iterator[str]:
    first, *others = slug(name).split("-")
    base = _base(first, "person")
    yield base
    if others:
        yield f"{base}-{others[-1][0]}"
    yield from (f"{base}-{number}" for number in count(2))


def interview_numbers(interviews: Iterable[bytes]) -> dict[bytes, int]:
    """Return id -> number, from 1, of the interviews of one opportunity."""
    return {interview: number for number, interview in enumerate(sorted(interviews), 1)}


def split_interview(text: str) -> tuple[str, int] | None:
    """Return ``acme/2`` as its handle and its number; None if ``text`` is nothing of the kind."""
    handle, slash, number = text.partition("/")
    return (handle, int(number)) if slash and number.isascii() and number.isdigit() else None


def find(handles: Mapping[str, bytes], text: str) -> bytes | None:
    """Return the thing whose handle ``text`` is, however it is written."""
    return handles.get(slug(text))


def close_to(handles: Iterable[str], text: str) -> list[str]:
    """Return up to three handles that ``text`` may have meant, the closest first."""
    from difflib import get_close_matches  # only for a mistyped handle; every start would pay for it

    return get_close_matches(slug(text), list(handles), CLOSE_MATCHES)
