/** Randomness that is the same on every run: the stream of a seed. */
import { type Bytes, concat, utf8 } from "../../src/core/bytes.ts";
import { sha256 } from "../../src/core/sealing/hashing.ts";
import type { Random } from "../../src/core/sealing/symmetric.ts";

/** Return what stands in for the operating system: the n-th draw depends on the seed and on n alone. */
export function chance(seed: string): Random {
  let draws = 0;
  return (count) => {
    draws += 1;
    const blocks: Bytes[] = [];
    for (let block = 0; block * 32 < count; block += 1) blocks.push(sha256(utf8(`${seed}/${draws}/${block}`)));
    return concat(...blocks).slice(0, count);
  };
}

/** Return `count` whole numbers from zero up to `end`, excluded. */
export function numbers(random: Random, count: number, end: number): number[] {
  const drawn = random(4 * count);
  const view = new DataView(drawn.buffer);
  return Array.from({ length: count }, (_, at) => view.getUint32(4 * at) % end);
}
