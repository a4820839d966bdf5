/** Events, the fold and what became of each entry, as plain values. */
import { type Bytes, hex } from "../../src/core/bytes.ts";
import { decodeEntry, type Entry } from "../../src/core/entry.ts";
import { isUnread } from "../../src/core/events/unread.ts";
import { decodeEvent, encodeEvent } from "../../src/core/events/vocabulary.ts";
import { resolve } from "../../src/core/journal/amendments.ts";
import { fold } from "../../src/core/journal/fold.ts";
import { gather } from "../../src/core/journal/gather.ts";
import { contactHandles, opportunityHandles, slug } from "../../src/core/journal/handles.ts";
import { history } from "../../src/core/journal/history.ts";
import { toRedo, toUndo } from "../../src/core/journal/undo.ts";

/** A journal as the tests send it: its entries in base64. */
export interface Sent {
  readonly entries: readonly string[];
  readonly until_ms: number | null;
}

export function bytesOf(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, "base64"));
}

export function entriesOf(sent: Sent): Entry[] {
  return sent.entries.map((text) => decodeEntry(bytesOf(text)));
}

/** Return `value` as JSON can say it: bytes as hex, maps as pairs, names as Python writes them. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return hex(value);
  if (value instanceof Set) return [...value].map(plain);
  if (value instanceof Map) return [...value].map(([key, held]) => [key, plain(held)]);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [snake(key), plain(held)]));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export const JOURNAL = {
  state: (sent: Sent) => plain(fold(entriesOf(sent), sent.until_ms)),
  history: (sent: Sent) => plain(history(entriesOf(sent), sent.until_ms)),
  events: ({ sent }: { sent: readonly (readonly [string, string])[] }) =>
    sent.map(([type, fields]) => {
      const event = decodeEvent(type, bytesOf(fields));
      return { event: plain(event), again: isUnread(event) ? null : hex(encodeEvent(event).fields) };
    }),
  undo: (sent: Sent) => {
    const { entries } = gather(entriesOf(sent));
    const newestFirst = entries.map((one) => one.entry).toReversed();
    const amendments = resolve(entries);
    return plain({ undo: toUndo(newestFirst, amendments), redo: toRedo(newestFirst, amendments) });
  },
  handles: ({ names }: { names: readonly (readonly [string, string])[] }) =>
    plain({ firms: opportunityHandles(names), people: contactHandles(names) }),
  slugs: ({ names }: { names: readonly string[] }) => names.map(slug),
};
