/** The paper key: which one is meant, what is known of it, and what is to be done next. */
import { describe, expect, test } from "vitest";
import type { DevicesPage } from "../../src/engine/devices-page.ts";
import {
  endedWords,
  fateWords,
  isPaperUrgent,
  nextName,
  nextWords,
  paper,
  papersOf,
  sinceWords,
  triedWords,
  untried,
} from "../../src/words/paper.ts";
import { DEVICES } from "./world-rich.ts";
import { DAY_MS, id } from "./worlds.ts";

type Rows = DevicesPage["rows"];

const NOW = new Date(2026, 2, 5, 14, 34).getTime();
const [FIRST, ...OTHERS] = DEVICES.rows as [Rows[number], ...Rows];
const OLD = { ...FIRST, since_ms: new Date(2025, 0, 5).getTime(), tried_ms: null };
/** Made on this phone today: this phone may end it. */
const SECOND = { ...FIRST, id: id("paper2"), name: "paper 2", since_ms: NOW, tried_ms: null, may_revoke: true };
const ONE = papersOf([OLD, ...OTHERS], true);
const TWO = papersOf([OLD, ...OTHERS, SECOND], true);

describe("the paper keys", () => {
  test("bear numbers only where there are, or were, several", () => {
    const names = (rows: Rows, hasFirst = true): string[] => papersOf(rows, hasFirst).map((key) => key.name);

    expect(names([OLD, ...OTHERS])).toEqual(["Paper key"]);
    expect(names([OLD, ...OTHERS, SECOND])).toEqual(["Paper key 1", "Paper key 2"]);
    expect(names([{ ...OLD, is_revoked: true }, ...OTHERS, SECOND])).toEqual(["Paper key 2"]);
  });

  test("count only once their words are on paper", () => {
    expect(papersOf([OLD, ...OTHERS], false)).toEqual([]);
    expect(papersOf([OLD, ...OTHERS, SECOND], false).map((key) => key.id)).toEqual([SECOND.id]);
  });

  test("say since when each is there, and whether it was tried from here", () => {
    const [one, two] = TWO;

    expect(one && [sinceWords(one, NOW), triedWords(one, NOW)]).toEqual(["Since 5 Jan 2025", "Not tried on this phone yet."]);
    expect(two && sinceWords(two, NOW)).toBe("Since today");
    expect([0, 1, 41].map((days) => one && triedWords({ ...one, triedMs: NOW - days * DAY_MS }, NOW))).toEqual([
      "Last tried today: it opened the whole journal.",
      "Last tried yesterday: it opened the whole journal.",
      "Last tried 41 days ago: it opened the whole journal.",
    ]);
  });

  test("are to be tried next by name, the newest first, until each was", () => {
    const tried = TWO.map((key) => ({ ...key, triedMs: NOW }));

    expect(untried(TWO)?.name).toBe("Paper key 2");
    expect(nextWords(TWO)).toMatch(/^Next: try Paper key 2,/);
    expect(nextWords([...TWO.slice(0, 1), ...tried.slice(1)])).toMatch(/^Next: try Paper key 1,/);
    expect(nextWords(ONE)).toMatch(/^Next: try your paper key,/);
    expect([untried(tried), nextWords(tried)]).toEqual([null, ""]);
  });

  test("come first on the page where there is none, where the newest was never tried, or not for long", () => {
    const tried = (days: number): typeof TWO => TWO.map((key) => ({ ...key, triedMs: NOW - days * DAY_MS }));
    const half = TWO.map((key, at) => ({ ...key, triedMs: at === 0 ? NOW : null }));

    expect(isPaperUrgent("none", [], NOW)).toBe(true);
    expect(isPaperUrgent(NOW, half, NOW)).toBe(true);
    expect([41, 181].map((days) => isPaperUrgent("untried", tried(days), NOW))).toEqual([false, true]);
    expect([NOW - 41 * DAY_MS, "untried" as const].map((status) => isPaperUrgent(status, [], NOW))).toEqual([false, true]);
  });
});

describe("a new paper key", () => {
  test("has a name before it is made, to be written on its paper", () => {
    expect(nextName([OLD, ...OTHERS], false)).toBe("Paper key");
    expect(nextName([OLD, ...OTHERS, SECOND], false)).toBe("Paper key 1");
    expect(nextName([OLD, ...OTHERS], true)).toBe("Paper key 2");
    expect(nextName([OLD, ...OTHERS, { ...SECOND, is_revoked: true }], true)).toBe("Paper key 3");
    expect(paper.write("Paper key 2", "5 Mar 2026")).toContain("Write on top: Paper key 2, 5 Mar 2026.");
  });

  test("says which of those before it end and which stay, each by its name", () => {
    expect(fateWords(TWO, "Paper key 3")).toBe(
      "The new one will be Paper key 3. It counts once you have checked its words. " +
        "Paper key 2 ends then, and its words open nothing new. " +
        "Paper key 1 stays valid beside it. To end Paper key 1: twoway devices paper, on a computer.",
    );
    expect(endedWords(TWO)).toBe(
      "Paper key 1 is still valid: keep its paper as safe as this one. Paper key 2 has ended: destroy its paper.",
    );
    expect(endedWords([])).toBe("");
  });

  test("calls the only one before it yours, and the earlier one afterwards", () => {
    expect(fateWords(ONE, "Paper key 2")).toContain("Your paper key stays valid beside it. To end your paper key: twoway");
    expect(endedWords(ONE)).toMatch(/^The earlier paper key is still valid:/);
  });

  test("is not said to be shown once where it can be shown again", () => {
    expect(paper.ready).not.toMatch(/once/);
    expect(paper.ready).toMatch(/until you have checked them/);
  });
});
