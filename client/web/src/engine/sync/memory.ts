/**
 * Rollback memory: what this device knows that a restored journal would have forgotten.
 *
 * It lies apart from the journal and is written after each exchange: the roster's hash, the heads of this device's
 * own chains, and all heads.
 */
import { type Bytes, unhex } from "../../core/bytes.ts";
import { type Of, bin, decode, encodeAs, list, struct } from "../../core/codec.ts";
import { PeerError } from "../../core/errors.ts";
import { MAX_HEADS_A_CHAIN } from "../../core/sync/limits.ts";
import { ChainHeads } from "../../core/sync/messages.ts";
import type { Session } from "../session.ts";
import type { Hex } from "../store/port.ts";
import type { Vector } from "./vector.ts";

const LIMIT_BYTES = 4 * 1024 * 1024;
const vector = list(ChainHeads);

/** What was true after the last exchange of this device. */
export const Memory = struct("Memory", { roster: bin(32, 32), own: vector, heads: vector });
export type Memory = Of<typeof Memory>;

/** Return the memory of `device`; null when there is none that can be read. */
export async function recall(session: Session, device: Hex): Promise<Memory | null> {
  const data = await session.memory.recall(device);
  try {
    return data === null ? null : decode(Memory, data, LIMIT_BYTES);
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    return null;
  }
}

/** Keep `memory`. */
export async function remember(session: Session, device: Hex, memory: Memory): Promise<void> {
  await session.memory.remember(device, encodeAs(Memory, memory));
}

/** Return the heads of all chains, however many those are, unlike a message; of one chain as many as that may name. */
export function wholeVector(heads: Vector): Memory["heads"] {
  return [...heads].map(([chain, each]) => ({
    chain: unhex(chain),
    heads: [...each].slice(0, MAX_HEADS_A_CHAIN).map(([hash, number]): { number: number; hash: Bytes } => ({ number, hash: unhex(hash) })),
  }));
}
