"""Erasures in words: what an entry says, and which erasures of a revoked device are still to be stopped."""

from __future__ import annotations

from collections.abc import Sequence

from twoway_client.desk import Desk
from twoway_client.errors import Refusal
from twoway_client.fixing import text_field
from twoway_client.output import one_line
from twoway_client.store.due import WAIT_MS
from twoway_client.store.erasures import Erasure
from twoway_client.sync.erasing import waiting_erasures_by
from twoway_client.times import to_ms
from twoway_core.entry import Entry
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected
from twoway_core.events.vocabulary import decode_event
from twoway_core.ids import DeviceId, id_ms, short
from twoway_core.journal.gather import gather
from twoway_core.journal.history import Record
from twoway_core.projections.log import what_words

_ROOM = 48


def said(record: Record) -> str:
    """Return what an entry says, in quotes; what it is where it holds no words."""
    return _words(record.event) or f"{what_words(record.type)} {short(record.id)}"


def _words(event: object) -> str:
    if not isinstance(event, Event) or isinstance(event, EntryCorrected):
        return ""
    try:
        text = str(getattr(event, text_field(event)))
    except Refusal:
        return ""
    return f'"{one_line(text, _ROOM)}"' if text else ""


def not_mine(desk: Desk, devices: Sequence[DeviceId], shown: str, *, asked: bool, is_new: bool = False) -> list[bytes]:
    """Return the erasures by ``devices``, called ``shown``, that are to be stopped: all but what the person names.

    ``asked``: ask nothing. What was destroyed by the clock of this device is not in question any more; nor, while
    nothing is asked, what seems to have been destroyed before this device met it. ``is_new``: it has only just met
    all of them, and nobody is left to put back what is gone.
    """
    waiting = [each for device in devices for each in waiting_erasures_by(desk, device)]
    gone = [each.id for each in waiting if _seems_done(desk, each, is_new=is_new)]
    waiting = [each for each in waiting if each.id not in gone]
    if asked:
        return [each.id for each in waiting]
    stopped = _listed(desk, waiting, shown) if waiting else []
    return stopped + (gone if gone and not is_new and _is_stolen(desk, len(gone), shown) else [])


def _seems_done(desk: Desk, erasure: Erasure, *, is_new: bool) -> bool:
    """Return whether the text is not here, and was erased long ago by the clock of the device that says so."""
    is_old = is_new or id_ms(erasure.id) + WAIT_MS <= to_ms(desk.now)
    return is_old and _target(desk, erasure) is None


def _is_stolen(desk: Desk, count: int, shown: str) -> bool:
    texts = "1 text that is" if count == 1 else f"{count} texts that are"
    question = f"{shown} erased {texts} not on this device; long ago, as it says. Was it stolen: stop that as well?"
    return desk.prompts.yes(question, "a choice", default=False)


def _listed(desk: Desk, waiting: Sequence[Erasure], shown: str) -> list[bytes]:
    texts = "an entry whose text is" if len(waiting) == 1 else f"{len(waiting)} entries whose texts are"
    desk.output.talk(f"{shown} erased {texts} still to be destroyed:")
    for number, each in enumerate(waiting, 1):
        desk.output.talk(f"  {number}  {erased_words(desk, each)}")
    mine = _chosen(desk, len(waiting))
    return [each.id for number, each in enumerate(waiting, 1) if number not in mine]


def _chosen(desk: Desk, count: int) -> set[int]:
    """Return the numbers that the person types; asks again until all of them are there."""
    while True:
        typed = desk.prompts.line("Which of these were you? Numbers, all, or Enter for none: ", "the answer")
        if typed.lower() == "all":
            return set(range(1, count + 1))
        numbers = typed.replace(",", " ").split()
        if all(one.isdecimal() and 1 <= int(one) <= count for one in numbers):
            return {int(one) for one in numbers}
        desk.output.talk(f"Numbers from 1 to {count}, please, such as: 1 3")


def erased_words(desk: Desk, erasure: Erasure) -> str:
    """Return what the target of ``erasure`` says, as long as its text is here."""
    target = _target(desk, erasure)
    if target is None:
        return f"entry {short(erasure.target)}"
    words = _words(decode_event(target.type, target.fields))
    return f"{short(target.id)} {words or what_words(target.type)}"


def _target(desk: Desk, erasure: Erasure) -> Entry | None:
    """Return what ``erasure`` covers, as long as its text is here."""
    parts = [] if erasure.part is None else [erasure.part]
    return next((one for one in gather(desk.index.entries(parts)).entries if one.id == erasure.target), None)
