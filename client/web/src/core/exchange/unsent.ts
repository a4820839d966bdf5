/**
 * Unsent entries: what a device has not sent yet, as a file for another device of the same journal.
 *
 * It holds segments of a chain of its own, sealed and signed as they would be for a server: nobody else can read it,
 * and whoever takes it in judges it as if a server had sent it.
 */
import { type Bytes, hex } from "../bytes.ts";
import { decodeCanonical, encodeAs, int, list, type Of, tagged } from "../codec.ts";
import { MalformedError, TooLargeError, UnsupportedError } from "../errors.ts";
import * as labels from "../sealing/labels.ts";
import { idBytes, Segment } from "../sealing/segment.ts";
import { cut, newTip, sealSegment, type Sealing, tipAfter } from "../sealing/writer.ts";
import { WireSegment } from "../sync/messages.ts";

export const MAX_SEGMENTS = 1024;
export const LIMIT_BYTES = 128 * 1024 * 1024;

/** The file: format number, journal, and segments, each before those that follow it. */
export const UnsentEntries = tagged("unsent", {
  format: int(),
  journal: idBytes,
  segments: list(WireSegment, MAX_SEGMENTS),
});
export type UnsentEntries = Of<typeof UnsentEntries>;

/** Return the file that carries `entries` of `journal`. Rejects with TooLargeError where they are too many. */
export async function writeUnsent(
  journal: Bytes,
  entries: readonly Bytes[],
  sealing: Omit<Sealing, "seen">,
): Promise<Bytes> {
  let tip = newTip(journal, sealing.keys.public.device, sealing.random);
  const segments: WireSegment[] = [];
  for (const run of cut(entries)) {
    const segment = await sealSegment(tip, run, { ...sealing, seen: [] });
    const { headerBytes: header, signature, body } = segment;
    segments.push({ header, signature, body });
    tip = tipAfter(tip, segment);
  }
  if (segments.length > MAX_SEGMENTS) throw new TooLargeError("there are too many entries for one file");
  return encodeAs(UnsentEntries, { tag: "unsent", format: labels.FORMAT, journal, segments });
}

/** Return the journal (hex) and the segments in `data`. Throws UnsupportedError or MalformedError. */
export function readUnsent(data: Bytes): { journal: string; segments: Segment[] } {
  const file = decodeCanonical(UnsentEntries, data, LIMIT_BYTES);
  if (file.format !== labels.FORMAT) {
    throw new UnsupportedError(`format ${file.format} is not one that this version reads`);
  }
  if (file.segments.length === 0) throw new MalformedError("a file of unsent entries holds none");
  const segments = file.segments.map(({ header, signature, body }) => new Segment(header, signature, body));
  return { journal: hex(file.journal), segments };
}
