"""Names of exported files."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from twoway_core.exchange.names import file_name

DAY = date(2026, 3, 4)


@given(st.text())
def test_no_text_leads_a_file_elsewhere_m8(of: str) -> None:
    """Small letters, digits and hyphens, a beginning of our own, and at most 80 of them."""
    name = file_name("notes", of, DAY, "md")

    assert re.fullmatch(r"twoway-notes-(?:[a-z0-9-]+-)?2026-03-04\.md", name)
    assert len(name) <= 80


def test_a_name_says_what_it_holds() -> None:
    """Of what, and from when."""
    assert file_name("journal", "", DAY, "jsonl") == "twoway-journal-2026-03-04.jsonl"
    assert file_name("notes", "Söhne & Co", DAY, "md") == "twoway-notes-sohne-co-2026-03-04.md"
    assert file_name("notes", "../../CON", DAY, "md") == "twoway-notes-con-2026-03-04.md"
