"""Health: whether the process works, for people, proxies and supervisors."""

from __future__ import annotations

from twoway_server.edge import Call
from twoway_server.replies import Reply, text
from twoway_server.stores.port import Store


class Health:
    """Knows whether the store still writes, and whether the server is about to stop."""

    def __init__(self, store: Store, version: str, server_id: str) -> None:
        self._store = store
        self._about = f"twoway-server {version} at {server_id}: keeps and passes on sealed journals, reads none of them"
        self.is_stopping = False

    async def home(self, _: Call) -> Reply:
        """Say what this is."""
        return text(self._about)

    async def health(self, _: Call) -> Reply:
        """Say whether process and writer work."""
        return text("alive") if self._store.is_alive() else text("the writer has ended", 503)

    async def ready(self, _: Call) -> Reply:
        """Say whether new requests should come here."""
        is_ready = self._store.is_alive() and not self.is_stopping
        return text("ready") if is_ready else text("not ready", 503)
