"""Further pictures: those of the decision, each from the material that was gathered for it."""

from __future__ import annotations

from twoway_client.reports.asking_bars import asking_bars
from twoway_client.reports.fit_steps import Coursed, Drift, fit_steps
from twoway_client.reports.flip_marks import NO_LEAD, Side, flip_marks
from twoway_client.reports.found_rings import found_rings
from twoway_client.reports.looks import Look
from twoway_client.reports.material import Material
from twoway_client.reports.picture import Picture
from twoway_client.reports.posting_strip import Posted, posting_strip
from twoway_client.reports.rank_stack import rank_stack
from twoway_client.reports.style_lines import Styled, style_lines
from twoway_client.reports.two_way_square import Sided, two_way_square
from twoway_core.analysis.rounding import decimals


def ranks(material: Material) -> Picture:
    """Return picture 3."""
    known = any(one.option.fit.coverage > 0 for one in material.everyone)
    return rank_stack(material.further.word.race, known=known)


def flipping(material: Material) -> Picture:
    """Return picture 5."""
    word, subject = material.further.word, material.subject.option
    rival = next((one.option for one in material.everyone if one.case.id == word.rival), None)
    one = Side(subject.name, subject.look)
    other = Side("your present job", Look.PRESENT) if rival is None else Side(rival.name, rival.look)
    if decimals(word.accept) == decimals(word.stay):
        return Picture(NO_LEAD, (f"{one.name} and {other.name} fit alike, as far as is known.",))
    leader, trailer = (one, other) if word.flips.leads else (other, one)
    return flip_marks(word.flips, leader, trailer)


def asking(material: Material) -> Picture:
    """Return picture 6."""
    return asking_bars(material.further.asks, material.subject.option.look)


def two_way(material: Material) -> Picture:
    """Return picture 7."""
    sides = [(one.option, material.further.sides[one.case.id]) for one in material.everyone]
    return two_way_square([Sided(option, both.theirs, both.pair) for option, both in sides])


def over_time(material: Material) -> Picture:
    """Return picture 9."""
    word, subject = material.further.word, material.subject.option
    drift = None
    if word.drift is not None:
        drift = Drift(subject.key, subject.name, word.drift, word.accept - word.stay)
    lines = [Coursed(one.option, material.further.courses[one.case.id]) for one in material.everyone]
    return fit_steps(lines, material.today, drift)


def styles(material: Material) -> Picture:
    """Return picture 10."""
    return style_lines([Styled(one.option, material.further.styles[one.case.id]) for one in material.pair])


def postings(material: Material) -> Picture:
    """Return picture 11."""
    return posting_strip([Posted(one.option, material.further.postings[one.case.id]) for one in material.everyone])


def looking_back(material: Material) -> Picture:
    """Return picture 12."""
    return found_rings(material.further.held, material.further.learned)
