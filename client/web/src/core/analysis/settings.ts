// Written by scripts/web_events.py from core/twoway_core/analysis/settings.py: do not edit.
/**
 * The numbers that were chosen, not found: every design choice of the analysis, by name.
 *
 * The sources of the formulae stand beside the formulae; what stands here is judgement, and can be changed in one place.
 */

/**
 * Design choices; each field says what it counts and in which unit.
 *
 * Weights of evidence are pseudo-counts: how many answers of plain worth one answer stands for.
 */
export interface Settings {
  /** A term of a written offer. */
  readonly written: number;
  /** The future boss, speaking of what the boss decides. */
  readonly boss: number;
  /** A future peer, or somebody who would report to me. */
  readonly peer: number;
  /** Somebody who has left: a former employee, or the predecessor. */
  readonly exEmployee: number;
  /** A leader other than the future boss. */
  readonly leader: number;
  /** What I saw myself. */
  readonly observation: number;
  /** A recruiter, the personnel office, or anybody whose role is not known. */
  readonly recruiter: number;
  /** The same people, on what they own: pay, leave, visa. */
  readonly personnelFact: number;
  /** A website, a review, an article. */
  readonly public: number;
  /** Factor for an answer that gives an example. */
  readonly example: number;
  /** Factor for an answer that gives a number. */
  readonly number: number;
  /** Factor for a general answer. */
  readonly general: number;
  /** Factor for an answer that avoids the question. */
  readonly evasive: number;
  /** Factor for a refusal: it is no evidence. */
  readonly refused: number;
  /** Factor for an answer that I am sure I noted as it was meant. */
  readonly sure: number;
  /** Factor for fairly sure. */
  readonly fairly: number;
  /** Factor for unsure. */
  readonly unsure: number;
  /** Factor for a claim about the whole firm on a criterion that the team or the boss decides. */
  readonly firmClaim: number;
  /** Factor on a criterion about the boss for everybody but the boss and the boss's reports. */
  readonly notOfTheBoss: number;
  /** No piece of evidence counts more than this. */
  readonly most: number;
  /** Each further voice of one firm counts this share of the one before it. */
  readonly sharedScript: number;
  /** Pseudo-counts of not knowing: half for, half against. */
  readonly prior: number;
  /** A must-have is met from this probability on. */
  readonly metFrom: number;
  /** A must-have is failed up to this probability. */
  readonly failedTo: number;
  /** Probabilities are compared with the two marks within this. */
  readonly tolerance: number;
  /** Standard deviations either side of the mean: a central range of 80 %. */
  readonly rangeSds: number;
  /** Ratings of one criterion by two people that lie this far apart contradict each other. */
  readonly contradictionGap: number;
  /** From this many independent sources on, an anecdote is a pattern. */
  readonly patternSources: number;
  /** Below this coverage more of what matters is unknown than known: too little to go on. */
  readonly lowCoverage: number;
  /** The share of an interview's minutes that a plan fills with questions of mine; the rest is theirs. */
  readonly ownShare: number;
  /** With so many minutes left, the questions kept for the end come first. */
  readonly lateMinutes: number;
  /** Cases drawn to find the share in which each option is best: sampling error at most 0.005 (one sd). */
  readonly draws: number;
  /** An option is the clear winner when it is best in at least this share of the cases. */
  readonly clearWinner: number;
  /** A coming rating of 1 to 5 is foreseen as so many yes-or-no trials, one a step. */
  readonly ratingTrials: number;
  /** A coming term in writing is foreseen as so many trials. */
  readonly writtenTrials: number;
  /** A question worth less fit a minute than this is not worth its time. */
  readonly leastPerMinute: number;
  /** Probability that a term I ask for is granted, where nothing better is known. */
  readonly granted: number;
  /** Probability that asking costs the offer. */
  readonly offerLost: number;
  /** How much a term that I ask for lifts its criterion, where no target was said: one step of the scale. */
  readonly leverStep: number;
  /** Revisions after an offer are worth a line when they moved the fit by more than this share of the lead. */
  readonly driftShare: number;
  /** Factor for how well I think I meet a need of theirs, beside what I see otherwise. */
  readonly ownView: number;
  /** What was said is a hit when what was found lies within so many steps of it. */
  readonly hitWithin: number;
  /** No source's past lowers its weight below this share. */
  readonly leastTrust: number;
  /** No source's past raises its weight above this multiple. */
  readonly mostTrust: number;
  /** Days after an interview until thanks are due. */
  readonly thanksDays: number;
  /** Days after a reply until it is time to look again. */
  readonly afterReplyDays: number;
  /** Days after sending, without a reply, until it is time to look again. */
  readonly afterSilenceDays: number;
  /** A debrief within so many minutes of the end still rests on fresh memory. */
  readonly debriefMinutes: number;
}

export const DEFAULTS: Settings = {
  written: 8,
  boss: 4,
  peer: 4,
  exEmployee: 3,
  leader: 2,
  observation: 2,
  recruiter: 1,
  personnelFact: 4,
  public: 1,
  example: 1,
  number: 1,
  general: 0.5,
  evasive: 0.25,
  refused: 0,
  sure: 1,
  fairly: 0.75,
  unsure: 0.5,
  firmClaim: 0.5,
  notOfTheBoss: 0.25,
  most: 8,
  sharedScript: 0.8,
  prior: 2,
  metFrom: 0.9,
  failedTo: 0.1,
  tolerance: 1e-09,
  rangeSds: 1.2816,
  contradictionGap: 3,
  patternSources: 2,
  lowCoverage: 0.5,
  ownShare: 0.4,
  lateMinutes: 5,
  draws: 10000,
  clearWinner: 0.65,
  ratingTrials: 4,
  writtenTrials: 8,
  leastPerMinute: 0.0005,
  granted: 0.5,
  offerLost: 0.06,
  leverStep: 0.25,
  driftShare: 0.25,
  ownView: 0.5,
  hitWithin: 1,
  leastTrust: 0.25,
  mostTrust: 1.5,
  thanksDays: 1,
  afterReplyDays: 3,
  afterSilenceDays: 7,
  debriefMinutes: 1440,
};
