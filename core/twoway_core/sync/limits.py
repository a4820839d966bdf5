"""The limits of the wire, the same for every client and server of this format."""

from __future__ import annotations

MAX_REQUEST_BYTES = 1024 * 1024
MAX_REPLY_BYTES = 2 * 1024 * 1024
MAX_PAGE_BYTES = 1024 * 1024
MAX_SEGMENTS_A_MESSAGE = 2048
MAX_CHAINS = 8192
MAX_HEADS_A_CHAIN = 64
TOKEN_BYTES = 32
NONCE_BYTES = 32
NONCE_SECONDS = 60
TOKEN_SECONDS = 15 * 60
SLOT_BYTES = 4096
MAILBOX_SECONDS = 5 * 60
MAILBOX_TRIES = 5
WAIT_SECONDS = 20
CONTENT_TYPE = "application/vnd.twoway+msgpack"
REGISTRATION_HEADER = "Twoway-Registration"
