"""A keyring that answers at once, so that a peer is timed without a person who types a passphrase."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class Fixed(KeyringBackend):
    """Gives the same password to whoever asks."""

    priority = 1

    def get_password(self, service: str, username: str) -> str:
        """Return the password."""
        del service, username
        return "correct horse battery staple"

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""

    def delete_password(self, service: str, username: str) -> None:
        """Keep nothing."""
