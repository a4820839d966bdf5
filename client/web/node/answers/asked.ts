/** A question about bytes: over the line they stand as `{"hex": "…"}`, at both ends they are bytes. */
import { type Bytes, hex, unhex } from "../../src/core/bytes.ts";
import { PeerError } from "../../src/core/errors.ts";
import { DeviceKeys, EpochKey } from "../../src/core/sealing/keys.ts";

/** What came with a question, by name. */
export class Asked {
  constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** Return a field; whoever asks knows its type. */
  as<T>(name: string): T {
    if (!(name in this.fields)) throw new Error(`the question has no ${name}`);
    return this.fields[name] as T;
  }

  bytes(name: string): Bytes {
    return this.as(name);
  }

  keys(name: string): Promise<DeviceKeys> {
    return DeviceKeys.fromSecret(this.bytes(name));
  }

  epochKey(name: string): EpochKey {
    return new EpochKey(this.bytes(name));
  }
}

/** Return a table whose answers take and give plain JSON. */
export function overTheLine(
  table: Readonly<Record<string, (asked: Asked) => unknown>>,
): Record<string, (question: Readonly<Record<string, unknown>>) => Promise<unknown>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, answer]) => [
      name,
      async (question) => sent(await answer(new Asked(unsent(question) as Record<string, unknown>))),
    ]),
  );
}

/** Return what `work` gives out, or the name of the error by which it refuses. */
export async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return { is: await work() };
  } catch (error) {
    if (error instanceof PeerError) return { refused: error.name };
    throw error;
  }
}

/** Return fresh randomness of the operating system. */
export function random(count: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(count));
}

function sent(value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: hex(value) };
  if (Array.isArray(value)) return value.map(sent);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sent(part)]));
}

function unsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unsent);
  if (typeof value !== "object" || value === null) return value;
  if ("hex" in value) return unhex(String(value.hex));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unsent(part)]));
}
