/** The table of capture: nothing typed is lost, nothing in use is moved, and what is saved is saved once. */
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Shell } from "../../src/parts/shell.ts";
import { Desk } from "../../src/screens/desk.ts";
import { FakeEngine } from "./fake-engine.ts";
import { empty } from "./world-empty.ts";
import { poor } from "./world-poor.ts";
import { rich } from "./world-rich.ts";
import { id, NOW_MS } from "./worlds.ts";
import type { Imagined } from "./worlds.ts";

const ROOM = id("acme2");
const FULL = { code: "no-room", what: "This phone has no room left.", kept: "", mend: "" };

afterEach(() => {
  vi.unstubAllGlobals();
});

let engine: FakeEngine;
let said: string[];

function desk(imagined: Imagined): Desk {
  engine = new FakeEngine(imagined);
  said = [];
  const shell: Shell = {
    engine,
    status: signal(imagined.status),
    changes: signal(0),
    now: () => NOW_MS,
    go: () => undefined,
    back: () => undefined,
    box: (where) => made.box(where),
    say: (words) => void said.push(words),
    hide: () => undefined,
    restart: () => Promise.resolve(false),
    changed: () => Promise.resolve(),
  };
  const made: Desk = new Desk(shell);
  return made;
}

async function opened(imagined: Imagined): Promise<Desk> {
  const made = desk(imagined);
  await made.recover();
  await made.refresh();
  return made;
}

/** Let what was set going, and is not waited for, come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe("the plan", () => {
  test("puts the first question on the table that was not asked", async () => {
    const made = await opened(rich());

    expect(made.question.value?.n).toBe(3);
    expect(made.who.value).toBe(id("ana"));
  });

  test("that comes after the first letters leaves them in the box, under the question's name", async () => {
    const made = desk(rich());
    made.answer.type("she sent");
    await made.refresh();
    await made.drafts.flush();

    expect(made.answer.text.value).toBe("she sent");
    expect([...engine.kept]).toEqual([[`answer/${ROOM}/3`, "she sent"]]);
  });

  test("that is read again leaves the question on the table that was turned to", async () => {
    const made = await opened(rich());
    made.turn(1);
    await made.refresh();

    expect(made.question.value?.n).toBe(4);
  });

  test("goes round: after the last line comes a question of my own, then the first", async () => {
    const made = await opened(rich());
    const seen = [1, 1, 1, 1, 1].map(() => {
      made.turn(1);
      return made.question.value?.n;
    });

    expect(seen).toEqual([4, 5, 6, undefined, 1]);
  });

  test("that cannot be read leaves capture working", async () => {
    const made = desk(rich());
    engine.become({ stage: "locked" });
    await made.refresh();

    made.answer.type("they rang");
    await made.save();

    expect(engine.events.map(({ type }) => type)).toEqual(["jot.noted"]);
  });
});

describe("drafts", () => {
  test("are back in their box after a restart, under their question", async () => {
    const imagined = {
      ...rich(),
      drafts: [
        { where: `answer/${ROOM}/5`, text: "may decide" },
        { where: "theirs", text: "why?" },
      ],
    };
    const made = await opened(imagined);

    expect(made.answer.text.value).toBe("may decide");
    expect(made.question.value?.n).toBe(5);
    expect(made.theirs.text.value).toBe("why?");
  });

  test("of an interview that is over are not lost: they wait as a note", async () => {
    const made = await opened({ ...empty(), drafts: [{ where: `answer/${ROOM}/5`, text: "may decide" }] });
    await made.drafts.flush();

    expect(made.answer.text.value).toBe("may decide");
    expect([...engine.kept]).toEqual([["jot", "may decide"]]);
  });

  test("wait their turn where there are several notes", async () => {
    const made = await opened({
      ...empty(),
      drafts: [
        { where: "jot", text: "first" },
        { where: "jot/locked", text: "second" },
      ],
    });
    await made.save();
    const after = made.answer.text.value;
    await made.save();

    expect(after).toBe("second");
    expect(engine.events.map(({ fields }) => fields["text"])).toEqual(["first", "second"]);
    expect(engine.kept.size).toBe(0);
    expect(made.answer.text.value).toBe("");
  });

  test("go along when another question comes on the table", async () => {
    const made = await opened(poor());
    made.turn(1);
    await made.drafts.flush();
    await settle();

    expect([...engine.kept.keys()]).toEqual([`answer/${ROOM}/4`]);
  });
});

describe("saving", () => {
  test("empties the box, forgets the draft and unsets the form", async () => {
    const made = await opened(rich());
    made.answer.type("two people");
    made.chosen.set({ form: "example", certainty: "sure" });
    await made.save();
    await settle();

    expect(engine.events.map(({ type }) => type)).toEqual(["question.asked", "answer.noted"]);
    expect([made.answer.text.value, made.chosen.now.form, made.chosen.now.certainty]).toEqual(["", null, "fairly"]);
    expect(engine.kept.size).toBe(0);
    expect(made.savedAt.value).toBe(NOW_MS);
  });

  test("leaves what is typed while it is under way, in every box", async () => {
    const made = await opened(rich());
    made.askOwn();
    made.own.type("Who decides?");
    made.answer.type("She does.");
    const saving = made.save();
    made.own.type("Who decides? And who");
    made.answer.type("She does. With");
    await saving;

    expect([made.own.text.value, made.answer.text.value]).toEqual(["And who", "With"]);
  });

  test("of an answer to a line of the plan, or of a jot, leaves a question of my own that was begun", async () => {
    const [talk, jot] = [await opened(rich()), await opened(empty())];
    for (const made of [talk, jot]) {
      made.own.type("And who");
      made.answer.type("two people");
      await made.save();
    }

    expect([talk.own.text.value, jot.own.text.value]).toEqual(["And who", "And who"]);
  });

  test("that is refused leaves every word in the box, and says why", async () => {
    const made = await opened(rich());
    engine.trouble = FULL;
    made.answer.type("two people");
    await made.save();

    expect(made.answer.text.value).toBe("two people");
    expect(made.refusal.value?.what).toBe("This phone has no room left.");
    expect(made.savedAt.value).toBeNull();
  });

  test("pressed twice saves once", async () => {
    const made = await opened(rich());
    made.answer.type("two people");
    await Promise.all([made.save(), made.save()]);

    expect(engine.written).toHaveLength(1);
  });

  test("of nothing does nothing, unless they declined", async () => {
    const made = await opened(rich());
    await made.save();
    const before = engine.written.length;
    await made.save(true);

    expect(before).toBe(0);
    expect(engine.events.at(-1)?.fields).toMatchObject({ form: "refused", text: "" });
  });

  test("without an interview jots, for the firm that was chosen", async () => {
    const made = await opened(empty());
    made.answer.type("they rang");
    await made.save();
    made.chosen.file({ id: id("acme"), name: "Acme", role: "" }, NOW_MS);
    made.answer.type("again");
    await made.save();

    expect(engine.events.map(({ fields }) => fields["opportunity"])).toEqual([undefined, id("acme")]);
  });

  test("before the plan is here waits for it, where an interview ran last", async () => {
    vi.stubGlobal("localStorage", { getItem: () => "talk", setItem: () => undefined });
    const made = desk(rich());
    made.answer.type("two people");
    const saving = made.save();
    const before = engine.written.length;
    await made.refresh();
    await saving;

    expect(before).toBe(0);

    expect(engine.events.at(-1)?.fields["interview"]).toBe(ROOM);
  });

  test("waits for no plan that cannot be had: it jots", async () => {
    vi.stubGlobal("localStorage", { getItem: () => "talk", setItem: () => undefined });
    const made = desk(rich());
    engine.become({ stage: "locked" });
    made.answer.type("two people");
    const saving = made.save();
    await made.refresh();
    await saving;

    expect(engine.events.map(({ type }) => type)).toEqual(["jot.noted"]);
  });
});

describe("a follow-up", () => {
  test("saves what is in the box and hangs under it", async () => {
    const made = await opened(rich());
    made.answer.type("two people");
    await made.follow();
    made.followText.type("And what came of it?");
    made.answer.type("one moved up");
    await made.save();

    const [, first] = engine.written[0]?.ids ?? [];
    expect(engine.events[2]?.fields).toMatchObject({ text: "And what came of it?", follow_up_of: first });
    expect(made.chosen.now.following).toBeNull();
    expect(made.followText.text.value).toBe("");
  });

  test("by the button alone goes on under the question that was asked, also twice", async () => {
    const made = await opened(rich());
    made.answer.type("two people");
    for (const more of ["one moved up", "one left", ""]) {
      await made.follow();
      made.answer.type(more);
    }

    const [asked] = engine.written[0]?.ids ?? [];
    expect(engine.events.map(({ type }) => type)).toEqual(["question.asked", "answer.noted", "answer.noted", "answer.noted"]);
    expect(engine.events.slice(2).map(({ fields }) => fields["asked"])).toEqual([asked, asked]);
  });

  test("has nothing to hang under before the first answer", async () => {
    const made = await opened(rich());
    await made.follow();

    expect(made.chosen.now.following).toBeNull();
  });
});

describe("undo", () => {
  test("puts the words of an answer into the box again", async () => {
    const made = await opened(rich());
    made.answer.type("two people");
    await made.save();
    await made.undo();

    expect(made.answer.text.value).toBe("two people");
    expect(engine.written).toHaveLength(0);
  });

  test("never overwrites what was typed since", async () => {
    const made = await opened(rich());
    made.answer.type("two people");
    await made.save();
    made.answer.type("hours");
    await made.undo();

    expect(made.answer.text.value).toBe("hours");
    expect(said).toEqual(["Taken back: answer noted"]);
  });

  test("of nothing says so", async () => {
    const made = await opened(rich());
    await made.undo();

    expect(said).toEqual(["Nothing to take back"]);
  });
});

describe("who", () => {
  let made: Desk;
  beforeEach(async () => {
    made = await opened(rich());
  });

  test("stays as chosen when another question comes", () => {
    made.chosen.pick(id("ben"));
    made.turn(1);

    expect(made.who.value).toBe(id("ben"));
  });

  test("that had no seat takes the last one", () => {
    made.chosen.pick(id("carla"));

    expect(made.chosen.now.seats).toEqual([id("ana"), id("carla")]);
  });

  test("asks me is told by no plan", () => {
    expect(made.asker.value).toBeNull();
  });
});

describe("a question of the list", () => {
  test("comes on the table with whom to ask", async () => {
    const made = await opened(rich());
    made.askThis({ question: id("question5"), text: "", who: { id: id("ben") } });

    expect([made.question.value?.n, made.who.value]).toEqual([5, id("ben")]);
  });

  test("that is no line of the plan becomes one of my own", async () => {
    const made = await opened(rich());
    made.askThis({ question: null, text: "Remote?", who: null });

    expect([made.question.value, made.own.text.value]).toEqual([null, "Remote?"]);
  });
});
