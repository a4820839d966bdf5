"""Peer: jrnl with its own encryption; runs in the peers' virtual environment.

Makes a configuration, jrnl's own but for the encryption, and an encrypted journal. Arguments: folder,
number of entries.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

import keyring
from jrnl.config import get_default_config, save_config  # type: ignore[import-not-found]
from jrnl.encryption.Jrnlv3Encryption import Jrnlv3Encryption  # type: ignore[import-not-found]

from .processes import answer
from .texts import NOTE


def main() -> None:
    """Make the journal."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    file = folder / "journal.jrnl"
    config = get_default_config() | {"journals": {"default": {"journal": str(file)}}, "encrypt": True}
    save_config(config, str(folder / "jrnl.yaml"))
    began = datetime(2026, 3, 4, 9)  # noqa: DTZ001  # as jrnl writes it
    lines = [f"[{began + timedelta(seconds=45 * at):{config['timeformat']}}] {NOTE}\n" for at in range(count)]
    cipher = Jrnlv3Encryption("default", config)
    cipher.password = keyring.get_password("jrnl", "default") or ""
    file.write_bytes(cipher.encrypt("\n".join(lines)))
    answer(bytes=file.stat().st_size)


if __name__ == "__main__":
    main()
