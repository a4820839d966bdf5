"""Recovering, as a person meets it: what the paper key opened, what becomes of the other devices, and the yes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

from twoway_client.desk import Desk
from twoway_client.device_called import telling_names
from twoway_client.errors import Cancelled, Refusal
from twoway_client.home import Home
from twoway_client.output import visible, wrapped
from twoway_client.sync.progress import Bar
from twoway_client.sync.recovery import Recovery, find_journals
from twoway_client.sync.remote import Remote
from twoway_client.times import show_moment
from twoway_client.trust_states import many
from twoway_client.views.recovery import Writer, writers_text
from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.members import Member

NewDraft = Callable[[], AbstractContextManager[Home]]


def fetched(
    desk: Desk, remote: Remote, paper: DeviceKeys, stack: ExitStack, new_draft: NewDraft, own: bytes | None = None
) -> Recovery:
    """Return the journal of ``paper``, pulled into a draft; of several the one that is chosen, or is ``own``.

    The drafts last as long as ``stack``. Raises Refusal or a PeerError.
    """
    journals = find_journals(remote, paper)
    if own is not None:
        if own not in journals:
            raise _another(desk)
        journals = [journal for journal in journals if journal == own]
    found: list[Recovery] = []
    for journal in journals:
        try:
            found.append(Recovery(remote, paper, journal, stack.enter_context(new_draft())))
        except Refusal as refusal:
            if refusal.code != "paper-replaced" or (journal == journals[-1] and not found):
                raise
    for each in found:
        fetch(desk, each)
    return found[0] if len(found) == 1 else _chosen(desk, found)


def fetch(desk: Desk, recovery: Recovery) -> None:
    """Pull what is not here yet, with a bar where it takes long."""
    with Bar("Fetching", shown=desk.output.is_terminal and not desk.output.json) as bar:
        recovery.pull(bar)


def _another(desk: Desk) -> Refusal:
    return Refusal(
        "other-journal",
        f"this paper key opens another journal than the one in {desk.home.shown}.",
        kept="everything, as it is",
        mend="look for the right paper; or make a new one: twoway devices paper",
    )


def _chosen(desk: Desk, found: list[Recovery]) -> Recovery:
    """Ask which of several journals is meant: the one that was written last stands first."""
    rows = sorted(((_last(writers(one)), one) for one in found), key=lambda row: row[0], reverse=True)
    desk.output.talk("This paper key is of several journals:")
    for number, (_, one) in enumerate(rows, 1):
        desk.output.talk(f"{number}  {headline(one)}\n{writers_text(writers(one))}")
    return rows[desk.prompts.number("Which one? [1]: ", "which journal", range(1, len(rows) + 1), 1) - 1][1]


def writers(recovery: Recovery) -> tuple[Writer, ...]:
    """Return the devices in good standing, and when each wrote last."""
    names = recovery.names
    return tuple(Writer(name=names[device], wrote=wrote) for device, wrote in recovery.last_written().items())


def _last(of: tuple[Writer, ...]) -> float:
    return max((one.wrote.timestamp() for one in of if one.wrote), default=0.0)


def headline(recovery: Recovery) -> str:
    """Return what the journal is: how much, and when it was last written."""
    entries, _ = recovery.store.counts()
    wrote = max((one.wrote for one in writers(recovery) if one.wrote), default=None)
    last = f"last written {show_moment(wrote)}" if wrote else "in which nobody has written"
    return f"a journal of {many(entries, 'entry')}, {last}"


@dataclass(slots=True)
class Others:
    """What becomes of the other devices and paper keys: ``kept`` ones stay, ``elder`` ones cannot be ended."""

    revoked: list[DeviceId] = field(default_factory=list)
    kept: list[DeviceId] = field(default_factory=list)
    elder: list[DeviceId] = field(default_factory=list)


def decide(desk: Desk, recovery: Recovery, *, keep: bool, asked: bool) -> Others:
    """Return who is revoked: every other device; of paper keys that came later those that the person says."""
    others, names = Others(), recovery.names
    own, may = recovery.paper.public.device, {each.public.device for each in recovery.revocable()}
    for member in recovery.roster.standing():
        device = member.public.device
        if device == own:
            continue
        if device not in may:
            others.elder.append(device)
        elif keep or not (asked or not member.is_paper or _ends(desk, member, names)):
            others.kept.append(device)
        else:
            others.revoked.append(device)
    return others


def _ends(desk: Desk, paper: Member, names: dict[bytes, str]) -> bool:
    maker = visible(names[paper.signer])
    question = f"Another paper key, {names[paper.public.device]}, was made by {maker}, and opens everything as well."
    return desk.prompts.yes(f"{question} Revoke it?", "a choice", default=True)


def confirm(desk: Desk, recovery: Recovery, others: Others) -> None:
    """Show what is about to happen, and ask. Raises Cancelled."""
    output = desk.output
    for line in describe(recovery, others):
        output.talk(line)
    if desk.prompts.line("Type recover to go on: ", "the answer").lower() != "recover":
        raise Cancelled("Nothing was changed.")


def describe(recovery: Recovery, others: Others) -> list[str]:
    """Return what the paper key opens, and what is about to happen, in lines."""
    names = telling_names(recovery.roster, recovery.names)
    lines = [
        wrapped("", f"This paper key opens {headline(recovery)}:"),
        writers_text(writers(recovery)),
        "This computer becomes a device of it.",
    ]
    for devices, one, several in (
        (
            others.revoked,
            "is revoked: it reads nothing new, and what it did not send never counts.",
            "are revoked: they read nothing new, and what they did not send never counts.",
        ),
        (
            others.kept,
            "stays; only the paper key can revoke it later.",
            "stay; only the paper key can revoke them later.",
        ),
        (
            others.elder,
            "stays: it is elder than this paper key, which cannot revoke it.",
            "stay: they are elder than this paper key, which cannot revoke them.",
        ),
    ):
        if devices:
            listed = " and ".join(visible(names[device]) for device in devices)
            lines.append(wrapped("", f"{listed} {one if len(devices) == 1 else several}"))
    return [line for line in lines if line]
