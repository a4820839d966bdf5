"""Giving up what is missing: the person says that it cannot be had any more, and is asked no further."""

from __future__ import annotations

from twoway_client.desk import Desk
from twoway_client.device_names import UNKNOWN
from twoway_client.errors import Cancelled, Refusal
from twoway_client.store.seen import Missing
from twoway_client.sync.forgotten import forgotten_list, give_up_list
from twoway_client.sync.signs import Signs
from twoway_core.events.log import LossAccepted
from twoway_core.ids import ID_BYTES

_LEAST_DIGITS = 4


def give_up(desk: Desk, name: str, *, asked: bool) -> None:
    """Accept the loss of what ``name`` begins with: a chain, or the list of devices. Raises Refusal."""
    signs, name = Signs(desk, desk.segments.roster()), name.lower()
    gone = forgotten_list(desk.database, signs.roster)
    runs = [run for run in signs.missing() if _is_called(run.chain, name)]
    if gone is not None and _is_called(gone, name):
        _give_up_list(desk, asked=asked)
    elif len(runs) == 1:
        _give_up_run(desk, signs, runs[0], asked=asked)
    else:
        raise Refusal("no-loss", f"nothing that is missing here is called {name}.", mend="twoway verify")


def _is_called(whole: bytes, name: str) -> bool:
    return len(name) >= _LEAST_DIGITS and whole.hex().startswith(name)


def _give_up_run(desk: Desk, signs: Signs, run: Missing, *, asked: bool) -> None:
    what, numbers = signs.run_words(run)
    _ask(desk, f"{what} ({numbers}) will not be waited for any more. Is it lost for good?", asked=asked)
    everywhere, _ = signs.run_words(run, signs.names.get(run.device, UNKNOWN))  # the words "this device" would not do
    event = LossAccepted(
        device=run.device or bytes(ID_BYTES),
        chain=run.chain,
        first=run.first,
        last=run.last,
        reason=f"{everywhere}, {numbers}",
    )
    desk.wrote(desk.write(event), f"loss accepted: {what} ({numbers})")


def _give_up_list(desk: Desk, *, asked: bool) -> None:
    _ask(desk, "The older list of devices stays in force. Is the newer one lost for good?", asked=asked)
    give_up_list(desk.database)
    text = "The older list of devices stays in force. Look at twoway devices."
    desk.output.view("twoway.given-up/1", {"given_up": "list of devices"}, text)


def _ask(desk: Desk, question: str, *, asked: bool) -> None:
    if not asked and not desk.prompts.yes(question, "--yes", default=False):
        raise Cancelled
