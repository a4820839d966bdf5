/** What the projections that stand on the analysis say of the worked example, and of a journal with nothing in it. */
import { expect, test } from "vitest";
import { Case } from "../../../src/core/journal/state.ts";
import { agreement } from "../../../src/core/projections/agreement.ts";
import { deciding } from "../../../src/core/projections/deciding.ts";
import { fitReport } from "../../../src/core/projections/fit.ts";
import { firstShare, runnerOf } from "../../../src/core/projections/race.ts";
import { report } from "../../../src/core/projections/report.ts";
import { standingOf } from "../../../src/core/projections/standing.ts";
import { dayOf, moment } from "../../../src/core/projections/view.ts";
import { planLines, worthAsking } from "../../../src/core/projections/planner.ts";
import { Acme, Both, Wants } from "./acme.ts";

test("fit, range and coverage of Acme are those worked out by hand", () => {
  const acme = new Acme();
  const { state } = acme.book;

  const found = fitReport(state.mine, acme.book.case(acme.acme), "acme");

  expect([found.fit, ...found.range80, found.coverage, found.baseline]).toEqual([
    expect.closeTo(0.6696, 4),
    expect.closeTo(0.52, 2),
    expect.closeTo(0.82, 2),
    expect.closeTo(0.49, 2),
    expect.closeTo(0.625, 6),
  ]);
  expect(found.criteria.map((row) => [row.name, row.from.map((one) => one.name)])).toEqual([
    ["autonomy", ["Ana", "Ben"]],
    ["growth", ["Carla"]],
    ["balance", []],
  ]);
  expect(found.must_haves[0]).toMatchObject({ verdict: "open", reason: "only the recruiter said so" });
});

test("an answer that was changed since is no evidence any more", () => {
  const acme = new Acme();
  const opportunity = acme.acme;
  acme.book.write({ type: "answer.noted", opportunity, contact: acme.ana, text: "I do", supersedes: acme.anaSaid });

  const standing = standingOf(acme.book.state.mine, acme.book.case(opportunity));
  const grid = agreement(acme.book.state.mine, acme.book.case(opportunity), "acme");

  expect(standing.heard(acme.autonomy).map((one) => one.rating)).toEqual([4]);
  expect(grid.changes.map((one) => [one.was, one.now])).toEqual([["they decide", "I do"]]);
  expect(grid.criteria.find((row) => row.name === "autonomy")?.contradiction).toBe(true);
});

test("what is best asked next is the must-have, then what could turn the choice", () => {
  const acme = new Acme();
  const one = acme.book.case(acme.acme);
  const { mine } = acme.book.state;

  const lines = planLines(mine, one, [acme.ana, acme.ben], 45);

  expect(lines.map((line) => line.question)).toEqual([acme.office, acme.hours, acme.training, acme.needs]);
  expect(lines[1]?.reason).toMatch(/^weighs 0\.20, nothing known, worth 0\.00\d\d fit a minute$/);
  expect(lines[0]?.contacts).toEqual([acme.ana]);
  expect(worthAsking(mine, one).map((line) => line.question)).toEqual([acme.office, acme.training, acme.hours]);
});

test("the word before an open must-have is to ask more, and Birch would lead with less weight on autonomy", () => {
  const both = new Both();
  const { state } = both.book;
  const cases = [["acme", both.book.case(both.acme)], ["birch", both.book.case(both.birch)]] as const;

  const word = deciding(state.mine, cases, cases[0][1]);

  expect([word.action, word.reasons[0]]).toEqual(["ASK MORE", "must-have open"]);
  expect(word.race.clear).toBe(false);
  expect(firstShare(runnerOf(word.race, both.acme))).toBeCloseTo(0.51, 1);
  expect(word.rival).toBeNull();
});

test("an offer is a rival, and one that was turned down is none", () => {
  const both = new Both();
  const { book } = both;
  book.write({ type: "offer.received", opportunity: both.birch });
  const word = (): string | null => {
    const cases = [["acme", book.case(both.acme)], ["birch", book.case(both.birch)]] as const;
    return deciding(book.state.mine, cases, book.case(both.acme)).rival;
  };

  expect(word()).toBe(both.birch);
  book.write({ type: "decision.recorded", opportunity: both.birch, action: "decline" });
  expect(word()).toBeNull();
});

test("a report without any note says what is missing and draws no shares", () => {
  const wants = new Wants();
  const id = wants.firm("Cedar");
  const one = wants.book.case(id);
  const { mine } = wants.book.state;

  const told = report(mine, one, "cedar", deciding(mine, [["cedar", one]], one));

  expect(told.line).toBe("ASK MORE about cedar, before you go on.");
  expect(told.reasons).toEqual([
    "3 remote days open (0.50): nobody has said",
    "most of what matters is unknown: coverage 0.00",
    "fit 0.50, your present job 0.63: too close to call, the range is 0.27 to 0.73",
  ]);
  expect(told.gaps).toEqual(["autonomy: unknown", "growth: unknown", "balance: unknown"]);
});

test("an opportunity of which nothing is here has the fit of nothing known", () => {
  const { mine } = new Wants().book.state;

  expect(fitReport(mine, new Case("00".repeat(16)), "?").coverage).toBe(0);
});

test.each([
  [0, 0, "1970-01-01T00:00:00Z"],
  [1_772_718_960_000, 60, "2026-03-05T14:56:00+01:00"],
  [1_772_718_960_123, -570, "2026-03-05T04:26:00.123000-09:30"],
  [1e18, 60, "9999-12-31T23:59:59.999999+01:00"],
  [-1e18, 0, "0001-01-01T00:00:00Z"],
])("%d ms at offset %d is %s", (ms, offset, text) => {
  expect(moment(ms, offset)).toBe(text);
  expect(dayOf(ms, offset)).toBe(text.slice(0, 10));
});
