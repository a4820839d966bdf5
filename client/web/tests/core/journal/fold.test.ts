/** From entries to state. What Python makes of the same entries is compared in tests/web. */
import { describe, expect, test } from "vitest";
import { hex, unhex } from "../../../src/core/bytes.ts";
import { encode } from "../../../src/core/codec.ts";
import type { Entry } from "../../../src/core/entry.ts";
import type { Id } from "../../../src/core/events/base.ts";
import { patchOf } from "../../../src/core/events/vocabulary.ts";
import { fold, unreliable } from "../../../src/core/journal/fold.ts";
import { history } from "../../../src/core/journal/history.ts";
import { contactHandles, find, interviewNumbers, opportunityHandles, slug } from "../../../src/core/journal/handles.ts";
import { partOf, targetOf } from "../../../src/core/journal/parts.ts";
import { toRedo, toUndo } from "../../../src/core/journal/undo.ts";
import { resolve } from "../../../src/core/journal/amendments.ts";
import { gather } from "../../../src/core/journal/gather.ts";
import { Book, entryId, MINUTE_MS, NOWHERE, START_MS } from "./book.ts";

/** Acme, with Ana, in an interview in which she said something. */
function acme(): { book: Book; firm: Id; ana: Id; talk: Id; said: Id } {
  const book = new Book();
  const firm = book.write({ type: "opportunity.opened", firm: "Acme" });
  const ana = book.write({ type: "contact.added", opportunity: firm, name: "Ana" });
  const talk = book.write({ type: "interview.started", opportunity: firm, contacts: [ana] });
  const said = book.write({ type: "answer.noted", opportunity: firm, interview: talk, contact: ana, text: "us" });
  return { book, firm, ana, talk, said };
}

function textOf(book: Book, firm: Id, answer: Id): string | undefined {
  return book.case(firm).answers.get(answer)?.event.text;
}

describe("the fold", () => {
  test("keeps each thing in its place", () => {
    const { book, firm, ana, talk, said } = acme();
    const found = book.case(firm);

    expect([found.opened?.event.firm, found.contacts.get(ana)?.name]).toEqual(["Acme", "Ana"]);
    expect([...found.interviews.keys(), ...found.answers.keys()]).toEqual([talk, said]);
    expect(found.stage).toBe("interviewing");
  });

  test("does not depend on the order of arrival", () => {
    const { book } = acme();

    expect(fold([...book.entries, ...book.entries].toReversed())).toEqual(book.state);
  });

  test("resolves a reference whatever the order of the two entries", () => {
    const { book, firm, talk } = acme();
    book.write({ type: "interview.ended", opportunity: firm, interview: talk }, { minute: -5 });

    expect(book.case(firm).interviews.get(talk)?.isOpen).toBe(false);
  });

  test("counts what it cannot apply, and stops at nothing", () => {
    const { book, firm, said } = acme();
    const fields = encode({ opportunity: unhex(firm) });
    const newer = book.writeRaw({ type: "mood.noted", fields });
    const broken = book.writeRaw({ type: "answer.noted", fields });
    const loose = book.write({ type: "stage.changed", stage: "offer" });
    const dangling = book.write({ type: "follow-up.sent", follow_up: NOWHERE });

    const { state } = book;

    expect(state.newer.map((one) => one.id)).toEqual([newer]);
    expect(state.unreadable.map((one) => one.id)).toEqual([broken]);
    expect(state.loose.map((one) => one.id)).toEqual([loose]);
    expect(state.dangling.map((one) => one.id)).toEqual([dangling]);
    expect(textOf(book, firm, said)).toBe("us");
  });

  test("of two readings of one id the one with the smaller hash counts, and both are kept", () => {
    const { book, firm, said } = acme();
    const first = book.entries.at(-1) as Entry;
    const others = [1, 2, 3].map((minutes) => ({ ...first, at: first.at + minutes }));

    const state = fold([...book.entries, ...others]);
    const again = fold([...others, ...book.entries]);

    expect(state.conflicts).toHaveLength(1);
    expect(state.conflicts[0]?.others).toHaveLength(3);
    expect(state.cases.get(firm)?.answers.get(said)?.at).toBe(state.conflicts[0]?.counts.at);
    expect(again).toEqual(state);
  });

  test("as it was known then leaves out what was written later", () => {
    const { book, firm, said } = acme();

    expect(book.until(2).cases.get(firm)?.answers.has(said)).toBe(false);
    expect(book.until(3).cases.get(firm)?.answers.has(said)).toBe(true);
  });

  test("knows ids that are more than a day ahead of the clock", () => {
    const { book } = acme();
    const ahead = book.write({ type: "jot.noted", text: "later" }, { minute: 2000 });

    expect(unreliable(book.state, START_MS)).toEqual([ahead]);
    expect(unreliable(book.state, START_MS + 1000 * MINUTE_MS)).toEqual([]);
  });
});

describe("amendments", () => {
  test("a correction replaces whole fields, and keeps how it read before", () => {
    const { book, firm, said } = acme();
    const patch = patchOf("answer.noted", { text: "them" });
    book.write({ type: "entry.corrected", opportunity: firm, target: said, patch, at: START_MS });

    const answer = book.case(firm).answers.get(said);

    expect([answer?.event.text, answer?.event.form, answer?.at]).toEqual(["them", "general", START_MS]);
    expect(answer?.corrections[0]?.before).toMatchObject({ text: "us" });
  });

  test("a correction after which an entry would not read is left out, and said", () => {
    const { book, firm, said } = acme();
    const patch = new Map([["text", encode(5)]]);
    book.write({ type: "entry.corrected", opportunity: firm, target: said, patch });

    expect(textOf(book, firm, said)).toBe("us");
    expect(book.state.unreadable).toHaveLength(1);
  });

  test("a correction can be corrected and taken back", () => {
    const { book, firm, said } = acme();
    const patch = patchOf("answer.noted", { text: "them" });
    const fix = book.write({ type: "entry.corrected", opportunity: firm, target: said, patch });
    const better = patchOf("entry.corrected", { patch: patchOf("answer.noted", { text: "both" }) });
    book.write({ type: "entry.corrected", opportunity: firm, target: fix, patch: better });
    expect(textOf(book, firm, said)).toBe("both");

    book.write({ type: "entry.retracted", opportunity: firm, target: fix });

    expect(textOf(book, firm, said)).toBe("us");
  });

  test("what was taken back is hidden until it is reinstated", () => {
    const { book, firm, said } = acme();
    book.write({ type: "entry.retracted", opportunity: firm, target: said });
    expect(textOf(book, firm, said)).toBeUndefined();

    book.write({ type: "entry.reinstated", opportunity: firm, target: said });

    expect(textOf(book, firm, said)).toBe("us");
  });

  test("what was erased is hidden in every view of the past, and nothing of it is told", () => {
    const { book, firm, said } = acme();
    book.write({ type: "entry.erased", opportunity: firm, target: said }, { minute: 50 });

    const record = history(book.entries).find((one) => one.id === said);

    expect(book.until(10).cases.get(firm)?.answers.size).toBe(0);
    expect([record?.standing, record?.event]).toEqual(["erased", null]);
  });

  test("an erasure that was cancelled neither hides nor destroys", () => {
    const { book, firm, said } = acme();
    const erasure = book.write({ type: "entry.erased", opportunity: firm, target: said });
    book.write({ type: "erasure.cancelled", opportunity: firm, target: erasure });

    expect(textOf(book, firm, said)).toBe("us");
  });

  test("an amendment outside of its target's part has no effect", () => {
    const { book, firm, said } = acme();
    book.write({ type: "entry.retracted", target: said });

    expect(textOf(book, firm, said)).toBe("us");
  });
});

describe("parts", () => {
  test("an opportunity is its own part, and what names none is shared", () => {
    const { book, firm } = acme();
    const shared = book.write({ type: "jot.noted", text: "x" });
    const parts = new Map(book.entries.map((entry) => [hex(entry.id), partOf(entry)]));

    expect([parts.get(firm), parts.get(shared)]).toEqual([firm, null]);
  });

  test("an amendment that cannot be read amends nothing", () => {
    const book = new Book();
    book.writeRaw({ type: "entry.retracted", fields: encode({ target: 5 }) });

    expect(book.entries.map(targetOf)).toEqual([null]);
  });
});

describe("undo", () => {
  test("takes back the newest batch that counts, and walks back when repeated", () => {
    const { book, firm, talk, said } = acme();
    const asked = book.write({ type: "question.asked", opportunity: firm, interview: talk, text: "Who decides?" });
    const answer = book.write({ type: "answer.noted", opportunity: firm, asked, text: "she" }, { batch: asked });

    expect(undoOf(book)).toEqual([asked, answer]);
    for (const target of undoOf(book)) book.write({ type: "entry.retracted", opportunity: firm, target });

    expect(undoOf(book)).toEqual([said]);
    expect(redoOf(book)).toEqual([answer]); // retracted last, each by itself here
  });
});

function undoOf(book: Book): Id[] {
  return toUndo(book.entries.toReversed(), resolve(gather(book.entries).entries)).map((target) => target.id);
}

function redoOf(book: Book): Id[] {
  return toRedo(book.entries.toReversed(), resolve(gather(book.entries).entries)).map((target) => target.id);
}

describe("handles", () => {
  const [one, two, three] = [entryId(1), entryId(2), entryId(3)];

  test("an older thing keeps its handle", () => {
    const firms = opportunityHandles([[two, "ACME"], [one, "Acme"], [three, "42"]]);

    expect([...firms]).toEqual([["acme", one], ["acme-b", two], ["job-42", three]]);
  });

  test("people are called by their first names, then by the initial of the last", () => {
    const people = contactHandles([[one, "Ana Ruiz"], [two, "Ana Roth"], [three, "Ana Reis"]]);

    expect([...people.keys()]).toEqual(["ana", "ana-r", "ana-2"]);
    expect(find(people, "ANA")).toBe(one);
  });

  test("interviews are numbered in order of ids", () => {
    expect([...interviewNumbers([two, one])]).toEqual([[one, 1], [two, 2]]);
  });

  test("a handle is letters and digits with single hyphens", () => {
    expect(slug("  Foo & Bär,  GmbH ")).toBe("foo-bär-gmbh");
  });
});
