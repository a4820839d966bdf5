/**
 * The plan of an interview, built for so many minutes and the people present.
 *
 * - Must-haves that are open come first, then what matters, then what was left over from earlier interviews, then red
 *   flags, then second questions on what matters; late ones, and what they think of me, come last.
 * - What matters is ordered by what asking those present is worth a minute; where that is the same, or there is no
 *   present job to beat, by weight x (1 - coverage).
 * - Each criterion that matters keeps one line, however little it weighs. Where that is more than the time, a question is
 *   asked of one person instead of several, and what is neither must-have nor criterion is left out. Where nothing was
 *   weighed, nothing shows what matters: only as many criteria are asked about as my share of the time holds.
 * - My questions fill a share of the time; the rest is theirs.
 * - What everybody present was asked already is not planned again.
 */

import { decimals } from "../analysis/rounding.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { AgendaLine } from "../events/prep.ts";
import type { Case, Mine } from "../journal/state.ts";
import { type Key, sortedBy, sum } from "../order.ts";
import {
  AskedPairs,
  type Candidate,
  about,
  candidates,
  forOne,
  isFeedback,
  isFlag,
  isLate,
  minutesOf,
  settling,
  tellingWord,
} from "./candidates.ts";
import { unaskedLines } from "./debrief.ts";
import { nameOf } from "./matters.ts";
import { wordsKey } from "./pieces.ts";
import { plain } from "./plan.ts";
import { type Prices, prices } from "./prices.ts";
import { type Standing, mustHaveVerdict, standingOf } from "./standing.ts";

const MUST = 0;
const CRITERION = 1;
const LEFT_OVER = 2;
const FLAG = 3;
const EXTRA = 4;
const LATE = 5;
const FREE_MINUTES = 2;
const FLAG_ABOUT = "flag";
const FIT_ABOUT = "fit";

type Score = readonly [perMinute: number, unknown: number];
const NO_SCORE: Score = [0, 0];

const EMPTY_LINE: AgendaLine = {
  question: null,
  text: "",
  contacts: [],
  minutes: 0,
  criterion: null,
  about: "",
  reason: "",
  late: false,
};

/** A line in the making: what `group` it stands in, and its `score` among its own, the larger the sooner. */
interface Draft {
  readonly group: number;
  readonly score: Score;
  readonly line: AgendaLine;
  readonly eachMinutes: number;
}

/** A plan in the making: what earlier interviews left, what is still `free` to be asked, and what stands. */
class Drafting {
  #drafts: Draft[] = [];

  constructor(
    readonly mine: Mine,
    readonly opportunity: Case,
    readonly standing: Standing,
    readonly present: readonly Id[],
    readonly left: readonly AgendaLine[],
    private free: readonly Candidate[],
    readonly prices: Prices | null,
  ) {}

  /** The minutes of all lines. */
  get minutes(): number {
    return sum(this.#drafts.map((draft) => draft.line.minutes));
  }

  /** Return the lines in the order of asking. */
  ordered(): AgendaLine[] {
    const key = ({ group, score }: Draft): Key => [group, -score[0], -score[1]];
    return sortedBy(this.#drafts, key).map((draft) => draft.line);
  }

  /** Put one line for each must-have that is open, to the one person whose word counts most. */
  putMustHaves(): void {
    for (const mustHave of this.standing.matters.mustHaves.values()) {
      if (mustHaveVerdict(this.mine, this.standing, mustHave) !== "open") continue;
      const { criterion } = mustHave;
      const name = nameOf(this.mine, criterion);
      const line = { ...EMPTY_LINE, criterion, about: tellingWord(name), reason: "must-have, open" };
      const [found] = settling(this.mine, criterion, this.free);
      if (found !== undefined) {
        this.#take(found, MUST, [1, 0], line, forOne(found));
      } else if (this.present.length > 0) {
        const kind = mustHave.threshold === null ? "is that so" : "how good is it";
        const text = `${name}: ${kind} here, and can I have it in writing?`;
        this.#write(MUST, { ...line, text, contacts: this.present.slice(0, 1), minutes: FREE_MINUTES });
      }
    }
  }

  /** Put one line for each criterion that matters, unless a line asks about it already. */
  putCriteria(): void {
    const kept = new Set(this.left.map((line) => line.question));
    for (const criterion of this.#byNeed()) {
      const found = about(criterion, this.free);
      const best = found.find((one) => one.suited && kept.has(one.question.id)) ?? found[0];
      if (best === undefined || this.#asksAbout(criterion)) continue;
      this.#take(best, CRITERION, this.#score(criterion), this.#lineOn(criterion));
    }
  }

  /** Put what earlier interviews left unasked, of those who are present. */
  putLeftOver(): void {
    for (const before of this.left) {
      const line = { ...before, reason: "left over from an earlier interview" };
      if (line.question === null) {
        const here = line.contacts.filter((one) => this.present.includes(one));
        this.#write(LEFT_OVER, { ...line, contacts: here.length > 0 ? here : this.present.slice(0, 1) });
      }
      for (const one of this.free.filter((free) => free.question.id === line.question)) {
        this.#take(one, LEFT_OVER, NO_SCORE, line);
      }
    }
  }

  /** Put a line for each flag that is open and not light, and the question that brings flags to light. */
  putFlags(): void {
    const contacts = this.present.slice(0, 1);
    for (const { event, resolved } of this.opportunity.flags.values()) {
      if (resolved !== null || event.severity === "light" || this.present.length === 0) continue;
      const text = `I noticed: ${event.text}. What is behind it?`;
      const reason = `${event.severity} flag, open`;
      this.#write(FLAG, { ...EMPTY_LINE, about: FLAG_ABOUT, contacts, text, minutes: FREE_MINUTES, reason });
    }
    const line = { ...EMPTY_LINE, about: FLAG_ABOUT, reason: "brings red flags to light", contacts };
    const one = this.free.find((free) => isFlag(free.question));
    if (one !== undefined) this.#take(one, FLAG, NO_SCORE, line);
  }

  /** Put the question what they think of me, at the end. */
  putTheirView(): void {
    const line = { ...EMPTY_LINE, about: FIT_ABOUT, reason: "their view of you", late: true };
    const one = this.free.find((free) => isFeedback(free.question));
    if (one !== undefined) this.#take(one, LATE, NO_SCORE, line);
  }

  /** Bring the plan down to `minutes`, as far as every criterion that matters keeps its line. */
  shorten(minutes: number): void {
    for (const draft of this.#drafts.toReversed()) {
      if (this.minutes <= minutes || draft.line.contacts.length <= 1) continue;
      const line = { ...draft.line, contacts: draft.line.contacts.slice(0, 1), minutes: draft.eachMinutes };
      this.#drafts = this.#drafts.map((one) => (one === draft ? { ...draft, line } : one));
    }
    const { matters } = this.standing;
    if (matters.method === "") {
      const own = this.#drafts.filter((draft) => draft.group === CRITERION);
      this.#drop(own.reverse(), Math.trunc(minutes * DEFAULTS.ownShare));
    }
    const isExtra = ({ criterion }: AgendaLine): boolean => criterion === null || !matters.has(criterion);
    const extra = this.#drafts.filter((draft) => isExtra(draft.line));
    this.#drop(
      sortedBy(extra, (draft) => [draft.group]),
      minutes,
    );
  }

  /** Add a second and a third question on what matters, the most needed first, as far as `minutes` go. */
  fill(minutes: number): void {
    const wanted = this.#byNeed();
    for (let isAdded = true; isAdded; ) {
      isAdded = false;
      for (const criterion of wanted) {
        const fits = (one: Candidate): boolean => one.suited && this.minutes + minutesOf(one) <= minutes;
        const found = about(criterion, this.free).find(fits);
        if (found === undefined) continue;
        this.#take(found, EXTRA, this.#score(criterion), this.#lineOn(criterion));
        isAdded = true;
      }
    }
  }

  /** Put the question of `one` on the plan, with what `line` says of it; `as`: for whom it is asked. */
  #take(one: Candidate, group: number, score: Score, line: AgendaLine, as: Candidate = one): void {
    const { id: question, event } = one.question;
    const late = isLate(one.question) || line.late;
    const filled = { ...line, question, contacts: as.contacts, minutes: minutesOf(as), late };
    this.#drafts.push({ group: late ? LATE : group, score, line: filled, eachMinutes: event.minutes });
    this.free = this.free.filter((free) => free !== one);
  }

  /** Put a question in words of its own on the plan, unless it was asked or stands there already. */
  #write(group: number, line: AgendaLine): void {
    const words = plain(line.text);
    const isAsked = new AskedPairs(this.opportunity).has(wordsKey(words), line.contacts[0] ?? null);
    if (isAsked || this.#drafts.some((draft) => plain(draft.line.text) === words)) return;
    this.#drafts.push({ group: line.late ? LATE : group, score: NO_SCORE, line, eachMinutes: line.minutes });
  }

  /** Return what asking is worth a minute, and weight x (1 - coverage): how much there is to find out. */
  #score(criterion: Id): Score {
    const unknown = this.standing.matters.weight(criterion) * (1 - this.standing.believed(criterion).coverage);
    return [this.prices?.bestOn(criterion) ?? 0, unknown];
  }

  /** Return what weighs, the most needed first. */
  #byNeed(): Id[] {
    return sortedBy(this.standing.matters.weights.keys(), (one) => {
      const [perMinute, unknown] = this.#score(one);
      return [-perMinute, -unknown, one];
    });
  }

  /** Return whether a line of the plan asks about `criterion` already. */
  #asksAbout(criterion: Id): boolean {
    const asked = this.#drafts.map(({ line }) => line.question).filter((question) => question !== null);
    return asked.some((question) => this.mine.questions.get(question)?.event.criteria.includes(criterion));
  }

  /** Return an empty line about `criterion`, with its reason. */
  #lineOn(criterion: Id): AgendaLine {
    const { coverage } = this.standing.believed(criterion);
    const { matters } = this.standing;
    const known = coverage > 0 ? `coverage ${decimals(coverage)}` : "nothing known";
    const weight = matters.method === "" ? "" : `weighs ${decimals(matters.weight(criterion))}, `;
    return { ...EMPTY_LINE, criterion, reason: `${weight}${known}${this.#priceWords(criterion)}` };
  }

  /** Return what asking about `criterion` is worth, where that can be told. */
  #priceWords(criterion: Id): string {
    if (this.prices === null) return "";
    const best = this.prices.bestOn(criterion);
    return best > 0 ? `, worth ${decimals(best, 4)} fit a minute` : ", no one answer changes your mind";
  }

  /** Drop lines, the first first, as long as all take more than `minutes`. */
  #drop(dispensable: readonly Draft[], minutes: number): void {
    for (const draft of dispensable) {
      if (this.minutes > minutes) this.#drafts = this.#drafts.filter((one) => one !== draft);
    }
  }
}

/** Return the lines of a plan of `interview` for `minutes` with the contacts `present`, in order of asking. */
export function planLines(
  mine: Mine,
  opportunity: Case,
  present: readonly Id[],
  minutes: number,
  interview: Id | null = null,
  settings: Settings = DEFAULTS,
): AgendaLine[] {
  const standing = standingOf(mine, opportunity, settings);
  const people = standing.people.weighty(present);
  const left = leftOver(mine, opportunity, interview);
  const free = candidates(mine, opportunity, standing.people, people);
  const priced = prices(mine, opportunity, people, settings);
  const plan = new Drafting(mine, opportunity, standing, people, left, free, priced);
  plan.putMustHaves();
  plan.putCriteria();
  plan.putLeftOver();
  plan.putFlags();
  plan.putTheirView();
  plan.shorten(minutes);
  plan.fill(Math.trunc(minutes * DEFAULTS.ownShare));
  return plan.ordered();
}

/** Return what is still worth asking about `opportunity`, of anybody in it: must-haves, then what matters. */
export function worthAsking(mine: Mine, opportunity: Case, settings: Settings = DEFAULTS): AgendaLine[] {
  const standing = standingOf(mine, opportunity, settings);
  const people = standing.people.weighty(opportunity.contacts.keys());
  const free = candidates(mine, opportunity, standing.people, people);
  const plan = new Drafting(mine, opportunity, standing, people, [], free, null);
  plan.putMustHaves();
  plan.putCriteria();
  return plan.ordered();
}

/** Return what earlier interviews than `interview` left unasked, unless a debrief let go of it. */
export function leftOver(mine: Mine, opportunity: Case, interview: Id | null): AgendaLine[] {
  const lines: AgendaLine[] = [];
  for (const past of opportunity.interviews.values()) {
    const isOver = past.ended !== null || past.cancelled !== null;
    if (past.id === interview || !isOver) continue;
    const debrief = past.debriefs.at(-1)?.event;
    if (debrief === undefined) lines.push(...unaskedLines(mine, opportunity, past));
    else if (debrief.keep) lines.push(...debrief.unasked);
  }
  return lines;
}
