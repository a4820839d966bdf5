/** What the buttons of Today, Firms and filing write. */
import { describe, expect, test } from "vitest";
import { followUpAnswered, followUpSent, filed, lengthOf, opened, prepDone } from "../../src/screens/deeds.ts";
import { id } from "./worlds.ts";
import { TODAY } from "./world-rich.ts";

const JOT = { id: id("jot"), opportunity: null, text: "they decide on Friday", at_ms: 1_772_700_000_000 };
const STEP = TODAY.prep[0];
const TODO = TODAY.todos[0];

describe("a step of the checklist", () => {
  test("is completed with its own kind", () => {
    const events = STEP && prepDone(STEP);

    expect(events).toEqual([
      { type: "prep-step.completed", fields: { opportunity: id("birch"), step: id("prep1"), kind: "people" } },
    ]);
  });

  test("that is on no list is noted by its words", () => {
    const events = STEP && prepDone({ ...STEP, id: null });

    expect(events).toEqual([
      {
        type: "prep-step.completed",
        fields: { opportunity: id("birch"), kind: "own", finding: "Pick two stories for the call" },
      },
    ]);
  });
});

describe("a follow-up", () => {
  test("that is sent names itself and its opportunity, and nothing else", () => {
    const events = TODO && followUpSent(TODO);

    expect(events).toEqual([{ type: "follow-up.sent", fields: { opportunity: id("birch"), follow_up: id("todo1") } }]);
  });

  test("that belongs to no opportunity names none", () => {
    const events = TODO && followUpAnswered({ ...TODO, opportunity: null });

    expect(events).toEqual([{ type: "follow-up.answered", fields: { follow_up: id("todo1") } }]);
  });
});

describe("a new opportunity", () => {
  test("comes with the checklist that every one begins with", () => {
    const [first, ...steps] = opened("Acme", "", "");

    expect(first).toEqual({ type: "opportunity.opened", fields: { firm: "Acme" } });
    expect(steps.map((step) => step.type)).toEqual(["prep-step.planned", "prep-step.planned", "prep-step.planned"]);
    expect(steps.every((step) => step.fields["opportunity"] === "$0")).toBe(true);
  });

  test("says where it stands, last, if that was said", () => {
    const events = opened("Acme", "Data engineer", "applied");

    expect(events.at(-1)).toEqual({ type: "stage.changed", fields: { opportunity: "$0", stage: "applied" } });
  });
});

describe("a jot that is filed", () => {
  test("becomes an answer at the time at which it was jotted", () => {
    const events = filed(JOT, "answer", id("acme"), id("ana"));

    expect(events).toEqual([
      {
        type: "answer.noted",
        fields: { opportunity: id("acme"), contact: id("ana"), text: "they decide on Friday" },
        at_ms: JOT.at_ms,
      },
      { type: "jot.filed", fields: { jot: JOT.id, became: ["$0"] } },
    ]);
  });

  test("has its short form taken off, and what that says kept", () => {
    const [answer] = filed({ ...JOT, text: "e+: two people went" }, "answer", id("acme"), null);

    expect(answer?.fields).toEqual({
      opportunity: id("acme"),
      text: "two people went",
      form: "example",
      certainty: "sure",
    });
  });

  test.each([
    ["seen", "observation.noted", "text"],
    ["asked-me", "question.received", "text"],
    ["flag", "red-flag.raised", "text"],
    ["promise", "commitment.noted", "term"],
    ["learned", "research.noted", "claim"],
    ["todo", "follow-up.planned", "text"],
  ] as const)("as %s becomes %s, whole", (kind, type, field) => {
    const [event] = filed(JOT, kind, id("acme"), null);

    expect(event?.type).toBe(type);
    expect(event?.fields[field]).toBe(JOT.text);
  });

  test("as a flag is about nobody", () => {
    const [flag] = filed(JOT, "flag", id("acme"), id("ana"));

    expect(flag?.fields).not.toHaveProperty("contact");
  });

  test("as learned from a person says so", () => {
    const [learned] = filed(JOT, "learned", id("acme"), id("carla"));

    expect(learned?.fields["source"]).toBe("person");
  });

  test("set aside becomes nothing, and carries the opportunity that it has", () => {
    const events = filed({ ...JOT, opportunity: id("acme") }, "nothing", "", null);

    expect(events).toEqual([{ type: "jot.filed", fields: { opportunity: id("acme"), jot: JOT.id } }]);
  });
});

test("a text is as long as it has code points", () => {
  expect(lengthOf("a🙂b")).toBe(3);
});
