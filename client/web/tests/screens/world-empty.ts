/** A journal that was just begun: no firm, nobody, nothing due, this phone alone. */
import { UNWEIGHED } from "./world-want.ts";
import { id, NOW_MS, OPEN } from "./worlds.ts";
import type { Imagined } from "./worlds.ts";

/** Nothing anywhere; firms and pages that need one answer with as little as there can be. */
export function empty(): Imagined {
  const row = {
    id: id("acme"),
    name: "Acme",
    firm: "Acme",
    role: "",
    stage: "interested",
    fit: null,
    coverage: 0,
    last: [],
    people: [],
    search: "acme",
  };
  return {
    nowMs: NOW_MS,
    status: {
      ...OPEN,
      server: "",
      has_passphrase: false,
      paper: "none",
      unsynced: 0,
      devices: 1,
      synced_ms: null,
      net: "never",
      is_persisted: null,
    },
    drafts: [],
    views: {
      capture: () => ({
        opportunity: null,
        interview: null,
        people: [],
        agenda: null,
        questions: [],
        stories: [],
        criteria: [],
        made_ms: NOW_MS,
      }),
      today: () => ({ day: "2026-03-05", interviews: [], prep: [], todos: [], unrated: [], jots: [] }),
      firms: () => [],
      firm: () => ({
        row,
        headline: "",
        weighed: "",
        fit: null,
        must_haves: [],
        criteria: [],
        contradictions: [],
        promises: [],
        flags: [],
        interviews: [],
      }),
      next: () => ({ minutes_left: null, heading: "", rows: [], not_worth: [] }),
      rate: () => ({
        interview: id("acme1"),
        opportunity: id("acme"),
        firm: "Acme",
        gut: "open",
        impression: null,
        cards: [],
        rated: 0,
        unknown: 0,
      }),
      replay: () => ({
        interview: id("acme1"),
        firm: "Acme",
        day: "2026-03-05",
        summary: "",
        steps: [],
        stops_ms: [],
        now_ms: NOW_MS,
      }),
      report: () => ({
        opportunity: id("acme"),
        name: "Acme",
        line: "",
        stage: "interested",
        weighed: "",
        reasons: [],
        gaps: [],
        ask: [],
        flips: [],
        never_asked: [],
        more: [],
      }),
      want: () => UNWEIGHED,
      devices: () => ({
        fingerprint: [],
        rows: [
          {
            id: id("phone"),
            name: "phone",
            is_this: true,
            is_paper: false,
            is_revoked: false,
            since_ms: NOW_MS,
            tried_ms: null,
            heard_ms: NOW_MS,
            silent_days: 0,
            is_incomplete: false,
            may_revoke: false,
            admitted: [],
            erasures: [],
          },
        ],
      }),
    },
  };
}

/** No journal yet: the very first start. */
export function first(): Imagined {
  const imagined = empty();
  return { ...imagined, status: { ...imagined.status, stage: "none", device: "", journal: "" } };
}
