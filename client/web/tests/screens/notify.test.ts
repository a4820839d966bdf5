/** Reminders: once a day, unseen, allowed, and without a name. */
import { describe, expect, test } from "vitest";
import { dueOn, remind } from "../../src/notify.ts";
import type { Surroundings } from "../../src/notify.ts";
import { FakeEngine } from "./fake-engine.ts";
import { empty } from "./world-empty.ts";
import { rich, TODAY } from "./world-rich.ts";

const NOW = new Date(2026, 2, 5, 14, 34).getTime();

function around(change: Partial<Surroundings> = {}): { told: string[]; surroundings: Surroundings } {
  const told: string[] = [];
  const surroundings: Surroundings = {
    engine: new FakeEngine(rich()),
    now: () => NOW,
    isAllowed: () => true,
    isSeen: () => false,
    told: () => "2026-03-04",
    tell: async (day, text) => void told.push(`${day} ${text}`),
    ...change,
  };
  return { told, surroundings };
}

describe("a reminder", () => {
  test("says how many follow-ups are due, and names nobody", async () => {
    const { told, surroundings } = around();

    await remind(surroundings);

    expect(told).toEqual(["2026-03-05 3 follow-ups are due."]);
  });

  test.each([
    ["it is not allowed", { isAllowed: () => false }],
    ["somebody looks at the app", { isSeen: () => true }],
    ["there was one today", { told: () => "2026-03-05" }],
    ["nothing is due", { engine: new FakeEngine(empty()) }],
  ])("is not given where %s", async (_why, change) => {
    const { told, surroundings } = around(change);

    await remind(surroundings);

    expect(told).toEqual([]);
  });
});

test("a follow-up of tomorrow, or of no day, is not due", () => {
  const [first] = TODAY.todos;
  const todos = first ? [first, { ...first, due: "2026-03-06" }, { ...first, due: null }] : [];

  expect(dueOn({ ...TODAY, todos })).toBe(1);
});
