import os, pytest
from dataclasses import replace
import msgspec
from tests.web.siege import Siege, answering
from tests.hostile.courier import Answered
from tests.hostile.forging import showing, Secrets, writer
from tests.hostile.test_roster import _by_itself
from tests.hostile.house import also, pages, said
from twoway_core.sealing.keys import EpochKey
from twoway_core.trust.statements import encode_roster_entry

def test_token(siege):
    for step in ("sync","push","token","challenge", "roster"):
        siege.app.note("x")
        siege.courier.heard.clear()
        siege.house.attack(answering(step, lambda _: Answered(404, b"\x91\xa9not-found")))
        print(step, siege.app.exchange(), [a.step for a in siege.courier.heard])
        d=siege.house.desk; d.home.write("jot","x")
        print("CLI", said(d.sync()))

def test_format(siege):
    e=_by_itself(siege.house)
    d=encode_roster_entry(e); print(d[:60])
    for at in range(0,6):
        forged = replace(e, statement=e.statement[:at]+b"\x02"+e.statement[at+1:])
        siege.house.attack(showing(forged))
        print(at, siege.app.exchange(), "CLI", said(siege.house.desk.sync()))
    # valid signed by phone but with future format
    s=Secrets.of(siege.house.phone)
    good = writer(s.roster,s.keys,s.epochs.current).rotate(EpochKey(os.urandom(32)))
    for at in range(0,4):
        forged = replace(good, statement=good.statement[:at]+b"\x02"+good.statement[at+1:])
        siege.house.attack(showing(forged))
        print(at, siege.app.exchange(), "CLI", said(siege.house.desk.sync()))

def test_sync_variants(siege):
    # roster raw garbage
    from twoway_core.sync.messages import SyncReply
    for junk in (b"", b"\x00", os.urandom(40), b"\x91"*50, bytes(2000)):
        siege.house.attack(pages(lambda r: SyncReply([*r.roster, junk], r.heads, r.segments, r.more)))
        print(len(junk), siege.app.exchange(), "CLI", said(siege.house.desk.sync()))
    from twoway_core.sync.messages import WireSegment
    for h,sg,b in ((b"",b"",b""),(bytes(256),bytes(64),bytes(560)),(os.urandom(200),os.urandom(64),os.urandom(560))):
        siege.house.attack(pages(lambda r: SyncReply(r.roster, r.heads, [*r.segments, WireSegment(h,sg,b)], r.more)))
        print(len(h), siege.app.exchange(), "CLI", said(siege.house.desk.sync()))
