/** A journal in trouble: offline, a server that went back, long names, long texts, nothing to fall back on. */
import type { DevicesPage } from "../../src/engine/devices-page.ts";
import type { WantPage } from "../../src/engine/port.ts";
import { DEVICES, FIRM, REPLAY, REPORT, ROWS, TODAY } from "./world-rich.ts";
import { UNWEIGHED } from "./world-want.ts";
import { CAPTURE, NEXT, RATE } from "./world-rich-room.ts";
import { at, DAY_MS, id, NOW_MS, OPEN } from "./worlds.ts";
import type { Imagined } from "./worlds.ts";

const LONG_FIRM = "Vereinigte Donaudampfschifffahrtsgesellschaft für Datenverarbeitung";
const LONG_ROLE = "Senior Principal Data Infrastructure Engineer (m/f/d), part-time";
const LONG_QUESTION =
  "When a method is disputed between two people who both have good reasons, who settles it, when must others be brought in, and what happened the last time that this was the case in your team?";
const LONG_ANSWER =
  "She said that usually the person whose name is on the ticket decides, unless money above 2,000 euro is touched; then it goes to her, and above 10,000 to a board that meets every second Thursday. ".repeat(
    4,
  );
const LONG_NAME = "Wilhelmina Featherstonehaugh-Oyelaran";

const PEOPLE = [
  { id: id("long"), name: LONG_NAME, role: "ex-employee" as const },
  ...CAPTURE.people,
  { id: id("x"), name: "Șt", role: "other" as const },
];

/** Made on this phone a year after the first, and not tried yet. */
const SECOND_PAPER: DevicesPage["rows"] = DEVICES.rows
  .filter((one) => one.is_paper)
  .map((one) => ({ ...one, id: id("paper2"), name: "paper 2", since_ms: NOW_MS, tried_ms: null, may_revoke: true }));

/** What is longest and worst in every place. */
export function poor(): Imagined {
  const opportunity = { id: id("acme"), name: LONG_FIRM, role: LONG_ROLE };
  const row = {
    ...(ROWS[0] ?? FIRM.row),
    name: LONG_FIRM,
    firm: LONG_FIRM,
    role: LONG_ROLE,
    fit: null,
    coverage: 0,
    people: PEOPLE,
  };
  return {
    nowMs: NOW_MS,
    status: {
      ...OPEN,
      unsynced: 1234,
      net: "offline",
      paper: "untried",
      is_persisted: false,
      has_update: true,
      synced_ms: at(9, 12, 19),
      trouble: {
        code: "no-answer",
        what: "No answer from https://sync.example.org.",
        kept: "1,234 entries wait on this phone.",
        mend: "Sync later; you can go on writing.",
      },
      signs: [
        {
          state: "went-back",
          needs_eyes: true,
          what: "The server had lost 12 entries that it had confirmed. They were sent again; nothing is missing.",
        },
        {
          state: "missing",
          needs_eyes: true,
          what: "3 segments of the old tablet were seen once and cannot be had.",
          loss: id("loss"),
        },
      ],
    },
    drafts: [{ where: `answer/${id("acme2")}/3`, text: LONG_ANSWER }],
    views: {
      capture: () => ({
        ...CAPTURE,
        opportunity,
        interview: { id: id("acme2"), kind: "panel", began_ms: NOW_MS - 3_900_000, ends_ms: NOW_MS - 1_200_000 },
        people: PEOPLE,
        questions: CAPTURE.questions.map((one) => ({ ...one, text: LONG_QUESTION })),
        stories: [
          ...CAPTURE.stories,
          { id: id("long"), title: "how I moved four hundred tables in one night and told nobody" },
          { id: id("s4"), title: "conflict" },
        ],
      }),
      today: () => ({
        ...TODAY,
        interviews: TODAY.interviews.map((one) => ({
          ...one,
          firm: LONG_FIRM,
          people: PEOPLE,
          first_question: LONG_QUESTION,
          starts_ms: null,
          length_minutes: null,
        })),
        todos: TODAY.todos.map((one) => ({ ...one, what: LONG_QUESTION, days_late: 40 })),
        jots: [{ id: id("jot1"), opportunity: null, text: LONG_ANSWER, at_ms: at(18, 5, 1) }],
      }),
      firms: () => Array.from({ length: 30 }, (_, n) => ({ ...row, id: id(`firm${n}`) })),
      firm: () => ({
        ...FIRM,
        row,
        fit: null,
        headline: "Nothing is known yet, so nothing is recommended",
        weighed: "",
        must_haves: FIRM.must_haves.map((one) => ({ ...one, name: LONG_ROLE, state: "failed" as const })),
      }),
      next: () => ({
        ...NEXT,
        minutes_left: null,
        heading: "",
        rows: NEXT.rows.map((one) => ({ ...one, text: LONG_QUESTION, who: PEOPLE[0] ?? null, because: LONG_QUESTION })),
      }),
      rate: () => ({
        ...RATE,
        firm: LONG_FIRM,
        gut: "open",
        cards: RATE.cards.map((one) => ({
          ...one,
          who: `${LONG_NAME}, former employee`,
          text: LONG_ANSWER,
          anchors: ["", "", "", "", ""] as [string, string, string, string, string],
        })),
      }),
      replay: () => ({
        ...REPLAY,
        firm: LONG_FIRM,
        steps: REPLAY.steps.map((one) => ({ ...one, text: LONG_ANSWER, later: "taken back on 6 March" })),
      }),
      report: () => ({ ...REPORT, weighed: "", name: LONG_FIRM, line: LONG_QUESTION, reasons: [LONG_ANSWER] }),
      want: () => ({
        ...UNWEIGHED,
        criteria: UNWEIGHED.criteria.map((one) => ({
          ...one,
          name: `${one.name} ${LONG_FIRM}`,
          anchors: [LONG_QUESTION, "", "", "", LONG_ROLE] as WantPage["criteria"][number]["anchors"],
        })),
      }),
      devices: () => ({
        ...DEVICES,
        rows: [
          ...DEVICES.rows.map((one) => ({
            ...one,
            name: LONG_NAME,
            is_incomplete: true,
            silent_days: 400,
            heard_ms: NOW_MS - 400 * DAY_MS,
          })),
          ...SECOND_PAPER,
        ],
      }),
    },
  };
}
