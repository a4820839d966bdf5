"""Giving up what is missing: the person says that it cannot be had any more, and is asked no further.

What was changed on this disk is given up like what another device never sent: it is asked for all the same, and counts
if it comes.
"""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.device_names import UNKNOWN
from twoway_client.errors import Cancelled, Refusal
from twoway_client.store.gaps import Gap
from twoway_client.store.seen import How, Missing
from twoway_client.sync.forgotten import forgotten_list, give_up_list
from twoway_client.sync.signs import Signs
from twoway_core.events.log import LossAccepted
from twoway_core.ids import ID_BYTES, ChainId, DeviceId

_LEAST_DIGITS = 4


def give_up(desk: Desk, name: str, *, asked: bool) -> None:
    """Accept the loss of what ``name`` begins: a chain, the list of devices, what is damaged. Raises Refusal."""
    signs, name = Signs(desk, desk.segments.roster()), name.lower()
    gone = forgotten_list(desk.database, signs.roster)
    runs = [run for run in signs.missing() if _is_called(run.chain, name)]
    if gone is not None and _is_called(gone, name):
        _give_up_list(desk, asked=asked)
    elif len(runs) == 1 or (not runs and (runs := _damaged_runs(desk, signs.gaps(), name))):
        _give_up_runs(desk, signs, runs, asked=asked)
    else:
        raise Refusal("no-loss", f"nothing that is missing here is called {name}.", mend="twoway verify")


def _is_called(whole: bytes, name: str) -> bool:
    return len(name) >= _LEAST_DIGITS and whole.hex().startswith(name)


def _damaged_runs(desk: Desk, gaps: list[Gap], name: str) -> list[Missing]:
    """Return what is damaged, in runs; what is said of all of it goes by the ``name`` of one of the chains."""
    runs: list[Missing] = []
    if not any(_is_called(gap.chain, name) for gap in gaps):
        return runs
    for gap in sorted(gaps, key=lambda gap: (gap.chain, gap.number)):
        if runs and (runs[-1].chain, runs[-1].last + 1) == (gap.chain, gap.number):
            runs[-1].last = gap.number
        else:
            row = desk.database.row("SELECT device FROM segments WHERE chain = ?", (gap.chain,))
            author = DeviceId(row[0] if row else b"")
            runs.append(Missing(author, ChainId(gap.chain), gap.number, gap.number, How.HELD))
    return runs


def _give_up_runs(desk: Desk, signs: Signs, runs: list[Missing], *, asked: bool) -> None:
    said = " and ".join(f"{what} ({numbers})" for what, numbers in map(signs.run_words, runs))
    _ask(desk, f"{said} will not be waited for any more. Is it lost for good?", asked=asked)
    with desk.batch() as batch:
        names = [batch.add(_accepted(signs, run)) for run in runs]
    desk.wrote(names[0], f"loss accepted: {said}")


def _accepted(signs: Signs, run: Missing) -> LossAccepted:
    what, numbers = signs.run_words(run, signs.names.get(run.device, UNKNOWN))  # the words "this device" would not do
    return LossAccepted(
        device=run.device or bytes(ID_BYTES),
        chain=run.chain,
        first=run.first,
        last=run.last,
        reason=f"{what}, {numbers}",
    )


def _give_up_list(desk: Desk, *, asked: bool) -> None:
    _ask(desk, "The older list of devices stays in force. Is the newer one lost for good?", asked=asked)
    give_up_list(desk.database)
    text = "The older list of devices stays in force. Look at twoway devices."
    desk.output.view("twoway.given-up/1", {"given_up": "list of devices"}, text)


def _ask(desk: Desk, question: str, *, asked: bool) -> None:
    if not asked and not desk.prompts.yes(question, "--yes", default=False):
        raise Cancelled
