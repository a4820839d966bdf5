"""The numbers that were chosen, not found: every design choice of the analysis, by name.

The sources of the formulae stand beside the formulae; what stands here is judgement, and can be changed in one place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Design choices; each field says what it counts and in which unit.

    Weights of evidence are pseudo-counts: how many answers of plain worth one answer stands for.
    """

    written: float = 8.0
    """A term of a written offer."""
    boss: float = 4.0
    """The future boss, speaking of what the boss decides."""
    peer: float = 4.0
    """A future peer, or somebody who would report to me."""
    ex_employee: float = 3.0
    """Somebody who has left: a former employee, or the predecessor."""
    leader: float = 2.0
    """A leader other than the future boss."""
    observation: float = 2.0
    """What I saw myself."""
    recruiter: float = 1.0
    """A recruiter, the personnel office, or anybody whose role is not known."""
    personnel_fact: float = 4.0
    """The same people, on what they own: pay, leave, visa."""
    public: float = 1.0
    """A website, a review, an article."""

    example: float = 1.0
    """Factor for an answer that gives an example."""
    number: float = 1.0
    """Factor for an answer that gives a number."""
    general: float = 0.5
    """Factor for a general answer."""
    evasive: float = 0.25
    """Factor for an answer that avoids the question."""
    refused: float = 0.0
    """Factor for a refusal: it is no evidence."""

    sure: float = 1.0
    """Factor for an answer that I am sure I noted as it was meant."""
    fairly: float = 0.75
    """Factor for fairly sure."""
    unsure: float = 0.5
    """Factor for unsure."""

    firm_claim: float = 0.5
    """Factor for a claim about the whole firm on a criterion that the team or the boss decides."""
    not_of_the_boss: float = 0.25
    """Factor on a criterion about the boss for everybody but the boss and the boss's reports."""
    most: float = 8.0
    """No piece of evidence counts more than this."""

    shared_script: float = 0.8
    """Each further voice of one firm counts this share of the one before it."""
    prior: float = 2.0
    """Pseudo-counts of not knowing: half for, half against."""

    met_from: float = 0.9
    """A must-have is met from this probability on."""
    failed_to: float = 0.1
    """A must-have is failed up to this probability."""
    tolerance: float = 1e-9
    """Probabilities are compared with the two marks within this."""
    range_sds: float = 1.2816
    """Standard deviations either side of the mean: a central range of 80 %."""

    contradiction_gap: float = 3.0
    """Ratings of one criterion by two people that lie this far apart contradict each other."""
    pattern_sources: int = 2
    """From this many independent sources on, an anecdote is a pattern."""
    low_coverage: float = 0.5
    """Below this coverage more of what matters is unknown than known: too little to go on."""

    own_share: float = 0.4
    """The share of an interview's minutes that a plan fills with questions of mine; the rest is theirs."""
    late_minutes: int = 5
    """With so many minutes left, the questions kept for the end come first."""

    draws: int = 10_000
    """Cases drawn to find the share in which each option is best: sampling error at most 0.005 (one sd)."""
    clear_winner: float = 0.65
    """An option is the clear winner when it is best in at least this share of the cases."""
    rating_trials: int = 4
    """A coming rating of 1 to 5 is foreseen as so many yes-or-no trials, one a step."""
    written_trials: int = 8
    """A coming term in writing is foreseen as so many trials."""
    least_per_minute: float = 0.0005
    """A question worth less fit a minute than this is not worth its time."""
    granted: float = 0.5
    """Probability that a term I ask for is granted, where nothing better is known."""
    offer_lost: float = 0.06
    """Probability that asking costs the offer."""
    lever_step: float = 0.25
    """How much a term that I ask for lifts its criterion, where no target was said: one step of the scale."""
    drift_share: float = 0.25
    """Revisions after an offer are worth a line when they moved the fit by more than this share of the lead."""
    own_view: float = 0.5
    """Factor for how well I think I meet a need of theirs, beside what I see otherwise."""
    hit_within: float = 1.0
    """What was said is a hit when what was found lies within so many steps of it."""
    least_trust: float = 0.25
    """No source's past lowers its weight below this share."""
    most_trust: float = 1.5
    """No source's past raises its weight above this multiple."""

    thanks_days: int = 1
    """Days after an interview until thanks are due."""
    after_reply_days: int = 3
    """Days after a reply until it is time to look again."""
    after_silence_days: int = 7
    """Days after sending, without a reply, until it is time to look again."""
    debrief_minutes: int = 1440
    """A debrief within so many minutes of the end still rests on fresh memory."""


DEFAULTS = Settings()
