/** What the screens are given: pure functions of the journal and the time. */
import { describe, expect, test } from "vitest";
import { patchOf } from "../../../src/core/events/vocabulary.ts";
import { EngineError } from "../../../src/engine/errors.ts";
import { view as capture } from "../../../src/engine/views/capture.ts";
import { view as firms } from "../../../src/engine/views/firms.ts";
import { view as next } from "../../../src/engine/views/next.ts";
import { view as rate } from "../../../src/engine/views/rate.ts";
import { view as replay } from "../../../src/engine/views/replay.ts";
import { view as today } from "../../../src/engine/views/today.ts";
import { Book, MINUTE_MS, NOWHERE, START_MS } from "../../core/journal/book.ts";
import { Acme, journalOf } from "./acme.ts";

const EMPTY = journalOf(new Book(), 0);

describe("the capture plan", () => {
  test("of an empty journal is empty", () => {
    const none = { opportunity: null, interview: null, people: [], agenda: null, questions: [], stories: [], criteria: [] };

    expect(capture(EMPTY, {})).toEqual({ ...none, made_ms: START_MS });
  });

  test("holds the lines of the plan under their numbers, asked or not, with whom it is due to ask", () => {
    const acme = new Acme();
    const { talk, agenda } = acme.plans(20);
    acme.starts(talk);
    const asked = acme.asks(talk, acme.decides, acme.ana);

    const plan = capture(journalOf(acme.book), {});

    expect(plan.opportunity).toEqual({ id: acme.firm, name: "Acme", role: "Data engineer" });
    expect(plan.interview).toMatchObject({ id: talk, ends_ms: (plan.interview?.began_ms ?? 0) + 45 * MINUTE_MS });
    expect(plan.agenda).toBe(agenda);
    expect(plan.people.map(({ name, role }) => [name, role])).toEqual([["Ana", "boss"], ["Ben", "peer"]]);
    expect(plan.questions.map(({ n, text, is_asked, contacts }) => [n, text, is_asked, contacts])).toEqual([
      [1, "Who decides at Acme?", false, [acme.ben]],
      [2, "What did you learn?", false, [acme.ana]],
      [3, "Which needs do I meet?", false, []],
    ]);
    expect(plan.questions[0]).toMatchObject({ minutes: 2, reason: "autonomy: weighs most" });
    expect(plan.questions[0]?.askings).toEqual([{ id: asked, contacts: [acme.ana] }]);
  });

  test("without a plan is made up of what is best asked, and no line moves when one is asked", () => {
    const acme = new Acme();
    const talk = acme.book.write({ type: "interview.started", opportunity: acme.firm, contacts: [acme.ana] });
    const before = capture(journalOf(acme.book), {});
    acme.asks(talk, acme.decides, acme.ana);

    const after = capture(journalOf(acme.book), {});

    expect(before.agenda).toBeNull();
    expect(before.questions.length).toBeGreaterThan(1);
    expect(after.questions.map((one) => [one.n, one.id])).toEqual(before.questions.map((one) => [one.n, one.id]));
    expect(after.questions.find((one) => one.id === acme.decides)?.is_asked).toBe(true);
  });

  test("without a plan numbers its lines as the list of next questions does", () => {
    const acme = new Acme();
    acme.book.write({ type: "baseline.rated", criterion: acme.autonomy, rating: 3 });
    const talk = acme.book.write({ type: "interview.started", opportunity: acme.firm, contacts: [acme.ana, acme.ben] });
    const numbers = (): (readonly [number, string])[][] => {
      const { rows } = next(journalOf(acme.book), { id: acme.firm });
      const { questions } = capture(journalOf(acme.book), {});
      const waiting = questions.filter((one) => !one.is_asked);
      return [rows, waiting].map((list) => [...new Map(list.map(({ n, text }) => [n, text]))]);
    };
    const [rows, questions] = numbers();
    acme.asks(talk, acme.decides, acme.ana);
    const [rowsThen, questionsThen] = numbers();

    expect(rows?.length).toBeGreaterThan(1);
    expect(questions).toEqual(rows);
    expect(new Map(questionsThen)).toEqual(new Map(rowsThen));
  });

  test("of an interview that comes today names the opportunity, and says that none is on", () => {
    const acme = new Acme();
    acme.plans(60);

    const plan = capture(journalOf(acme.book), {});

    expect([plan.opportunity?.id, plan.interview, plan.questions.length]).toEqual([acme.firm, null, 3]);
    expect(capture(journalOf(acme.book, -3000), {}).opportunity).toBeNull();
  });

  test("once the interview is over, belongs to no opportunity", () => {
    const acme = new Acme();
    const { talk } = acme.plans(20);
    acme.starts(talk);
    acme.ends(talk);

    expect(capture(journalOf(acme.book), {}).opportunity).toBeNull();
  });

  test("lists what matters before what does not", () => {
    const acme = new Acme();
    const other = acme.book.write({ type: "criterion.defined", name: "balance" });
    const gone = acme.book.write({ type: "criterion.defined", name: "pay" });
    acme.book.write({ type: "criterion.retired", criterion: gone });

    const { criteria } = capture(journalOf(acme.book), {});

    expect(criteria.map((one) => one.id)).toEqual([acme.autonomy, acme.growth, other]);
  });
});

describe("today", () => {
  test("of an empty journal is empty", () => {
    expect(today(EMPTY, {})).toEqual({ day: "2026-02-25", interviews: [], prep: [], todos: [], unrated: [], jots: [] });
  });

  test("names the interview that is on before those to come, and their first open question", () => {
    const acme = new Acme();
    const later = acme.plans(500).talk;
    const { talk } = acme.plans(20);
    acme.starts(talk);
    acme.asks(talk, acme.decides, acme.ana);
    acme.asks(talk, acme.decides, acme.ben);

    const { interviews } = today(journalOf(acme.book), {});

    expect(interviews.map((one) => [one.id, one.is_open])).toEqual([[talk, true], [later, false]]);
    expect(interviews[0]).toMatchObject({ firm: "Acme", medium: "video", first_question: "What did you learn?" });
    expect(interviews[0]?.people).toEqual([{ name: "Ana", role: "boss" }, { name: "Ben", role: "peer" }]);
  });

  test("leaves out what was cancelled, taken back or closed", () => {
    const acme = new Acme();
    const { talk } = acme.plans(60);
    acme.book.write({ type: "interview.cancelled", opportunity: acme.firm, interview: talk });
    acme.book.write({ type: "interview.scheduled", opportunity: acme.firm, starts_ms: START_MS + 90 * MINUTE_MS });
    acme.book.write({ type: "opportunity.closed", opportunity: acme.firm, outcome: "rejected" });

    expect(today(journalOf(acme.book), {}).interviews).toEqual([]);
  });

  test("shows what is left of a step that names its items", () => {
    const acme = new Acme();
    const { book, firm } = acme;
    const step = { opportunity: firm, kind: "firm", text: "the firm: values, culture" };
    const first = book.write({ type: "prep-step.planned", ...step });
    const second = book.write({ type: "prep-step.planned", opportunity: firm, kind: "people", text: "who you meet" });
    book.write({ type: "prep-step.completed", opportunity: firm, kind: "values", finding: "craft" });
    book.write({ type: "prep-step.completed", opportunity: firm, step: second });

    const { prep } = today(journalOf(book), {});

    expect(prep.map(({ id, text, hint, is_done }) => [id, text, hint, is_done])).toEqual([
      [first, "The firm", "culture", false],
      [second, "Who you meet", "", true],
    ]);
  });

  test("says how late a follow-up is, and whether it waits for a reply", () => {
    const acme = new Acme();
    const { book, firm, ana } = acme;
    const late = book.write({ type: "follow-up.planned", opportunity: firm, kind: "thanks", contact: ana, due: "2026-02-23" });
    const sent = book.write({ type: "follow-up.planned", opportunity: firm, kind: "ask", contact: ana, text: "days" });
    book.write({ type: "follow-up.sent", opportunity: firm, follow_up: sent });
    const own = book.write({ type: "follow-up.planned", kind: "other", text: "read the guide" });

    const { todos } = today(journalOf(book), {});

    expect(todos).toEqual([
      { id: late, opportunity: firm, what: "Thanks to Ana", about: "Acme", due: "2026-02-23", days_late: 2, waits: false },
      { id: sent, opportunity: firm, what: "Ask Ana: days", about: "Acme", due: "2026-03-04", days_late: 0, waits: true },
      { id: own, opportunity: null, what: "Read the guide", about: "", due: null, days_late: 0, waits: false },
    ]);
  });

  test("counts the answers that wait to be rated once the interview is over, and lists jots", () => {
    const acme = new Acme();
    const { talk } = acme.plans(20);
    acme.starts(talk);
    const asked = acme.asks(talk, acme.decides, acme.ana);
    acme.hears(talk, asked, acme.ana, "we do");
    const jot = acme.book.write({ type: "jot.noted", text: "Carla rang" });
    const filed = acme.book.write({ type: "jot.noted", text: "old" });
    acme.book.write({ type: "jot.filed", jot: filed });
    expect(today(journalOf(acme.book), {}).unrated).toEqual([]);
    acme.ends(talk);

    const { unrated, jots } = today(journalOf(acme.book), {});

    expect(unrated).toEqual([{ interview: talk, firm: "Acme", count: 1 }]);
    expect(jots.map(({ id, opportunity }) => [id, opportunity])).toEqual([[jot, null]]);
  });
});

describe("rating", () => {
  test("shows each note on each criterion, and keeps the gut feeling until the last", () => {
    const acme = new Acme();
    const { talk } = acme.plans(20);
    acme.starts(talk);
    const asked = acme.asks(talk, acme.decides, acme.ana);
    const answer = acme.hears(talk, asked, acme.ana, "we do");
    acme.ends(talk);
    acme.book.write({ type: "impression.sealed", opportunity: acme.firm, interview: talk, gut: 4, words: "warm" });
    const before = rate(journalOf(acme.book), { interview: talk });
    acme.rates(answer, acme.autonomy, 5);

    const after = rate(journalOf(acme.book), { interview: talk });

    expect(before).toMatchObject({ firm: "Acme", opportunity: acme.firm, gut: "sealed", impression: null, rated: 0 });
    expect(before.cards).toHaveLength(1);
    expect(before.cards[0]).toMatchObject({
      evidence: answer,
      who: "Ana, boss",
      form: "example",
      question: "Who decides at Acme?",
      criterion_name: "autonomy",
      is_yes_no: false,
      anchors: ["asked for everything", "", "", "", "free within a frame"],
    });
    expect(after).toMatchObject({ gut: "shown", impression: { gut: 4, words: "warm" }, cards: [], rated: 1, unknown: 0 });
  });

  test("counts apart what was read and got no number", () => {
    const acme = new Acme();
    const { talk } = acme.plans(20);
    acme.starts(talk);
    const answer = acme.hears(talk, acme.asks(talk, acme.decides, acme.ana), acme.ana, "we do");
    acme.ends(talk);
    acme.rates(answer, acme.autonomy, null);

    expect(rate(journalOf(acme.book), { interview: talk })).toMatchObject({ cards: [], rated: 1, unknown: 1 });
  });

  test("of an interview that is not here is refused", () => {
    expect(() => rate(EMPTY, { interview: NOWHERE })).toThrow(EngineError);
  });
});

describe("the replay", () => {
  function told(): { acme: Acme; talk: string; answer: string } {
    const acme = new Acme();
    const { talk } = acme.plans(20);
    acme.starts(talk);
    const asked = acme.asks(talk, acme.decides, acme.ana);
    const answer = acme.hears(talk, asked, acme.ana, "we do");
    acme.ends(talk);
    return { acme, talk, answer };
  }

  test("says of a promise how it was made, and since when it is in writing", () => {
    const { acme, talk } = told();
    const { firm: opportunity, ana: contact, book } = acme;
    const promise = (term: string) => book.write({ type: "commitment.noted", opportunity, interview: talk, term, contact });
    const [kept, open] = [promise("course"), promise("desk")];
    const term = { term: "course", value: "", money: null, written: true, criterion: null, commitment: kept };
    const before = replay(journalOf(book), { interview: talk }).steps;
    book.write({ type: "offer.received", opportunity, terms: [term] });
    const after = replay(journalOf(book), { interview: talk }).steps;
    const detail = (steps: typeof after, id: string) => steps.find((step) => step.id === id)?.detail;

    expect([detail(before, kept), detail(after, kept), detail(after, open)]).toEqual([
      "Ana, spoken, not in writing",
      "Ana, spoken, in writing since 25 Feb",
      "Ana, spoken, not in writing",
    ]);
  });

  test("tells step by step who said what", () => {
    const { acme, talk } = told();

    const page = replay(journalOf(acme.book), { interview: talk });

    expect(page).toMatchObject({ firm: "Acme", day: "2026-02-25" });
    expect(page.summary).toBe("Asked 0 of 3 planned, 1 in part. Not asked: autonomy (Ben), growth (Ana), fit.");
    expect(page.steps.map(({ kind, text, detail }) => [kind, text, detail])).toEqual([
      ["asked", "Who decides at Acme?", "I asked Ana"],
      ["noted", "we do", "Ana, example"],
      ["other", "The interview ended.", ""],
    ]);
  });

  test("as it was known then reads as it read, and says what came later", () => {
    const { acme, talk, answer } = told();
    const patch = patchOf("answer.noted", { text: "she does" });
    acme.book.write({ type: "entry.corrected", opportunity: acme.firm, target: answer, patch });
    const rated = acme.rates(answer, acme.autonomy, 4);
    const page = replay(journalOf(acme.book), { interview: talk });
    const stop = page.stops_ms[2] ?? 0;

    const then = replay(journalOf(acme.book), { interview: talk, at_ms: stop });

    expect(page.steps.find((step) => step.id === answer)).toMatchObject({
      text: "she does",
      later: "corrected 25 Feb, before: we do",
    });
    expect(page.steps.find((step) => step.id === rated)).toMatchObject({ kind: "rated", text: "Rated 4 on autonomy" });
    expect(page.stops_ms).toHaveLength(5);
    expect(then.steps.find((step) => step.id === answer)).toMatchObject({
      text: "we do",
      later: "corrected 25 Feb: she does",
    });
    expect(then.steps.some((step) => step.id === rated)).toBe(false);
  });

  test("of which only the form was put right says so, and does not repeat its words", () => {
    const { acme, talk, answer } = told();
    const patch = patchOf("answer.noted", { form: "number" });
    acme.book.write({ type: "entry.corrected", opportunity: acme.firm, target: answer, patch });

    const page = replay(journalOf(acme.book), { interview: talk });

    expect(page.steps.find((step) => step.id === answer)).toMatchObject({
      detail: "Ana, number",
      later: "noted more exactly 25 Feb",
    });
  });

  test("before anything was known is empty", () => {
    const { acme, talk } = told();

    expect(replay(journalOf(acme.book), { interview: talk, at_ms: START_MS }).steps).toEqual([]);
  });

  test("names what they said instead", () => {
    const { acme, talk, answer } = told();
    const opportunity = acme.firm;
    acme.book.write({ type: "answer.noted", opportunity, contact: acme.ana, text: "I do", supersedes: answer });

    const page = replay(journalOf(acme.book), { interview: talk });

    expect(page.steps.find((step) => step.id === answer)?.later).toBe("they changed it 25 Feb: I do");
  });
});

describe("the list of opportunities", () => {
  test("is found by firm, job and people, in whatever case", () => {
    const acme = new Acme();
    const birch = acme.book.write({ type: "opportunity.opened", firm: "Birch" });
    const found = (search: string): string[] => firms(journalOf(acme.book), { search }).map((row) => row.id);

    expect(found("")).toEqual([birch, acme.firm]);
    expect(found("OKAFOR")).toEqual([acme.firm]);
    expect(found("engineer acme")).toEqual([acme.firm]);
    expect(found("nobody")).toEqual([]);
  });

  test("shows what was noted last, and no fit where nothing is known", () => {
    const acme = new Acme();
    const { talk } = acme.plans(20);
    acme.starts(talk);
    const asked = acme.asks(talk, acme.decides, acme.ana);
    const [row] = firms(journalOf(acme.book), {});
    const answer = acme.hears(talk, asked, acme.ana, "we do");
    acme.rates(answer, acme.autonomy, 5);

    const [rated] = firms(journalOf(acme.book), {});

    expect(row).toMatchObject({ name: "Acme", fit: null, coverage: 0, last: [] });
    expect(rated?.last.map((fact) => fact.text)).toEqual(["Ana: we do"]);
    expect(rated?.fit).toBeGreaterThan(0.5);
  });

  test("leaves out an opportunity that was taken back, and puts closed ones last", () => {
    const acme = new Acme();
    const gone = acme.book.write({ type: "opportunity.opened", firm: "Gone" });
    acme.book.write({ type: "entry.retracted", opportunity: gone, target: gone });
    const closed = acme.book.write({ type: "opportunity.opened", firm: "Cedar" });
    acme.book.write({ type: "opportunity.closed", opportunity: closed, outcome: "declined" });

    const rows = firms(journalOf(acme.book), {});

    expect(rows.map((row) => row.id)).toEqual([acme.firm, closed]);
  });
});
