/** A journal under the pen of a test: each event gets the next id, a minute after the one before. */
import { hex, unhex } from "../../../src/core/bytes.ts";
import type { Entry } from "../../../src/core/entry.ts";
import type { Id } from "../../../src/core/events/base.ts";
import type { Event } from "../../../src/core/events/types.ts";
import { encodeEvent, type Given, makeEvent } from "../../../src/core/events/vocabulary.ts";
import { makeEntryId } from "../../../src/core/ids.ts";
import { fold } from "../../../src/core/journal/fold.ts";
import type { Case, State } from "../../../src/core/journal/state.ts";

export const START_MS = 1_772_000_000_000;
export const MINUTE_MS = 60_000;
export const NOWHERE: Id = "ff".repeat(16);

/** When an entry is written, and when it happened, in minutes after the start. */
export interface When {
  readonly minute?: number;
  readonly at?: number;
  readonly batch?: Id;
}

/** Return an id written `minute` minutes after the start. */
export function entryId(minute: number, random = 0): Id {
  const rest = new Uint8Array(8);
  rest[7] = random;
  return hex(makeEntryId(START_MS + minute * MINUTE_MS, 0, rest));
}

/** `entries` so far, in the order in which they were written. */
export class Book {
  readonly entries: Entry[] = [];

  /** Append an event and return its id; `minute` puts it elsewhere in the order. */
  write<T extends Event["type"]>(given: Given<T>, when: When = {}): Id {
    return this.writeRaw(encodeEvent(makeEvent(given)), when);
  }

  /** Append an entry of a type and with fields that this version may not know. */
  writeRaw({ type, fields }: Pick<Entry, "type" | "fields">, { minute, at, batch }: When = {}): Id {
    const written = minute ?? this.entries.length;
    const id = entryId(written, this.entries.length);
    const happened = START_MS + (at ?? written) * MINUTE_MS;
    const named = batch === undefined ? null : unhex(batch);
    this.entries.push({ id: unhex(id), at: happened, offset: 60, batch: named, type, fields });
    return id;
  }

  /** What it all adds up to. */
  get state(): State {
    return fold(this.entries);
  }

  /** What it added up to at that minute. */
  until(minute: number): State {
    return fold(this.entries, START_MS + minute * MINUTE_MS);
  }

  /** The case of one opportunity. */
  case(opportunity: Id): Case {
    const found = this.state.cases.get(opportunity);
    if (found === undefined) throw new Error("this opportunity is not in the book");
    return found;
  }
}
