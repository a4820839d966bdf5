/**
 * The door through which events come in and go out.
 *
 * Reading never fails. An unknown type, or a closed word that this version does not know, is `newer`; whatever else
 * does not fit the schema is `unreadable`. Unknown fields are ignored.
 */

import type { Bytes } from "../bytes.ts";
import { checkText, MAX_TEXT_BYTES } from "../entry.ts";
import { EventRefusedError, MalformedError } from "../errors.ts";
import { type Fields, named } from "./kinds.ts";
import { readFields, readRaw, readText } from "./reading.ts";
import { EVENTS } from "./schema.ts";
import type { Event } from "./types.ts";
import type { Unread } from "./unread.ts";
import { writeField, writeFields } from "./writing.ts";

type Type = Event["type"];
/** An event as one writes it: what is left out is its default. */
export type Given<T extends Type = Type> = { readonly type: T } & Partial<Extract<Event, { type: T }>>;

const fieldsOf = new Map<string, Fields>();

/** Return the fields of the events of this type; undefined for a type that this version does not know. */
export function fieldsOfType(type: string): Fields | undefined {
  const known = fieldsOf.get(type) ?? made(type);
  if (known !== undefined) fieldsOf.set(type, known);
  return known;
}

function made(type: string): Fields | undefined {
  const fields = EVENTS.get(type);
  return fields === undefined ? undefined : named(fields);
}

/** Return the event that `data`, a msgpack map, holds under `type`; never fails. */
export function decodeEvent(type: string, data: Bytes): Event | Unread {
  const fields = fieldsOfType(type);
  if (fields === undefined) return { type, why: "newer" };
  try {
    return { type, ...readFields(data, fields) } as Event; // the schema is made from what the types are made from
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return { type, why: hasNewerWord(data, fields) ? "newer" : "unreadable" };
  }
}

/**
 * Return the wire name and the fields of `event`, proved to read back.
 *
 * Throws TextRefusedError for a lone surrogate or a text over 64 KiB, EventRefusedError when a field is out of its
 * bounds.
 */
export function encodeEvent(event: Event): { type: string; fields: Bytes } {
  const { type, ...values } = event;
  const fields = knownFields(type);
  const data = writeFields(values, fields);
  try {
    readFields(data, fields);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new EventRefusedError(`${type} cannot be written: a field is out of its bounds`);
  }
  if (data.length > MAX_TEXT_BYTES) {
    for (const value of Object.values(values)) if (typeof value === "string") checkText(value);
  }
  return { type, fields: data };
}

/** Return an event with its defaults filled in. Throws EventRefusedError for a type or field that nobody knows. */
export function makeEvent<T extends Type>(given: Given<T>): Extract<Event, { type: T }>;
export function makeEvent(given: { readonly type: string; readonly [field: string]: unknown }): Event;
export function makeEvent(given: { readonly type: string; readonly [field: string]: unknown }): Event {
  const { type, ...values } = given;
  const fields = knownFields(type);
  const event: Record<string, unknown> = { type };
  for (const [name, field] of fields) event[name] = values[name] ?? field.otherwise;
  const other = Object.keys(values).find((name) => !fields.has(name));
  if (other !== undefined) throw new EventRefusedError(`${type} has no field ${other}`);
  return event as unknown as Event; // what is of another type is refused when it is encoded
}

/** Return `changes` as the patch of a correction of an event of this `type`. Throws EventRefusedError. */
export function patchOf(type: string, changes: Readonly<Record<string, unknown>>): Map<string, Bytes> {
  const fields = knownFields(type);
  const patch = new Map<string, Bytes>();
  for (const [name, value] of Object.entries(changes)) {
    const field = fields.get(name);
    if (field === undefined) throw new EventRefusedError(`${type} has no field ${name}`);
    patch.set(name, writeField(value, field, name));
  }
  return patch;
}

function knownFields(type: string): Fields {
  const fields = fieldsOfType(type);
  if (fields === undefined) throw new EventRefusedError(`no event is called ${type}`);
  return fields;
}

/** Return whether a closed field holds a word that this version does not know. */
function hasNewerWord(data: Bytes, fields: Fields): boolean {
  const given = orNothing(() => readRaw(data));
  if (given === undefined) return false;
  return [...fields].some(([name, { kind }]) => {
    const value = given.get(name);
    const word = value === undefined ? undefined : orNothing(() => readText(value));
    return kind.is === "word" && word !== undefined && !kind.words.has(word);
  });
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
