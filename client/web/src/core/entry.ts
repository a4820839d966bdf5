/**
 * Entries: an event with its id and its time, as bytes that never change once written.
 *
 * `entry = msgpack [id, at, offset, batch, type, fields]`. The bytes are kept as they came: an unknown type or field
 * of a newer version is carried along untouched and applied after an upgrade.
 */
import { type Bytes, utf8 } from "./bytes.ts";
import { type Kind, decode, encodeAs } from "./codec.ts";
import { MalformedError, TextRefusedError, TooLargeError } from "./errors.ts";
import { ID_BYTES, isEntryId } from "./ids.ts";
import type { Reader } from "./msgpack.ts";

export const MAX_ENTRY_BYTES = 128 * 1024;
export const MAX_TEXT_BYTES = 64 * 1024;
export const MAX_OFFSET_MINUTES = 1080;
const MAX_TYPE_LENGTH = 64;
const FIELD_COUNT = 6;

/**
 * One line of the journal.
 *
 * `id`: 16 bytes, UUIDv7. `at`: when it happened in life, ms since 1970 UTC. `offset`: UTC offset in minutes.
 * `batch`: id of the first entry that the same command wrote, or null. `type`: wire name of the event. `fields`: the
 * event as a msgpack map, still encoded.
 */
export interface Entry {
  readonly id: Bytes;
  readonly at: number;
  readonly offset: number;
  readonly batch: Bytes | null;
  readonly type: string;
  readonly fields: Bytes;
}

const entryKind: Kind<Entry> = {
  name: "Entry",
  read: (from) => {
    const count = from.array();
    if (count < FIELD_COUNT) throw from.refusal();
    const entry = {
      id: from.bin(ID_BYTES, ID_BYTES),
      at: from.int(),
      offset: readOffset(from),
      batch: from.nil() ? null : from.bin(ID_BYTES, ID_BYTES),
      type: readType(from),
      fields: from.skip(),
    };
    for (let at = FIELD_COUNT; at < count; at += 1) from.skip();
    return entry;
  },
  write: (to, entry) => {
    to.array(FIELD_COUNT);
    to.bin(entry.id);
    to.int(entry.at);
    to.int(entry.offset);
    if (entry.batch === null) to.nil();
    else to.bin(entry.batch);
    to.str(entry.type);
    to.raw(entry.fields);
  },
};

function readOffset(from: Reader): number {
  const offset = from.int();
  if (Math.abs(offset) > MAX_OFFSET_MINUTES) throw from.refusal();
  return offset;
}

function readType(from: Reader): string {
  const type = from.str(MAX_TYPE_LENGTH);
  if (type === "") throw from.refusal();
  return type;
}

/** Return the bytes of `entry`. Throws TooLargeError above 128 KiB. */
export function encodeEntry(entry: Entry): Bytes {
  const data = encodeAs(entryKind, entry);
  if (data.length > MAX_ENTRY_BYTES) {
    throw new TooLargeError(`an entry may have ${MAX_ENTRY_BYTES} bytes, this one has ${data.length}`);
  }
  return data;
}

/** Return the entry in `data`. Throws MalformedError. */
export function decodeEntry(data: Bytes): Entry {
  const entry = decode(entryKind, data, MAX_ENTRY_BYTES);
  if (!isEntryId(entry.id)) throw new MalformedError("an entry's id is not a UUIDv7");
  return entry;
}

/**
 * Return `text` if the journal can hold it exactly; it is never normalised.
 *
 * Throws TextRefusedError for lone surrogates or more than 64 KiB of UTF-8.
 */
export function checkText(text: string): string {
  const size = utf8(text).length;
  if (size > MAX_TEXT_BYTES) {
    throw new TextRefusedError(`this text has ${size} bytes; one entry holds at most ${MAX_TEXT_BYTES}`);
  }
  return text;
}
