/** The pages of one opportunity: what it looks like, what to ask next, what the report says. */
import { expect, test } from "vitest";
import type { Journal } from "../../../src/engine/views/journal.ts";
import { EngineError } from "../../../src/engine/errors.ts";
import { view as firm } from "../../../src/engine/views/firm.ts";
import { view as next } from "../../../src/engine/views/next.ts";
import { view as report } from "../../../src/engine/views/report.ts";
import { type Book, MINUTE_MS, NOWHERE, START_MS } from "../../core/journal/book.ts";
import { Acme, Both, Wants } from "../../core/projections/acme.ts";

function journal(book: Book, minute = 1000): Journal {
  return {
    state: book.state,
    entries: book.entries,
    stateAt: () => book.state,
    nowMs: START_MS + minute * MINUTE_MS,
    offset: () => 60,
  };
}

test("the page of a firm stands on the word, and unknown is not nought", () => {
  const acme = new Acme();

  const page = firm(journal(acme.book), { id: acme.acme });

  expect(page.headline).toBe("ASK MORE about Acme, before you go on.");
  expect(page.fit).toMatchObject({ fit: expect.closeTo(0.6696, 4), coverage: expect.closeTo(0.49, 2) });
  expect(page.must_haves).toEqual([
    { id: acme.remote, name: "3 remote days", why: "only the recruiter said so (0.67)", state: "open" },
  ]);
  expect(page.criteria.map((row) => [row.name, row.value])).toEqual([
    ["autonomy", expect.closeTo(0.789, 3)],
    ["growth", expect.closeTo(0.583, 3)],
    ["balance", null],
  ]);
});

test("a firm of which nothing was noted has no fit", () => {
  const wants = new Wants();
  const id = wants.firm("Cedar");

  expect(firm(journal(wants.book), { id }).fit).toBeNull();
});

test("stories that changed and people who differ are contradictions, each with its notes", () => {
  const acme = new Acme();
  const opportunity = acme.acme;
  const later = acme.book.write({
    type: "answer.noted",
    opportunity,
    contact: acme.ana,
    text: "I do",
    supersedes: acme.anaSaid,
  });
  const low = acme.hears({ opportunity, contact: acme.ana, text: "none", criterion: acme.growth, rating: 1 });

  const { contradictions } = firm(journal(acme.book), { id: opportunity });

  expect(contradictions).toEqual([
    { text: "What Ana said", detail: "Ana, 25 Feb: they decide. Ana, 25 Feb: I do.", ids: [acme.anaSaid, later] },
    { text: "growth", detail: "Carla 4, Ana 1", ids: [acme.carlaSaid, low] },
  ]);
});

test("a promise is in writing where it was made so, or came to be", () => {
  const acme = new Acme();
  const opportunity = acme.acme;
  const promise = (term: string, medium = "") =>
    acme.book.write({ type: "commitment.noted", opportunity, term, value: "5 days", medium, contact: acme.ana });
  promise("training");
  promise("start", "mail");
  const salary = promise("salary");
  promise("course");
  const asked = acme.book.write({ type: "negotiation.asked", opportunity, term: "Course", goal: "5 days" });
  acme.book.write({ type: "negotiation.answered", opportunity, result: "yes", asked, granted: true, written: true });
  acme.book.write({
    type: "offer.received",
    opportunity,
    terms: [{ term: "salary", value: "5 days", money: null, written: true, criterion: null, commitment: salary }],
  });

  const { promises } = firm(journal(acme.book), { id: opportunity });

  expect(promises.map((one) => [one.text, one.who, one.is_written])).toEqual([
    ["training: 5 days", "Ana", false],
    ["start: 5 days", "Ana", true],
    ["salary: 5 days", "Ana", true],
    ["course: 5 days", "Ana", true],
  ]);
  const told = report(journal(acme.book), { id: opportunity }).more.filter((row) => row.label === "promised");
  expect(told.map((row) => row.text.replaceAll(/\d+ [A-Z][a-z]{2}/g, "DAY"))).toEqual([
    "training: 5 days, Ana, spoken, DAY",
    "start: 5 days, Ana, mail, DAY",
    "salary: 5 days, Ana, spoken, DAY; in writing since DAY",
    "course: 5 days, Ana, spoken, DAY; in writing since DAY",
  ]);
});

test("questions stand by what an answer could change, and the must-have goes by mail", () => {
  const acme = new Acme();
  const contacts = [acme.ana, acme.ben];
  const interview = acme.book.write({
    type: "interview.scheduled",
    opportunity: acme.acme,
    contacts,
    length_minutes: 45,
  });

  const page = next(journal(acme.book), { id: acme.acme, interview });

  expect(page.minutes_left).toBe(45);
  expect(page.heading).toMatch(/^By what an answer could change, per minute\. These fill \d+ of your 45\.$/);
  expect(page.rows[0]).toMatchObject({
    question: acme.office,
    who: { id: acme.ana, name: "Ana" },
    claim: "3 remote days is a must-have, and open (0.67).",
    share: 1,
    by_mail: true,
  });
  expect(page.rows[0]?.because).toContain("Ana would be your boss, so that word counts full: worth up to 0.0298 fit.");
  const worths = page.rows.filter((row) => !row.by_mail && row.worth > 0).map((row) => row.worth / row.minutes);
  expect(worths).toEqual(worths.toSorted((one, other) => other - one));
  expect(page.rows.every((row) => row.share >= 0 && row.share <= 1)).toBe(true);
});

test("without anything to beat, the plan's order holds and shares say how much there is to find out", () => {
  const wants = new Wants();
  const { book } = wants;
  for (const criterion of [wants.autonomy, wants.growth, wants.balance]) {
    book.write({ type: "baseline.rated", criterion, rating: null });
  }
  const id = wants.firm("Cedar");
  wants.meets(id, "Eva", "peer");

  const page = next(journal(book), { id });

  expect(page.heading).toBe("By what weighs and is not known yet. These take 9 min.");
  expect(page.rows.map((row) => [row.text, row.share])).toEqual([
    ["How often are office days, and who decides?", 1],
    ["Tell me of a training plan you made with someone", expect.closeTo(0.3, 9)],
    ["What hours were worked in the last busy month?", expect.closeTo(0.2, 9)],
    ["Which of your needs do I meet?", 0],
  ]);
});

test("whoever cannot change the choice is named among what is not worth a minute", () => {
  const acme = new Acme();
  const interview = acme.book.write({
    type: "interview.scheduled",
    opportunity: acme.acme,
    contacts: [acme.carla],
    length_minutes: 2,
  });
  acme.book.write({ type: "agenda.prepared", opportunity: acme.acme, interview, lines: [], minutes: 2 });

  const page = next(journal(acme.book), { id: acme.acme, interview });

  expect(page.rows).toEqual([]);
  expect(page.heading).toBe("Nothing is left on the plan.");
  expect(page.not_worth).toContainEqual({
    text: "What hours were worked in the last busy month?",
    reason: expect.stringMatching(/cannot change your mind today\.$|less than its time\.$/),
  });
});

test("the report says the word, why, what is missing, what to ask and what would flip it", () => {
  const both = new Both();

  const page = report(journal(both.book), { id: both.acme });

  expect(page.line).toBe("ASK MORE about Acme, before you go on.");
  expect(page.reasons[0]).toBe("3 remote days open (0.67): only the recruiter said so");
  expect(page.ask[0]).toBe(
    "How often are office days, and who decides? (Ana, 2 min, in writing; worth up to 0.0298 fit)",
  );
  expect(page.flips).toContain("Ana's 5 on autonomy read as 4: fit 0.62, and your present job leads");
  expect(page.never_asked).toEqual(["Which of your needs do I meet?"]);
  expect(page.more[0]?.text).toBe("fit 0.67, range 0.52 to 0.82, coverage 0.49; present job 0.63");
});

test("two opportunities at one firm are told apart by their handles", () => {
  const both = new Both();
  const again = both.firm("Acme");

  expect(report(journal(both.book), { id: again }).name).toBe("acme-b");
});

test.each([firm, next, report])("an opportunity that is not here is refused", (view) => {
  expect(() => view(journal(new Wants().book), { id: NOWHERE })).toThrow(EngineError);
});
