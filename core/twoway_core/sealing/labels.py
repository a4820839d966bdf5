"""Labels: every hash, signature and derived key names its one use.

A label is ASCII and ends in a zero byte, so that no label is the beginning of another.
"""

from __future__ import annotations

FORMAT = 1


def _label(use: str) -> bytes:
    return f"twoway/{FORMAT}/{use}".encode() + b"\0"


LEAF = _label("leaf")
CONTENT = _label("content")
SEEN = _label("seen")
HEADER = _label("header")
BODY = _label("body")
CHAIN = _label("chain")
DEVICE = _label("device")
ROSTER = _label("roster")
JOIN = _label("join")
BOXES = _label("boxes")
BOX = _label("box")
EPOCH = _label("epoch")
NAME = _label("name")
PAPER_SIGN = _label("paper/sign")
PAPER_AGREE = _label("paper/agree")
AUTH = _label("auth")
FIND = _label("find")
REPLACE = _label("replace")
PAIR_MAILBOX = _label("pair/mailbox")
PAIR_CHANNEL = _label("pair/channel")
PAIR_COMMIT = _label("pair/commit")
PAIR_CODE = _label("pair/code")
