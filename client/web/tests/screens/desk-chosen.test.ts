/** What is chosen by hand outlives a lock and a restart, where it still makes sense, and never goes to the wrong words. */
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CapturePlan } from "../../src/engine/port.ts";
import type { Shell } from "../../src/parts/shell.ts";
import { Desk } from "../../src/screens/desk.ts";
import { nameLast } from "../../src/screens/sheet-people.tsx";
import { receivedEvents } from "../../src/screens/talk-beside.ts";
import { FakeEngine } from "./fake-engine.ts";
import { rich } from "./world-rich.ts";
import { id, NOW_MS } from "./worlds.ts";
import type { Imagined } from "./worlds.ts";

const ROOM = id("acme2");
const HOUR_MS = 3_600_000;
const FULL = { code: "no-room", what: "no room", kept: "", mend: "" };
const BIRCH = { id: id("birch"), name: "Birch", role: "Analyst" };

let engine: FakeEngine;
let nowMs: number;

beforeEach(() => {
  nowMs = NOW_MS;
});

function deskOn(): Desk {
  const shell: Shell = {
    engine,
    status: signal(engine.status),
    changes: signal(0),
    now: () => nowMs,
    go: () => undefined,
    back: () => undefined,
    box: (where) => made.box(where),
    say: () => undefined,
    hide: () => undefined,
    restart: () => Promise.resolve(false),
    changed: () => Promise.resolve(),
  };
  const made: Desk = new Desk(shell);
  return made;
}

/** A window on what is on the disk. */
async function opened(): Promise<Desk> {
  const made = deskOn();
  await made.recover();
  await made.refresh();
  await settle();
  return made;
}

async function begun(imagined: Imagined): Promise<Desk> {
  engine = new FakeEngine(imagined);
  return opened();
}

/** An interview, with the firm of it, as the phone sees it from now on. */
function become(change: Partial<CapturePlan>): void {
  const plan = { ...engine.imagined.views.capture({}), ...change };
  engine.imagined.views.capture = () => plan;
}

/** Let what was set going, and is not waited for, come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  await vi.dynamicImportSettled();
}

/** A world without an interview, in which two firms are known and one of them is next. */
function between(): Imagined {
  const world = rich();
  const plan = { ...world.views.capture({}), interview: null, people: [], questions: [], agenda: null };
  world.views.capture = () => plan;
  const [row] = world.views.firms({});
  if (row !== undefined) world.views.firms = () => [{ ...row, ...BIRCH }];
  return { ...world, drafts: [] };
}

describe("the firm of a note", () => {
  test("chosen by hand is that of the words after a restart, whatever comes next today", async () => {
    const made = await begun(between());
    made.answer.type("they rang");
    await made.drafts.flush();
    made.chosen.file(BIRCH, nowMs);
    await settle();
    nowMs += 40 * HOUR_MS;
    const again = await opened();
    const named = again.opportunity.value;
    await again.save();

    expect(named).toEqual(BIRCH);
    expect(engine.events.at(-1)?.fields).toMatchObject({ text: "they rang", opportunity: BIRCH.id });
  });

  test("chosen to be none is none after a restart", async () => {
    const made = await begun(between());
    made.answer.type("they rang");
    made.chosen.file(null, nowMs);
    await settle();
    const again = await opened();
    await again.save();

    expect(made.plan.value.opportunity).not.toBeNull();
    expect(engine.events.at(-1)?.fields["opportunity"]).toBeUndefined();
  });

  test("chosen before the first letter holds for an hour", async () => {
    const made = await begun(between());
    made.chosen.file(BIRCH, nowMs);
    await settle();
    nowMs += HOUR_MS - 1;
    const soon = await opened();
    nowMs += 1;
    const late = await opened();

    expect(soon.opportunity.value).toEqual(BIRCH);
    expect(late.opportunity.value?.id).toBe(id("acme"));
    expect(engine.kept.size).toBe(0);
  });

  test("that is known no more leaves the note to be filed, and not at another firm", async () => {
    const made = await begun(between());
    made.answer.type("they rang");
    made.chosen.file(BIRCH, nowMs);
    await settle();
    engine.imagined.views.firms = () => [];
    const again = await opened();

    expect(again.opportunity.value).toBeNull();
    expect(again.answer.text.value).toBe("they rang");
  });

  test("is not taken from other words: those of another window, or of the lock", async () => {
    const made = await begun(between());
    made.answer.type("on Birch");
    made.chosen.file(BIRCH, nowMs);
    await settle();
    await engine.keepDraft({ where: "jot/locked-1", text: "in the dark" }, false);
    const again = await opened();
    await again.save();
    const next = [again.answer.text.value, again.opportunity.value?.id];

    expect(next).toEqual(["in the dark", id("acme")]);
  });

  test("is not changed after a save by what another window chose", async () => {
    const made = await begun(between());
    made.answer.type("on the next one");
    await engine.keepDraft({ where: "", text: "", chosen: JSON.stringify({ firm: BIRCH.id, sinceMs: nowMs }) }, true);
    await made.save();
    await settle();

    expect(made.opportunity.value?.id).toBe(id("acme"));
  });

  test("is not held by its name on the disk, which goes where it is erased", async () => {
    const made = await begun(between());
    made.answer.type("they rang");
    made.chosen.file(BIRCH, nowMs);
    await settle();

    expect([...engine.chosen.values()].join("")).not.toContain("Birch");
  });

  test("goes along when the interview is over and its words are still in the box", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.answer.type("half an answer");
    await made.drafts.flush();
    become({ interview: null, opportunity: BIRCH, people: [], questions: [] });
    await made.refresh();
    const here = made.opportunity.value?.id;
    await settle();
    const again = await opened();

    expect([here, again.opportunity.value?.id]).toEqual([id("acme"), id("acme")]);
  });
});

describe("who speaks", () => {
  test("is the same after a restart in the same interview, with a seat, also before the next letter", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.chosen.pick(id("carla"));
    await settle();
    const again = await opened();
    again.answer.type("she rang");
    await again.save();

    expect(again.chosen.now.seats).toEqual([id("ana"), id("carla")]);
    expect(engine.events.at(-1)?.fields["contact"]).toBe(id("carla"));
  });

  test("is nobody in another interview, and nobody who is known no more", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.chosen.pick(id("carla"));
    await settle();
    const plan = engine.imagined.views.capture({});
    become({ people: plan.people.slice(0, 2) });
    const unknown = (await opened()).chosen.now.who;
    become({ people: plan.people, interview: { id: id("acme3"), kind: "", began_ms: nowMs, ends_ms: null } });
    const other = (await opened()).chosen.now.who;

    expect([unknown, other]).toEqual([null, null]);
  });

  test("is put back when the plan kept last knew nothing of the interview yet", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.chosen.pick(id("carla"));
    made.answer.type("she rang");
    await made.drafts.flush();
    const plan = engine.imagined.views.capture({});
    become({ interview: null, people: [], questions: [] });
    const again = await opened();
    const before = again.chosen.now.who;
    become(plan);
    await again.refresh();

    expect([before, again.who.value]).toEqual([null, id("carla")]);
  });
});

describe("a half-typed answer", () => {
  test("has its form, its certainty and its follow-up again after a restart", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.answer.type("two people");
    await made.save();
    await made.follow();
    made.answer.type("one moved up");
    made.chosen.set({ form: "example", certainty: "unsure" });
    await settle();
    const [asked] = engine.written[0]?.ids ?? [];
    const again = await opened();
    await again.save();

    expect(engine.events.at(-1)).toMatchObject({
      type: "answer.noted",
      fields: { text: "one moved up", form: "example", certainty: "unsure", asked },
    });
  });

  test("takes them along when it is saved: the next one begins without", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.answer.type("two people");
    made.chosen.set({ form: "example" });
    await settle();
    await made.save();
    await settle();
    const again = await opened();

    expect([again.chosen.now.form, engine.kept.size, [...engine.chosen.keys()]]).toEqual([null, 0, []]);
  });

  test("of another interview is no answer to a question of this one", async () => {
    const draft = { where: `answer/${id("acme1")}/5`, text: "may decide" };
    const made = await begun({ ...rich(), drafts: [draft] });

    expect([made.answer.text.value, made.question.value?.n]).toEqual(["may decide", 3]);
  });
});

describe("keeping", () => {
  test("happens at the press, and while typing with no further press", async () => {
    const made = await begun({ ...rich(), drafts: [] });
    made.chosen.pick(id("ben"));
    await settle();
    const before = engine.calls.filter((call) => call === "keepDraft").length;
    for (const text of ["s", "sh", "she"]) made.answer.type(text);
    await settle();
    const typing = engine.calls.filter((call) => call === "keepDraft").length;
    await made.drafts.flush();

    expect([before, typing]).toEqual([1, 1]);
    expect(JSON.parse(engine.chosen.get(`answer/${ROOM}/3`) ?? "{}")).toMatchObject({ who: id("ben") });
  });

  test("of a choice alone is not told as a draft that is kept, and is tried again where it was refused", async () => {
    const made = await begun(between());
    engine.draftTrouble = FULL;
    made.chosen.file(BIRCH, nowMs);
    await settle();
    const refused = made.drafts.state.value;
    engine.draftTrouble = null;
    await made.drafts.flush();

    expect([refused, made.drafts.state.value]).toEqual(["lost", "nothing"]);
    expect(engine.chosen.get("")).toContain(BIRCH.id);
  });

  test("is waited for by SAVE, which else would not know the firm", async () => {
    const made = await begun(between());
    made.answer.type("they rang");
    made.chosen.file(BIRCH, nowMs);
    await settle();
    const again = deskOn();
    await again.recover();
    const saving = again.save();
    await again.refresh();
    await saving;

    expect(engine.events.at(-1)?.fields["opportunity"]).toBe(BIRCH.id);
  });

  test("before the plan is here leaves the choice beside the words as it was", async () => {
    const made = await begun(between());
    made.answer.type("they rang");
    made.chosen.file(BIRCH, nowMs);
    await settle();
    const again = deskOn();
    await again.recover();
    again.answer.type("they rang again");
    await again.drafts.flush();

    expect(engine.chosen.get("jot")).toContain(BIRCH.id);
  });
});

describe("an answer that names nobody", () => {
  async function unnamed(): Promise<Desk> {
    const world = rich();
    const plan = world.views.capture({});
    const questions = plan.questions.map((one) => ({ ...one, contacts: [] }));
    world.views.capture = () => ({ ...plan, questions });
    const made = await begun({ ...world, drafts: [] });
    made.answer.type("two people");
    await made.save();
    return made;
  }

  test("is asked about, and one press names the question and the answer, and who speaks on", async () => {
    const made = await unnamed();
    const [asked, answer] = engine.written[0]?.ids ?? [];
    const before = made.nameless.value;
    await nameLast(made, id("ben"));

    expect(engine.events.slice(2).map(({ type, fields }) => [type, fields["target"], fields["patch"]])).toEqual([
      ["entry.corrected", asked, { contacts: [id("ben")] }],
      ["entry.corrected", answer, { contact: id("ben") }],
    ]);
    expect([before, made.nameless.value, made.who.value]).toEqual([made.answer, null, id("ben")]);
    expect(made.last.value?.answer).toBe(answer);
  });

  test("is another matter than what they asked: each is asked about beside its own box", async () => {
    const made = await unnamed();
    const room = made.room ?? { opportunity: "", interview: "" };
    const written = await made.write(receivedEvents(room, { text: "why?", who: null, mine: "", story: null, went: null }), { what: "" });
    const asked = made.nameless.value;
    await nameLast(made, id("ben"));

    expect(asked).toBe(made.theirs);
    expect(engine.events.at(-1)?.fields).toMatchObject({ target: written?.ids[0], patch: { contact: id("ben") } });
  });

  test("leaves the speaker alone who was chosen since", async () => {
    const made = await unnamed();
    made.chosen.pick(id("ana"));
    await nameLast(made, id("ben"));

    expect(made.who.value).toBe(id("ana"));
  });

  test("is asked about no more when the next one is saved with a name, or it is taken back", async () => {
    const made = await unnamed();
    await made.undo();
    const undone = made.nameless.value;
    const next = await unnamed();
    next.chosen.pick(id("ana"));
    next.answer.type("more");
    await next.save();

    expect([undone, next.nameless.value]).toEqual([null, null]);
  });

  test("is nothing to ask about where one person is there, or nobody", async () => {
    const made = await unnamed();
    become({ people: [] });
    await made.refresh();

    expect(made.nameless.value).toBeNull();
  });
});
