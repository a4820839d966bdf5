/**
 * Philox 4x64-10 (Salmon et al. 2011): a stream of random bits that any program can make again from its key.
 *
 * The counter is raised before each block, so that the first block is that of counter 1; the four words of a block are
 * used in order. Words of 64 bits are kept as two of 32: whole numbers of JavaScript are slow beyond that.
 */

export const KEY_BYTES = 16;

const ROUNDS = 10;
const WHOLE = 0x1_0000_0000;
const FIRST = [0xd2e7_470e, 0xe14c_6c93] as const;
const SECOND = [0xca5a_8263, 0x9512_1157] as const;
const WEYL_FIRST = [0x9e37_79b9, 0x7f4a_7c15] as const;
const WEYL_SECOND = [0xbb67_ae85, 0x84ca_a73b] as const;

/** A product of two words of 64 bits: the upper and the lower word, each as its upper and lower half. */
const product = new Uint32Array(4);

/** Runs of uniforms within 0..1, one after the other from one stream. */
export class Uniforms {
  readonly #keys: Uint32Array;
  readonly #block = new Uint32Array(8);
  #count = 0;
  #used = 4;

  /** `seed`: 16 bytes or more, of which the first 16 are the key, as one big-endian number. */
  constructor(seed: Uint8Array) {
    this.#keys = roundKeys(seed);
  }

  /** Return the next `draws` uniforms: (floor(word / 2^11) + 1/2) / 2^53. */
  run(draws: number): Float64Array {
    const drawn = new Float64Array(draws);
    for (let at = 0; at < draws; at += 1) {
      if (this.#used === 4) this.#next();
      const upper = this.#block[2 * this.#used] ?? 0;
      const lower = this.#block[2 * this.#used + 1] ?? 0;
      this.#used += 1;
      drawn[at] = (upper * 0x20_0000 + (lower >>> 11) + 0.5) * 2 ** -53;
    }
    return drawn;
  }

  #next(): void {
    const block = this.#block;
    this.#count += 1;
    block.fill(0);
    block[0] = Math.floor(this.#count / WHOLE);
    block[1] = this.#count;
    for (let round = 0; round < ROUNDS; round += 1) mix(block, this.#keys, 4 * round);
    this.#used = 0;
  }
}

/** Return the key of every round: the second word of the key, then its first, each raised by its step a round. */
function roundKeys(seed: Uint8Array): Uint32Array {
  const view = new DataView(seed.buffer, seed.byteOffset, KEY_BYTES);
  const keys = new Uint32Array(4 * ROUNDS);
  let [firstUpper, firstLower] = [view.getUint32(8), view.getUint32(12)];
  let [secondUpper, secondLower] = [view.getUint32(0), view.getUint32(4)];
  for (let round = 0; round < ROUNDS; round += 1) {
    keys.set([firstUpper, firstLower, secondUpper, secondLower], 4 * round);
    [firstUpper, firstLower] = raised(firstUpper, firstLower, WEYL_FIRST);
    [secondUpper, secondLower] = raised(secondUpper, secondLower, WEYL_SECOND);
  }
  return keys;
}

function raised(upper: number, lower: number, by: readonly [number, number]): [number, number] {
  const sum = lower + by[1];
  return [(upper + by[0] + (sum >= WHOLE ? 1 : 0)) % WHOLE, sum % WHOLE];
}

/** One round: both products of the block, their halves crossed, and the round's key. */
function mix(block: Uint32Array, keys: Uint32Array, at: number): void {
  multiply(FIRST, block[0] ?? 0, block[1] ?? 0);
  const [upper0 = 0, lower0 = 0, upper1 = 0, lower1 = 0] = product;
  multiply(SECOND, block[4] ?? 0, block[5] ?? 0);
  block[0] = (product[0] ?? 0) ^ (block[2] ?? 0) ^ (keys[at] ?? 0);
  block[1] = (product[1] ?? 0) ^ (block[3] ?? 0) ^ (keys[at + 1] ?? 0);
  block[2] = product[2] ?? 0;
  block[3] = product[3] ?? 0;
  block[4] = upper0 ^ (block[6] ?? 0) ^ (keys[at + 2] ?? 0);
  block[5] = lower0 ^ (block[7] ?? 0) ^ (keys[at + 3] ?? 0);
  block[6] = upper1;
  block[7] = lower1;
}

/** Put the product of `by` and a word of 64 bits into `product`, which keeps the lowest 32 bits of each part. */
function multiply(by: readonly [number, number], upper: number, lower: number): void {
  const carried = high(by[1], lower) + (Math.imul(by[0], lower) >>> 0) + (Math.imul(by[1], upper) >>> 0);
  const above = high(by[0], lower) + high(by[1], upper) + (Math.imul(by[0], upper) >>> 0) + overflow(carried);
  product[0] = high(by[0], upper) + overflow(above);
  product[1] = above;
  product[2] = carried;
  product[3] = Math.imul(by[1], lower);
}

/** Return what goes beyond 32 bits of a sum of a few words of 32 bits. */
function overflow(sum: number): number {
  return (sum / WHOLE) | 0;
}

/** Return the upper 32 bits of the product of two words of 32 bits. */
function high(one: number, other: number): number {
  const a = one >>> 16;
  const b = one & 0xffff;
  const c = other >>> 16;
  const d = other & 0xffff;
  const low = Math.imul(b, d) >>> 0;
  const middle = a * d + (low >>> 16);
  const crossed = b * c + (middle & 0xffff);
  return a * c + (middle >>> 16) + (crossed >>> 16);
}
