/** The clock: ids that rise, whatever the clock on the wall does. */
import { describe, expect, test } from "vitest";
import { compare } from "../../src/core/bytes.ts";
import { AHEAD_LIMIT_MS, HybridClock, LAST_MS, isUnreliable } from "../../src/core/clock.ts";
import { idCounter, idMs, isEntryId, makeEntryId } from "../../src/core/ids.ts";
import { chance, numbers } from "./chance.ts";

const NOW = 1_772_629_800_000;

describe("an id that is given out", () => {
  test("exceeds all before it and all that was seen, whatever the wall clock says", () => {
    const random = chance("clock");
    const clock = new HybridClock();
    let last = makeEntryId(0, 0, random(8));
    for (const step of numbers(random, 2000, 400)) {
      const now = NOW + (step - 200) * 1000;
      if (step % 5 === 0) {
        const seen = makeEntryId(now + step * 10, step, random(8));
        clock.observe(seen, now);
        if (compare(seen, last) > 0) last = seen;
      }
      const next = clock.next(now, random(8));

      expect(isEntryId(next)).toBe(true);
      expect(compare(next.subarray(0, 8), last.subarray(0, 8))).toBeGreaterThan(0);
      last = next;
    }
  });

  test("carries the counter into the milliseconds when it is full", () => {
    const clock = new HybridClock(NOW, 0xffe);
    const [full, over] = [clock.next(NOW, new Uint8Array(8)), clock.next(NOW, new Uint8Array(8))];

    expect([idMs(full), idCounter(full)]).toEqual([NOW, 0xfff]);
    expect([idMs(over), idCounter(over)]).toEqual([NOW + 1, 0]);
  });

  test.each([
    [-5, 0],
    [1e17, LAST_MS],
    [NOW + 0.9, NOW],
  ])("takes a wall clock of %d for %d", (wall, ms) => {
    expect(idMs(new HybridClock().next(wall, new Uint8Array(8)))).toBe(ms);
  });
});

describe("an id that was seen", () => {
  test("moves the clock up to a day ahead, and no further", () => {
    const clock = new HybridClock(NOW, 0);
    const [within, beyond] = [NOW + AHEAD_LIMIT_MS, NOW + AHEAD_LIMIT_MS + 1].map((ms) =>
      makeEntryId(ms, 7, new Uint8Array(8)),
    );
    if (within === undefined || beyond === undefined) throw new Error("two were made");

    clock.observe(beyond, NOW);
    expect([clock.ms, isUnreliable(beyond, NOW)]).toEqual([NOW, true]);
    clock.observe(within, NOW);
    expect([clock.ms, clock.counter, isUnreliable(within, NOW)]).toEqual([NOW + AHEAD_LIMIT_MS, 7, false]);
  });

  test("never turns the clock back", () => {
    const clock = new HybridClock(NOW, 9);
    clock.observe(makeEntryId(NOW, 8, new Uint8Array(8)), NOW);
    clock.observe(makeEntryId(NOW - 1, 4000, new Uint8Array(8)), NOW);

    expect([clock.ms, clock.counter]).toEqual([NOW, 9]);
  });
});
