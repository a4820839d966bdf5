// Written by scripts/web_events.py from core/twoway_core/events/log.py: do not edit.
/** The journal about itself: amendments of entries, imports, losses, and notes to be filed later. */

import type { Bytes } from "../bytes.ts";
import type { Common, Id } from "./base.ts";

/**
 * A thing that an import made or changed, and the `entry` that it is here.
 *
 * `key`: SHA-256 of what names it where it came from, `version`: how new it was there, `digest`: SHA-256 of
 * what it said; so that the same thing is not taken in twice, and a newer one changes it.
 */
export interface Imported {
  readonly entry: Id;
  readonly key: string | null;
  readonly version: number;
  readonly digest: string | null;
}

/** I wrote it wrong. `patch`: whole fields that replace the target's; `at`, `offset`: its time instead. */
export interface EntryCorrected extends Common {
  readonly type: "entry.corrected";
  readonly target: Id;
  readonly reason: string;
  readonly patch: ReadonlyMap<string, Bytes>;
  readonly at: number | null;
  readonly offset: number | null;
}

/** The target is taken back: hidden until it is reinstated. */
export interface EntryRetracted extends Common {
  readonly type: "entry.retracted";
  readonly target: Id;
  readonly reason: string;
}

/** The target, taken back before, counts again. */
export interface EntryReinstated extends Common {
  readonly type: "entry.reinstated";
  readonly target: Id;
  readonly reason: string;
}

/** The target and its corrections are hidden for ever, and their text is to be destroyed. */
export interface EntryErased extends Common {
  readonly type: "entry.erased";
  readonly target: Id;
  readonly reason: string;
}

/** The target, an entry.erased, neither hides nor destroys. */
export interface ErasureCancelled extends Common {
  readonly type: "erasure.cancelled";
  readonly target: Id;
  readonly reason: string;
}

/**
 * Entries came from elsewhere: those of this batch, and those `brought`, which kept their ids and batches.
 *
 * `format`: jsonl, ics, csv or markdown; `count`: how many; `digest`: SHA-256 of what was read.
 */
export interface ImportRecorded extends Common {
  readonly type: "import.recorded";
  readonly origin: string;
  readonly format: string;
  readonly count: number;
  readonly digest: string | null;
  readonly brought: readonly Id[];
  readonly things: readonly Imported[];
}

/** I gave up segments `first` to `last` of a chain, which were seen once and cannot be had. */
export interface LossAccepted extends Common {
  readonly type: "loss.accepted";
  readonly device: Id;
  readonly chain: Id;
  readonly first: number;
  readonly last: number;
  readonly reason: string;
}

/** A note without context, to be filed later. */
export interface JotNoted extends Common {
  readonly type: "jot.noted";
  readonly text: string;
}

/** The jot became other entries, or none. It carries the jot's `opportunity`, if that had one. */
export interface JotFiled extends Common {
  readonly type: "jot.filed";
  readonly jot: Id;
  readonly became: readonly Id[];
}
