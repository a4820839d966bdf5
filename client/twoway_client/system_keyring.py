"""The keyring of the desktop, through the optional package ``keyring``; only real ones count."""

from __future__ import annotations

from base64 import b64decode, b64encode

from twoway_client.errors import Refusal

_SERVICE = "twoway"


def is_usable() -> bool:
    """Return whether a keyring is installed that keeps secrets (not the failing, nor a plain-text one)."""
    try:
        import keyring
    except ImportError:
        return False
    backend = keyring.get_keyring()
    return backend.priority >= 1 and not type(backend).__module__.startswith("keyrings.alt")


def keep(name: str, secret: bytes) -> None:
    """Store ``secret`` under ``name``. Raises Refusal."""
    import keyring
    import keyring.errors

    try:
        keyring.set_password(_SERVICE, name, b64encode(secret).decode())
    except keyring.errors.KeyringError:
        raise Refusal("keyring", "the system keyring refused the keys.", mend="choose a passphrase instead") from None


def forget(name: str) -> None:
    """Remove ``name``; that it is not there, or the keyring does not answer, is as good."""
    import keyring
    import keyring.errors

    try:
        keyring.delete_password(_SERVICE, name)
    except keyring.errors.KeyringError:
        return


def recall(name: str) -> bytes | None:
    """Return the secret under ``name``, or None when the keyring has none or does not answer."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    try:
        text = keyring.get_password(_SERVICE, name)
    except keyring.errors.KeyringError:
        return None
    return b64decode(text) if text else None
