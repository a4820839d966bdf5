"""The plan of an interview, built for so many minutes and the people present.

- Must-haves that are open come first, then what matters, then what was left over from earlier interviews, then red
  flags, then second questions on what matters; late ones, and what they think of me, come last.
- What matters is ordered by what asking those present is worth a minute; where that is the same, or there is no present
  job to beat, by weight x (1 - coverage).
- Each criterion that matters keeps one line, however little it weighs. Where that is more than the time, a question is
  asked of one person instead of several, and what is neither must-have nor criterion is left out. Where nothing was
  weighed, nothing shows what matters: only as many criteria are asked about as my share of the time holds.
- My questions fill a share of the time; the rest is theirs.
- What everybody present was asked already is not planned again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from twoway_core.analysis.rounding import decimals
from twoway_core.analysis.settings import DEFAULTS, Settings
from twoway_core.events.prep import AgendaLine
from twoway_core.journal.state import Case, Mine
from twoway_core.projections.candidates import (
    Candidate,
    about,
    asked_pairs,
    candidates,
    is_feedback,
    is_flag,
    is_late,
    settling,
    telling_word,
)
from twoway_core.projections.debrief import unasked_lines
from twoway_core.projections.matters import name_of
from twoway_core.projections.plan import plain
from twoway_core.projections.standing import Standing, must_have_verdict, standing_of

if TYPE_CHECKING:
    from twoway_core.projections.prices import Prices

MUST, CRITERION, LEFT_OVER, FLAG, EXTRA, LATE = range(6)
NO_SCORE = (0.0, 0.0)
FREE_MINUTES = 2
FLAG_ABOUT, FIT_ABOUT = "flag", "fit"


class Draft(Struct, frozen=True):
    """A line in the making: what ``group`` it stands in, and its ``score`` among its own, the larger the sooner."""

    group: int
    score: tuple[float, float]
    line: AgendaLine
    each_minutes: int


@dataclass(slots=True)
class Drafting:
    """A plan in the making: what earlier interviews left, what is still ``free`` to be asked, and what stands."""

    mine: Mine
    case: Case
    standing: Standing
    present: tuple[bytes, ...]
    left: list[AgendaLine]
    free: list[Candidate]
    drafts: list[Draft]
    prices: Prices | None = None

    @property
    def minutes(self) -> int:
        """The minutes of all lines."""
        return sum(draft.line.minutes for draft in self.drafts)

    def ordered(self) -> list[Draft]:
        """Return the lines in the order of asking."""
        return sorted(self.drafts, key=lambda draft: (draft.group, -draft.score[0], -draft.score[1]))

    def take(self, one: Candidate, group: int, score: tuple[float, float], line: AgendaLine) -> None:
        """Put the question of ``one`` on the plan, with what ``line`` says of it."""
        late = is_late(one.question) or line.late
        filled = replace(line, question=one.question.id, contacts=one.contacts, minutes=one.minutes, late=late)
        self.drafts.append(Draft(LATE if late else group, score, filled, one.question.event.minutes))
        self.free.remove(one)

    def write(self, group: int, line: AgendaLine) -> None:
        """Put a question in words of its own on the plan, unless it was asked or stands there already."""
        first = line.contacts[0] if line.contacts else None
        asked = asked_pairs(self.case)
        known = {plain(draft.line.text) for draft in self.drafts}
        if (plain(line.text), first) not in asked and plain(line.text) not in known:
            self.drafts.append(Draft(LATE if line.late else group, NO_SCORE, line, line.minutes))

    def score(self, criterion: bytes) -> tuple[float, float]:
        """Return what asking is worth a minute, and weight x (1 - coverage): how much there is to find out."""
        unknown = self.standing.matters.weight(criterion) * (1 - self.standing.believed(criterion).coverage)
        return (0.0 if self.prices is None else self.prices.best_on(criterion), unknown)

    def by_need(self) -> list[bytes]:
        """Return what weighs, the most needed first."""
        return sorted(self.standing.matters.weights, key=lambda one: (*(-part for part in self.score(one)), one))

    def put_must_haves(self) -> None:
        """Put one line for each must-have that is open, to the one person whose word counts most."""
        for must_have in self.standing.matters.must_haves.values():
            if must_have_verdict(self.mine, self.standing, must_have) != "open":
                continue
            name = name_of(self.mine, must_have.criterion)
            word = telling_word(name)
            line = AgendaLine(criterion=must_have.criterion, about=word, reason="must-have, open")
            found = settling(self.mine, must_have.criterion, self.free)
            if found:
                self.free[self.free.index(found[0])] = one = found[0].for_one()
                self.take(one, MUST, (1.0, 0.0), line)
            elif self.present:
                graded = must_have.threshold is not None
                text = f"{name}: {'how good is it' if graded else 'is that so'} here, and can I have it in writing?"
                self.write(MUST, replace(line, text=text, contacts=self.present[:1], minutes=FREE_MINUTES))

    def put_criteria(self) -> None:
        """Put one line for each criterion that matters, unless a line asks about it already."""
        kept = {line.question for line in self.left}
        for criterion in self.by_need():
            found = about(criterion, self.free)
            if found and not self.asks_about(criterion):
                best = next((one for one in found if one.suited and one.question.id in kept), found[0])
                self.take(best, CRITERION, self.score(criterion), self.line_on(criterion))

    def asks_about(self, criterion: bytes) -> bool:
        """Return whether a line of the plan asks about ``criterion`` already."""
        questions = [self.mine.questions.get(draft.line.question or b"") for draft in self.drafts]
        return any(one is not None and criterion in one.event.criteria for one in questions)

    def line_on(self, criterion: bytes) -> AgendaLine:
        """Return an empty line about ``criterion``, with its reason."""
        coverage = self.standing.believed(criterion).coverage
        known = f"coverage {decimals(coverage)}" if coverage else "nothing known"
        weight = f"weighs {decimals(self.standing.matters.weight(criterion))}, " if self.standing.matters.method else ""
        return AgendaLine(criterion=criterion, reason=weight + known + self.price_words(criterion))

    def price_words(self, criterion: bytes) -> str:
        """Return what asking about ``criterion`` is worth, where that can be told."""
        if self.prices is None:
            return ""
        best = self.prices.best_on(criterion)
        return f", worth {decimals(best, 4)} fit a minute" if best > 0 else ", no one answer changes your mind"

    def put_left_over(self) -> None:
        """Put what earlier interviews left unasked, of those who are present."""
        for before in self.left:
            line = replace(before, reason="left over from an earlier interview")
            if line.question is None:
                here = tuple(one for one in line.contacts if one in self.present) or self.present[:1]
                self.write(LEFT_OVER, replace(line, contacts=here))
            for one in [one for one in self.free if one.question.id == line.question]:
                self.take(one, LEFT_OVER, NO_SCORE, line)

    def put_flags(self) -> None:
        """Put a line for each flag that is open and not light, and the question that brings flags to light."""
        line = AgendaLine(about=FLAG_ABOUT, reason="brings red flags to light", contacts=self.present[:1])
        for flag in self.case.flags.values():
            if flag.resolved is None and flag.event.severity != "light" and self.present:
                text = f"I noticed: {flag.event.text}. What is behind it?"
                self.write(
                    FLAG, replace(line, text=text, minutes=FREE_MINUTES, reason=f"{flag.event.severity} flag, open")
                )
        for one in [one for one in self.free if is_flag(one.question)][:1]:
            self.take(one, FLAG, NO_SCORE, line)

    def put_their_view(self) -> None:
        """Put the question what they think of me, at the end."""
        line = AgendaLine(about=FIT_ABOUT, reason="their view of you", late=True)
        for one in [one for one in self.free if is_feedback(one.question)][:1]:
            self.take(one, LATE, NO_SCORE, line)

    def shorten(self, minutes: int) -> None:
        """Bring the plan down to ``minutes``, as far as every criterion that matters keeps its line."""
        for place, draft in reversed(list(enumerate(self.drafts))):
            if self.minutes > minutes and len(draft.line.contacts) > 1:
                line = replace(draft.line, contacts=draft.line.contacts[:1], minutes=draft.each_minutes)
                self.drafts[place] = replace(draft, line=line)
        if not self.standing.matters.method:
            own = [draft for draft in self.drafts if draft.group == CRITERION]
            self.drop(reversed(own), int(minutes * DEFAULTS.own_share))
        extra = [draft for draft in self.drafts if draft.line.criterion not in self.standing.matters.order()]
        self.drop(sorted(extra, key=lambda draft: draft.group), minutes)

    def drop(self, dispensable: Iterable[Draft], minutes: int) -> None:
        """Drop lines, the first first, as long as all take more than ``minutes``."""
        for draft in dispensable:
            if self.minutes > minutes:
                self.drafts.remove(draft)

    def fill(self, minutes: int) -> None:
        """Add a second and a third question on what matters, the most needed first, as far as ``minutes`` go."""
        wanted = self.by_need()
        added = True
        while added:
            added = False
            for criterion in wanted:
                found = [
                    one for one in about(criterion, self.free) if one.suited and self.minutes + one.minutes <= minutes
                ]
                if found:
                    self.take(found[0], EXTRA, self.score(criterion), self.line_on(criterion))
                    added = True


def plan_lines(
    mine: Mine,
    case: Case,
    present: Sequence[bytes],
    minutes: int,
    interview: bytes | None = None,
    settings: Settings = DEFAULTS,
) -> tuple[AgendaLine, ...]:
    """Return the lines of a plan of ``interview`` for ``minutes`` with the contacts ``present``, in order of asking."""
    standing = standing_of(mine, case, settings)
    people = tuple(standing.people.weighty(present))
    left = left_over(mine, case, interview)
    from twoway_core.projections.prices import prices  # a plan that stands is shown without it

    free = candidates(mine, case, standing.people, people)
    plan = Drafting(mine, case, standing, people, left, free, [], prices(mine, case, people, settings))
    plan.put_must_haves()
    plan.put_criteria()
    plan.put_left_over()
    plan.put_flags()
    plan.put_their_view()
    plan.shorten(minutes)
    plan.fill(int(minutes * DEFAULTS.own_share))
    return tuple(draft.line for draft in plan.ordered())


def worth_asking(mine: Mine, case: Case, settings: Settings = DEFAULTS) -> tuple[AgendaLine, ...]:
    """Return what is still worth asking about ``case``, of anybody in it: must-haves, then what matters."""
    standing = standing_of(mine, case, settings)
    people = tuple(standing.people.weighty(case.contacts))
    plan = Drafting(mine, case, standing, people, [], candidates(mine, case, standing.people, people), [])
    plan.put_must_haves()
    plan.put_criteria()
    return tuple(draft.line for draft in plan.ordered())


def left_over(mine: Mine, case: Case, interview: bytes | None) -> list[AgendaLine]:
    """Return what earlier interviews than ``interview`` left unasked, unless a debrief let go of it."""
    lines: list[AgendaLine] = []
    for past in case.interviews.values():
        over = past.ended is not None or past.cancelled is not None
        if past.id == interview or not over:
            continue
        if not past.debriefs:
            lines += unasked_lines(mine, case, past)
        elif past.debriefs[-1].event.keep:
            lines += past.debriefs[-1].event.unasked
    return lines
