/** The journals that the screens are looked at with: one rich, one in trouble, one just begun. */
import type { Draft, Status, Views } from "../../src/engine/port.ts";

export type Answers = { [N in keyof Views]: (args: Views[N]["args"]) => Views[N]["is"] };

/** A journal as far as screens see it; `nowMs` is the moment at which it is looked at. */
export interface Imagined {
  nowMs: number;
  status: Status;
  drafts: Draft[];
  views: Answers;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Thursday, 5 March 2026, 14:34 in Berlin: in the midst of the interview at Acme. */
export const NOW_MS = Date.UTC(2026, 2, 5, 13, 34);

/** An id that is told apart from others at a glance. */
export function id(word: string): string {
  return Array.from(word, (letter) => letter.charCodeAt(0).toString(16))
    .join("")
    .padEnd(32, "0")
    .slice(0, 32);
}

/** A time of that Thursday, in Berlin. */
export function at(hours: number, minutes: number, daysAgo = 0): number {
  return Date.UTC(2026, 2, 5 - daysAgo, hours - 1, minutes);
}

export const OPEN: Status = {
  stage: "open",
  device: "phone",
  journal: id("journal"),
  server: "https://sync.example.org",
  has_passphrase: true,
  paper: NOW_MS - 41 * DAY_MS,
  is_elsewhere: false,
  unsynced: 3,
  has_draft: false,
  devices: 2,
  synced_ms: at(9, 12),
  net: "idle",
  trouble: null,
  signs: [],
  is_persisted: true,
  has_update: false,
};
