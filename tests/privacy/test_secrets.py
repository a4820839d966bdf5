"""Secrets that are typed and never sent: the words of an invitation, and the words of the paper key."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.client.home import TestHome
from tests.client.profiles import Profile, found_profile
from tests.privacy.conftest import Overheard
from tests.privacy.searching import is_heard
from twoway_client.sync.mailbox import Mailbox
from twoway_client.sync.pairing import Inviter, Newcomer, new_secret
from twoway_client.sync.remote import Address, Remote
from twoway_client.sync.session import exchange
from twoway_client.words import pairing_words, paper_entropy
from twoway_core.sealing.keys import DeviceKeys
from twoway_core.trust.pairing import Channel
from twoway_core.trust.paper import paper_keys

NAME = "Zaunkoenig"


def everything(server: Overheard) -> bytes:
    """Return what travelled, and what the server keeps and logged."""
    return server.wire.everything + b"\n".join(file.read_bytes() for file in server.folder.iterdir())


def spellings(secret: bytes) -> list[bytes]:
    """Return ``secret`` as it is and in hex."""
    return [secret, secret.hex().encode()]


def meet(laptop: Profile, server: Overheard, secret: bytes) -> str:
    """Bring two devices to the point where both show the check code; return the code."""
    sides = [Mailbox(Remote(Address.parse(server.url)), Channel(secret)) for _ in range(2)]
    with closing(sides[0].remote), closing(sides[1].remote), ThreadPoolExecutor(2) as pool:
        inviter = Inviter(sides[0], laptop.keys, laptop.desk().segments.roster().journal)
        inviter.open()
        newcomer = Newcomer(sides[1], DeviceKeys.make(os.urandom), NAME)
        there, here = pool.submit(inviter.await_request), pool.submit(newcomer.ask)
        there.result(20)
        return here.result(20)


def test_the_words_of_an_invitation_are_never_sent(tmp_path: Path, server: Overheard) -> None:
    """Nor what they stand for, nor the name of the newcomer, nor the code that two people compare."""
    laptop, secret = found_profile(tmp_path), new_secret()
    with closing(Remote(Address.parse(server.url))) as remote:
        exchange(laptop.desk(), remote)
    code = meet(laptop, server, secret)
    told = everything(server)

    assert [each for each in spellings(secret) if each in told] == []
    assert [pair for pair in pairwise(pairing_words(secret)) if " ".join(pair).encode() in told] == []
    assert (is_heard(NAME, told), f'"{code}"'.encode() in told, b"/reveal" in told) == (False, False, True)


def test_the_words_of_the_paper_key_are_never_sent(
    tmp_path: Path, server: Overheard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what they stand for, nor the keys that they give: a drill proves these without showing them."""
    home = TestHome(tmp_path / "home", monkeypatch)
    words = home.run("init", "--name", "laptop", "--no-passphrase", "--no-word-check", "--no-starter").out.split()
    home.write("jot", "something to open")
    home.write("sync", server.url)
    drilled = home.run("recover", "--drill", text=" ".join(words))
    entropy = paper_entropy(words)
    told, kept = everything(server), b"\n".join(file.read_bytes() for file in home.folder.iterdir())

    secrets = [entropy, *(paper_keys(entropy).secret[at : at + 32] for at in (0, 32))]
    assert (drilled.code, len(words), b"/v1/papers/" in told) == (0, 24, True)
    assert is_heard("something to open", told) is False
    assert [each for secret in secrets for each in spellings(secret) if each in told or each in kept] == []
