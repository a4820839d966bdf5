/** Writing segments: which entries go together, and how chains go on. */
import { describe, expect, test } from "vitest";
import { equal, utf8 } from "../../../src/core/bytes.ts";
import { TooLargeError } from "../../../src/core/errors.ts";
import { MAX_ENTRIES, MAX_SEEN, type Seen, chainId } from "../../../src/core/sealing/segment.ts";
import { OVERHEAD_BYTES } from "../../../src/core/sealing/symmetric.ts";
import { TARGET_BYTES, cut } from "../../../src/core/sealing/writer.ts";
import { chance, numbers } from "../chance.ts";
import { Person } from "../people.ts";

const person = await Person.make("writing");
const phone = await person.admit();

describe("cutting", () => {
  test("puts every entry into one segment, in order, and fills 64 KiB", async () => {
    const random = chance("cutting");
    const entries = numbers(random, 900, 1200).map((size) => random(size));
    const runs = [...cut(entries, 3)];

    expect(runs.flat().every((entry, place) => entry === entries[place])).toBe(true);
    expect(runs.flat()).toHaveLength(entries.length);
    expect(runs.length).toBeGreaterThan(5);
    for (const run of runs) {
      const { body } = await person.write(phone, person.tip(phone), run);
      expect(body).toHaveLength((run === runs.at(-1) ? body.length - OVERHEAD_BYTES : TARGET_BYTES) + OVERHEAD_BYTES);
    }
  });

  test("lets an entry that does not fit go alone", () => {
    const [small, large] = [new Uint8Array(10), new Uint8Array(100_000)];

    expect([...cut([small, large, small, small])].map((run) => run.length)).toEqual([1, 1, 2]);
  });

  test("leaves room for what was seen, in the first segment only", () => {
    const entries = Array.from({ length: 6 }, () => new Uint8Array(20_000));

    expect([...cut(entries, 512)].map((run) => run.length)).toEqual([1, 3, 2]);
    expect([...cut(entries)].map((run) => run.length)).toEqual([3, 3]);
  });

  test("ends a segment at 512 entries, and makes none of nothing", () => {
    const entries = Array.from({ length: MAX_ENTRIES + 1 }, () => utf8("e"));

    expect([...cut(entries)].map((run) => run.length)).toEqual([MAX_ENTRIES, 1]);
    expect([...cut([])]).toEqual([]);
  });
});

describe("a chain", () => {
  test("is named after its beginning, and each segment names the one before", async () => {
    const [first, second, third] = await person.writeChain(phone, 3);
    if (first === undefined || second === undefined || third === undefined) throw new Error("three were written");

    const { journal, device, chain, previous } = first.header;
    expect(chain).toEqual(chainId(journal, device, previous));
    expect([first, second, third].map((each) => each.header.number)).toEqual([1, 2, 3]);
    expect(equal(second.header.previous, first.hash) && equal(third.header.previous, second.hash)).toBe(true);
    expect(equal(second.header.chain, chain) && equal(third.header.chain, chain)).toBe(true);
  });

  test("takes no segment that no reader would take", async () => {
    const seen: Seen = { device: phone.public.device, chain: phone.public.device, number: 1, hash: person.roster.head };
    const tip = person.tip(phone);

    const many = Array.from({ length: MAX_ENTRIES + 1 }, () => utf8("e"));
    await expect(person.write(phone, tip, many)).rejects.toThrow(TooLargeError);
    const heads = Array.from({ length: MAX_SEEN + 1 }, () => seen);
    await expect(person.write(phone, tip, [], heads)).rejects.toThrow(TooLargeError);
    await expect(person.write(phone, tip, [new Uint8Array(256 * 1024)])).rejects.toThrow(TooLargeError);
  });
});
