/** Small parts of capture that reckon: the counter, the clock, the keyboard, gestures, cards, words. */
import { describe, expect, test } from "vitest";
import { standingOf } from "../../src/parts/counter.tsx";
import { swiped } from "../../src/parts/gestures.ts";
import { isLow } from "../../src/parts/low.ts";
import { sentence } from "../../src/parts/note.tsx";
import { timeLeft } from "../../src/parts/time-left.tsx";
import { troubleOf } from "../../src/parts/trouble.ts";
import { EngineError } from "../../src/engine/errors.ts";
import { keyOf, rungsOf, standing } from "../../src/screens/rate-cards.ts";
import { rate } from "../../src/words/rate.ts";
import { shell } from "../../src/words/shell.ts";
import { NEXT, RATE } from "./world-rich-room.ts";
import { at, OPEN } from "./worlds.ts";

describe("the counter", () => {
  const sign = { needs_eyes: true, what: "" };

  test.each([
    ["in-step", { unsynced: 0 }],
    ["waiting", { unsynced: 3 }],
    ["offline", { unsynced: 3, net: "offline" as const }],
    ["only-here", { unsynced: 3, net: "never" as const }],
    ["only-here", { unsynced: 3, server: "" }],
    ["repaired", { unsynced: 3, signs: [{ ...sign, state: "went-back" }] }],
    ["trouble", { unsynced: 0, signs: [{ ...sign, state: "missing" }] }],
    ["in-step", { unsynced: 0, signs: [{ ...sign, needs_eyes: false, state: "went-back" }] }],
  ])("is %s", (expected, change) => {
    expect(standingOf({ ...OPEN, ...change })).toBe(expected);
  });

  test("says where the entries are, not what the machine does", () => {
    expect(shell.onDevices({ ...OPEN, synced_ms: null })).toBe("on 2 devices");
    expect(shell.onDevices({ ...OPEN, devices: 1 })).toBe("on this phone only");
    expect(shell.notElsewhere(1234)).toBe("1,234 not yet on another device");
  });
});

describe("the next questions", () => {
  test("bear the number of their line each, whichever way they are asked", () => {
    expect(NEXT.rows.map((row) => [row.by_mail, rate.next.numbered(row).slice(0, 3)])).toEqual([
      [true, "1. "],
      [false, "3. "],
      [false, "4. "],
      [false, "5. "],
    ]);
    expect(rate.next.numbered({ n: 0, text: "Why now?" })).toBe("Why now?");
  });
});

describe("the clock", () => {
  test.each([
    ["12:40", "left", at(14, 46) + 40_000],
    ["0:00", "left", at(14, 34)],
    ["4:00", "over", at(14, 30)],
    ["33:00", "in", null],
  ])("shows %s %s", (figure, word, ends) => {
    expect(timeLeft(at(14, 34), at(14, 1), ends)).toEqual({ figure, word });
  });
});

describe("the keyboard", () => {
  test("is up where the page is much lower than it was, or low at all", () => {
    expect([isLow(640, 640), isLow(382, 640), isLow(560, 915), isLow(800, 915), isLow(360, 360)]).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});

describe("a swipe", () => {
  test("is a long way across and a short way along", () => {
    expect([swiped(-60, 10), swiped(60, -20), swiped(-40, 0), swiped(-60, 40)]).toEqual([1, -1, 0, 0]);
  });
});

describe("cards", () => {
  const [one, two, three] = RATE.cards;
  const keys = [one, two, three].flatMap((card) => (card === undefined ? [] : [keyOf(card)]));

  test("come one after the other, counted with those rated before", () => {
    expect(standing(RATE, [], [])).toMatchObject({ card: one, n: 3, of: 5, left: 0, isLast: false });
    expect(standing(RATE, keys.slice(0, 2), [])).toMatchObject({ card: three, n: 5, of: 5, isLast: true });
  });

  test("left for later are passed over and counted as left", () => {
    expect(standing(RATE, [], keys.slice(0, 1))).toMatchObject({ card: two, left: 1 });
    expect(standing(RATE, keys.slice(1), keys.slice(0, 1))).toMatchObject({ card: null, left: 1 });
  });

  test("have rungs from 5 down, Between where no words are, and one for what they do not tell", () => {
    const rungs = one === undefined ? [] : rungsOf(one);

    expect(rungs.map(({ value, isHalf = false }) => [value, isHalf])).toEqual([
      ["5", false],
      ["4", true],
      ["3", false],
      ["2", true],
      ["1", false],
      ["?", true],
    ]);
    expect(rungs[1]?.text).toBe("Between");
  });

  test("of yes or no have two rungs, and never a middle", () => {
    expect(three && rungsOf(three).map(({ value, text }) => [value, text])).toEqual([
      ["5", "Yes"],
      ["1", "No"],
      ["?", "Cannot say from this"],
    ]);
  });

  test("without any words say what the ends mean", () => {
    const bare = one && rungsOf({ ...one, shape: "less", anchors: ["", "", "", "", ""] });

    expect(bare?.map(({ text }) => text)).toEqual([
      "Most",
      "Between",
      "Between",
      "Between",
      "Least",
      "Cannot say from this",
    ]);
  });
});

describe("what went wrong", () => {
  test("is the engine's own words where it has any, and never those of a fault", () => {
    expect(troubleOf(new EngineError("locked", "The journal is locked."))).toMatchObject({
      code: "locked",
      what: "The journal is locked.",
    });
    expect(troubleOf(new Error("she sent two people"))).toMatchObject({ code: "fault" });
    expect(troubleOf(new Error("she sent two people")).what).not.toContain("people");
    expect(troubleOf(null).code).toBe("fault");
    expect(troubleOf({ trouble: "?" }).code).toBe("fault");
  });

  test("is a sentence", () => {
    expect([sentence("no answer"), sentence("Try it:"), sentence("Done.")]).toEqual(["No answer.", "Try it:", "Done."]);
  });
});
