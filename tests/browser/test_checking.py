"""What rots in the browser's storage: found by the phone's own check, said, and had back from the server."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Pair

SPOIL = """
(table) => new Promise((done) => {
  const opening = indexedDB.open("twoway");
  opening.onsuccess = () => {
    const base = opening.result;
    const writing = base.transaction(["segments", table], "readwrite");
    writing.objectStore("segments").getAll().onsuccess = ({ target }) => {
      const { hash } = target.result.filter((row) => row.count > 0).at(-1);
      writing.objectStore(table).get(hash).onsuccess = ({ target: { result: row } }) => {
        const bytes = table === "bodies" ? row.body : row.header;
        bytes[bytes.length >> 1] ^= 1;
        writing.objectStore(table).put(row);
      };
    };
    writing.oncomplete = () => { base.close(); done(null); };
  };
})
"""
"""Change one bit of a segment that holds entries."""


@pytest.mark.parametrize("table", ["bodies", "segments"])
def test_what_rotted_on_the_phone_is_found_and_fetched_again(pair: Pair, table: str) -> None:
    """One press says what was found and what came again; the next says that all is good, as the laptop does."""
    page = pair.phone.open()
    pair.phone.jot("written before it rotted")
    pair.phone.await_synced()
    pair.laptop.sync()
    page.evaluate(SPOIL, table)
    page = pair.phone.restart()
    pair.phone.go("devices")
    check = page.get_by_role("button", name="Check this phone's copy")
    dialog = page.get_by_role("dialog", name="This phone's copy")

    check.click()
    expect(dialog).to_contain_text("something needs your eyes")
    expect(dialog).to_contain_text("1 segment came again from the server.")
    dialog.get_by_role("button", name="Close").last.click()
    check.click()
    expect(dialog).to_contain_text(": all good.")

    pair.laptop.sync()
    state = pair.laptop.program.data("verify")["state"]
    expect(dialog).to_contain_text(f"State {state}.")
