"""Limits: every number that an operator may turn, with its unit in its name.

What both sides must agree on (sizes of messages, life of a token) is not here but in
``twoway_core.sync.limits``: no server may change it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from twoway_core.sync import limits as wire

Count = Annotated[int, msgspec.Meta(ge=1)]
Bytes = Annotated[int, msgspec.Meta(ge=1024)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
Rate = Annotated[float, msgspec.Meta(gt=0)]


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one caller, one journal and the whole process may use."""

    # Requests
    anonymous_body_bytes: Bytes = 64 * 1024
    """A body of a route that needs no token."""
    roster_body_bytes: Bytes = 256 * 1024
    """A run of roster entries."""
    body_bytes: Annotated[int, msgspec.Meta(ge=1024, le=wire.MAX_REQUEST_BYTES)] = wire.MAX_REQUEST_BYTES
    """A body of a route behind a token."""
    held_bodies_bytes: Bytes = 64 * 1024 * 1024
    """All bodies in memory at one moment; the process answers 503 beyond it."""
    page_bytes: Annotated[int, msgspec.Meta(ge=1024, le=wire.MAX_PAGE_BYTES)] = wire.MAX_PAGE_BYTES
    """The segments of one page; a single larger one still travels, alone."""
    body_seconds: Seconds = 10
    """A body must have arrived whole by then."""
    idle_seconds: Seconds = 15
    """A connection without a request, or with half of one's headers, is closed by then."""
    stall_seconds: Seconds = 15
    """A caller that takes nothing of its answer for so long is cut off."""
    stop_seconds: Annotated[float, msgspec.Meta(gt=0, le=4.5)] = 4
    """What is under way when the server stops may take so long, and as long again to notice that it may not."""

    # Callers
    connections: Count = 4096
    """Open connections in all."""
    connections_per_address: Count = 512
    """Open connections of one address (of IPv6: one /64)."""
    anonymous_per_second: Rate = 50
    """Requests without a token, of one address, in the long run."""
    anonymous_burst: Count = 500
    """The same, at once."""
    journal_per_second: Rate = 500
    """Requests with a token, of one journal, in the long run."""
    journal_burst: Count = 5000
    """The same, at once."""

    # Live sockets
    sockets: Count = 3072
    """Live sockets in all; below ``connections``, so that requests always find room."""
    sockets_per_address: Count = 256
    """Live sockets of one address (of IPv6: one /64)."""
    sockets_per_journal: Count = 64
    """Live sockets of one journal."""
    token_seconds: Seconds = 5
    """The answer to a handshake must have been taken by then; and after it, the token said."""
    heartbeat_seconds: Seconds = 25
    """A socket that is silent is asked for a sign of life within so long, and has half as long to give it."""
    hint_seconds: Seconds = 10
    """A hint must have been taken by then."""
    socket_bytes_per_second: Rate = 64
    """What a socket may say in the long run: it has nothing to say but signs of life."""
    socket_burst_bytes: Bytes = 4096
    """The same, at once."""

    # A journal
    journal_bytes: Bytes = 1024 * 1024 * 1024
    """All its segments."""
    journal_segments: Count = 1_000_000
    """Their number."""
    journal_heads: Annotated[int, msgspec.Meta(ge=1, le=wire.MAX_CHAINS)] = 4096
    """Its chains; each further branch of a forked chain counts as one more."""
    chain_heads: Annotated[int, msgspec.Meta(ge=1, le=wire.MAX_HEADS_A_CHAIN)] = 16
    """Branches of one chain."""
    roster_entries: Annotated[int, msgspec.Meta(ge=1, le=1024)] = 256
    """Entries of its roster."""
    roster_bytes: Annotated[int, msgspec.Meta(ge=1024, le=512 * 1024)] = 512 * 1024
    """All entries of its roster: they always fit into one reply."""

    # Memory
    cached_rosters: Count = 1024
    """Verified rosters kept in memory; the least lately used goes."""

    # Pairing
    mailboxes: Count = 1024
    """Mailboxes at one moment."""
    mailboxes_per_minute: Rate = 10
    """Mailboxes that one address may open in the long run, 20 at once."""
    mailbox_misses_per_minute: Rate = 5
    """Mailboxes that one address may look for in vain in the long run, 20 at once."""

    # Registration
    code_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 7
    """A registration code works for so long."""
