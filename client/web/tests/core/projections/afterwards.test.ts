/** What is shown after an interview: to-dos, the log, what to rate, the debrief. Python's are compared in tests/web. */
import { describe, expect, test } from "vitest";
import { NothingToRateError } from "../../../src/core/errors.ts";
import type { Id } from "../../../src/core/events/base.ts";
import { makeEvent } from "../../../src/core/events/vocabulary.ts";
import { history } from "../../../src/core/journal/history.ts";
import type { Interview } from "../../../src/core/journal/state.ts";
import { debrief, proposed, unaskedLines } from "../../../src/core/projections/debrief.ts";
import { briefs, daysAfter, defaultDue, todoRows } from "../../../src/core/projections/followups.ts";
import { instant } from "../../../src/core/projections/instant.ts";
import { labelsOf } from "../../../src/core/projections/labels.ts";
import { logRows, moneyWords, told, whatWords } from "../../../src/core/projections/log.ts";
import { isDone, itemsOf } from "../../../src/core/projections/preparation.ts";
import { cardOn, cardsOf, cardsOfLine, isSealed, openedGut, toRate } from "../../../src/core/projections/rating.ts";
import { replay } from "../../../src/core/projections/replay.ts";
import { daysOf, silences, timeline } from "../../../src/core/projections/timeline.ts";
import { Acme } from "../../engine/views/acme.ts";
import { MINUTE_MS, NOWHERE, START_MS } from "../journal/book.ts";

const DAY = 1440;

/** Acme, after an interview in which Ana was asked one of three questions, and answered. */
class Held extends Acme {
  readonly talk: Id;
  readonly answer: Id;

  constructor() {
    super();
    this.talk = this.plans(20).talk;
    this.starts(this.talk);
    this.answer = this.hears(this.talk, this.asks(this.talk, this.decides, this.ana), this.ana, "we do");
    this.ends(this.talk);
  }

  get interview(): Interview {
    const found = this.book.case(this.firm).interviews.get(this.talk);
    if (found === undefined) throw new Error("the interview is not there");
    return found;
  }
}

describe("to-dos", () => {
  test("thanks are due a day after, anything else three", () => {
    expect(defaultDue("thanks", "2026-02-28")).toBe("2026-03-01");
    expect(defaultDue("ask", "2026-12-31")).toBe("2027-01-03");
  });

  test("no day comes after the last one of the calendar", () => {
    expect(daysAfter("9999-12-30", 7)).toBe("9999-12-31");
  });

  test.each([
    ["thanks", "", "", "thanks to Ana"],
    ["ask", "mail", "office days", "ask Ana by mail: office days"],
    ["other", "", "ring the {who}", "ring the {who} (Ana)"],
    ["gift", "", "", "gift Ana"],
  ])("a to-do of the kind %s reads as a person says it", (kind, channel, text, words) => {
    const acme = new Acme();
    acme.book.write({ type: "follow-up.planned", opportunity: acme.firm, kind, channel, text, contact: acme.ana });

    expect(briefs(acme.book.state.mine, acme.book.case(acme.firm)).map((one) => one.words)).toEqual([words]);
  });

  test("a question of the bank is asked in its own words", () => {
    const acme = new Acme();
    acme.book.write({ type: "follow-up.planned", opportunity: acme.firm, kind: "ask", question: acme.decides });

    const [brief] = briefs(acme.book.state.mine, acme.book.case(acme.firm));

    expect(brief?.words).toBe("ask them: Who decides at Acme?");
  });

  test("stand by day, the undated last, each with its state", () => {
    const of = (id: Id, day: string | null, waits = false) => ["acme", { id, kind: "ask", words: "", day, waits }] as const;
    const some = [of("a", null), of("b", "2026-03-09"), of("c", "2026-03-05"), of("d", "2026-03-04"), of("e", "2026-03-04", true)];

    const rows = todoRows([...some, of("f", "2026-03-06", true)], "2026-03-05");

    expect(rows.map((row) => [row.id, row.state])).toEqual([
      ["d", "overdue"],
      ["e", "look again"],
      ["c", "due"],
      ["f", "waiting"],
      ["b", "planned"],
      ["a", "planned"],
    ]);
  });

  test("what they answered is looked at again until the answer is noted; what was dropped never", () => {
    const acme = new Acme();
    const { book, firm } = acme;
    const planned = { type: "follow-up.planned", opportunity: firm, kind: "ask" } as const;
    const [first, second, third] = [book.write(planned), book.write(planned), book.write(planned)];
    book.write({ type: "follow-up.answered", opportunity: firm, follow_up: first });
    book.write({ type: "follow-up.answered", opportunity: firm, follow_up: second, answer: NOWHERE });
    book.write({ type: "follow-up.dropped", opportunity: firm, follow_up: third });

    const found = briefs(book.state.mine, book.case(firm));

    expect(found.map((one) => [one.id, one.day, one.waits])).toEqual([[first, "2026-02-28", true]]);
  });
});

describe("the log", () => {
  test("is newest first, in the words of the screen", () => {
    const held = new Held();
    const fix = held.book.write({ type: "entry.retracted", opportunity: held.firm, target: held.answer });

    const rows = logRows(history(held.book.entries), labelsOf(held.book.state, new Map()));

    expect(rows[0]).toMatchObject({ id: fix, what: "entry retracted", fate: "counts" });
    expect(rows.find((row) => row.id === held.answer)).toMatchObject({ text: "we do", fate: "retracted" });
    expect(rows.find((row) => row.type === "question.asked")?.text).toBe("Who decides at {firm}?, Ana");
  });

  test("never tells a gut feeling", () => {
    expect(told(makeEvent({ type: "impression.sealed", gut: 2, words: "cold" }), new Map())).toBe("");
  });

  test.each([
    ["follow-up.planned", "to-do planned"],
    ["agenda.prepared", "plan made"],
    ["red-flag.raised", "red flag raised"],
    ["mood", "mood"],
  ])("%s reads %s", (type, words) => {
    expect(whatWords(type)).toBe(words);
  });

  test.each([
    [6_100_000, "EUR", "year", "61000.00 EUR per year"],
    [8_000_000, "JPY", "", "8000000 JPY"],
    [-5, "KWD", "", "-0.005 KWD"],
  ])("%i of %s is an amount with its decimals", (amount, currency, per, words) => {
    expect(moneyWords({ amount, currency, per })).toBe(words);
  });
});

describe("rating", () => {
  test("asks for what was noted on what matters, until it is rated", () => {
    const held = new Held();
    const cards = toRate(held.book.state.mine, held.book.case(held.firm));
    held.rates(held.answer, held.autonomy, 5);

    expect(cards.map((card) => [card.id, card.name, card.who, card.role])).toEqual([[held.answer, "autonomy", "Ana", "boss"]]);
    expect(toRate(held.book.state.mine, held.book.case(held.firm))).toEqual([]);
  });

  test("a card drawn again shows its rating, on another criterion too", () => {
    const held = new Held();
    held.rates(held.answer, held.autonomy, 5);
    const { mine } = held.book.state;

    expect(cardsOf(mine, held.book.case(held.firm), held.answer).map((card) => card.rating)).toEqual([5]);
    expect(cardOn(mine, held.book.case(held.firm), held.answer, held.growth)).toMatchObject({ name: "growth", rating: null });
    expect(cardsOfLine(mine, held.book.case(held.firm), held.interview, 1).map((card) => card.id)).toEqual([held.answer]);
  });

  test.each([2, 9])("line %i has nothing to rate", (number) => {
    const held = new Held();

    expect(() => cardsOfLine(held.book.state.mine, held.book.case(held.firm), held.interview, number)).toThrow(NothingToRateError);
  });

  test("what is not here cannot be rated", () => {
    const held = new Held();
    const given = [held.book.state.mine, held.book.case(held.firm), NOWHERE] as const;

    expect(() => cardsOf(...given)).toThrow(NothingToRateError);
    expect(() => cardOn(...given, held.autonomy)).toThrow(NothingToRateError);
  });

  test("a refusal is no evidence", () => {
    const held = new Held();
    const opportunity = held.firm;
    held.book.write({ type: "answer.noted", opportunity, text: "", form: "refused", criteria: [held.growth] });

    expect(toRate(held.book.state.mine, held.book.case(held.firm)).map((card) => card.id)).toEqual([held.answer]);
  });

  test("the gut feeling is sealed while answers wait", () => {
    const held = new Held();
    held.book.write({ type: "impression.sealed", opportunity: held.firm, interview: held.talk, gut: 2 });
    const sealed = isSealed(held.book.state.mine, held.book.case(held.firm), held.interview);
    held.rates(held.answer, held.autonomy, 5);

    expect(sealed).toBe(true);
    expect(openedGut(held.book.state.mine, held.book.case(held.firm), held.interview)).toMatchObject({ gut: 2, words: "" });
  });
});

describe("looking back", () => {
  test("a replay counts lines of the plan, however many people each is for", () => {
    const held = new Held();

    const page = replay(held.book.state.mine, held.book.case(held.firm), held.interview, "acme/1");

    expect(page).toMatchObject({ planned: 3, asked: 0, partly: 1, own: 0, received: 0, people: ["Ana", "Ben"], minutes: 3 });
    expect(page.unasked.map((line) => [line.number, line.people])).toEqual([[1, ["Ben"]], [2, ["Ana"]], [3, []]]);
  });

  test("the debrief proposes thanks to everybody met, and says whether memory is fresh", () => {
    const held = new Held();
    const nowMs = START_MS + 2 * DAY * MINUTE_MS;

    const page = debrief(held.book.state.mine, held.book.case(held.firm), held.interview, nowMs, "acme/1");

    expect(page.fresh).toBe(false);
    expect(page.proposals.map((one) => [one.kind, one.who, one.due])).toEqual([
      ["thanks", "Ana", "2026-02-26"],
      ["thanks", "Ben", "2026-02-26"],
    ]);
  });

  test("what is best had in writing and was not asked is proposed by mail", () => {
    const held = new Held();
    held.book.write({ type: "dealbreaker.set", criterion: held.growth, threshold: 5 });
    const [, , ask] = proposed(held.book.state.mine, held.book.case(held.firm), held.interview);

    expect(ask).toMatchObject({ line: 2, todo: { kind: "ask", channel: "mail", contact: held.ana, question: held.learning } });
  });

  test("lines that were not asked of everybody are carried over for those who are left", () => {
    const held = new Held();

    const lines = unaskedLines(held.book.state.mine, held.book.case(held.firm), held.interview);

    expect(lines.map((line) => [line.contacts, line.minutes])).toEqual([[[held.ben], 2], [[held.ana], 4], [[], 4]]);
  });

  test("a stretch of fourteen days without anything is a silence", () => {
    const held = new Held();
    held.book.write({ type: "red-flag.raised", opportunity: held.firm, text: "late" }, { minute: 20 * DAY });
    const { happenings } = timeline(held.book.state.mine, held.book.case(held.firm), "acme");

    const found = silences(happenings, "2026-03-20");

    expect(happenings.map((one) => [one.kind, one.words])).toEqual([
      ["talk", "interview 1 with Ana and Ben"],
      ["flag", "late"],
    ]);
    expect(found.map((one) => [one.start, one.end, daysOf(one), one.lasts])).toEqual([["2026-02-25", "2026-03-17", 20, false]]);
  });
});

describe("the checklist", () => {
  test("a step that names items is done once each of them was noted", () => {
    const acme = new Acme();
    const { book, firm } = acme;
    const text = "the firm: values,  ways of working";
    const step = book.write({ type: "prep-step.planned", opportunity: firm, kind: "firm", text });
    const done = (): boolean => {
      const planned = book.case(firm).prep.get(step);
      return planned !== undefined && isDone(book.case(firm), planned);
    };
    book.write({ type: "prep-step.completed", opportunity: firm, kind: "Values" });
    const half = done();
    book.write({ type: "prep-step.completed", opportunity: firm, kind: "ways of working" });

    expect([half, done()]).toEqual([false, true]);
  });

  test.each(["who you meet", "one: thing", "", "a:b, c"])("%j names no items", (text) => {
    expect(itemsOf(makeEvent({ type: "prep-step.planned", kind: "x", text }))).toEqual([]);
  });
});

describe("an instant", () => {
  test.each([
    [1_772_000_000_000, 60, 1_772_000_000_000],
    [Number.MAX_SAFE_INTEGER, 60, Date.parse("9999-12-31T22:59:59.999Z") + 0.999],
    [-Number.MAX_SAFE_INTEGER, 60, Date.parse("0001-01-01T00:00:00Z") - 3_600_000],
  ])("of %i at %i minutes is cut to the calendar", (at, offset, expected) => {
    expect(instant(at, offset)).toBe(expected);
  });
});
