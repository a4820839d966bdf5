"""A hostile server against the app: refused or put aside, said in the words of the command line, nothing lost.

Ids in brackets are rows of docs/attacks.md, where the same is done to the command line by ``tests/hostile``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.client.profiles import found_profile
from tests.hostile.courier import Answered, Asked, Courier, HungUpError, PassOn
from tests.hostile.engine import Loop, Server
from tests.hostile.forging import Secrets, adding, cutoffs_of, showing, writer
from tests.hostile.house import Device, also, bodies, hiding, move, pages, start, withholding
from tests.hostile.salamander import two_faced
from tests.hostile.test_chain import _acknowledging, _crowded, _elsewhere, _endless, _far_ahead, _nowhere, _of_nobody
from tests.hostile.test_crypto import _admitting, _body_key, _cut_short, _for_another_use, _second_form, flipped
from tests.hostile.test_roster import _by_itself, _in_the_name_of_the_laptop, _younger_revokes_elder
from tests.web.node import Node
from tests.web.siege import App, Made, Siege, answering, copied, found, wrapped
from twoway_core.errors import TwowayError
from twoway_core.sealing.keys import EpochKey
from twoway_core.sealing.segment import Segment
from twoway_core.sync.messages import SyncReply, wire
from twoway_core.trust.statements import RosterEntry
