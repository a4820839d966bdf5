/** The list of devices, as the screens get it: who may read, how each is doing, and what this device may end. */
import type { Id } from "./port.ts";

export interface DevicesPage {
  fingerprint: string[];
  rows: {
    id: Id;
    name: string;
    is_this: boolean;
    is_paper: boolean;
    is_revoked: boolean;
    since_ms: number;
    /** When the words of this paper key last opened everything from here; null where they never did. */
    tried_ms: number | null;
    heard_ms: number | null;
    /** Days of silence worth naming; 0 where there are none. */
    silent_days: number;
    is_incomplete: boolean;
    may_revoke: boolean;
    /** Whom it admitted. */
    admitted: Id[];
    /** What it erased and what would be destroyed yet. `is_gone`: not here, and destroyed long ago, as it says. */
    erasures: { id: Id; text: string; is_gone: boolean }[];
  }[];
}
