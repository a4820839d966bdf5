/** From what a screen writes to entries: ids that rise, references within the batch, every bound checked. */
import { type Bytes, hex } from "../core/bytes.ts";
import type { HybridClock } from "../core/clock.ts";
import { encodeEntry } from "../core/entry.ts";
import { EventRefusedError, MisuseError, TextRefusedError, TooLargeError } from "../core/errors.ts";
import type { Fields, Kind } from "../core/events/kinds.ts";
import { encodeEvent, fieldsOfType, makeEvent } from "../core/events/vocabulary.ts";
import { RANDOM_BYTES } from "../core/ids.ts";
import { EngineError } from "./errors.ts";
import type { NewEvent } from "./port.ts";
import type { World } from "./world.ts";

/** An entry as bytes, under its id. */
export interface Encoded {
  id: Bytes;
  data: Bytes;
}

const REFERENCE = /^\$(\d{1,3})$/;

/** Return the entries of one batch, in order; `clock` moves on. Throws an EngineError: then nothing is to be kept. */
export function encodeBatch(events: readonly NewEvent[], clock: HybridClock, world: World): Encoded[] {
  const now = world.nowMs();
  const ids = events.map(() => clock.next(now, world.random(RANDOM_BYTES)));
  const names = ids.map((id) => hex(id));
  const batch = ids.length > 1 ? (ids[0] ?? null) : null;
  return events.map((event, place) => {
    const id = ids[place] as Bytes;
    const at = Math.round(event.at_ms ?? now);
    checkLengths(event.fields, fieldsOfType(event.type) ?? new Map());
    try {
      const made = encodeEvent(makeEvent({ ...referred(event, names), type: event.type }));
      return { id, data: encodeEntry({ id, at, offset: world.offsetMinutes(at), batch, ...made }) };
    } catch (error) {
      throw error instanceof MisuseError ? refusalOf(error) : error;
    }
  });
}

const KEPT = "the words stay where they are; nothing was saved";

function refusalOf(error: MisuseError): EngineError {
  if (error instanceof TooLargeError || (error instanceof TextRefusedError && error.message.includes("bytes"))) {
    return tooLong("this text is longer than one entry can hold (64 KiB).", error);
  }
  const isText = error instanceof TextRefusedError;
  const mend = isText ? "Take the broken sign out of the text, then save again." : "";
  return new EngineError(isText ? "text" : "event", `${error.message}.`, { kept: KEPT, mend, cause: error });
}

function tooLong(what: string, cause?: unknown): EngineError {
  return new EngineError("too-long", what, { kept: KEPT, mend: "Save it in two parts.", cause });
}

/** Throw an EngineError where a text is longer than its field takes: that is for the person to mend. */
function checkLengths(fields: Readonly<Record<string, unknown>>, known: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const kind = known.get(name)?.kind;
    if (kind?.is !== "text" || typeof value !== "string" || value.length <= kind.most) continue;
    const length = Array.from(value).length; // people count signs, and so does the format
    if (length <= kind.most) continue;
    throw tooLong(`this text has ${length} characters; ${kind.most} fit here.`);
  }
}

/** Return the fields with `"$0"`, `"$1"` ... replaced by ids, only where an id belongs: a text may say "$5". */
function referred(event: NewEvent, ids: readonly string[]): Record<string, unknown> {
  const known: Fields = fieldsOfType(event.type) ?? new Map();
  return inFields(event.fields, known, ids);
}

function inFields(fields: Readonly<Record<string, unknown>>, known: Fields, ids: readonly string[]) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const kind = known.get(name)?.kind;
      return [name, kind === undefined ? value : inValue(value, kind, ids)];
    }),
  );
}

function inValue(value: unknown, kind: Kind, ids: readonly string[]): unknown {
  if (kind.is === "bytes" && typeof value === "string") return named(value, ids);
  if (kind.is === "list" && Array.isArray(value)) return value.map((item) => inValue(item, kind.of, ids));
  if (kind.is === "record" && isRecord(value)) return inFields(value, kind.fields, ids);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function named(value: string, ids: readonly string[]): string {
  const place = REFERENCE.exec(value)?.[1];
  if (place === undefined) return value;
  const id = ids[Number(place)];
  if (id === undefined) throw new EventRefusedError(`nothing in this batch is called ${value}`);
  return id;
}
