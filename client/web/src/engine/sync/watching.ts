/**
 * Watching: exchanging again and again, as soon as something is written here or elsewhere, while the journal is open.
 *
 * A hint is never more than a reason for an exchange. A server that cannot be reached is waited for; whatever time
 * does not mend ends the watch, until the person comes back or asks.
 */
import type { Bytes } from "../../core/bytes.ts";
import { Listener } from "./hints.ts";
import type { Outside } from "./outside.ts";
import { isRefusal } from "./refusals.ts";
import { Schedule } from "./schedule.ts";

/** Codes of refusals that time does not mend. */
const FINAL: ReadonlySet<string> = new Set([
  "elsewhere",
  "no-server",
  "not-here",
  "revoked",
  "roster",
  "server-name",
  "usage",
]);

/** What an exchange came to: the token for hints, or that another window exchanges now, and nothing was done here. */
export type Exchanged = { token: Bytes | null } | "elsewhere";

/** Exchanges when it is due. `exchange` rejects where it failed. */
export class Watch {
  private readonly schedule: Schedule;
  private readonly listener: Listener | null;
  private cancel: (() => void) | null = null;
  private isBusy = false;
  private isOver = false;
  private isGivenUp = false;

  constructor(
    private readonly outside: Outside,
    liveUrl: string,
    private readonly exchange: () => Promise<Exchanged>,
  ) {
    this.schedule = new Schedule(outside.now());
    const { connect } = outside;
    const ears = connect === null ? null : { ...outside, connect };
    this.listener = ears === null ? null : new Listener(liveUrl, ears, () => this.hinted());
    this.arm();
  }

  /** Something was written here. */
  wrote(): void {
    this.schedule.wrote(this.outside.now());
    this.arm();
  }

  /** Somebody looks, or the network is back. */
  nudge(): void {
    this.isGivenUp = false;
    this.schedule.nudged(this.outside.now());
    this.listener?.nudge();
    this.arm();
  }

  /** Somebody asked, and an exchange begins: return what is to be given to `exchanged`. */
  began(): number {
    return this.schedule.began();
  }

  /** It ended well; `token`: for hints. */
  exchanged(token: Bytes | null, answered: number): void {
    this.isGivenUp = false;
    this.schedule.exchanged(this.outside.now(), answered);
    if (token !== null) this.listener?.offer(token);
    this.arm();
  }

  /** End it. */
  close(): void {
    this.isOver = true;
    this.cancel?.();
    this.listener?.close();
  }

  private hinted(): void {
    this.schedule.hinted(this.outside.now());
    this.arm();
  }

  private arm(): void {
    this.cancel?.();
    this.cancel = null;
    if (this.isOver || this.isBusy || this.isGivenUp) return;
    this.cancel = this.outside.later(() => void this.tick(), this.schedule.wait(this.outside.now()));
  }

  private async tick(): Promise<void> {
    this.isBusy = true;
    const answered = this.schedule.began();
    try {
      const done = await this.exchange();
      if (done === "elsewhere") this.schedule.elsewhere(this.outside.now());
      else this.exchanged(done.token, answered);
    } catch (error) {
      this.schedule.failed(this.outside.now(), this.outside.chance());
      this.isGivenUp = isRefusal(error, FINAL);
    } finally {
      this.isBusy = false;
      this.arm();
    }
  }
}
