/** What is wanted, as the screens are given it. */
import { describe, expect, test } from "vitest";
import { view as want } from "../../../src/engine/views/want.ts";
import type { Event } from "../../../src/core/events/types.ts";
import type { Given } from "../../../src/core/events/vocabulary.ts";
import { wantEvents } from "../../../src/screens/wish-events.ts";
import { begun, required, taken } from "../../../src/screens/wishes.ts";
import { Book } from "../../core/journal/book.ts";
import { Acme, journalOf } from "./acme.ts";

describe("what is wanted", () => {
  test("of an empty journal is nothing, and the present job is unknown", () => {
    expect(want(journalOf(new Book(), 0), {})).toEqual({
      weighed: "",
      criteria: [],
      must_haves: [],
      answers: [],
      styles: [],
      present: 0.5,
      present_coverage: 0,
      has_starter: false,
    });
  });

  test("names the criteria with their weights and points, the heaviest first, then the rest", () => {
    const acme = new Acme();
    const balance = acme.book.write({ type: "criterion.defined", name: "Balance" });
    const gone = acme.book.write({ type: "criterion.defined", name: "pay" });
    acme.book.write({ type: "criterion.retired", criterion: gone });
    acme.book.write({
      type: "weights.elicited",
      method: "swing",
      answers: [{ criterion: balance, points: 100 }, { criterion: acme.autonomy, points: 25 }],
    });

    const page = want(journalOf(acme.book), {});

    expect(page.weighed).toBe("swing");
    expect(page.criteria.map(({ name, weight, points }) => [name, weight, points])).toEqual([
      ["Balance", 0.8, 100],
      ["autonomy", 0.2, 25],
      ["growth", 0, null],
    ]);
    expect(page.has_starter).toBe(true);
  });

  test("without a weighing counts all alike, and says that nobody was asked", () => {
    const book = new Book();
    for (const name of ["sea air", "a garden"]) book.write({ type: "criterion.defined", name });

    const page = want(journalOf(book), {});

    expect(page.weighed).toBe("");
    expect(page.criteria.map(({ name, weight, points }) => [name, weight, points])).toEqual([
      ["sea air", 0.5, null],
      ["a garden", 0.5, null],
    ]);
    expect(page.has_starter).toBe(false);
  });

  test("has no points where one was ranked", () => {
    const acme = new Acme();
    acme.book.write({ type: "weights.elicited", method: "rank", order: [acme.growth, acme.autonomy] });

    const { weighed, criteria } = want(journalOf(acme.book), {});

    expect(weighed).toBe("rank");
    expect(criteria.map(({ name, points }) => [name, points])).toEqual([["growth", null], ["autonomy", null]]);
  });

  test("asks no level of a must-have that is a yes or no", () => {
    const acme = new Acme();
    acme.book.write({ type: "dealbreaker.set", criterion: acme.growth, threshold: 5 });
    acme.book.write({ type: "dealbreaker.set", criterion: acme.autonomy, threshold: 3, negotiable: true });

    expect(want(journalOf(acme.book), {}).must_haves).toEqual([
      { id: acme.autonomy, name: "autonomy", threshold: 3, negotiable: true },
      { id: acme.growth, name: "growth", threshold: null, negotiable: false },
    ]);
  });

  test("knows the present job by its ratings, and how much of the weight they cover", () => {
    const acme = new Acme();
    acme.book.write({ type: "baseline.rated", criterion: acme.autonomy, rating: 4 });

    const page = want(journalOf(acme.book), {});

    expect(page.criteria.map(({ present }) => present)).toEqual([4, null]);
    expect(page.present_coverage).toBeCloseTo(0.625, 9);
  });

  test("shows a level of one's own, and keeps what else the criterion said", () => {
    const book = new Book();
    const first = book.write({ type: "criterion.defined", name: "pace", lens: "daily", anchor1: "calm", anchor5: "fast" });
    book.write({ type: "criterion.defined", name: "pace", shape: "ideal", ideal: 2, ideals: [{ level: "junior", ideal: 4 }], revises: first });

    expect(want(journalOf(book), {}).criteria).toMatchObject([
      { id: first, shape: "ideal", ideal: 2, ideals: [{ level: "junior", ideal: 4 }] },
    ]);
  });
});

test("shows the style of work that was stated last on each scale, and the points as they were given", () => {
  const acme = new Acme();
  for (const level of [2, 5]) acme.book.write({ type: "working-style.stated", scale: "pace", level, low: "calm", high: "fast" });
  acme.book.write({ type: "weights.elicited", method: "swing", answers: [{ criterion: acme.growth, points: 30 }] });

  const { styles, answers } = want(journalOf(acme.book), {});

  expect(styles).toEqual([{ scale: "pace", level: 5, low: "calm", high: "fast" }]);
  expect(answers).toEqual([{ criterion: acme.growth, points: 30 }]);
});

test("what was said and kept is what is in force, and nothing is left to be kept", () => {
  const { book, autonomy } = new Acme();
  const before = want(journalOf(book), {});
  const named = taken(before, { ...begun(before), chosen: [autonomy], typed: "sea air" });
  const asked = required(before, { ...named, adding: { name: "no night work", threshold: null, negotiable: true } });
  const said = { ...asked, first: "+sea air", points: { [autonomy]: 25 }, present: { "+sea air": 2 }, styles: { order: 3 }, trade: { first: "pay", worth: 60 } } as const;
  keep(book, wantEvents(before, said));

  const page = want(journalOf(book), {});

  expect(page.criteria.slice(0, 4)).toMatchObject([
    { name: "sea air", points: 100, present: 2 },
    { name: "pay", points: 100, present: null },
    { name: "balance", points: 60, present: null },
    { name: "autonomy", points: 25, present: null },
  ]);
  expect(page.styles.map(({ scale, level }) => [scale, level])).toEqual([["time or pay", 3], ["order", 3]]);
  expect(page.must_haves).toMatchObject([{ name: "no night work", threshold: null, negotiable: true }]);
  expect(wantEvents(page, begun(page))).toEqual([]);
});

/** Write the events as the engine does: `"$1"` stands for the id of the second of them. */
function keep(book: Book, events: ReturnType<typeof wantEvents>): void {
  const ids: string[] = [];
  for (const { type, fields } of events) {
    const text = JSON.stringify({ type, ...fields }).replace(/"\$(\d+)"/g, (_, at) => JSON.stringify(ids[Number(at)]));
    ids.push(book.write(JSON.parse(text) as Given<Event["type"]>));
  }
}
