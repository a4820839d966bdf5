"""The golden vectors: what is in the files is what this implementation does."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.core.vector_judges import JUDGES, Given, roster_from
from tests.vectors.writer.cases import plain
from tests.vectors.writer.files import texts
from twoway_core.errors import (
    BadKeyError,
    BadRosterError,
    BadSignatureError,
    CannotOpenError,
    MalformedError,
    NotGivenError,
    PeerError,
    UnsupportedError,
)
from twoway_core.sealing import labels
from twoway_core.sealing.segment import Segment
from twoway_core.trust.acceptance import Verdict, accept

FOLDER = Path(__file__).resolve().parent.parent / "vectors"
FILES = {path.stem: json.loads(path.read_text(encoding="ascii")) for path in sorted(FOLDER.glob("*.json"))}
WORDS: dict[type[PeerError], str] = {
    MalformedError: "malformed",
    UnsupportedError: "unsupported",
    BadSignatureError: "bad-signature",
    BadKeyError: "bad-key",
    BadRosterError: "bad-roster",
    CannotOpenError: "cannot-open",
    NotGivenError: "cannot-open",
}
VERDICTS = {verdict.value for verdict in Verdict}


def cases(*files: str) -> list[Any]:
    """Return every case of these files."""
    return [pytest.param(file, case, id=f"{file}: {case['name']}") for file in files for case in FILES[file]["cases"]]


def outcome(file: str, given: Given) -> tuple[str, dict[str, Any]]:
    """Return how the case ends, in the files' words, and what came out of it."""
    judge = JUDGES[file][given.get("do")]
    try:
        out = plain(judge(given))
    except PeerError as error:
        return WORDS[type(error)], {}
    return str(out.pop("expect", "success")), out


@pytest.mark.parametrize(("file", "case"), cases(*FILES))
def test_a_vector_ends_as_it_says(file: str, case: dict[str, Any]) -> None:
    """Every case has its one outcome, and what comes out is byte for byte what stands in the file."""
    given = Given(case)

    word, out = outcome(file, given)

    assert word == case["expect"]
    assert out == {key: case[key] for key in out}
    if out:
        assert case.keys() - given.read - out.keys() == {"expect", "name"} | ({"do"} & case.keys())


@pytest.mark.parametrize(("file", "case"), cases("acceptance"))
def test_the_order_in_which_segments_arrived_plays_no_part(file: str, case: dict[str, Any]) -> None:
    """Every order of the same set has the same verdicts."""
    given = Given(case)
    arrived = [Segment(bytes.fromhex(e["header"]), bytes.fromhex(e["signature"]), b"") for e in case["segments"]]
    expected = {each.hash: Verdict(word) for each, word in zip(arrived, case["verdicts"], strict=True)}

    for order in permutations(arrived):
        assert accept(roster_from(given), {each.hash: each.header for each in order}).verdicts == expected


@pytest.mark.parametrize(("file", "case"), cases("forks"))
def test_the_order_in_which_branches_are_met_plays_no_part(file: str, case: dict[str, Any]) -> None:
    """Every order of the same branches has the same winner, or the same refusal."""
    for order in permutations(case["branches"]):
        word, out = outcome(file, Given(case | {"branches": order}))

        assert (word, out.get("preferred")) == (case["expect"], case.get("preferred"))


@pytest.mark.parametrize(("file", "case"), cases("acceptance"))
def test_every_segment_that_is_judged_is_well_signed(file: str, case: dict[str, Any]) -> None:
    """Acceptance is about place alone: whoever is a member signed what bears its name."""
    members = roster_from(Given(case)).members
    for each in case["segments"]:
        segment = Segment(bytes.fromhex(each["header"]), bytes.fromhex(each["signature"]), b"")
        member = next((m for device, m in members.items() if device == segment.header.device), None)
        if member is not None:
            member.public.verify(labels.HEADER, segment.header_bytes, segment.signature)


def test_the_files_are_those_that_the_writer_writes() -> None:
    """Nobody changed a vector by hand, and the code that wrote them still writes the same."""
    written = {name: text for name, text in texts().items() if (FOLDER / name).read_text(encoding="ascii") != text}

    assert sorted(written) == []
    assert {f"{name}.json" for name in FILES} == texts().keys()


def test_every_file_is_judged_and_every_outcome_is_tried() -> None:
    """There is a judge for each file and each thing it asks for, and a case for each way to end."""
    asked = {file: {case.get("do") for case in held["cases"]} for file, held in FILES.items()}

    assert asked == {file: set(judges) for file, judges in JUDGES.items()}
    assert {case["expect"] for held in FILES.values() for case in held["cases"]} == {
        "success",
        *WORDS.values(),
        *VERDICTS,
    }


@pytest.mark.parametrize("file", FILES)
def test_a_file_can_be_read_by_any_language(file: str) -> None:
    """What is expected comes first, names are single, and no number is beyond what a browser holds exactly."""
    held = FILES[file]
    names = [case["name"] for case in held["cases"]]

    assert list(held) == ["about", "format", "cases"]
    assert {tuple(case)[:2] for case in held["cases"]} == {("expect", "name")}
    assert len(set(names)) == len(names)
    assert [number for number in numbers(held) if abs(number) >= 2**53] == []


def numbers(value: object) -> list[int]:
    """Return every number in ``value``."""
    if isinstance(value, dict | list):
        return [number for part in (value.values() if isinstance(value, dict) else value) for number in numbers(part)]
    assert not isinstance(value, float)
    return [value] if isinstance(value, int) else []
