/**
 * Which part of the journal an entry belongs to, and what it amends, decoding as little as possible.
 *
 * A part is one opportunity, named by the id of the entry that opened it; what names none is shared by all.
 * An amendment names the opportunity of its target, and so lies in the same part.
 */

import { hex } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import { MalformedError } from "../errors.ts";
import { type Field, type Fields, maybe, must, named, ofBytes } from "../events/kinds.ts";
import { readFields } from "../events/reading.ts";
import type { Id } from "../events/base.ts";

export const OPENING = "opportunity.opened";
export const AMENDMENTS: ReadonlySet<string> = new Set([
  "entry.corrected",
  "entry.retracted",
  "entry.reinstated",
  "entry.erased",
  "erasure.cancelled",
]);

const REF = ofBytes(16);
const PART: Fields = named<Field>({ opportunity: maybe(REF) });
const TARGET: Fields = named<Field>({ target: must(REF) });

/** Return the opportunity that `entry`, of whatever type, belongs to; null if it is shared. */
export function partOf(entry: Entry): Id | null {
  return entry.type === OPENING ? hex(entry.id) : idIn(entry, PART, "opportunity");
}

/** Return the entry that `entry` amends; null if it is no amendment, or cannot be read. */
export function targetOf(entry: Entry): Id | null {
  return AMENDMENTS.has(entry.type) ? idIn(entry, TARGET, "target") : null;
}

function idIn(entry: Entry, fields: Fields, name: string): Id | null {
  try {
    const value = readFields(entry.fields, fields)[name];
    return typeof value === "string" ? value : null;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
