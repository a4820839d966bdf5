/**
 * One row for each type of event: what thing it makes, whose it is, and what it does to the state.
 *
 * Things come first, whatever hangs on other things after them, both in order of ids; so a reference resolves
 * whatever the order of the two entries. `first` puts the thing in its place, and says whether `second` is
 * wanted. `second` hangs it on another thing, and says whether that is there.
 */

import type { Id } from "../events/base.ts";
import type { Event } from "../events/types.ts";
import { type Correction, Fact } from "./items.ts";
import type { Case, Mine } from "./state.ts";

/** Whose it is: mine, its opportunity's, mine unless it names an opportunity, or it opens an opportunity. */
export type Owner = "mine" | "case" | "either" | "opening";

type Make = (id: Id, at: number, offset: number, event: Event, corrections: readonly Correction[]) => Fact;

/** A row of the table. */
export interface Row {
  readonly owner: Owner;
  readonly first: ((owner: Mine | Case, thing: Fact) => boolean) | null;
  readonly second: ((owner: Mine | Case, thing: Fact) => boolean) | null;
  readonly make: Make;
}

/** What a row does: `is`: the class of its thing, a plain fact if it has none of its own. */
export interface Steps<O, T> {
  readonly is?: new (...parts: never[]) => T;
  readonly first?: (owner: O, thing: T) => boolean | void;
  readonly second?: (owner: O, thing: T) => boolean;
}

/** Return a row. The table binds it to the one wire name whose events are of its type. */
export function row<O extends Mine | Case, T>(owner: Owner, { is, first, second }: Steps<O, T>): Row {
  const made = (is ?? Fact) as unknown as new (...parts: Parameters<Make>) => Fact;
  return {
    owner,
    first: first === undefined ? null : (mine, thing) => first(mine as O, thing as T) ?? false,
    second: second === undefined ? null : (mine, thing) => second(mine as O, thing as T),
    make: (...parts) => new made(...parts),
  };
}
