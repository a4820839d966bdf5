/** The shell: black before the keys go, back within 30 s, locked after it; the address holds ids and no secret. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AppShell, HIDDEN_MS, IDLE_MS } from "../../src/app-shell.ts";
import type { Newer } from "../../src/app-shell.ts";
import { copying } from "../../src/parts/copying.ts";
import { lockOnLeaving } from "../../src/parts/memory.ts";
import { hashOf, routeOf } from "../../src/parts/route.ts";
import type { Route } from "../../src/parts/shell.ts";
import { waitAfter } from "../../src/screens/locked.tsx";
import { FakeEngine } from "./fake-engine.ts";
import { empty, first } from "./world-empty.ts";
import { rich } from "./world-rich.ts";
import { id } from "./worlds.ts";
import type { Imagined } from "./worlds.ts";

let engine: FakeEngine;

async function started(imagined: Imagined): Promise<AppShell> {
  engine = new FakeEngine(imagined);
  const shell = new AppShell(engine, () => Date.now());
  await vi.advanceTimersByTimeAsync(1);
  return shell;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("what is drawn", () => {
  test("is the first run where there is no journal, and capture once there is", async () => {
    const shell = await started(first());
    const before = shell.face.value;
    await engine.found({ name: "phone" });

    expect([before, shell.face.value]).toEqual(["first", "open"]);
  });

  test("reads the plan and the drafts as soon as the journal is open", async () => {
    const shell = await started({ ...rich(), drafts: [{ where: "theirs", text: "why?" }] });

    expect(shell.desk.value.plan.value.opportunity?.name).toBe("Acme");
    expect(shell.desk.value.theirs.text.value).toBe("why?");
  });
});

describe("what lies on the table", () => {
  test("stays where the storage fails for a moment", async () => {
    const shell = await started(rich());
    shell.desk.value.answer.type("she sent");
    const trouble = { code: "elsewhere", what: "another window is in the way.", kept: "", mend: "" };
    engine.become({ stage: "none", trouble });
    engine.become({ stage: "open", trouble: null });

    expect([shell.face.value, shell.desk.value.answer.text.value]).toEqual(["open", "she sent"]);
  });
});

test("what was just said is gone once another window has locked the journal", async () => {
  const shell = await started(rich());
  shell.say("Taken back: she sent me away", () => undefined);
  const before = shell.said.value !== null;
  engine.become({ stage: "locked" });

  expect([before, shell.face.value, shell.said.value]).toEqual([true, "locked", null]);
});

describe("hiding", () => {
  test("is black at once, and no key has gone yet", async () => {
    const shell = await started(rich());
    shell.hide();

    expect(shell.isBlank.value).toBe(true);
    expect(engine.calls).not.toContain("lock");
  });

  test("goes back to where one was within 30 s, with every word on the table", async () => {
    const shell = await started(rich());
    shell.desk.value.answer.type("she sent");
    shell.hide();
    await vi.advanceTimersByTimeAsync(HIDDEN_MS - 1);
    await shell.unhide();
    await vi.advanceTimersByTimeAsync(HIDDEN_MS);

    expect([shell.isBlank.value, shell.face.value]).toEqual([false, "open"]);
    expect(shell.desk.value.answer.text.value).toBe("she sent");
  });

  test("locks after 30 s, keeps the draft first, and takes the words off the table", async () => {
    const shell = await started(rich());
    shell.desk.value.answer.type("she sent");
    shell.hide();
    await vi.advanceTimersByTimeAsync(HIDDEN_MS);

    expect([shell.isBlank.value, shell.face.value]).toEqual([true, "locked"]);
    expect([...engine.kept.values()]).toEqual(["she sent"]);
    expect(shell.desk.value.answer.text.value).toBe("");
  });

  test("locks on return where the timer slept", async () => {
    const shell = await started(rich());
    shell.hide();
    vi.setSystemTime(Date.now() + HIDDEN_MS);
    await shell.unhide();

    expect([shell.isBlank.value, shell.face.value]).toEqual([false, "locked"]);
  });

  test("has nothing to lock without a passphrase", async () => {
    const shell = await started(empty());
    shell.hide();
    await vi.advanceTimersByTimeAsync(HIDDEN_MS);
    await shell.unhide();

    expect(shell.face.value).toBe("open");
  });
});

describe("leaving the app", () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    const storage = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) };
    vi.stubGlobal("localStorage", storage);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test("does not lock unless the person has said so", async () => {
    const shell = await started(rich());
    await shell.unseen();

    expect(shell.face.value).toBe("open");
  });

  test("locks at once where they have, keeps every word first, and they are in their boxes again after it", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    lockOnLeaving(true);
    shell.desk.value.answer.type("she sent");
    shell.desk.value.theirs.type("why?");
    shell.box(`gut/${id("acme2")}`).type("warm");
    await shell.unseen();
    const locked = [shell.face.value, shell.status.value.has_draft, shell.desk.value.answer.text.value];
    await engine.unlock(engine.passphrase);
    await vi.advanceTimersByTimeAsync(1);

    expect(locked).toEqual(["locked", true, ""]);
    expect([engine.calls.lastIndexOf("keepDraft") < engine.calls.indexOf("lock"), shell.face.value]).toEqual([true, "open"]);
    expect(shell.desk.value.answer.text.value).toBe("she sent");
    expect(shell.desk.value.theirs.text.value).toBe("why?");
    expect(shell.box(`gut/${id("acme2")}`).text.value).toBe("warm");
  });

  test("locks what is black as well", async () => {
    const shell = await started(rich());
    lockOnLeaving(true);
    shell.hide();
    await shell.unseen();

    expect([shell.isBlank.value, shell.face.value]).toEqual([true, "locked"]);
  });

  test("leaves words on the table that the disk refused: they are nowhere else", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    lockOnLeaving(true);
    engine.draftTrouble = { code: "no-room", what: "no room", kept: "", mend: "" };
    shell.desk.value.answer.type("she sent");
    await shell.unseen();
    const face = shell.face.value;
    await engine.unlock(engine.passphrase);
    await vi.advanceTimersByTimeAsync(1);

    expect(face).toBe("locked");
    expect(shell.desk.value.answer.text.value).toBe("she sent");
  });
});

describe("two minutes without a touch", () => {
  test("lock the journal", async () => {
    const shell = await started(rich());
    await vi.advanceTimersByTimeAsync(IDLE_MS - 10);
    await shell.watchIdle();
    const before = shell.face.value;
    await vi.advanceTimersByTimeAsync(10);
    await shell.watchIdle();

    expect([before, shell.face.value]).toEqual(["open", "locked"]);
  });

  test("are counted from the last touch", async () => {
    const shell = await started(rich());
    await vi.advanceTimersByTimeAsync(IDLE_MS - 10);
    shell.touched();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 10);
    await shell.watchIdle();

    expect(shell.face.value).toBe("open");
  });

  test("are not ended by a touch that comes after them, though the phone and its timers slept", async () => {
    const shell = await started(rich());
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    shell.touched();
    await vi.advanceTimersByTimeAsync(0);

    expect(shell.face.value).toBe("locked");
  });

  test("make the screen black where nothing can be locked", async () => {
    const shell = await started(empty());
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    await shell.watchIdle();

    expect(shell.isBlank.value).toBe(true);
  });
});

describe("capture's plan", () => {
  test("is read again when another screen began an interview, with no server to say so", async () => {
    const shell = await started(rich());
    const asked = vi.spyOn(engine, "view");
    await shell.changed();

    expect(asked.mock.calls.filter(([name]) => name === "capture")).toHaveLength(1);
  });
});

describe("an offer to take back", () => {
  test("goes when something newer was written, and stays when another device is heard", async () => {
    const shell = await started(rich());
    shell.say("Gut feeling sealed", () => undefined);
    await engine.sync();
    const heard = shell.said.value?.words;
    void shell.changed();

    expect([heard, shell.said.value]).toEqual(["Gut feeling sealed", null]);
  });

  test("is told for six seconds", async () => {
    const shell = await started(rich());
    shell.say("Exported");
    await vi.advanceTimersByTimeAsync(6000);

    expect(shell.said.value).toBeNull();
  });

  test("waits while words are copied from the screen, and is told for six seconds after it", async () => {
    const shell = await started(rich());
    const seen: (string | undefined)[] = [];
    const look = (): number => seen.push(shell.said.value?.words);
    shell.say("Exported");
    copying.value += 1;
    await vi.advanceTimersByTimeAsync(60_000);
    look();
    copying.value -= 1;
    await vi.advanceTimersByTimeAsync(5999);
    look();
    await vi.advanceTimersByTimeAsync(1);
    look();

    expect(seen).toEqual(["Exported", "Exported", undefined]);
  });
});

describe("the address", () => {
  const routes: Route[] = [
    { at: "capture" },
    { at: "firms" },
    { at: "firms", search: true },
    { at: "firm", id: id("a") },
    { at: "rate", id: id("a") },
    { at: "gut", id: id("a"), from: id("b") },
    { at: "next", id: id("a"), interview: id("b") },
    { at: "file", id: id("a") },
    { at: "open-firm" },
    { at: "they-asked" },
    { at: "want" },
    { at: "want", step: "worth" },
  ];

  test.each(routes)("$at comes back as it went", (route) => {
    expect(routeOf(hashOf(route))).toEqual(route);
  });

  test.each(["", "#", "#/nowhere", "#/firm/acme", "#/rate", "#join=abc", "#/__proto__", "#/want-not"])(
    "%s leads to capture",
    (hash) => {
      expect(routeOf(hash)).toEqual({ at: "capture" });
    },
  );
});

describe("a wrong passphrase", () => {
  test("waits longer each time, at most a minute", () => {
    expect([1, 2, 3, 4, 5, 20].map(waitAfter)).toEqual([0, 0, 2, 4, 8, 60]);
  });
});

describe("a newer app", () => {
  let steps: string[];
  const newer = (isIn: boolean): Newer => ({
    letIn: () => (steps.push("in"), Promise.resolve(isIn)),
    calm: () => (steps.push("calm"), Promise.resolve()),
    load: () => void steps.push(`load ${engine.calls.at(-1)}`),
    goOn: () => void steps.push("go on"),
  });
  beforeEach(() => {
    steps = [];
  });

  test("is loaded when nothing is being written, and what was typed until then is kept", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    shell.offer({ ...newer(true), calm: () => (shell.desk.value.answer.type("she sent"), newer(true).calm()) });

    expect(await shell.restart()).toBe(true);
    expect(steps).toEqual(["in", "calm", "load keepDraft"]);
  });

  test("finds this window's words in the box, whatever another one kept there since", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    shell.desk.value.answer.type("she sent");
    await shell.desk.value.drafts.flush();
    const { where } = shell.desk.value.answer;
    await engine.keepDraft({ where, text: "another window's" }, false);
    shell.offer(newer(true));
    await shell.restart();

    expect((await engine.drafts()).find((draft) => draft.where === where)?.text).toBe("she sent");
  });

  test("finds beside this window's words what was chosen for them, not what another one chose", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    shell.desk.value.answer.type("she sent");
    shell.desk.value.chosen.pick(id("ben"));
    await shell.desk.value.drafts.flush();
    const { where } = shell.desk.value.answer;
    await engine.keepDraft({ where, text: "another window's", chosen: "another's" }, false);
    shell.offer(newer(true));
    await shell.restart();

    expect(JSON.parse(engine.chosen.get(where) ?? "")).toMatchObject({ who: id("ben") });
  });

  test("that does not come changes nothing", async () => {
    const shell = await started(rich());
    shell.offer(newer(false));

    expect(await shell.restart()).toBe(false);
    expect(steps).toEqual(["in"]);
  });

  test("is not loaded over words that the disk refuses", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    shell.desk.value.answer.type("she sent");
    engine.draftTrouble = { code: "no-room", what: "no room", kept: "", mend: "" };
    shell.offer(newer(true));

    expect(await shell.restart()).toBe(false);
    expect(steps).toEqual([]);
  });

  test("is not loaded over words that the disk refuses in the end either: one goes on", async () => {
    const shell = await started({ ...rich(), drafts: [] });
    const refuse = (): Promise<void> => {
      engine.draftTrouble = { code: "no-room", what: "no room", kept: "", mend: "" };
      shell.desk.value.answer.type("she sent");
      return newer(true).calm();
    };
    shell.offer({ ...newer(true), calm: refuse });

    expect(await shell.restart()).toBe(false);
    expect(steps).toEqual(["in", "calm", "go on"]);
  });
});
