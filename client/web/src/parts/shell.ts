/**
 * What every screen is given: the engine, where things stand, and the few things that only the shell can do.
 *
 * - A route names a screen and ids, never a word of the person's and never a secret.
 * - `say` tells one line, read aloud by a screen reader, with a way to take it back where there is one.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { Engine, Id, Status } from "../engine/port.ts";
import type { Box } from "./box.ts";

/** The four roots, which carry the tabs. */
export type Root = "capture" | "today" | "firms" | "devices";

type Plain = "join" | "invite" | "scan" | "paper" | "settings" | "open-firm" | "trouble" | "they-asked";

/** The steps of saying what one wants, in their order. */
export const WANT_STEPS = ["what", "level", "first", "worth", "must", "present", "style", "trade", "look"] as const;
export type WantStep = (typeof WANT_STEPS)[number];

export type Route =
  | { at: Exclude<Root, "firms"> | Plain }
  | { at: "firms"; search?: true }
  | { at: "firm" | "report" | "file"; id: Id }
  | { at: "replay" | "rate" | "gut"; id: Id; from?: Id }
  | { at: "next"; id: Id; interview?: Id }
  | { at: "want"; step?: WantStep };

export type Place = Route["at"];

export interface Shell {
  readonly engine: Engine;
  /** The latest status; a stand-in that says nothing before the first has come. */
  readonly status: ReadonlySignal<Status>;
  /** Rises with every write, undo and exchange of this page: views are read again. */
  readonly changes: ReadonlySignal<number>;
  readonly now: () => number;
  go(to: Route, how?: "push" | "replace"): void;
  /** Back to where one came from, or so many screens; where there were fewer, to `otherwise` (capture). */
  back(steps?: number, otherwise?: Route): void;
  /** The box at a place of a screen's own: what is typed in it is a draft, and there again after a lock. */
  box(where: string): Box;
  say(words: string, undo?: () => void): void;
  /** Paint the screen black at once. */
  hide(): void;
  /** Let the newer app in: what is written and typed is kept first. False where it does not come, and all stays. */
  restart(): Promise<boolean>;
  /**
   * Something was written: views are stale, and what was told before can be taken back no more.
   *
   * Resolves when capture has its plan again: await it before going there, or the old one is seen for a moment.
   */
  changed(): Promise<void>;
}
