/**
 * From entries to state: a pure function, whatever the order in which the entries are given.
 *
 * Amendments are resolved first (see `amendments.ts`). Then each entry that counts is applied by the one row of the
 * table that its type has (see `steps.ts`). What cannot be applied is kept and counted, and never stops the rest.
 */

import { AHEAD_LIMIT_MS } from "../clock.ts";
import { hex } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import { named as byName } from "../events/kinds.ts";
import type { Id } from "../events/base.ts";
import { isUnread } from "../events/unread.ts";
import { type Amendments, readCorrected, resolve } from "./amendments.ts";
import { gather, splitAt } from "./gather.ts";
import type { Fact, NotApplied } from "./items.ts";
import { byId, compareIds, countUntil, type Named } from "./named.ts";
import { Case, type Mine, State } from "./state.ts";
import type { Row } from "./steps.ts";
import { ROWS_AFTER } from "./steps-after.ts";
import { ROWS_CASE } from "./steps-case.ts";
import { ROWS_MINE } from "./steps-mine.ts";
import { ROWS_TALK } from "./steps-talk.ts";

export const ROWS = byName<Row>({ ...ROWS_MINE, ...ROWS_CASE, ...ROWS_TALK, ...ROWS_AFTER });

/**
 * Return the state that `entries` add up to.
 *
 * Give all shared entries, and those of the opportunities wanted. `untilMs` (since 1970): as it was known
 * then. Entries written later are left out, but what was erased since stays hidden.
 */
export function fold(entries: Iterable<Entry>, untilMs: number | null = null): State {
  const gathered = gather(entries);
  const [known, later] = splitAt(gathered, untilMs);
  const amendments = resolve(known, later);
  const state = new State();
  state.ids = known.map((one) => one.id);
  const unseen = new Set([...amendments.erased.keys(), ...later.map((one) => one.id)]);
  state.conflicts = gathered.conflicts.filter((conflict) => !unseen.has(hex(conflict.counts.id)));
  const folding = new Folding(state, amendments);
  for (const one of known) if (!amendments.hides(one.id)) folding.apply(one);
  folding.finish();
  return state;
}

/** Return the ids that claim a time more than 24 hours after `nowMs` (since 1970). */
export function unreliable(state: State, nowMs: number): Id[] {
  return state.ids.slice(countUntil(state.ids, nowMs + AHEAD_LIMIT_MS));
}

/** A fold under way: `waiting` are the second steps, with their owner and thing. */
class Folding {
  readonly #waiting: [second: NonNullable<Row["second"]>, owner: Mine | Case, thing: Fact][] = [];

  constructor(
    readonly state: State,
    readonly amendments: Amendments,
  ) {}

  /** Apply one entry that counts. */
  apply(one: Named): void {
    const reading = readCorrected(one, one.event, this.amendments.fixes.get(one.id) ?? []);
    for (const leftOut of reading.leftOut) this.#keep(leftOut);
    const { at, offset, event, corrections } = reading;
    if (isUnread(event)) {
      this.#keep({ id: one.id, at, offset, unread: event });
      return;
    }
    const row = ROWS.get(one.entry.type);
    if (row !== undefined) this.#place(row, row.make(one.id, at, offset, event, corrections));
  }

  /** Run the first step of `thing`, and keep the second for later. */
  #place(row: Row, thing: Fact): void {
    const owner = this.#owner(row, thing);
    if (owner === null) this.state.loose.push(thing);
    else if ((row.first === null || row.first(owner, thing)) && row.second !== null) {
      this.#waiting.push([row.second, owner, thing]);
    }
  }

  /** Return what `thing` belongs to; null if it names no opportunity and must. */
  #owner(row: Row, thing: Fact): Mine | Case | null {
    const { mine, cases } = this.state;
    if (row.owner === "mine") return mine;
    const name = row.owner === "opening" ? thing.id : thing.event.opportunity;
    if (name === null) return row.owner === "either" ? mine : null;
    const known = cases.get(name) ?? new Case(name);
    cases.set(name, known);
    return known;
  }

  /** Keep and count an entry that cannot be applied. */
  #keep(entry: NotApplied): void {
    (entry.unread.why === "newer" ? this.state.newer : this.state.unreadable).push(entry);
  }

  /** Run the second steps, and bring into order what may have come otherwise. */
  finish(): void {
    const { state } = this;
    for (const [second, owner, thing] of this.#waiting) if (!second(owner, thing)) state.dangling.push(thing);
    state.newer.sort(byId);
    state.unreadable.sort(byId);
    state.cases = inOrder(state.cases);
    for (const known of state.cases.values()) known.interviews = inOrder(known.interviews);
  }
}

function inOrder<T>(things: ReadonlyMap<Id, T>): Map<Id, T> {
  return new Map([...things].sort(([one], [other]) => compareIds(one, other)));
}
