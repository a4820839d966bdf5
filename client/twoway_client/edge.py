"""The edge: an error that no command foresaw becomes one sentence, with a way out."""

from __future__ import annotations

import re
import sqlite3

from twoway_client.desk import Desk
from twoway_client.errors import FAULT, Refusal
from twoway_client.home import Home
from twoway_client.store import faults
from twoway_client.trace import keep_trace
from twoway_core.errors import EventRefusedError, PeerError, TwowayError

_LENGTH = re.compile(r"of length (<=|>=) (\d+) - at `\$\.?(\w*)")


class Fault(Refusal):
    """Twoway itself is at fault."""

    exit_code = FAULT


def refusal_of(error: Exception, desk: Desk | None) -> Refusal:
    """Return what to tell the person about ``error``."""
    if isinstance(error, TwowayError):
        return _deliberate(error, desk)
    if desk is not None and isinstance(error, sqlite3.Error):
        return faults.refusal_of(error, desk.home)
    if desk is not None and isinstance(error, OSError):
        return _of_system(error, desk.home)
    return Fault("fault", f"a fault in twoway itself ({type(error).__name__}).", mend=_report(keep_trace(error)))


def _report(trace: str | None) -> str:
    if trace is None:
        return "report it, and what you did; no trace could be written"
    return f"report it with {trace}, which holds no text of yours"


def _deliberate(error: TwowayError, desk: Desk | None) -> Refusal:
    if isinstance(error, PeerError):
        has_journal = desk is not None and desk.home.exists()
        mend = "twoway verify shows the state of this journal" if has_journal else "the same command again"
        return Refusal("refused", f"{error}.", kept="everything, as it is", mend=mend)
    what = _in_words(str(error)) if isinstance(error, EventRefusedError) else f"{error}."
    return Refusal("refused", what, mend=f"twoway {desk.verb if desk is not None else ''} --help")


def _in_words(refused: str) -> str:
    """Return why an event was refused as a person would say it, where it is a matter of length."""
    found = _LENGTH.search(refused)
    if found is None:
        return f"{refused}."
    bound, number, field = found.groups()
    name = field.replace("_", " ") or "it"
    return f"{name}: at most {number} characters, please." if bound == "<=" else f"{name} is empty."


def _of_system(error: OSError, home: Home) -> Refusal:
    name = error.filename
    if name is None or str(name).startswith(str(home.folder)):
        return faults.refusal_of(error, home)
    what = f"{name} could not be used ({error.strerror})."
    return Refusal("system", what, mend="look after that file or folder, then the same command")
