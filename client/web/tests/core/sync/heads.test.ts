/** Vectors of heads: what is missing where. */
import { describe, expect, test } from "vitest";
import { hex } from "../../../src/core/bytes.ts";
import { decodeCanonical, encodeAs } from "../../../src/core/codec.ts";
import { fromWire, headSet, toWire, unknown } from "../../../src/core/sync/heads.ts";
import { MAX_HEADS_A_CHAIN, MAX_REQUEST_BYTES } from "../../../src/core/sync/limits.ts";
import { type ChainHeads, type Head, SyncRequest, unwire, wire } from "../../../src/core/sync/messages.ts";
import { chance } from "../chance.ts";
import { Person } from "../people.ts";

const random = chance("heads");
const head = (number: number): Head => ({ number, hash: random(32) });
const [one, two] = [random(16), random(16)].toSorted((left, right) => (hex(left) < hex(right) ? -1 : 1));
if (one === undefined || two === undefined) throw new Error("two were drawn");

describe("a vector of heads", () => {
  test("travels with its chains by id and its heads by number", () => {
    const [low, high, other] = [head(1), head(9), head(3)];
    const vector: ChainHeads[] = [
      { chain: two, heads: [other] },
      { chain: one, heads: [high, low] },
    ];
    const sorted = [
      { chain: one, heads: [low, high] },
      { chain: two, heads: [other] },
    ];

    expect(toWire(fromWire(vector))).toEqual(sorted);
    const request = { roster: random(32), heads: sorted };
    expect(decodeCanonical(SyncRequest, encodeAs(SyncRequest, request), MAX_REQUEST_BYTES)).toEqual(request);
  });

  test("is no longer than a message may be, and keeps the newest", () => {
    const many = Array.from({ length: MAX_HEADS_A_CHAIN + 5 }, (_, number) => head(number + 1));
    const [sent] = toWire(new Map([[hex(one), headSet(many)]]));

    expect(sent?.heads).toEqual(many.slice(5));
  });

  test("tells which heads of the other side it does not name", () => {
    const [mine, both, theirs, elsewhere] = [head(1), head(2), head(3), head(4)];
    const here = fromWire([{ chain: one, heads: [mine, both] }]);
    const there = fromWire([
      { chain: one, heads: [{ ...both, hash: both.hash.slice() }, theirs] },
      { chain: two, heads: [elsewhere] },
    ]);

    expect(toWire(unknown(here, there))).toEqual([
      { chain: one, heads: [theirs] },
      { chain: two, heads: [elsewhere] },
    ]);
    expect(unknown(there, there).size).toBe(0);
    expect(toWire(unknown(new Map(), here))).toEqual(toWire(here));
  });
});

test("a segment comes out of a message as it went in", async () => {
  const person = await Person.make("travels");
  const [segment] = await person.writeChain(person.paper, 1);
  if (segment === undefined) throw new Error("one was written");

  expect(unwire(wire(segment)).name).toBe(segment.name);
  expect(unwire(wire(segment)).body).toEqual(segment.body);
});
