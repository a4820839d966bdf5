"""Settling a belief: writing who confirmed or refuted what was read elsewhere.

A person's word is an answer, what one saw oneself an observation, and both are evidence to be rated. A note that is
there already is completed by the belief that it speaks to; its words stay as they are.
"""

from __future__ import annotations

from argparse import Namespace
from typing import NamedTuple

from msgspec.structs import replace

from twoway_client.desk import Batch, Desk
from twoway_client.draft import Draft
from twoway_client.parser import Parser
from twoway_client.people import entry_called
from twoway_client.room import moment_of, one_person, split_ends
from twoway_client.shortforms import CERTAINTY_WORDS, FORM_WORDS, parse
from twoway_core.events.base import Event
from twoway_core.events.log import EntryCorrected
from twoway_core.events.prep import ResearchNoted
from twoway_core.events.talk import AnswerNoted, ObservationNoted
from twoway_core.ids import short
from twoway_core.journal.amendments import patch_between
from twoway_core.journal.items import Fact
from twoway_core.journal.state import Case, State


class Claim(NamedTuple):
    """A belief: its entry, None where that is still to be written; and what it says."""

    id: bytes | None
    event: ResearchNoted

    def put(self, batch: Batch) -> bytes:
        """Return the belief's entry; one that was not there is added to ``batch``."""
        return batch.add(self.event) if self.id is None else bytes(self.id)


def settling_arguments(parser: Parser) -> None:
    """Take what tells how something was settled."""
    parser.add_argument("--on", metavar="ID")
    parser.add_argument("--form", choices=FORM_WORDS)
    parser.add_argument("--sure", choices=CERTAINTY_WORDS)


def settle(desk: Desk, args: Namespace, claim: Claim, words: list[str], *, confirms: bool) -> tuple[bytes, str]:
    """Write that ``claim`` is so, or is not; return the entry and, in words, who said so. Raises Refusal."""
    state, case = _folded(desk, claim)
    if args.on is not None:
        return _on(desk, args, case, claim, confirms=confirms)
    names, text = split_ends(words)
    with Draft(desk, text, args, "what was said or seen") as draft:
        moment, contact = moment_of(desk, args), one_person(desk, names, args.words)
        said = parse(draft.read())
        certainty = args.sure or said.certainty or "fairly"
        with desk.batch(moment) as batch:
            belief = claim.put(batch)
            so, not_so = ((belief,), ()) if confirms else ((), (belief,))
            event: Event = ObservationNoted(
                opportunity=case.id,
                interview=desk.context.interview,
                text=said.text,
                form=args.form or said.form or "general",
                certainty=certainty,
                criteria=claim.event.criteria,
                confirms=so,
                refutes=not_so,
            )
            if contact is not None:
                event = AnswerNoted(
                    opportunity=case.id,
                    interview=desk.context.interview,
                    text=said.text,
                    contact=contact,
                    form=args.form or said.form or "general",
                    certainty=certainty,
                    criteria=claim.event.criteria,
                    confirms=so,
                    refutes=not_so,
                )
            batch.add(event)
    return batch.ids[0], f"by {_name(state, case, contact)}" if contact is not None else "by what you saw"


def _folded(desk: Desk, claim: Claim) -> tuple[State, Case]:
    assert claim.event.opportunity is not None
    state = desk.state(claim.event.opportunity)
    return state, state.cases[claim.event.opportunity]


def _name(state: State, case: Case, contact: bytes) -> str:
    from twoway_core.projections.people import people_of

    return people_of(state.mine, case).name(contact)


def _on(desk: Desk, args: Namespace, case: Case, claim: Claim, *, confirms: bool) -> tuple[bytes, str]:
    """Write that a note of before settles ``claim``. Raises Refusal."""
    known: dict[bytes, Fact[AnswerNoted] | Fact[ObservationNoted]] = {**case.answers, **case.observations}
    note = known[entry_called(desk, args.on, known)]
    field = "confirms" if confirms else "refutes"
    with desk.batch(moment_of(desk, args)) as batch:
        belief = claim.put(batch)
        after = replace(note.event, **{field: tuple(dict.fromkeys((*getattr(note.event, field), belief)))})
        patch = patch_between(note.event, after)
        batch.add(EntryCorrected(target=note.id, opportunity=case.id, patch=patch, reason="what it speaks to"))
    return batch.ids[0], f"by {short(note.id)}"
