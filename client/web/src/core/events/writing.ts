/** How fields are written: in their order, each in its shortest encoding, without those that hold their default. */

import { type Bytes, unhex } from "../bytes.ts";
import { EventRefusedError } from "../errors.ts";
import { Writer } from "../msgpack.ts";
import type { Field, Fields, Kind } from "./kinds.ts";

type Values = Readonly<Record<string, unknown>>;

/** Return `values` as a map. Throws EventRefusedError for a value of another type, TextRefusedError for a lone surrogate. */
export function writeFields(values: Values, fields: Fields): Bytes {
  const to = new Writer();
  writeRecord(to, values, fields);
  return to.done();
}

/** Return one field's value as its bytes. Throws as `writeFields` does. */
export function writeField(value: unknown, field: Field, name: string): Bytes {
  const to = new Writer();
  writeNullable(to, value, field, name);
  return to.done();
}

/** Return fields that are encoded already as a map. */
export function writeRaw(fields: ReadonlyMap<string, Bytes>): Bytes {
  const to = new Writer();
  writePatch(to, fields);
  return to.done();
}

function writeRecord(to: Writer, values: Values, fields: Fields): void {
  const other = Object.keys(values).find((name) => !fields.has(name));
  if (other !== undefined) throw new EventRefusedError(`there is no field ${other}`);
  const written = [...fields].filter(([name, field]) => !isDefault(values[name], field));
  writeHead(to, written.length, fields.size);
  for (const [name, field] of written) {
    to.str(name);
    writeNullable(to, values[name], field, name);
  }
}

/** Begin a map of `written` fields: in three bytes where all `fields` would need them, so that bytes equal Python's. */
function writeHead(to: Writer, written: number, fields: number): void {
  if (fields < 16) to.map(written);
  else to.raw(new Uint8Array([0xde, 0, written]));
}

function writeNullable(to: Writer, value: unknown, field: Field, name: string): void {
  if (value === null && field.isNullable) to.nil();
  else writeValue(to, value, field.kind, name);
}

/** Return whether `value` is what the field is when it is left out, or was left out. */
function isDefault(value: unknown, field: Field): boolean {
  if (Array.isArray(value)) return Array.isArray(field.otherwise) && value.length === 0;
  if (value instanceof Map) return field.otherwise instanceof Map && value.size === 0;
  return field.otherwise !== undefined && (value === undefined || value === field.otherwise);
}

function writeValue(to: Writer, value: unknown, kind: Kind, name: string): void {
  if (kind.is === "yes-no" && typeof value === "boolean") to.bool(value);
  else if (kind.is === "whole" && Number.isSafeInteger(value)) to.int(Number(value));
  else if (kind.is === "bytes" && typeof value === "string") to.bin(bytesOf(value, name));
  else if ((kind.is === "text" || kind.is === "word") && typeof value === "string") to.str(value);
  else if (kind.is === "list" && Array.isArray(value)) {
    to.array(value.length);
    for (const each of value) writeValue(to, each, kind.of, name);
  } else if (kind.is === "record" && isRecord(value)) writeRecord(to, value, kind.fields);
  else if (kind.is === "patch" && isPatch(value)) writePatch(to, value);
  else throw new EventRefusedError(`the field ${name} cannot hold this`);
}

function bytesOf(value: string, name: string): Bytes {
  try {
    return unhex(value);
  } catch {
    throw new EventRefusedError(`the field ${name} holds no id`);
  }
}

function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !(value instanceof Map);
}

function isPatch(value: unknown): value is ReadonlyMap<string, Bytes> {
  return value instanceof Map;
}

function writePatch(to: Writer, fields: ReadonlyMap<string, Bytes>): void {
  to.map(fields.size);
  for (const [name, value] of fields) {
    to.str(name);
    to.raw(value);
  }
}
