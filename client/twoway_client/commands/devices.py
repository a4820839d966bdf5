"""Usage: twoway devices
       twoway devices revoke NAME [NAME ...] [--yes]
       twoway devices rotate
       twoway devices paper [--no-word-check]
Show the devices of this journal, or end what one of them may do.
  revoke NAME   from now on it reads nothing new and writes nothing that
                counts; what it wrote until then stays. Where two bear one
                name, the first digits of the id. The devices that it admitted
                are offered as well. Only a device that came earlier can do
                this: the paper key, then as the list shows. What it erased
                within 72 hours is shown, and comes back unless you say that
                it was you
  rotate        begin a new key; everybody stays
  paper         make a new paper key. With the old 24 words, which it asks for,
                the old one ends; without them it stays valid
  --yes         revoke without asking (scripts); admitted devices stay, and
                all that it erased within 72 hours comes back
  --no-word-check  print the new words and do not ask two of them back
All but the list need the server.
Example: twoway devices revoke phone
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from twoway_client.desk import Desk
from twoway_client.device_called import device_called, telling_names
from twoway_client.device_names import device_names
from twoway_client.erasing import not_mine
from twoway_client.errors import DONE, Cancelled, Refusal, UsageRefusal
from twoway_client.output import visible
from twoway_client.paper_age import made_words
from twoway_client.parser import Parser
from twoway_client.replacing import check_terminal, replace_paper
from twoway_client.store.heard import heard_ms
from twoway_client.store.last import last_written
from twoway_client.sync.erasing import cancel_erasures
from twoway_client.sync.remote import Remote
from twoway_client.sync.session import choose_server, exchange
from twoway_client.sync.standing import follow, revoke, rotate
from twoway_client.times import ago_words, show_moment, to_ms
from twoway_client.views.devices import DevicesView, DeviceView, devices_text
from twoway_client.words import fingerprint_words
from twoway_core.ids import DeviceId
from twoway_core.trust.members import Member
from twoway_core.trust.roster import Roster

_HOUR_MS = 60 * 60 * 1000
_DAY_MS = 24 * _HOUR_MS


def arguments(parser: Parser) -> None:
    """Define the command line."""
    parser.words()
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--no-word-check", action="store_true")


def run(desk: Desk, args: Namespace) -> int:
    """List, revoke, rotate, or replace the paper key."""
    verb, names = (args.words[0], args.words[1:]) if args.words else ("", [])
    if not verb:
        return _list(desk)
    if verb == "revoke" and names:
        return _with_server(desk, lambda remote: _revoke(desk, remote, names, asked=args.yes))
    if verb == "rotate" and not names:
        return _with_server(desk, lambda remote: _rotate(desk, remote))
    if verb == "paper" and not names:
        checked = not args.no_word_check
        check_terminal(desk, checked=checked)
        return _with_server(desk, lambda remote: replace_paper(desk, remote, checked=checked))
    raise UsageRefusal(
        "devices shows the list, revokes by NAME, rotates, or makes a new paper key.", mend="twoway devices --help"
    )


def _list(desk: Desk) -> int:
    roster, names = desk.segments.roster(), device_names(desk)
    view = DevicesView(
        devices=tuple(_shown(desk, member, names) for member in roster.members.values()),
        epoch=len(roster.epochs),
        fingerprint=tuple(fingerprint_words(roster.head)),
    )
    desk.output.view("twoway.devices/1", view, devices_text(view))
    return DONE


def _shown(desk: Desk, member: Member, names: dict[bytes, str]) -> DeviceView:
    device = member.public.device
    by = names[member.signer] if member.signer != device else ""
    state = "this device" if device == desk.keys.device else ""
    return DeviceView(
        id=device.hex(),
        name=names[device],
        by=by,
        state=state if member.revoked is None else "revoked",
        rank=member.rank,
        heard=made_words(desk, member) if member.is_paper else _heard(desk, device),
    )


def _heard(desk: Desk, device: DeviceId) -> str:
    heard = heard_ms(desk.database).get(device) if device != desk.keys.device else None
    if heard is not None:
        return f"heard {ago_words(to_ms(desk.now) - heard)}"
    moment = last_written(desk.database, desk.epoch_keys, device)
    if moment is None:
        return "nothing from it yet" if device != desk.keys.device else "nothing sent yet"
    ago = to_ms(desk.now) - to_ms(moment)
    if ago < _HOUR_MS:
        return f"wrote {max(ago, 0) // 60_000} min ago"
    if ago < _DAY_MS:
        return f"wrote {ago // _HOUR_MS} h ago"
    return f"wrote {show_moment(moment)}"


def _with_server(desk: Desk, act: Callable[[Remote], int]) -> int:
    remote = Remote(choose_server(desk, None, plain=True))
    try:
        exchange(desk, remote)
        code = act(remote)
        follow(desk, remote)
    finally:
        remote.close()
    return code


def _revoke(desk: Desk, remote: Remote, given: list[str], *, asked: bool) -> int:
    roster, names = desk.segments.roster(), device_names(desk)
    chosen = list(dict.fromkeys(_called(desk, roster, names, name) for name in given))
    told = telling_names(roster, names)
    also = [] if asked else _also(desk, roster, told, chosen)
    shown = ", ".join(visible(told[device]) for device in chosen + also)
    stopped = not_mine(desk, chosen + also, shown, asked=asked)
    if not asked:
        question = f"{shown} will read nothing new, and nothing it writes from now on counts. Type revoke to go on: "
        if desk.prompts.line(question, "the answer").lower() != "revoke":
            raise Cancelled
    revoke(desk, remote, chosen + also)
    if stopped:
        cancel_erasures(desk, stopped)
        exchange(desk, remote)
    view = {
        "revoked": [names[device] for device in chosen + also],
        "epoch": len(desk.segments.roster().epochs),
        "erasures_stopped": len(stopped),
    }
    back = f" {len(stopped)} of its erasures stopped." if stopped else ""
    desk.output.view(
        "twoway.revoked/1", view, f"{shown} revoked. A new key is in force; what was written until now stays.{back}"
    )
    return DONE


def _also(desk: Desk, roster: Roster, names: dict[bytes, str], chosen: list[DeviceId]) -> list[DeviceId]:
    """Offer the devices that the revoked ones had admitted: whoever took the one may have added the other."""
    admitted = [
        device
        for device, member in roster.members.items()
        if member.signer in chosen and device not in chosen and member.revoked is None
    ]
    return [
        device
        for device in admitted
        if desk.prompts.yes(
            f"{visible(names[device])} was admitted by it. Revoke it as well?", "a choice", default=True
        )
    ]


def _called(desk: Desk, roster: Roster, names: dict[bytes, str], name: str) -> DeviceId:
    member = device_called(roster, names, name)
    if not roster.members[DeviceId(desk.keys.device)].may_revoke(member):
        raise Refusal(
            "younger",
            f"{visible(name)} came before this device, so this device cannot revoke it.",
            mend="the same command on a device that came earlier; see twoway devices",
        )
    return member.public.device


def _rotate(desk: Desk, remote: Remote) -> int:
    roster = rotate(desk, remote)
    desk.output.view(
        "twoway.rotated/1", {"epoch": len(roster.epochs)}, f"A new key is in force, number {len(roster.epochs)}."
    )
    return DONE
