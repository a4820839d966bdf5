"""The entries by which a device founds, admits, revokes, and renews the key."""

from __future__ import annotations

from hashlib import sha256

from tests.core import hpke
from tests.core.chance import Chance
from tests.core.people import Person, cutoff_at, ids
from twoway_core.codec import encode
from twoway_core.sealing import labels
from twoway_core.sealing.symmetric import open_sealed
from twoway_core.trust.roster import join_message
from twoway_core.trust.statements import (
    DeviceAdded,
    DeviceRevoked,
    EpochRotated,
    Genesis,
    PaperReplaced,
    RosterEntry,
    decode_boxes,
    decode_statement,
)
from twoway_core.trust.writing import RosterWriter, make_genesis

PERSON = Person.make("writing")
PHONE, LAPTOP = PERSON.admit(name="phone"), PERSON.admit(name="laptop")
KEY = PERSON.fresh_key()
NEWCOMER = PERSON.newcomer()
AGREED = NEWCOMER.sign(labels.JOIN, join_message(PERSON.journal, PHONE.public.device, NEWCOMER.public))
WRITER = PERSON.writer(PHONE)


def boxes_of(entry: RosterEntry) -> list[bytes]:
    """Return whom the boxes of ``entry`` are for."""
    return [box.device for box in decode_boxes(entry, decode_statement(entry.statement).boxes)]


def test_a_genesis_holds_the_commitment_and_not_the_key() -> None:
    """What everybody may read says which key it is, and does not say the key."""
    entry = make_genesis(PERSON.paper, PERSON.key, PERSON.chance, hpke.sealer(PERSON.chance))
    statement = decode_statement(entry.statement)

    assert isinstance(statement, Genesis)
    assert statement.commitment == PERSON.key.commitment()
    assert (statement.signing, statement.agreement) == (PERSON.paper.public.signing, PERSON.paper.public.agreement)
    assert PERSON.key.secret not in encode(entry)
    assert boxes_of(entry) == ids(PERSON.paper)


def test_an_entry_says_who_was_admitted_and_by_whom() -> None:
    """It holds one box, for the newcomer: the others have the key."""
    entry = WRITER.add_device(NEWCOMER.public, AGREED, b"a sealed name")

    assert decode_statement(entry.statement) == DeviceAdded(
        format=1,
        journal=PERSON.journal,
        previous=PERSON.roster.head,
        signer=PHONE.public.device,
        signing=NEWCOMER.public.signing,
        agreement=NEWCOMER.public.agreement,
        name=b"a sealed name",
        boxes=sha256(labels.BOXES + entry.boxes).digest(),
    )
    assert entry.countersignature == AGREED
    assert boxes_of(entry) == ids(NEWCOMER)


def test_an_entry_says_who_was_revoked_and_what_of_theirs_counts() -> None:
    """All in one entry: revocation, cut-offs, the new key, and its boxes for who stays."""
    cutoff = cutoff_at(PERSON.write_chain(LAPTOP, 1)[0])
    entry = WRITER.revoke(ids(LAPTOP), [cutoff], KEY)
    statement = decode_statement(entry.statement)

    assert isinstance(statement, DeviceRevoked)
    assert (statement.revoked, statement.cutoffs) == (ids(LAPTOP), [cutoff])
    assert (statement.signer, statement.previous) == (PHONE.public.device, PERSON.roster.head)
    assert statement.commitment == KEY.commitment()
    assert entry.countersignature == b""
    assert boxes_of(entry) == ids(PERSON.paper, PHONE)


def test_an_entry_begins_an_epoch_in_which_everybody_stays() -> None:
    """The key before is sealed under the new one, bound to the place of the entry."""
    entry = WRITER.rotate(KEY)
    statement = decode_statement(entry.statement)

    assert isinstance(statement, EpochRotated)
    context = PERSON.journal + PERSON.roster.head
    assert open_sealed(KEY.secret, labels.EPOCH, context, statement.previous_key) == PERSON.key.secret
    assert statement.commitment == KEY.commitment()
    assert boxes_of(entry) == ids(PERSON.paper, PHONE, LAPTOP)


def test_an_entry_says_which_paper_came_in_place_of_which() -> None:
    """The new paper has a box, and those that it replaces have none."""
    writer = PERSON.writer()
    entry = writer.replace_paper(NEWCOMER.public, AGREED, ids(PERSON.paper), KEY)
    statement = decode_statement(entry.statement)

    assert isinstance(statement, PaperReplaced)
    assert (statement.signing, statement.agreement) == (NEWCOMER.public.signing, NEWCOMER.public.agreement)
    assert statement.revoked == ids(PERSON.paper)
    assert entry.countersignature == AGREED
    assert boxes_of(entry) == ids(PHONE, LAPTOP, NEWCOMER)


def test_a_writer_neither_draws_nor_changes_anything_of_its_own() -> None:
    """The same roster, keys and randomness make the same entry, and the roster stays as it is."""
    before = PERSON.roster.extended([])

    def write() -> RosterEntry:
        chance = Chance("a writer")
        writer = RosterWriter(PERSON.roster, PHONE, PERSON.key, chance, hpke.sealer(chance))
        return writer.revoke(ids(LAPTOP), [], KEY)

    assert write() == write()
    assert before == PERSON.roster
