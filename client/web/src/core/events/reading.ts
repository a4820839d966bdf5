/** How fields are read out of their bytes: everything throws MalformedError where something else stands there. */

import { byteAt, type Bytes, hex } from "../bytes.ts";
import { Reader } from "../msgpack.ts";
import type { Fields, Kind } from "./kinds.ts";

/** How many bytes stand before a longer name, by the first of them. */
const NAME_HEADS: ReadonlyMap<number, number> = new Map([[0xd9, 2], [0xda, 3], [0xdb, 5]]);

/** Return the fields in `data`, a map and nothing more; others are stepped over, the last of two of one name counts. */
export function readFields(data: Bytes, fields: Fields): Record<string, unknown> {
  const from = new Reader(data, "event", false);
  const values = readRecord(from, fields);
  from.end();
  return values;
}

/** Return each field in `data`, a map and nothing more, as its bytes. */
export function readRaw(data: Bytes): Map<string, Bytes> {
  const from = new Reader(data, "map", false);
  const values = readPatch(from);
  from.end();
  return values;
}

/** Return the text that `data` is, and nothing more. */
export function readText(data: Bytes): string {
  const from = new Reader(data, "text", false);
  const value = from.str();
  from.end();
  return value;
}

function readRecord(from: Reader, fields: Fields): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of fields) values[name] = field.otherwise; // so that the order is always the same
  for (let left = from.map(); left > 0; left -= 1) {
    const name = readName(from);
    const field = fields.get(name);
    if (field === undefined) from.skip();
    else values[name] = field.isNullable && from.nil() ? null : readValue(from, field.kind);
  }
  for (const name of fields.keys()) if (values[name] === undefined) throw from.refusal();
  return values;
}

/** Return the name of a field: a text; one that is no valid UTF-8 is a name that nobody knows. */
function readName(from: Reader): string {
  const data = from.skip();
  const lead = byteAt(data, 0);
  const head = lead >= 0xa0 && lead <= 0xbf ? 1 : NAME_HEADS.get(lead);
  if (head === undefined) throw from.refusal();
  let name = "";
  for (let at = head; at < data.length; at += 1) name += String.fromCharCode(byteAt(data, at));
  return name;
}

function readValue(from: Reader, kind: Kind): unknown {
  switch (kind.is) {
    case "yes-no":
      return from.bool();
    case "patch":
      return readPatch(from);
    case "bytes":
      return hex(from.bin(kind.length, kind.length));
    case "text":
      return readBounded(from, kind.least, kind.most, kind.pattern);
    case "whole": {
      const value = from.int();
      if (value < kind.least || value > kind.most) throw from.refusal();
      return value;
    }
    case "word": {
      const value = from.str();
      if (!kind.words.has(value)) throw from.refusal();
      return value;
    }
    case "list":
      return readList(from, kind.of, kind.most);
    case "record":
      return readRecord(from, kind.fields);
  }
}

function readBounded(from: Reader, least: number, most: number, pattern: RegExp | null): string {
  const value = from.str(most);
  if (value.length < least || pattern?.test(value) === false) throw from.refusal();
  return value;
}

function readList(from: Reader, of: Kind, most: number): unknown[] {
  const count = from.array();
  if (count > most) throw from.refusal();
  const items: unknown[] = [];
  while (items.length < count) items.push(readValue(from, of));
  return items;
}

function readPatch(from: Reader): Map<string, Bytes> {
  const fields = new Map<string, Bytes>();
  for (let left = from.map(); left > 0; left -= 1) {
    const name = from.str();
    fields.set(name, from.skip());
  }
  return fields;
}
