/** What a field of an event may hold: the words in which `schema.ts` is written. */

/** One value. `least` and `most` bound a number, or count the code points of a text or the items of a list. */
export type Kind =
  | { readonly is: "yes-no" | "patch" }
  | { readonly is: "bytes"; readonly length: number }
  | { readonly is: "text"; readonly least: number; readonly most: number; readonly pattern: RegExp | null }
  | { readonly is: "whole"; readonly least: number; readonly most: number }
  | { readonly is: "word"; readonly words: ReadonlySet<string> }
  | { readonly is: "list"; readonly of: Kind; readonly most: number }
  | { readonly is: "record"; readonly fields: Fields };

/** One field: what it holds, whether it may be null, and what it is when it is left out; undefined: it must be there. */
export interface Field {
  readonly kind: Kind;
  readonly isNullable: boolean;
  readonly otherwise: unknown;
}

/** Fields by name, in the order in which they are written. */
export type Fields = ReadonlyMap<string, Field>;

export const YES_NO: Kind = { is: "yes-no" };
/** Fields of another event by name, each kept as its bytes. */
export const PATCH: Kind = { is: "patch" };

export function ofBytes(length: number): Kind {
  return { is: "bytes", length };
}

export function ofText(least: number, most: number, pattern: RegExp | null = null): Kind {
  return { is: "text", least, most, pattern };
}

export function ofWhole(least: number, most: number): Kind {
  return { is: "whole", least, most };
}

export function ofWord(words: readonly string[]): Kind {
  return { is: "word", words: new Set(words) };
}

export function ofList(of: Kind, most = Infinity): Kind {
  return { is: "list", of, most };
}

export function ofRecord(fields: Readonly<Record<string, Field>>): Kind {
  return { is: "record", fields: named(fields) };
}

/** Return `fields` by name; a name such as "constructor" is then no field. */
export function named<T>(fields: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(fields));
}

/** A field that has to be there. */
export function must(kind: Kind): Field {
  return { kind, isNullable: false, otherwise: undefined };
}

/** A field that is null where it is left out. */
export function maybe(kind: Kind): Field {
  return { kind, isNullable: true, otherwise: null };
}

/** A field that is `otherwise` where it is left out. */
export function or(kind: Kind, otherwise: unknown): Field {
  return { kind, isNullable: false, otherwise };
}
