/** Two firms, an interview at one of them under way, and every list with something in it. */
import type { DevicesPage } from "../../src/engine/devices-page.ts";
import type { FirmPage, FirmRow, ReplayPage, ReportPage, Today } from "../../src/engine/port.ts";
import { ANA, BEN, CAPTURE, CARLA, HOURS, NEXT, RATE, TRAINING } from "./world-rich-room.ts";
import { WEIGHED } from "./world-want.ts";
import { at, DAY_MS, id, NOW_MS, OPEN } from "./worlds.ts";
import type { Imagined } from "./worlds.ts";

export const TODAY: Today = {
  day: "2026-03-05",
  interviews: [
    {
      id: id("acme2"),
      opportunity: id("acme"),
      firm: "Acme",
      people: [ANA, BEN],
      starts_ms: at(14, 1),
      length_minutes: 45,
      medium: "video",
      first_question: TRAINING,
      is_open: true,
    },
    {
      id: id("birch2"),
      opportunity: id("birch"),
      firm: "Birch",
      people: [{ name: "Dev", role: "boss" }],
      starts_ms: at(17, 30),
      length_minutes: 30,
      medium: "phone",
      first_question: HOURS,
      is_open: false,
    },
  ],
  prep: [
    {
      id: id("prep1"),
      opportunity: id("birch"),
      firm: "Birch",
      kind: "people",
      text: "Pick two stories for the call",
      hint: "They probe for: failure, conflict",
      minutes: 5,
      is_done: false,
    },
    {
      id: id("prep2"),
      opportunity: id("birch"),
      firm: "Birch",
      kind: "firm",
      text: "Who would be my boss’s boss?",
      hint: "Ask the recruiter or look it up",
      minutes: 5,
      is_done: false,
    },
    {
      id: id("prep3"),
      opportunity: id("birch"),
      firm: "Birch",
      kind: "role",
      text: "Recent projects and news",
      hint: "",
      minutes: 0,
      is_done: true,
    },
  ],
  todos: [
    {
      id: id("todo1"),
      opportunity: id("birch"),
      what: "Thank Carla",
      about: "Birch, mail",
      due: "2026-03-04",
      days_late: 1,
      waits: false,
    },
    {
      id: id("todo2"),
      opportunity: id("acme"),
      what: "Three remote days in writing",
      about: "Acme, Ana, mail",
      due: "2026-03-05",
      days_late: 0,
      waits: false,
    },
    {
      id: id("todo3"),
      opportunity: id("birch"),
      what: "Chase the take-home result",
      about: "Birch, silent for 7 days",
      due: "2026-03-05",
      days_late: 0,
      waits: true,
    },
  ],
  unrated: [{ interview: id("birch1"), firm: "Birch", count: 5 }],
  jots: [
    {
      id: id("jot1"),
      opportunity: null,
      text: "Carla rang: they decide on Friday, and the team moves to the new office in May",
      at_ms: at(18, 5, 1),
    },
  ],
};

const ACME: FirmRow = {
  id: id("acme"),
  name: "Acme",
  firm: "Acme",
  role: "Data engineer",
  stage: "interviewing",
  fit: 0.66964,
  coverage: 0.48571,
  last: [
    { id: id("last1"), at_ms: at(14, 34), text: "Ana: sent two people to a course, one moved up" },
    { id: id("last2"), at_ms: at(11, 0, 2), text: "Carla: 3 remote days are fine" },
  ],
  people: [ANA, BEN, CARLA],
  search: "acme data engineer ana ben carla",
};

const BIRCH: FirmRow = {
  id: id("birch"),
  name: "Birch",
  firm: "Birch",
  role: "Platform engineer",
  stage: "screening",
  fit: 0.63333,
  coverage: 0.66667,
  last: [{ id: id("last3"), at_ms: at(10, 0, 1), text: "Dev: promises a mentor in the first month" }],
  people: [{ id: id("dev"), name: "Dev", role: "boss" }],
  search: "birch platform engineer dev",
};

const OLD: FirmRow = {
  ...BIRCH,
  id: id("old"),
  name: "Cedar",
  firm: "Cedar",
  role: "",
  stage: "declined",
  fit: null,
  coverage: 0,
  last: [],
  people: [],
  search: "cedar",
};

export const ROWS = [ACME, BIRCH, OLD];

export const FIRM: FirmPage = {
  row: ACME,
  headline: "Ask more before deciding",
  weighed: "swing",
  fit: { fit: 0.66964, low: 0.52308, high: 0.8162, coverage: 0.48571, baseline: 0.625, baseline_coverage: 1 },
  must_haves: [
    { id: id("remote"), name: "3 remote days", why: "The recruiter said yes; 2 in 3", state: "open" },
    { id: id("travel"), name: "no travel abroad", why: "In the posting and from Ana", state: "met" },
  ],
  criteria: [
    { id: id("autonomy"), name: "autonomy", value: 0.78929, weight: 0.5, coverage: 0.77143 },
    { id: id("growth"), name: "growth", value: 0.58333, weight: 0.3, coverage: 0.33333 },
    { id: id("balance"), name: "balance", value: null, weight: 0.2, coverage: 0 },
  ],
  contradictions: [
    {
      text: "Who signs for spending?",
      detail: "Ana, 2 Mar: you, to 2,000. Ana, 5 Mar: to 500.",
      ids: [id("c1"), id("c2")],
    },
  ],
  promises: [
    { id: id("promise1"), text: "1,500 a year for training", who: "Ana", at_ms: at(14, 36), is_written: false },
    { id: id("promise2"), text: "Start after 1 May", who: "Ana", at_ms: at(9, 0, 2), is_written: true },
  ],
  flags: [{ id: id("flag1"), text: "open twice in two years", severity: "light", is_open: true }],
  interviews: [
    { id: id("acme1"), number: 1, at_ms: at(11, 0, 2), people: ["Carla"], is_over: true },
    { id: id("acme2"), number: 2, at_ms: at(14, 1), people: ["Ana", "Ben"], is_over: false },
  ],
};

function step(
  name: string,
  atMs: number,
  kind: ReplayPage["steps"][number]["kind"],
  text: string,
  detail: string,
  later = "",
): ReplayPage["steps"][number] {
  return { id: id(name), at_ms: atMs, kind, text, detail, later };
}

export const REPLAY: ReplayPage = {
  interview: id("acme2"),
  firm: "Acme",
  day: "2026-03-05",
  summary: "Asked 4 of 6 planned. Not asked: career path, why the post is open.",
  steps: [
    step("s1", at(14, 33), "asked", "A training plan, and what came of it?", "I asked Ana"),
    step(
      "s2",
      at(14, 34),
      "noted",
      "Sent two people to a course, one moved up. Budget 1,500 a year.",
      "Ana, example, sure",
      "corrected 6 Mar: 1,800 a year",
    ),
    step("s3", at(14, 36), "promise", "1,500 a year for training", "spoken, not in writing"),
    step("s4", at(14, 41), "got", "Tell us of a project that failed.", "Ben asked"),
    step(
      "s5",
      at(14, 42),
      "said",
      "The migration: two weeks late, told the board in week one, kept the data.",
      "the migration story",
    ),
    step("s6", at(14, 52), "asked", "Hours in the last busy month?", "I asked Ana"),
    step("s7", at(14, 53), "noted", "It depends, everyone pulls together.", "Ana, evasive, sure"),
    step("s8", at(14, 53), "flag", "hours not answered, asked twice", "serious"),
    step("s9", at(15, 21), "rated", "Rated 4 on growth", "her answer of 14:34"),
  ],
  stops_ms: [at(14, 33), at(14, 34), at(14, 36), at(14, 41), at(14, 42), at(14, 52), at(14, 53), at(15, 21)],
  now_ms: at(18, 0),
};

export const REPORT: ReportPage = {
  opportunity: id("acme"),
  name: "Acme",
  line: "ASK MORE about acme, before you go on.",
  stage: "interviewing",
  weighed: "swing",
  reasons: ["3 remote days is only the recruiter’s word", "no clear winner: acme is best in 0.51 of the cases"],
  gaps: ["it rests on autonomy; balance is unknown, growth one recruiter"],
  ask: ["office days, in writing (Ana): worth up to 0.0298 fit", "hours in a busy month (Ben): 0.0044 in 2 min"],
  flips: ["Ana’s 5 read as 4: fit 0.62, under your present job", "Ben’s 4 read as 3: fit 0.62, under your present job"],
  never_asked: ["which of your needs do I meet"],
  more: [
    { label: "flags", text: "1 flag, light, 1 source" },
    { label: "gut", text: "sealed until the ratings are in" },
  ],
};

export const DEVICES: DevicesPage = {
  fingerprint: ["9kd4", "rw2f"],
  rows: [
    {
      id: id("paper"),
      name: "paper",
      is_this: false,
      is_paper: true,
      is_revoked: false,
      since_ms: NOW_MS - 90 * DAY_MS,
      tried_ms: NOW_MS - 41 * DAY_MS,
      heard_ms: null,
      silent_days: 0,
      is_incomplete: false,
      may_revoke: false,
      admitted: [id("laptop")],
      erasures: [],
    },
    {
      id: id("laptop"),
      name: "laptop",
      is_this: false,
      is_paper: false,
      is_revoked: false,
      since_ms: NOW_MS - 90 * DAY_MS,
      tried_ms: null,
      heard_ms: at(8, 40),
      silent_days: 0,
      is_incomplete: false,
      may_revoke: false,
      admitted: [id("phone"), id("tablet")],
      erasures: [],
    },
    {
      id: id("phone"),
      name: "phone",
      is_this: true,
      is_paper: false,
      is_revoked: false,
      since_ms: NOW_MS - 80 * DAY_MS,
      tried_ms: null,
      heard_ms: NOW_MS,
      silent_days: 0,
      is_incomplete: false,
      may_revoke: false,
      admitted: [],
      erasures: [],
    },
    {
      id: id("tablet"),
      name: "old tablet",
      is_this: false,
      is_paper: false,
      is_revoked: false,
      since_ms: NOW_MS - 70 * DAY_MS,
      tried_ms: null,
      heard_ms: NOW_MS - 19 * DAY_MS,
      silent_days: 19,
      is_incomplete: false,
      may_revoke: true,
      admitted: [],
      erasures: [
        { id: id("erased1"), text: "“Two rounds of layoffs, and nobody was told before”", is_gone: false },
        { id: id("erased2"), text: "“Ana was cut off twice by her boss”", is_gone: false },
        { id: id("erased3"), text: "entry 5kq0t9", is_gone: true },
      ],
    },
  ],
};

/** Every list has something in it, and three entries wait to be carried on. */
export function rich(): Imagined {
  return {
    nowMs: NOW_MS,
    status: { ...OPEN },
    drafts: [],
    views: {
      capture: () => CAPTURE,
      today: () => TODAY,
      firms: ({ search = "" }) => ROWS.filter((row) => row.search.includes(search.toLowerCase())),
      firm: () => FIRM,
      next: () => NEXT,
      rate: () => RATE,
      replay: () => REPLAY,
      report: () => REPORT,
      devices: () => DEVICES,
      want: () => WEIGHED,
    },
  };
}
