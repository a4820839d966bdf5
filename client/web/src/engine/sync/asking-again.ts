/**
 * How often a server is asked again for a body that it sent spoilt, and that stands on the list of wanted ones.
 *
 * A minute after it was asked in vain, then after twice as long each time, up to an hour: whoever holds it may take a
 * day to look at that list, and the server may have had it all the while.
 */
import type { Ledger } from "./ledger.ts";

const AGAIN = "asked-again";
const FIRST_MS = 60_000;
const LONGEST_MS = 60 * FIRST_MS;

export class AskingAgain {
  private constructor(
    private readonly ledger: Ledger,
    private readonly lastMs: number,
    private readonly times: number,
  ) {}

  /** Read when it was asked last, and how often in vain. */
  static async of(ledger: Ledger): Promise<AskingAgain> {
    const value = (await ledger.session.store.get("meta", AGAIN))?.value;
    const [lastMs = 0, times = 0] = typeof value === "string" ? value.split(" ").map(Number) : [];
    return new AskingAgain(ledger, lastMs || 0, times || 0);
  }

  /** Whether it is time; a clock that was set back waits no longer than the longest pause. */
  get isTime(): boolean {
    const pause = Math.min(FIRST_MS * 2 ** (this.times - 1), LONGEST_MS);
    return this.times === 0 || Math.abs(this.ledger.session.world.nowMs() - this.lastMs) >= pause;
  }

  /** Note that everything was asked for, and that so many are lacking still. */
  asked(lacking: number): void {
    const value = `${this.ledger.session.world.nowMs()} ${this.times + 1}`;
    if (lacking > 0) this.ledger.changes.put("meta", { key: AGAIN, value });
    else if (this.times > 0) askAtOnce(this.ledger);
  }
}

/** Let the next exchange ask again at once. */
export function askAtOnce(ledger: Ledger): void {
  ledger.changes.del("meta", AGAIN);
}
