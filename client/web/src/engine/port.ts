/**
 * What the screens ask of the engine: plain data in, plain data out, so that the engine can live in a worker.
 *
 * - An id is 32 hex digits. A time is milliseconds since 1970 UTC; a day is "2026-03-05"; minutes are whole.
 * - `write` takes events by their wire names and fields, exactly as core/FORMAT.md lists them; ids as hex.
 * - Views are what the core's projections return; their keys are those of the command line's `--json`.
 */

import type { Checked } from "./checked.ts";
import type { DevicesPage } from "./devices-page.ts";

export type Id = string;
export type Role = "boss" | "peer" | "report" | "leader" | "ex-employee" | "predecessor" | "hr" | "recruiter" | "other";
export type Form = "example" | "number" | "general" | "evasive" | "refused";
export type Certainty = "sure" | "fairly" | "unsure";

/** Where this device stands. `none`: no journal here; `lost`: there was one, and the browser has emptied its storage. */
export type Stage = "none" | "lost" | "locked" | "open";

/** One thing that is to be known; the words are those of the command line. */
export interface Sign {
  state: string;
  needs_eyes: boolean;
  what: string;
  /** What `acceptLoss` takes, where the person may settle it so. */
  loss?: Id;
}

export interface Status {
  stage: Stage;
  /** The name of this device; empty before there is one. */
  device: string;
  journal: Id;
  server: string;
  has_passphrase: boolean;
  /** The newest paper key: never made, made and not tried from here, or when it was last tried. */
  paper: "none" | "untried" | number;
  /** Whether another tab of this browser writes at the moment. */
  is_elsewhere: boolean;
  /** Entries that no other device and no server has yet; what every journal begins with is not counted among them. */
  unsynced: number;
  /** While locked: whether something that was typed and not saved waits to be opened. */
  has_draft: boolean;
  /** How many devices hold the journal, this one included, and when that was last true. */
  devices: number;
  synced_ms: number | null;
  net: "never" | "idle" | "syncing" | "offline" | "failed";
  /** Why the last exchange failed: what happened, what is kept, what to do; empty when it did not. */
  trouble: Trouble | null;
  signs: Sign[];
  is_persisted: boolean | null;
  /** A newer app is here and waits for a restart. */
  has_update: boolean;
}

/** A refusal: what happened, what is kept, what to do. The engine rejects with an EngineError that carries one. */
export interface Trouble {
  code: string;
  what: string;
  kept: string;
  mend: string;
}

export interface NewEvent {
  type: string;
  /** Fields by their names in FORMAT.md; `"$0"`, `"$1"` ... stand for the id of that entry of the same write. */
  fields: Record<string, unknown>;
  /** When it happened, if not now. */
  at_ms?: number;
}

export interface Written {
  ids: Id[];
  /** When the first of them was written here. */
  at_ms: number;
}

export interface Undone {
  /** The entries that were taken back. */
  ids: Id[];
  /** What was taken back, as the log names it. */
  what: string;
}

/**
 * What is typed and not saved yet, kept sealed. `where`: which box it is in, and what it belongs to; empty for what was
 * chosen alone, before a word of it is typed.
 */
export interface Draft {
  where: string;
  text: string;
  /** What was chosen by hand for these words; sealed as they are. */
  chosen?: string;
}

export interface Found {
  name: string;
  server?: string;
  code?: string;
  passphrase?: string;
}

export interface Join {
  /** The link of the QR, or nine words. */
  secret: string;
  server?: string;
  name: string;
  passphrase?: string;
}

/** `mailbox`: the address of what a page deletes that is closed before its person has answered: nobody is to wait. */
export type JoinStep =
  | { step: "found"; mailbox: string }
  | { step: "compare"; code: string; name: string }
  | { step: "admitted" }
  | { step: "fetching"; done: number; of: number }
  | { step: "done" };

export type InviteStep =
  | { step: "ready"; link: string; words: string[]; until_ms: number; mailbox: string }
  | { step: "compare"; code: string; name: string }
  | { step: "done"; name: string };

/** The screens' only way in. Every promise may reject with an EngineError. */
export interface Engine {
  /** The latest status, and every one after it. Returns what ends that. */
  watch(told: (status: Status) => void): () => void;

  found(how: Found): Promise<void>;
  /** Make a paper key (or a new one) and return its 24 words; nothing is in force before `confirmPaper`. */
  makePaper(): Promise<string[]>;
  confirmPaper(): Promise<void>;
  /**
   * Prove that the 24 words open what the server holds, and change nothing; not there where that cannot be done.
   *
   * `paper`: the row of the list of devices whose words they are.
   */
  tryPaper?(words: string[]): Promise<{ entries: number; paper: Id }>;
  join(how: Join, told: (step: JoinStep) => void): Promise<void>;
  invite(told: (step: InviteStep) => void): Promise<void>;
  /** Whether the codes on both screens are the same; ends the waiting of `join` or `invite`. */
  compare(isSame: boolean): Promise<void>;
  register(server: string, code: string): Promise<void>;

  unlock(passphrase: string): Promise<void>;
  lock(): Promise<void>;
  setPassphrase(now: string, next: string): Promise<void>;

  /** Keep what is typed; `isEmpty` forgets it. Resolves when it is on the disk. */
  keepDraft(draft: Draft, isEmpty: boolean): Promise<void>;
  drafts(): Promise<Draft[]>;

  /**
   * Write one batch; resolves when it is on the disk. Works while locked.
   *
   * `draft`: the place of the draft whose words are in it; it is gone in the same moment, so that no crash shows both.
   */
  write(events: NewEvent[], draft?: string): Promise<Written>;
  undo(): Promise<Undone | null>;
  erase(id: Id): Promise<void>;
  /** Everything that waits, sealed, as a file for another device of this journal. */
  exportUnsynced(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }>;

  sync(): Promise<void>;
  /** `mine`: which erasures of theirs stay; all others that still wait are cancelled. */
  revoke(device: Id, others: Id[], mine?: Id[]): Promise<void>;
  /** Delete keys, journal, drafts and memory from this browser, in all windows; the stage is then "none". Sends nothing. */
  leave(): Promise<void>;
  acceptLoss(id: Id): Promise<void>;
  /** Check everything on this device from the ground; what is damaged is fetched again. */
  verify(): Promise<Checked>;

  view<N extends keyof Views>(name: N, args: Views[N]["args"]): Promise<Views[N]["is"]>;
}

/** What the capture screen needs, and nothing more: kept apart, so that no history is read before the first letter. */
export interface CapturePlan {
  opportunity: { id: Id; name: string; role: string } | null;
  interview: { id: Id; kind: string; began_ms: number; ends_ms: number | null } | null;
  people: { id: Id; name: string; role: Role }[];
  /** The plan that the questions are lines of; null where they are merely what is best asked now. */
  agenda: Id | null;
  questions: {
    n: number;
    id: Id | null;
    text: string;
    minutes: number;
    reason: string;
    is_asked: boolean;
    /** Whom it is due to be asked of. */
    contacts: Id[];
    /** When it was asked in this interview: the entries that say so, and of whom. */
    askings: { id: Id; contacts: Id[] }[];
  }[];
  stories: { id: Id; title: string }[];
  criteria: { id: Id; name: string }[];
  made_ms: number;
}

export interface Today {
  day: string;
  interviews: {
    id: Id;
    opportunity: Id;
    firm: string;
    people: { name: string; role: Role }[];
    starts_ms: number | null;
    length_minutes: number | null;
    medium: string;
    first_question: string;
    is_open: boolean;
  }[];
  /** `kind`: that of the planned step, which its completion repeats. */
  prep: {
    id: Id | null;
    opportunity: Id;
    firm: string;
    kind: string;
    text: string;
    hint: string;
    minutes: number;
    is_done: boolean;
  }[];
  /** `waits`: it was sent, and is to be looked at again on the day `due`. */
  todos: {
    id: Id;
    opportunity: Id | null;
    what: string;
    about: string;
    due: string | null;
    days_late: number;
    waits: boolean;
  }[];
  /** Answers that wait for a rating, and jots that wait to be filed. */
  unrated: { interview: Id; firm: string; count: number }[];
  jots: { id: Id; opportunity: Id | null; text: string; at_ms: number }[];
}

export interface FirmRow {
  id: Id;
  name: string;
  firm: string;
  role: string;
  stage: string;
  fit: number | null;
  coverage: number;
  /** The last facts, newest first: what one wants to know when the phone rings. */
  last: { id: Id; at_ms: number; text: string }[];
  people: { id: Id; name: string; role: Role }[];
  search: string;
}

export interface FirmPage {
  row: FirmRow;
  headline: string;
  /** How the weights were given; empty where nobody was asked, and all criteria count alike. */
  weighed: string;
  fit: { fit: number; low: number; high: number; coverage: number; baseline: number; baseline_coverage: number } | null;
  must_haves: { id: Id; name: string; why: string; state: "met" | "open" | "failed" }[];
  criteria: { id: Id; name: string; value: number | null; weight: number; coverage: number }[];
  contradictions: { text: string; detail: string; ids: Id[] }[];
  promises: { id: Id; text: string; who: string; at_ms: number; is_written: boolean }[];
  flags: { id: Id; text: string; severity: string; is_open: boolean }[];
  interviews: { id: Id; number: number; at_ms: number; people: string[]; is_over: boolean }[];
}

export interface NextPage {
  minutes_left: number | null;
  heading: string;
  rows: {
    n: number;
    question: Id | null;
    text: string;
    who: { id: Id; name: string } | null;
    minutes: number;
    /** One short claim, then what would follow. */
    claim: string;
    because: string;
    /** Between 0 and 1, of the best. */
    share: number;
    worth: number;
    by_mail: boolean;
  }[];
  not_worth: { text: string; reason: string }[];
}

export interface RatingCards {
  interview: Id;
  opportunity: Id;
  firm: string;
  gut: "open" | "sealed" | "shown";
  /** The gut feeling itself, once it is shown. */
  impression: { gut: number; words: string } | null;
  cards: {
    evidence: Id;
    who: string;
    form: Form;
    at_ms: number;
    question: string;
    text: string;
    criterion: Id;
    criterion_name: string;
    shape: "more" | "less" | "ideal";
    is_yes_no: boolean;
    /** The words at 1 to 5; empty where there are none. */
    anchors: [string, string, string, string, string];
  }[];
  rated: number;
  /** How many of those got no number: they cannot be told from the answer. */
  unknown: number;
}

export interface ReplayPage {
  interview: Id;
  firm: string;
  day: string;
  summary: string;
  steps: {
    id: Id;
    at_ms: number;
    kind: "asked" | "noted" | "promise" | "flag" | "got" | "said" | "saw" | "rated" | "follow" | "other";
    text: string;
    detail: string;
    /** Which later entry changed it, and how. */
    later: string;
  }[];
  /** The times that a slider may stop at. */
  stops_ms: number[];
  now_ms: number;
}

/** The decision report in words: the first page of the command line's `report`. */
export interface ReportPage {
  opportunity: Id;
  name: string;
  line: string;
  stage: string;
  /** How the weights were given; empty where nobody was asked, and all criteria count alike. */
  weighed: string;
  reasons: string[];
  gaps: string[];
  ask: string[];
  flips: string[];
  never_asked: string[];
  /** Every further line, as label and text. */
  more: { label: string; text: string }[];
}

/** What the person wants of the next job, and what the present one is like. */
export interface WantPage {
  /** How the weights were given; empty where nobody was asked, and all criteria count alike. */
  weighed: string;
  /** Every criterion in force: those that weigh something first, the heaviest first. */
  criteria: {
    id: Id;
    name: string;
    lens: string;
    sphere: string;
    shape: "more" | "less" | "ideal";
    yes_no: boolean;
    /** The best rating where neither end is; null where it was not said. */
    ideal: number | null;
    ideals: { level: string; ideal: number }[];
    /** The words at 1 to 5; empty where there are none. */
    anchors: [string, string, string, string, string];
    weight: number;
    /** What was said when it was weighed last: of 100; null where nothing was. */
    points: number | null;
    /** The present job, 1 to 5. */
    present: number | null;
  }[];
  /** `threshold`: 1 to 5; null for a yes or no. */
  must_haves: { id: Id; name: string; threshold: number | null; negotiable: boolean }[];
  /** The points given last, as they were said; none where it was weighed otherwise. */
  answers: { criterion: Id; points: number }[];
  /** How the person likes to work: 1 is `low`, 5 is `high`. */
  styles: { scale: string; level: number; low: string; high: string }[];
  /** How the present job fits, and on how much of the weight it was rated. */
  present: number;
  present_coverage: number;
  /** Whether the criteria that a journal can begin with were put into it. */
  has_starter: boolean;
}

export interface Views {
  capture: { args: Record<string, never>; is: CapturePlan };
  today: { args: Record<string, never>; is: Today };
  firms: { args: { search?: string }; is: FirmRow[] };
  firm: { args: { id: Id }; is: FirmPage };
  next: { args: { id: Id; interview?: Id }; is: NextPage };
  rate: { args: { interview: Id }; is: RatingCards };
  replay: { args: { interview: Id; at_ms?: number }; is: ReplayPage };
  report: { args: { id: Id }; is: ReportPage };
  devices: { args: Record<string, never>; is: DevicesPage };
  want: { args: Record<string, never>; is: WantPage };
}
