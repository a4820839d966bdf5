"""What ``--json`` prints, taken from the structs that the commands print."""

from __future__ import annotations

import typing

import msgspec

from twoway_client.importing import plan
from twoway_client.reports import pictured
from twoway_client.trust_states import TrustState
from twoway_client.views import bank as bank_view
from twoway_client.views import devices, jots, log, opportunities, people, prep, recovery, wants
from twoway_client.views.trust import MemberView
from twoway_core.projections import (
    agenda,
    agreement,
    beliefs,
    comparison,
    deciding,
    followups,
    ledger,
    limits,
    looking_back,
    next_question,
    ninety_days,
    offer_sheet,
    outcome,
    posting,
    rating,
    replay,
    stories,
    summary,
    two_sides,
    why,
    working_style,
)

Plain = dict[str, str]
TEXT, NUMBER, YES_NO = "text", "number", "yes or no"

SCHEMAS: dict[str, type | Plain] = {
    "agree": agreement.Agreement,
    "bank": bank_view.BankView,
    "compare": comparison.Comparison,
    "completion": {"shell": TEXT, "script": TEXT},
    "decide": deciding.Deciding,
    "devices": devices.DevicesView,
    "erase": {
        "id": "the first letters of the erasure's id",
        "target": "the first letters of the erased entry's id",
        "goes_at": "time (RFC 3339) from which this device destroys the text",
    },
    "drill": recovery.Drill,
    "export": {"file": TEXT, "what": "journal, calendar, notes, ratings, questions or contacts", "holds": TEXT},
    "fit": two_sides.TwoSides,
    "given-up": {"given_up": "`list of devices`; a chain that is given up is an entry: `twoway.wrote/1`"},
    "guide": {"text": "Markdown"},
    "help": {"text": TEXT},
    "import": plan.Preview,
    "init": {
        "name": TEXT,
        "device": "text; or `paper`: the 24 words, where they were not checked; they come before the journal, "
        "which is made once the command ends with 0",
    },
    "invite": {"admitted": "name of the new device"},
    "join": {"name": TEXT, "entries": NUMBER, "missing_heads": "number of segments that are not on the server yet"},
    "jots": jots.Jots,
    "learn": beliefs.Beliefs,
    "later": ninety_days.NinetyDays,
    "ledger": ledger.Ledger,
    "limits": limits.Limits,
    "lock": {"locked": YES_NO},
    "log": log.Log,
    "log-entry": log.LogEntry,
    "match": working_style.StyleMatch,
    "next": next_question.NextQuestions,
    "now": summary.WhatNext,
    "offer": {"offer": "`offer_sheet.OfferSheet`", "deciding": "`deciding.Deciding`"},
    "open": opportunities.OpportunitiesView,
    "opened": opportunities.OpportunityView,
    "packs": {"packs": "array of `name`, `line`"},
    "paper": {
        "epoch": "number of the key in force, from 1",
        "ended": "number of paper keys that open nothing new any more",
        "still_valid": "number of elder paper keys that stay valid",
        "paper": "the 24 words, where they were not checked",
    },
    "person": people.PersonView,
    "plan": agenda.Agenda,
    "posting": posting.Posting,
    "prep": prep.Checklist,
    "rate": {"cards": "array of `rating.Card`"},
    "recover": recovery.Recovered,
    "replay": replay.Replay,
    "report": pictured.PicturedReport,
    "review": {
        "opportunity": TEXT,
        "outcome": "array of `outcome.OutcomeRow`",
        "calibration": "`looking_back.Calibration`",
    },
    "revoked": {
        "revoked": "array of names",
        "epoch": "number of the key in force, from 1",
        "erasures_stopped": "number of its erasures that were cancelled",
    },
    "rotated": {"epoch": "number of the key in force, from 1"},
    "stages": {"stages": "array of `kind`, `line`, `first`, `stories`, `steps`, `everyone`, `all`"},
    "stories": stories.Stories,
    "story": stories.StoryView,
    "sync": {
        "sent": "entries",
        "received": "entries",
        "lost_by_server": "entries that it had confirmed, and that were sent again",
        "states": "array of `trust_states.TrustState`",
    },
    "todo": {"todos": "array of `followups.TodoRow`"},
    "verify": {
        "journal": "id of the journal, 32 hex digits",
        "good": YES_NO,
        "entries": NUMBER,
        "newer": "entries of a newer version, kept and not shown",
        "unreadable": "entries that cannot be read, kept and not shown",
        "erased": "entries that are erased and still have a text here, until 72 hours are over",
        "destroyed": "entries that are erased and whose text is gone",
        "segments": NUMBER,
        "devices": NUMBER,
        "waiting": "segments that came before what they follow",
        "quarantined": "segments put aside",
        "forks": "chains written by two copies of a device",
        "faults": "array of text",
        "state": "eight letters; equal on devices that show the same views",
        "states": "array of `trust_states.TrustState`",
        "fingerprint": "array of text: words for the list of devices",
        "epoch": "number of the key in force, from 1",
        "members": "array of `trust.MemberView`",
        "last_sync": "time (RFC 3339) or null",
        "server": "text or null",
    },
    "verify-app": {
        "url": "where the app was looked for",
        "build": "the build that came with this program",
        "is_same": YES_NO,
        "same": "number of files that are as they should be",
        "different": "array of names",
        "missing": "array of names",
        "headers": "array of text: what the host's headers lack, and where",
        "speaks_to": "array of text: servers that the page may ask besides its own host",
        "server_version": "the version that the server gives itself, or nothing",
    },
    "want": wants.WantsView,
    "watch": {
        "at": "time (RFC 3339)",
        "sent": "entries",
        "received": "entries",
        "lost_by_server": "entries that it had confirmed, and that were sent again",
        "states": "array of `trust_states.TrustState`",
        "needs_eyes": YES_NO,
    },
    "who": people.PeopleView,
    "why": why.Why,
    "why-note": {"notes": "array of `why.WhyNote`"},
    "wrote": {"id": "the first letters of the entry's id", "what": TEXT, "undo": "the command that takes it back"},
}
"""Schema name -> what it holds. A plain table where the command builds the document itself."""

_ALSO: tuple[type, ...] = (
    rating.Card,
    followups.TodoRow,
    why.WhyNote,
    TrustState,
    MemberView,
    offer_sheet.OfferSheet,
    outcome.OutcomeRow,
    looking_back.Calibration,
)
_WORDS: dict[type, str] = {str: TEXT, int: NUMBER, float: NUMBER, bool: YES_NO, bytes: "id", type(None): "null"}


def schemas() -> str:
    """Return every schema and every struct inside one, as Markdown."""
    parts: dict[str, type] = {}
    lines = []
    for name in sorted(SCHEMAS):
        held = SCHEMAS[name]
        fields = held if isinstance(held, dict) else _fields(held, parts)
        lines.append(f"- **`twoway.{name}/1`** {_listed(fields)}\n")
    for kind in _ALSO:
        parts[_name(kind)] = kind
    return "".join(lines) + "\nParts of them:\n\n" + "".join(_parts(parts))


def _parts(parts: dict[str, type]) -> list[str]:
    done: dict[str, str] = {}
    while waiting := [name for name in sorted(parts) if name not in done]:
        for name in waiting:
            done[name] = f"- `{name}` {_listed(_fields(parts[name], parts))}\n"
    return [done[name] for name in sorted(done)]


def _listed(fields: Plain) -> str:
    return "; ".join(f"`{name}` {what}" for name, what in fields.items())


def _fields(kind: type, parts: dict[str, type]) -> Plain:
    hints = typing.get_type_hints(kind)
    return {field.encode_name: _type(hints[field.name], parts) for field in msgspec.structs.fields(kind)}


def _name(kind: type) -> str:
    return f"{kind.__module__.rsplit('.', 1)[-1]}.{kind.__name__}"


def _type(hint: typing.Any, parts: dict[str, type]) -> str:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return "one of " + ", ".join(str(word) for word in inner)
    if origin in (tuple, list):
        kinds = [each for each in inner if each is not Ellipsis]
        return f"array of {_type(kinds[0], parts)}"
    if origin is dict:
        return f"object of {_type(inner[1], parts)}"
    if origin is typing.Annotated:
        return _type(inner[0], parts)
    if inner:
        return " or ".join(_type(each, parts) for each in inner)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        parts[_name(hint)] = hint
        return f"`{_name(hint)}`"
    return _word(hint)


def _word(hint: typing.Any) -> str:
    named = {"datetime": "time (RFC 3339)", "date": "day", "Id": "id (15 letters)"}
    return named.get(getattr(hint, "__name__", ""), "") or _WORDS.get(hint, TEXT)
