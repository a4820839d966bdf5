/**
 * What is chosen by hand on the table: which firm a note is for, who speaks, in which form, how surely it was heard.
 *
 * - It is kept as drafts are: with the words that it is for, and once by itself, for words that are still to come.
 * - Ids alone are kept, and names are read from the journal again: what was erased there is not found here.
 * - Back comes what still makes sense: in the same interview, of people who are known. Outside of one, a firm comes
 *   back with its words, however old they are; without words only for an hour, as the next note may be on another.
 */
import { computed, signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { CapturePlan, Certainty, Draft, Form, Id } from "../engine/port.ts";
import type { Box } from "../parts/box.ts";
import type { Drafts } from "../parts/drafts.ts";

export type Firm = { id: Id; name: string; role: string };

export interface Choice {
  /** The firm chosen by hand, while no interview runs; its name is empty until it is read again. */
  firm: Firm | null;
  /** Said by hand: this note belongs to no firm yet. */
  isUnfiled: boolean;
  /** When that was said of the firm. */
  sinceMs: number;
  who: Id | null;
  /** The people shown without a further press. */
  seats: Id[];
  form: Form | null;
  certainty: Certainty;
  /** The answer that is followed up, and what it was to. */
  following: { answer: Id; asked: Id | null } | null;
}

/** What lies on the disk. `firm`: outside of an interview the one chosen, in one the firm that it is with. */
type Kept = Omit<Choice, "firm"> & { firm?: Id; interview?: Id };

const SEATS = 2;
const FRESH_MS = 3_600_000;
/** What each answer begins with. */
const PLAIN = { form: null, certainty: "fairly", following: null } as const;
const NOTHING = { isUnfiled: false, sinceMs: 0, who: null, seats: [], ...PLAIN };

export class Chosen {
  /** What is to be kept with words; empty where nothing was chosen. */
  readonly kept: ReadonlySignal<string>;
  readonly #now = signal<Choice>({ firm: null, ...NOTHING });
  readonly #plan: ReadonlySignal<CapturePlan>;

  constructor(plan: ReadonlySignal<CapturePlan>) {
    this.#plan = plan;
    this.kept = computed(() => {
      const { interview, opportunity } = plan.value;
      const { firm, ...said } = this.now;
      if (interview === null && firm === null && !said.isUnfiled) return "";
      const about = { firm: (interview === null ? firm : opportunity)?.id, interview: interview?.id };
      return JSON.stringify({ ...said, ...about });
    });
  }

  get now(): Choice {
    return this.#now.value;
  }

  set(change: Partial<Choice>): void {
    this.#now.value = { ...this.now, ...change };
  }

  /** From now on keep every choice at once: with the words in `box`, and by itself. */
  keepWith(box: Box, drafts: Drafts): void {
    let before = "";
    this.kept.subscribe((kept) => {
      const alone = this.#plan.value.interview !== null && this.now.who === null ? "" : kept;
      box.chose();
      if (alone !== before) void drafts.chose(alone);
      before = alone;
    });
  }

  /** Choose the firm of the note; null: it belongs to none yet. */
  file(firm: Firm | null, sinceMs: number): void {
    this.set({ firm, isUnfiled: firm === null, sinceMs });
  }

  /** Choose who speaks; somebody who had no seat takes the last one. */
  pick(who: Id | null): void {
    const { seats } = this.now;
    this.set({ who, seats: who === null || seats.includes(who) ? seats : [...seats.slice(0, SEATS - 1), who] });
  }

  /** The answer is saved: the next one has its own form, and who speaks stays. */
  answered(): void {
    this.set(PLAIN);
  }

  /** Another interview, or the first picture of one. `left`: the firm of the words that stay when it is over. */
  sitDown(plan: CapturePlan, left: Firm | null): void {
    const firm = plan.interview === null ? left : null;
    this.set({ seats: seated(plan), who: null, following: null });
    if (plan.interview !== null || firm !== null) this.set({ firm, isUnfiled: false });
  }

  /** Give seats that are empty to those who have come. */
  fill(plan: CapturePlan): void {
    if (this.now.seats.length < SEATS) this.set({ seats: seated(plan) });
  }

  /** Put back what was kept with a draft, as far as it makes sense by `plan`. */
  putBack({ text, chosen }: Draft, plan: CapturePlan, nowMs: number): void {
    const { firm, interview, who, seats, isUnfiled, sinceMs, ...how }: Kept = { ...NOTHING, ...JSON.parse(chosen || "{}") };
    if (plan.interview === null) {
      const isFresh = interview === undefined && nowMs - sinceMs < FRESH_MS;
      if (text !== "" || isFresh) this.set({ firm: firm ? { id: firm, name: "", role: "" } : null, isUnfiled, sinceMs });
    } else if (plan.interview.id === interview) {
      const isKnown = plan.people.some(({ id }) => id === who);
      this.set({ who: isKnown ? who : null, seats: seated(plan, seats), ...(text !== "" && how) });
    }
  }
}

/** Those of `seats` who are still there, then the others, as many as there is room for. */
function seated({ people }: CapturePlan, seats: readonly Id[] = []): Id[] {
  const known = people.map(({ id }) => id);
  return [...new Set([...seats.filter((id) => known.includes(id)), ...known])].slice(0, SEATS);
}
