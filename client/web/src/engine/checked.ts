/** What a check of the whole journal on this device found: the keys are those of the command line's `verify --json`. */
import type { Id, Sign } from "./port.ts";

export interface Checked {
  journal: Id;
  good: boolean;
  entries: number;
  newer: number;
  unreadable: number;
  /** Erased entries that still have a text, and texts that are destroyed, as they should be. */
  erased: number;
  destroyed: number;
  segments: number;
  devices: number;
  waiting: number;
  quarantined: number;
  forks: number;
  faults: string[];
  /** Eight letters: devices that show the same ones show the same views. */
  state: string;
  states: Sign[];
  /** Segments that were changed here and that a server had: how many, and how many of them have come back since. */
  damaged: number;
  mended: number;
}
