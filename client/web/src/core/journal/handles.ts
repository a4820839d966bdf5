/**
 * The words that a person types for a thing: `acme`, `acme-b`, `@ana`, `acme/2`.
 *
 * They are derived, in order of ids, so that every device derives the same and an older thing keeps its handle:
 * - an opportunity from its firm: `acme`, then `acme-b` to `acme-z`, then `acme-27` ...
 * - a contact from the first name: `ana`, then with the initial of the last, `ana-r`, then `ana-2` ...
 * - an interview from its place among those of its opportunity: `acme/1`, `acme/2` ...
 * A handle is letters, digits and single hyphens, in small letters, and never digits alone: those are plan lines.
 */

import type { Id } from "../events/base.ts";
import { compareIds } from "./named.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const GAP = /[^\p{L}\p{N}\p{M}]+/u;
// Python's isdigit: decimal digits, and those few others that have a digit's value.
const DIGITS =
  /^[\p{Nd}\u1369-\u1371\u19da\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}]+$/u;

/** Return the letters and digits of `name` in small letters, a hyphen for each gap; maybe nothing. */
export function slug(name: string): string {
  // Once more after toLowerCase(): a small letter and its mark may be one letter where the capital had none.
  const small = name.normalize("NFKC").toLowerCase().normalize("NFKC");
  return small.split(GAP).filter((word) => word !== "").join("-");
}

/** Return handle -> id of opportunities, given as [id, firm]. */
export function opportunityHandles(firms: Iterable<readonly [Id, string]>): Map<string, Id> {
  return assign(firms, (firm) => afterFirm(base(slug(firm), "job")));
}

/** Return handle -> id of contacts, given as [id, name]. */
export function contactHandles(people: Iterable<readonly [Id, string]>): Map<string, Id> {
  return assign(people, afterName);
}

function assign(things: Iterable<readonly [Id, string]>, wanted: (name: string) => Iterable<string>): Map<string, Id> {
  const handles = new Map<string, Id>();
  for (const [thing, called] of [...things].sort(([one], [other]) => compareIds(one, other))) {
    for (const handle of wanted(called)) {
      if (handles.has(handle)) continue;
      handles.set(handle, thing);
      break;
    }
  }
  return handles;
}

function base(word: string, kind: string): string {
  if (word === "") return kind;
  return DIGITS.test(word) ? `${kind}-${word}` : word;
}

function* afterFirm(word: string): Generator<string> {
  yield word;
  for (const letter of LETTERS.slice(1)) yield `${word}-${letter}`;
  for (let number = LETTERS.length + 1; ; number += 1) yield `${word}-${number}`;
}

function* afterName(name: string): Generator<string> {
  const [first = "", ...others] = slug(name).split("-");
  const word = base(first, "person");
  yield word;
  const [initial] = others.at(-1) ?? "";
  if (initial !== undefined) yield `${word}-${initial}`;
  for (let number = 2; ; number += 1) yield `${word}-${number}`;
}

/** Return id -> number, from 1, of the interviews of one opportunity. */
export function interviewNumbers(interviews: Iterable<Id>): Map<Id, number> {
  return new Map([...interviews].sort(compareIds).map((interview, place) => [interview, place + 1]));
}

/** Return the thing whose handle `text` is, however it is written. */
export function find(handles: ReadonlyMap<string, Id>, text: string): Id | undefined {
  return handles.get(slug(text));
}
