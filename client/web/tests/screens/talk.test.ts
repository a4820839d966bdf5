/** What capture writes: the events and fields of the command line, and no field that holds its default. */
import { describe, expect, test } from "vitest";
import {
  contactEvents,
  flagEvents,
  gutEvents,
  mailEvents,
  openEvents,
  promiseEvents,
  ratingEvents,
  receivedEvents,
  startEvents,
} from "../../src/screens/talk-beside.ts";
import { answerEvents, endEvents, jotEvents } from "../../src/screens/talk.ts";
import type { Form } from "../../src/engine/port.ts";
import type { Answer, Question } from "../../src/screens/talk.ts";
import { id } from "./worlds.ts";

const ROOM = { opportunity: id("acme"), interview: id("acme2") };
const [ANA, BEN, AGENDA] = [id("ana"), id("ben"), id("agenda")];
const QUESTION: Question = {
  n: 3,
  id: id("q3"),
  text: "A plan?",
  minutes: 4,
  reason: "",
  is_asked: false,
  contacts: [ANA],
  askings: [],
};
const ANSWER: Answer = {
  target: { kind: "line", agenda: AGENDA, question: QUESTION },
  who: ANA,
  text: "two people",
  form: null,
  certainty: "fairly",
};

function targeting(question: Partial<Question>, change: Partial<Answer> = {}): Answer {
  return { ...ANSWER, target: { kind: "line", agenda: AGENDA, question: { ...QUESTION, ...question } }, ...change };
}

describe("an answer", () => {
  test("marks its line of the plan as asked in the same batch", () => {
    const events = answerEvents(ROOM, ANSWER);

    expect(events).toEqual([
      { type: "question.asked", fields: { ...ROOM, question: id("q3"), contacts: [ANA], agenda: AGENDA, line: 3 } },
      { type: "answer.noted", fields: { ...ROOM, asked: "$0", contact: ANA, text: "two people" } },
    ]);
  });

  test("goes under the asking of the same person that is there", () => {
    const events = answerEvents(ROOM, targeting({ askings: [{ id: id("asked"), contacts: [ANA] }] }));

    expect(events.map(({ fields }) => fields["asked"])).toEqual([id("asked")]);
  });

  test("of another person marks the line as asked again", () => {
    const events = answerEvents(ROOM, targeting({ askings: [{ id: id("asked"), contacts: [ANA] }] }, { who: BEN }));

    expect(events.map(({ type }) => type)).toEqual(["question.asked", "answer.noted"]);
    expect(events[0]?.fields["contacts"]).toEqual([BEN]);
  });

  test("of nobody named goes under the last asking, else to whom it was due", () => {
    const under = answerEvents(ROOM, targeting({ askings: [{ id: id("asked"), contacts: [ANA] }] }, { who: null }));
    const first = answerEvents(ROOM, targeting({}, { who: null }));

    expect(under.map(({ fields }) => fields["asked"])).toEqual([id("asked")]);
    expect(first[0]?.fields["contacts"]).toEqual([ANA]);
  });

  test("to a line that is not in the bank carries the line's words", () => {
    const [asked] = answerEvents(ROOM, targeting({ id: null }));

    expect(asked?.fields).toMatchObject({ text: "A plan?", agenda: AGENDA, line: 3 });
    expect(asked?.fields).not.toHaveProperty("question");
  });

  test("to a question of no plan names no line", () => {
    const [asked] = answerEvents(ROOM, { ...ANSWER, target: { kind: "line", agenda: null, question: QUESTION } });

    expect(asked?.fields).toEqual({ ...ROOM, question: id("q3"), contacts: [ANA] });
  });

  test("to a question of my own stands under its words, or alone without any", () => {
    const said = answerEvents(ROOM, { ...ANSWER, target: { kind: "own", text: "What is for lunch?" } });
    const alone = answerEvents(ROOM, { ...ANSWER, target: { kind: "own", text: " " }, who: null });

    expect(said[0]).toEqual({
      type: "question.asked",
      fields: { ...ROOM, text: "What is for lunch?", contacts: [ANA] },
    });
    expect(alone).toEqual([{ type: "answer.noted", fields: { ...ROOM, text: "two people" } }]);
  });

  test("to a follow-up hangs under the answer that was followed up", () => {
    const [asked, noted] = answerEvents(ROOM, { ...ANSWER, target: { kind: "follow", answer: id("a1"), asked: id("q1"), text: "And then?" } });

    expect(asked?.fields).toEqual({ ...ROOM, text: "And then?", contacts: [ANA], follow_up_of: id("a1") });
    expect(noted?.fields["asked"]).toBe("$0");
  });

  test("to a follow-up without words is one more answer to the same question, and no question without words", () => {
    const target = { kind: "follow", answer: id("a1"), asked: id("asked1"), text: " " } as const;

    expect(answerEvents(ROOM, { ...ANSWER, target })).toEqual([
      { type: "answer.noted", fields: { ...ROOM, asked: id("asked1"), contact: ANA, text: "two people" } },
    ]);
    expect(answerEvents(ROOM, { ...ANSWER, target: { ...target, asked: null } }).map(({ type }) => type)).toEqual(["answer.noted"]);
  });

  test("that was declined has a form and an empty text", () => {
    const events = answerEvents(ROOM, { ...ANSWER, text: "", form: "refused" });

    expect(events[1]?.fields).toEqual({ ...ROOM, asked: "$0", contact: ANA, form: "refused", text: "" });
  });

  test("leaves out form and certainty that are the defaults, and keeps the others", () => {
    const [, plain] = answerEvents(ROOM, { ...ANSWER, form: "general", certainty: "fairly" });
    const [, other] = answerEvents(ROOM, { ...ANSWER, form: "number", certainty: "unsure" });

    expect(plain?.fields).toEqual({ ...ROOM, asked: "$0", contact: ANA, text: "two people" });
    expect(other?.fields).toMatchObject({ form: "number", certainty: "unsure" });
  });
});

describe("a flag and a promise", () => {
  test("rest on the answer noted last", () => {
    const [flag] = flagEvents(ROOM, { text: "open twice", severity: "serious", on: id("a1") }, null);

    expect(flag).toEqual({ type: "red-flag.raised", fields: { ...ROOM, text: "open twice", evidence: [id("a1")] } });
  });

  test("take an unsaved answer with them and rest on that", () => {
    const flagged = flagEvents(ROOM, { text: "open twice", severity: "light", on: null }, ANSWER);
    const under = promiseEvents(ROOM, PROMISED, targeting({ askings: [{ id: id("asked"), contacts: [ANA] }] }));

    expect(flagged.map(({ type }) => type)).toEqual(["question.asked", "answer.noted", "red-flag.raised"]);
    expect(flagged[2]?.fields).toMatchObject({ severity: "light", evidence: ["$1"] });
    expect(under[1]?.fields["answer"]).toBe("$0");
  });

  test("may rest on nothing", () => {
    const [flag] = flagEvents(ROOM, { text: "cold", severity: "severe", on: null }, null);
    const [promise] = promiseEvents(ROOM, { ...PROMISED, isWritten: true }, null);

    expect(flag?.fields).not.toHaveProperty("evidence");
    expect(promise).toEqual({
      type: "commitment.noted",
      fields: { ...ROOM, term: "a week", contact: ANA, medium: "written", day: "2026-03-05" },
    });
  });
});

const PROMISED = { term: "a week", value: "", isWritten: false, who: ANA, day: "2026-03-05", on: null };

describe("what they asked", () => {
  test("alone is a question received", () => {
    const events = receivedEvents(ROOM, { text: "Why leave?", who: BEN, mine: " ", story: null, went: null });

    expect(events).toEqual([{ type: "question.received", fields: { ...ROOM, text: "Why leave?", contact: BEN } }]);
  });

  test("brings my answer, its story and how it went", () => {
    const events = receivedEvents(ROOM, { text: "Why?", who: null, mine: "growth", story: id("s"), went: "badly" });

    expect(events[1]).toEqual({
      type: "my-answer.noted",
      fields: { ...ROOM, received: "$0", story: id("s"), rating: 2, text: "growth" },
    });
  });

  test("keeps an empty answer where a story or how it went was chosen", () => {
    const [, said] = receivedEvents(ROOM, { text: "Why?", who: null, mine: "", story: null, went: "well" });

    expect(said?.fields).toEqual({ ...ROOM, received: "$0", rating: 4, text: "" });
  });
});

describe("the rest of the room", () => {
  test("a jot carries the opportunity where one is known, and nothing else", () => {
    expect(jotEvents("they rang", null)).toEqual([{ type: "jot.noted", fields: { text: "they rang" } }]);
    expect(jotEvents("they rang", id("acme"))[0]?.fields).toEqual({ opportunity: id("acme"), text: "they rang" });
  });

  test("an interview that was planned is started by its id, another by its length", () => {
    expect(startEvents({ opportunity: id("acme"), interview: id("acme2") })[0]?.fields).toEqual(ROOM);
    expect(startEvents({ opportunity: id("acme"), interview: null, minutes: 30, contacts: [ANA] })[0]?.fields).toEqual({
      opportunity: id("acme"),
      contacts: [ANA],
      length_minutes: 30,
    });
    expect(endEvents(id("acme"), id("acme2"))).toEqual([{ type: "interview.ended", fields: ROOM }]);
  });

  test("a gut feeling without words has none", () => {
    expect(gutEvents(id("acme"), id("acme2"), 4, "  ")).toEqual([
      { type: "impression.sealed", fields: { ...ROOM, gut: 4 } },
    ]);
  });

  test("a rating of none says that the note was read", () => {
    const mark = { answer: id("a"), criterion: id("c"), rating: null, because: "", better: "" };

    expect(ratingEvents(id("acme"), id("acme2"), mark)[0]?.fields).toEqual({
      ...ROOM,
      answer: id("a"),
      criterion: id("c"),
    });
  });

  test("a rating says the form of the answer as well, where it was not said in the room", () => {
    const mark = { answer: id("a"), criterion: id("c"), rating: 4, because: "", better: "" };
    const types = (form: Form | null): string[] => ratingEvents(id("acme"), id("acme2"), mark, form).map(({ type }) => type);

    expect(ratingEvents(id("acme"), id("acme2"), mark, "number")[0]).toEqual({
      type: "entry.corrected",
      fields: { opportunity: id("acme"), target: id("a"), patch: { form: "number" } },
    });
    expect([types("number"), types("general"), types(null)]).toEqual([["entry.corrected", "answer.rated"], ["answer.rated"], ["answer.rated"]]);
  });

  test("a boss will be my boss; a person of no known role has none", () => {
    expect(contactEvents(id("acme"), "Ana", "boss")[0]?.fields).toEqual({
      opportunity: id("acme"),
      name: "Ana",
      role: "boss",
      will_be_boss: true,
    });
    expect(contactEvents(id("acme"), "Zoe", "other")[0]?.fields).toEqual({ opportunity: id("acme"), name: "Zoe" });
  });

  test("an opportunity comes with its checklist", () => {
    const events = openEvents("Acme", "", [{ kind: "firm", text: "values" }]);

    expect(events).toEqual([
      { type: "opportunity.opened", fields: { firm: "Acme" } },
      { type: "prep-step.planned", fields: { opportunity: "$0", kind: "firm", text: "values" } },
    ]);
  });

  test("what is best had in writing becomes a to-do by mail", () => {
    expect(mailEvents(id("acme"), "Remote days?", null, ANA)).toEqual([
      {
        type: "follow-up.planned",
        fields: { opportunity: id("acme"), channel: "mail", contact: ANA, text: "Remote days?", kind: "ask" },
      },
    ]);
  });
});
