/** Acceptance: one at a time or all at once, the same segments count. */
import { describe, expect, test } from "vitest";
import { hex } from "../../../src/core/bytes.ts";
import type { Header, Segment } from "../../../src/core/sealing/segment.ts";
import { tipAfter } from "../../../src/core/sealing/writer.ts";
import { type Link, accept, isWithin, judge, link } from "../../../src/core/trust/acceptance.ts";
import { numbers } from "../chance.ts";
import { Person, cutoffAt } from "../people.ts";

function headersOf(segments: readonly Segment[]): Map<string, Header> {
  return new Map(segments.map((segment) => [segment.name, segment.header]));
}

describe("acceptance", () => {
  test("of a set is that of its segments one by one, parents first, whatever is missing and cut off", async () => {
    const person = await Person.make("one by one");
    const [laptop, phone] = [await person.admit(), await person.admit()];
    const tip = person.tip(phone);
    const [first] = await person.writeChain(phone, 1, tip);
    if (first === undefined) throw new Error("one was written");
    const second = tipAfter(tip, first);
    const branches = [await person.writeChain(phone, 3, second), await person.writeChain(phone, 2, second)];
    const all = [first, ...branches.flat(), ...(await person.writeChain(laptop, 3))];
    const cutoffs = branches.flatMap((branch) => branch.slice(1, 2).map(cutoffAt));
    await person.revoke([phone], person.paper, cutoffs);

    for (const gone of numbers(person.random, 30, all.length)) {
      const here = all.filter((_, place) => place !== gone);
      const headers = headersOf(here);
      const links = new Map<string, Link>();
      const whole = accept(person.roster, headers);
      for (const { hash, name, header } of here) {
        const within = isWithin(person.roster, hash, header, (each) => headers.get(hex(each)) ?? null);
        const verdict = judge(person.roster, header, links.get(hex(header.previous)) ?? null, within);
        const linked = verdict === "accepted" ? link(person.roster, header) : null;
        if (linked !== null) links.set(name, linked);
        expect([gone, verdict]).toEqual([gone, whole.verdicts.get(name)]);
      }
    }
    const { verdicts, forked } = accept(person.roster, headersOf(all));
    const left = all.filter(({ name }) => verdicts.get(name) !== "accepted");
    expect(left.map(({ name }) => [name, verdicts.get(name)])).toEqual([[branches[0]?.[2]?.name, "quarantined"]]);
    expect(forked).toEqual(new Set([hex(first.header.chain)]));
  });

  test("of a long chain takes no longer for each of its segments", async () => {
    const person = await Person.make("long");
    const phone = await person.admit();
    const chain = await person.writeChain(phone, 400);
    const last = chain.at(-1);
    if (last === undefined) throw new Error("some were written");
    await person.revoke([phone], person.paper, [cutoffAt(last)]);

    const { verdicts } = accept(person.roster, headersOf(chain.toReversed()));

    expect(new Set(verdicts.values())).toEqual(new Set(["accepted"]));
    expect(verdicts.size).toBe(400);
  });

  test("waits where the roster does not have what is cited", async () => {
    const person = await Person.make("waits");
    const phone = await person.admit();
    const before = person.roster;
    await person.rotate();
    const [segment] = await person.writeChain(phone, 1);
    if (segment === undefined) throw new Error("one was written");

    expect(judge(before, segment.header, null)).toBe("waiting");
    expect(link(before, segment.header)).toBeNull();
    expect(judge(person.roster, segment.header, null)).toBe("accepted");
    expect(judge(person.roster, segment.header, null, null)).toBe("waiting");
    expect(judge(person.roster, segment.header, null, false)).toBe("quarantined");
  });
});
