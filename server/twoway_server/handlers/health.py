"""Health: whether process and store work, for people, proxies and supervisors."""

from __future__ import annotations

from twoway_core.errors import StoreError
from twoway_core.ids import ID_BYTES, JournalId
from twoway_server.edge import Call
from twoway_server.replies import Reply, text
from twoway_server.stores.port import Store

_NO_JOURNAL = JournalId(bytes(ID_BYTES))


class Health:
    """Asks the store."""

    def __init__(self, store: Store, version: str, server_id: str) -> None:
        self._store = store
        self._about = f"twoway-server {version} at {server_id}: keeps and passes on sealed journals, reads none of them"

    async def home(self, _: Call) -> Reply:
        """Say what this is."""
        return text(self._about)

    async def health(self, _: Call) -> Reply:
        """Say whether process and writer work."""
        return text("alive") if self._store.is_alive() else text("the writer has ended", 503)

    async def ready(self, _: Call) -> Reply:
        """Say whether new requests should come here: the store has to answer."""
        try:
            await self._store.read_roster(_NO_JOURNAL)
        except StoreError:
            return text("the store does not answer", 503)
        return text("ready")
