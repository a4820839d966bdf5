/**
 * The one door for foreign msgpack: bound the length, decode into a kind, check that it is canonical.
 *
 * A kind says how one type is read and written; structs are arrays with a fixed field order, and the type of what
 * they give out follows from their fields. Canonical means: encoding what was decoded gives the same bytes.
 */
import { type Bytes } from "./bytes.ts";
import { MalformedError } from "./errors.ts";
import { Reader, Writer } from "./msgpack.ts";

/** One type of the wire: how it is read, and how it is written. */
export interface Kind<T> {
  readonly name: string;
  read(from: Reader): T;
  write(to: Writer, value: T): void;
}

/** The type of what a kind gives out. */
export type Of<K> = K extends Kind<infer T> ? T : never;

/** What can be written without a kind. The order of a map's pairs is kept. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | Bytes
  | readonly Plain[]
  | ReadonlyMap<string, Plain>
  | { readonly [key: string]: Plain };

type Fields = Readonly<Record<string, Kind<unknown>>>;
type Struct<F extends Fields> = { readonly [N in keyof F]: Of<F[N]> };

/** Return `value` as canonical msgpack. Throws TextRefusedError, or RangeError for a number that is not whole. */
export function encode(value: Plain): Bytes {
  const to = new Writer();
  write(to, value);
  return to.done();
}

/** Return `value`, a `kind`, as canonical msgpack. */
export function encodeAs<T>(kind: Kind<T>, value: T): Bytes {
  const to = new Writer();
  kind.write(to, value);
  return to.done();
}

/** Return `data` (at most `limit` bytes) as a `kind`, canonical or not. Throws MalformedError. */
export function decode<T>(kind: Kind<T>, data: Bytes, limit: number): T {
  return readWhole(kind, data, limit, false);
}

/** Return `data` as a `kind` whose encoding is exactly `data`. Throws MalformedError. */
export function decodeCanonical<T>(kind: Kind<T>, data: Bytes, limit: number): T {
  return readWhole(kind, data, limit, true); // a second encoding of one value would hash differently
}

function readWhole<T>(kind: Kind<T>, data: Bytes, limit: number, isCanonical: boolean): T {
  if (data.length > limit) {
    throw new MalformedError(`a ${kind.name} of ${data.length} bytes is longer than ${limit}`);
  }
  const from = new Reader(data, kind.name, isCanonical);
  const value = kind.read(from);
  from.end();
  return value;
}

export const bool: Kind<boolean> = {
  name: "yes or no",
  read: (from) => from.bool(),
  write: (to, value) => to.bool(value),
};

/** Bytes, `least` to `most` of them. */
export function bin(least: number, most: number): Kind<Bytes> {
  return {
    name: "bytes",
    read: (from) => from.bin(least, most),
    write: (to, value) => to.bin(value),
  };
}

/** A whole number, `least` to `most`. */
export function int(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Kind<number> {
  return {
    name: "whole number",
    read: (from) => {
      const value = from.int();
      if (value < least || value > most) throw from.refusal();
      return value;
    },
    write: (to, value) => to.int(value),
  };
}

/** A text of at most `most` characters (code points). */
export function str(most?: number): Kind<string> {
  return {
    name: "text",
    read: (from) => from.str(most),
    write: (to, value) => to.str(value),
  };
}

/** One of these words. */
export function word<const W extends string>(...words: readonly W[]): Kind<W> {
  return {
    name: "word",
    read: (from) => {
      const value = from.str();
      const found = words.find((each) => each === value);
      if (found === undefined) throw from.refusal();
      return found;
    },
    write: (to, value) => to.str(value),
  };
}

/** An array of `least` to `most` items. */
export function list<T>(item: Kind<T>, most = Number.POSITIVE_INFINITY, least = 0): Kind<readonly T[]> {
  return {
    name: `list of ${item.name}`,
    read: (from) => {
      const count = from.array();
      if (count < least || count > most) throw from.refusal();
      const items: T[] = [];
      while (items.length < count) items.push(item.read(from));
      return items;
    },
    write: (to, value) => {
      to.array(value.length);
      for (const each of value) item.write(to, each);
    },
  };
}

/** An array of two. */
export function pair<A, B>(first: Kind<A>, second: Kind<B>): Kind<readonly [A, B]> {
  return {
    name: "pair",
    read: (from) => {
      if (from.array() !== 2) throw from.refusal();
      return [first.read(from), second.read(from)];
    },
    write: (to, [one, other]) => {
      to.array(2);
      first.write(to, one);
      second.write(to, other);
    },
  };
}

/** An array of these fields, no more and no fewer. */
export function struct<F extends Fields>(name: string, fields: F): Kind<Struct<F>> {
  const names: readonly (keyof F & string)[] = Object.keys(fields);
  return {
    name,
    read: (from) => {
      if (from.array() !== names.length) throw from.refusal();
      return readFields(from, fields);
    },
    write: (to, value) => {
      to.array(names.length);
      for (const each of names) fields[each]?.write(to, value[each]);
    },
  };
}

/** A struct whose first item is a text that says which it is. */
export interface Tagged<T> extends Kind<T> {
  readonly tag: string;
  /** Read what follows the tag; `count`: how many items the array has. */
  readRest(from: Reader, count: number): T;
}

/** An array whose first item is the text `tag`, then these fields. */
export function tagged<const G extends string, F extends Fields>(
  tag: G,
  fields: F,
): Tagged<Struct<F> & { readonly tag: G }> {
  const names: readonly (keyof F & string)[] = Object.keys(fields);
  const readRest = (from: Reader, count: number): Struct<F> & { readonly tag: G } => {
    if (count !== names.length + 1) throw from.refusal();
    return { tag, ...readFields(from, fields) };
  };
  return {
    name: tag,
    tag,
    readRest,
    read: (from) => {
      const count = from.array();
      if (count === 0 || from.str() !== tag) throw from.refusal();
      return readRest(from, count);
    },
    write: (to, value) => {
      to.array(names.length + 1);
      to.str(tag);
      for (const each of names) fields[each]?.write(to, value[each]);
    },
  };
}

/** One of several tagged structs. */
export function oneOf<const K extends readonly Tagged<{ readonly tag: string }>[]>(
  name: string,
  ...kinds: K
): Kind<Of<K[number]>> {
  const byTag = new Map<string, Tagged<unknown>>(kinds.map((kind) => [kind.tag, kind]));
  return {
    name,
    read: (from) => {
      const count = from.array();
      const kind = count === 0 ? undefined : byTag.get(from.str());
      if (kind === undefined) throw from.refusal();
      return kind.readRest(from, count) as Of<K[number]>;
    },
    write: (to, value) => byTag.get((value as { readonly tag: string }).tag)?.write(to, value),
  };
}

function readFields<F extends Fields>(from: Reader, fields: F): Struct<F> {
  const value: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(fields)) value[name] = kind.read(from);
  return value as Struct<F>;
}

function write(to: Writer, value: Plain): void {
  if (value === null) to.nil();
  else if (typeof value === "boolean") to.bool(value);
  else if (typeof value === "number") to.int(value);
  else if (typeof value === "string") to.str(value);
  else if (value instanceof Uint8Array) to.bin(value);
  else if (isList(value)) {
    to.array(value.length);
    for (const each of value) write(to, each);
  } else writePairs(to, value instanceof Map ? [...value] : Object.entries(value));
}

function writePairs(to: Writer, pairs: readonly (readonly [string, Plain])[]): void {
  to.map(pairs.length);
  for (const [key, value] of pairs) {
    to.str(key);
    write(to, value);
  }
}

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value);
}
