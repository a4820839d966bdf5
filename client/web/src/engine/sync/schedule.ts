/**
 * When this device exchanges next: soon after a hint or a note, at least once a minute, later where it failed.
 *
 * Milliseconds are those of a clock that never goes back; chance is an argument, from 0 to 1.
 */
export const POLL_MS = 60_000;
/** Hints are gathered so long after an exchange; the first one after a pause is followed at once. */
export const HINTS_MS = 500;
/** Notes are gathered so long after the first one, so that a batch or two make one segment. */
export const NOTES_MS = 2_000;
/** Where another window exchanges, this one looks again so much later: that one may have read what waits already. */
export const ELSEWHERE_MS = 1_000;
const FIRST_RETRY_MS = 1_000;

/** Return how long to wait after `failures` in a row: about twice as long each time, up to a minute. */
export function backOff(failures: number, chance: number): number {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), POLL_MS);
  return longest * (0.5 + chance / 2);
}

/** The moment of the next exchange. The first one is due at once. */
export class Schedule {
  private due: number;
  private notBefore: number;
  private failures = 0;
  /** How often there was a reason to exchange, and when the newest one wanted it. */
  private reasons = 0;
  private wanted: number;

  constructor(now: number) {
    this.due = this.notBefore = this.wanted = now;
  }

  /** Return how long until the next exchange; 0 when it is due. */
  wait(now: number): number {
    return Math.max(0, this.due - now);
  }

  /** Take note that there may be something to pull. */
  hinted(now: number): void {
    this.bringForward(now);
  }

  /** Take note that there is something to push. */
  wrote(now: number): void {
    this.bringForward(now + NOTES_MS);
  }

  /** Take note that somebody is here, or the network: what failed is tried at once. */
  nudged(now: number): void {
    this.failures = 0;
    this.notBefore = Math.min(this.notBefore, now);
    this.bringForward(now);
  }

  /** Return what an exchange that begins now is an answer to, for `exchanged`. */
  began(): number {
    return this.reasons;
  }

  /**
   * Take note that everything is exchanged that there was when `began()` returned `answered`.
   *
   * What was written or hinted since may have come too late for it: that is a reason for the next one.
   */
  exchanged(now: number, answered: number): void {
    this.failures = 0;
    this.notBefore = now + HINTS_MS;
    const next = this.reasons === answered ? Infinity : Math.max(this.wanted, this.notBefore);
    this.due = Math.min(now + POLL_MS, next);
  }

  /** Take note that another window exchanges; whether it sends what waits here is not known. */
  elsewhere(now: number): void {
    this.notBefore = this.due = now + ELSEWHERE_MS;
  }

  /** Take note that it was tried, in vain. */
  failed(now: number, chance: number): void {
    this.failures += 1;
    this.notBefore = this.due = now + backOff(this.failures, chance);
  }

  private bringForward(moment: number): void {
    this.reasons += 1;
    this.wanted = moment;
    this.due = Math.min(this.due, Math.max(moment, this.notBefore));
  }
}
