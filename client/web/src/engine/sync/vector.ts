/** Vectors of heads by hex: per chain, the hash and number of the last segment, or of several where it forked. */
import { hex, unhex } from "../../core/bytes.ts";
import { toWire as coreToWire, headSet } from "../../core/sync/heads.ts";
import type { ChainHeads } from "../../core/sync/messages.ts";
import type { Hex } from "../store/port.ts";

/** Chain -> hash -> number. */
export type Vector = Map<Hex, Map<Hex, number>>;

/** Add one head to `vector`. */
export function addHead(vector: Vector, chain: Hex, hash: Hex, number: number): void {
  const heads = vector.get(chain) ?? new Map<Hex, number>();
  vector.set(chain, heads.set(hash, number));
}

/** Add all heads of `more` to `vector`. */
export function addHeads(vector: Vector, more: Vector): void {
  for (const [chain, heads] of more) {
    for (const [hash, number] of heads) addHead(vector, chain, hash, number);
  }
}

/** Return a vector as it came. */
export function fromWire(wire: readonly ChainHeads[]): Vector {
  const vector: Vector = new Map();
  for (const { chain, heads } of wire) {
    vector.set(hex(chain), new Map(heads.map((head) => [hex(head.hash), head.number])));
  }
  return vector;
}

/** Return `vector` as it travels: no more of it than a message may hold. */
export function toWire(vector: Vector): ChainHeads[] {
  const heads = [...vector].map(([chain, each]): [Hex, ReturnType<typeof headSet>] => {
    return [chain, headSet([...each].map(([hash, number]) => ({ number, hash: unhex(hash) })))];
  });
  return coreToWire(new Map(heads));
}
