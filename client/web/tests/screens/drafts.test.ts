/** Drafts: kept at every pause, in order, and said to be kept only while that is true. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Box } from "../../src/parts/box.ts";
import { draftAt, Drafts, keepOnLeaving, PAUSE_MS } from "../../src/parts/drafts.ts";
import { FakeEngine } from "./fake-engine.ts";
import { empty } from "./world-empty.ts";

const FULL = { code: "no-room", what: "no room", kept: "", mend: "" };

let engine: FakeEngine;
let drafts: Drafts;

beforeEach(() => {
  vi.useFakeTimers();
  engine = new FakeEngine(empty());
  drafts = new Drafts(engine);
});
afterEach(() => {
  vi.useRealTimers();
});

describe("drafts", () => {
  test("are kept after a pause, not at each letter", async () => {
    drafts.typed("jot", "a");
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    drafts.typed("jot", "ab");
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    const before = engine.kept.get("jot");
    await vi.advanceTimersByTimeAsync(1);

    expect(before).toBeUndefined();
    expect(engine.kept.get("jot")).toBe("ab");
    expect(engine.calls.filter((call) => call === "keepDraft")).toHaveLength(1);
  });

  test("of somebody who types without a pause are kept each second all the same", async () => {
    const kept: (string | undefined)[] = [];
    for (let letters = 1; letters <= 25; letters += 1) {
      drafts.typed("jot", "x".repeat(letters));
      await vi.advanceTimersByTimeAsync(100);
      kept.push(engine.kept.get("jot"));
    }

    expect(kept[8]).toBeUndefined();
    expect(kept[9]).toHaveLength(10);
    expect(kept[24]).toHaveLength(20);
    expect(engine.calls.filter((call) => call === "keepDraft")).toHaveLength(2);
  });

  test("are said to be kept only once the disk has every letter", async () => {
    drafts.typed("jot", "a");
    const while_ = drafts.state.value;
    await drafts.flush();
    const after = drafts.state.value;
    drafts.typed("jot", "ab");

    expect([while_, after, drafts.state.value]).toEqual(["typing", "kept", "typing"]);
  });

  test("that the disk refuses are said to be lost, and tried again with the next letter", async () => {
    engine.draftTrouble = FULL;
    drafts.typed("jot", "a");
    await drafts.flush();
    const refused = drafts.state.value;
    engine.draftTrouble = null;
    drafts.typed("mine", "b");
    await drafts.flush();

    expect(refused).toBe("lost");
    expect([...engine.kept]).toEqual([
      ["jot", "a"],
      ["mine", "b"],
    ]);
    expect(drafts.state.value).toBe("kept");
  });

  test("of a newer letter win over those that were refused", async () => {
    engine.draftTrouble = FULL;
    drafts.typed("jot", "a");
    const failing = drafts.flush();
    drafts.typed("jot", "ab");
    await failing;
    engine.draftTrouble = null;
    await drafts.flush();

    expect(engine.kept.get("jot")).toBe("ab");
  });

  test("are written in the order in which they were typed, however slow the disk", async () => {
    engine.delayMs = 50;
    drafts.typed("jot", "a");
    void drafts.flush();
    drafts.typed("jot", "ab");
    void drafts.flush();
    void drafts.forget("jot");
    await vi.runAllTimersAsync();

    expect(engine.kept.has("jot")).toBe(false);
    expect(drafts.state.value).toBe("nothing");
  });

  test("are kept at once when the page goes away", async () => {
    const [page, pane] = [new EventTarget(), new EventTarget()];
    const stop = keepOnLeaving(
      drafts,
      Object.assign(page, { visibilityState: "hidden" }) as unknown as Document,
      pane as unknown as Window,
    );
    drafts.typed("jot", "a");
    page.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
    const hidden = engine.kept.get("jot");
    drafts.typed("jot", "ab");
    pane.dispatchEvent(new Event("pagehide"));
    await vi.advanceTimersByTimeAsync(0);
    stop();

    expect([hidden, engine.kept.get("jot")]).toEqual(["a", "ab"]);
  });

  test("are found by the box they lie in, whatever that belongs to", () => {
    const all = [
      { where: "answers", text: "no" },
      { where: "answer/x/3", text: "yes" },
    ];

    expect(draftAt(all, "answer")?.text).toBe("yes");
    expect(draftAt(all, "jot")).toBeUndefined();
  });
});

describe("a box", () => {
  test("takes its words along when it belongs to something else, and leaves nothing behind", async () => {
    const box = new Box(drafts, "answer/x/1");
    box.type("words");
    await drafts.flush();
    box.move("answer/x/2");
    await drafts.flush();

    expect([...engine.kept]).toEqual([["answer/x/2", "words"]]);
    expect(box.text.value).toBe("words");
  });

  test("is empty once its words are saved, and keeps what was typed since", async () => {
    const box = new Box(drafts, "jot");
    box.type("saved and more");
    box.saved("saved");
    await drafts.flush();
    const [rest, kept] = [box.text.value, engine.kept.get("jot")];
    box.saved("and more");
    await drafts.flush();

    expect([rest, kept]).toEqual(["and more", "and more"]);
    expect([box.text.value, engine.kept.has("jot")]).toEqual(["", false]);
  });

  test("takes over a draft only while nothing was typed", () => {
    const box = new Box(drafts, "jot");
    box.adopt({ where: "answer/x/3", text: "old" });
    const adopted = [box.text.value, box.where];
    box.adopt({ where: "jot", text: "other" });

    expect(adopted).toEqual(["old", "answer/x/3"]);
    expect(box.text.value).toBe("old");
  });
});
