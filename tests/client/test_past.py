"""What a date means as a limit of knowledge."""

from __future__ import annotations

from datetime import datetime

import pytest

from twoway_client.errors import UsageRefusal
from twoway_client.past import parse_known

NOW = datetime.fromisoformat("2026-03-06T10:00:00+01:00")


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOWAY_NOW", NOW.isoformat())


@pytest.mark.parametrize(
    ("text", "until", "words"),
    [
        ("2026-03-03", "2026-03-03T23:59:59.999+01:00", "the end of Tue 3 Mar 2026"),
        ("3 mar", "2026-03-03T23:59:59.999+01:00", "the end of Tue 3 Mar 2026"),
        ("yesterday", "2026-03-05T23:59:59.999+01:00", "the end of Thu 5 Mar 2026"),
        ("today", "2026-03-06T23:59:59.999+01:00", "the end of Fri 6 Mar 2026"),
        ("4 mar 14:30", "2026-03-04T14:30:00.000+01:00", "14:30 on Wed 4 Mar 2026"),
        ("09:15", "2026-03-06T09:15:00.000+01:00", "09:15 on Fri 6 Mar 2026"),
    ],
)
def test_a_day_means_its_end_and_a_time_itself(text: str, until: str, words: str) -> None:
    """On the clock of the place where one is."""
    known = parse_known(text, NOW)

    assert (known.until.isoformat(timespec="milliseconds"), known.words) == (until, words)


@pytest.mark.parametrize("text", ["tomorrow", "2027-01-01", "sometime"])
def test_what_is_to_come_or_no_date_is_refused(text: str) -> None:
    """Nobody knows it yet."""
    with pytest.raises(UsageRefusal):
        parse_known(text, NOW)
