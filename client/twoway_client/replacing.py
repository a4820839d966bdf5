"""Replacing the paper key: new words, shown and asked back, and then an entry of the roster that lets them count.

Signed by the old paper key, the new one keeps its place as the eldest, and the old one ends. Signed by this
device, it comes after it in age, and a paper key that is elder stays valid.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from twoway_client.desk import Desk
from twoway_client.errors import DONE, WARNED, Refusal, UsageRefusal
from twoway_client.paper import hand_out, hand_over, typed_paper
from twoway_client.sync.remote import Remote
from twoway_client.sync.standing import change
from twoway_client.words import paper_words
from twoway_core.ids import DeviceId
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.paper import ENTROPY_BYTES, paper_keys
from twoway_core.trust.roster import Roster

_QUESTION = "The 24 words of the old paper key; Enter alone goes on without them:"
_HEAD = """\
The new paper key. These 24 words open the whole journal if every device is
lost. Whoever has them can read it. Nobody can send you new ones."""
_BOTH = "both papers: keep the old words and the new ones until twoway devices shows a new paper key"
_OLD = "the old paper key, as it was; the new words open nothing"
_STAYS = (
    "the old paper key stays valid, and is elder than this device: whoever has its 24 words reads everything and can "
    "revoke this device. To end it, type them when you are asked: twoway devices paper"
)


@dataclass(frozen=True, slots=True)
class Papers:
    """Which paper keys a new one by ``signer`` ends, and which it cannot."""

    signer: DeviceKeys
    ended: list[DeviceId]
    stay: list[DeviceId]


def replace_paper(desk: Desk, remote: Remote, *, checked: bool) -> int:
    """Make a new paper key; ``checked``: the words are asked back. Return the exit code. Raises Refusal."""
    papers = _papers(desk.segments.roster(), typed_paper(desk, _QUESTION) or desk.device_keys)
    entropy = os.urandom(ENTROPY_BYTES)
    words, made = paper_words(entropy), change(desk, papers.signer)
    made.replace_paper(paper_keys(entropy), papers.ended)
    if checked:
        hand_over(desk, words, _HEAD)
    else:  # before anything counts: whatever happens then, somebody has the words
        hand_out(desk, words, _HEAD, ("twoway.paper/1", _view(made.roster, papers)), _OLD)
    try:
        made.put(desk.segments, remote)
    except Refusal as refusal:
        refusal.kept = _OLD if refusal.code == "roster-moved" else _BOTH
        raise
    return _say(desk, made.roster, papers, checked=checked)


def check_terminal(desk: Desk, *, checked: bool) -> None:
    """Raise UsageRefusal where the words cannot be asked back."""
    if checked and not desk.prompts.can_ask:
        raise UsageRefusal(
            "there is no terminal to check the paper key on.", mend="twoway devices paper --no-word-check"
        )


def _papers(roster: Roster, signer: DeviceKeys) -> Papers:
    me = roster.members.get(signer.public.device)
    if me is None:
        raise Refusal(
            "other-paper",
            "these words are of no paper key of this journal.",
            kept="everything, as it is",
            mend="look for the right paper; or Enter, to go on without it",
        )
    if me.revoked is not None:
        raise Refusal(
            "paper-replaced",
            "these are the words of a paper key that was replaced or revoked before.",
            kept="everything, as it is",
            mend="type the newer words; or Enter, to go on without them",
        )
    standing = [each for each in roster.standing() if each.is_paper]
    ended = [each.public.device for each in standing if me.may_revoke(each)]
    return Papers(signer, ended, [each.public.device for each in standing if each.public.device not in ended])


def _view(roster: Roster, papers: Papers) -> dict[str, object]:
    return {"epoch": len(roster.epochs), "ended": len(papers.ended), "still_valid": len(papers.stay)}


def _say(desk: Desk, roster: Roster, papers: Papers, *, checked: bool) -> int:
    ended = "The words before open nothing new." if papers.ended else ""
    text = f"The new paper key is in force{', paper checked' if checked else ''}. {ended}".rstrip()
    if checked:
        desk.output.view("twoway.paper/1", _view(roster, papers), text)
    else:
        desk.output.talk(text)
    if papers.stay:
        desk.output.warn(_STAYS)
    return WARNED if papers.stay else DONE
