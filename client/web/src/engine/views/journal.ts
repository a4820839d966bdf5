/** What a view is made of: everything that counts here, and the time. Pure: equal journals give equal views. */
import type { Entry } from "../../core/entry.ts";
import type { State } from "../../core/journal/state.ts";
import type { Views } from "../port.ts";

export interface Journal {
  /** The fold of everything. */
  readonly state: State;
  /** Every entry once, in order of ids: what history and replay read. */
  readonly entries: readonly Entry[];
  /** The fold as it was known at that time. */
  stateAt(untilMs: number): State;
  readonly nowMs: number;
  /** How far local time is ahead of UTC at that time, in minutes. */
  offset(atMs: number): number;
}

/** What each file of views exports as `view`. */
export type View<N extends keyof Views> = (journal: Journal, args: Views[N]["args"]) => Views[N]["is"];
