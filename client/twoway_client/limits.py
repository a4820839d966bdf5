"""Limits: how far one may decide alone, as ``note --limit`` tells it beside the answer that says so."""

from __future__ import annotations

from argparse import Namespace

from twoway_client.desk import Desk
from twoway_client.errors import UsageRefusal
from twoway_client.people import contact_called
from twoway_core.events.talk import AnswerNoted, AutonomyLimitNoted

_EXAMPLE = 'twoway note "n+: ..." --limit "money=3,000 euro" --approver @ana'


def check_limit(desk: Desk, args: Namespace) -> None:
    """Look up whom ``--approver`` names, before anything is written. Raises Refusal, UsageRefusal."""
    if args.approver is not None and args.limit is None:
        raise UsageRefusal("--approver goes with --limit.", mend=_EXAMPLE)
    if args.limit is not None and not args.limit.partition("=")[0].strip():
        raise UsageRefusal("what the limit is of is missing.", mend=_EXAMPLE)
    if args.approver is not None:
        args.approver = _name(desk, args.approver)


def _name(desk: Desk, typed: str) -> str:
    """Return the name behind @ana; any other word as it is."""
    if not typed.startswith("@"):
        return typed
    return desk.names.of(contact_called(desk, typed[1:]))


def limit_of(args: Namespace, answer: AnswerNoted, name: bytes) -> AutonomyLimitNoted:
    """Return the limit that ``answer``, entry ``name``, tells of; of AREA alone the answer says how far."""
    area, _, limit = args.limit.partition("=")
    return AutonomyLimitNoted(
        opportunity=answer.opportunity,
        interview=answer.interview,
        area=area.strip(),
        limit=limit.strip(),
        approver=args.approver or "",
        contact=answer.contact,
        answer=name,
    )
