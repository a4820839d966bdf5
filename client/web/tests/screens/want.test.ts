/** Saying what one wants: which steps there are, what they take in, and what is written in the end. */
import { describe, expect, test, vi } from "vitest";
import { AppShell } from "../../src/app-shell.ts";
import { WISHES } from "../../src/screens/desk-last.ts";
import { goingOf, recovered } from "../../src/screens/want-going.ts";
import { begun, isSaid, after, missing, pointsIn, required, stepsOf, taken, things, toCome, toggled } from "../../src/screens/wishes.ts";
import type { Wishes } from "../../src/screens/wishes.ts";
import { NO_TRADE, stylesAfter } from "../../src/screens/wish-style.ts";
import { shiftsOf, weighed } from "../../src/screens/wish-weights.ts";
import { wantEvents } from "../../src/screens/wish-events.ts";
import { mustWords, presentWords, shiftWords } from "../../src/words/want.ts";
import type { WantPage } from "../../src/engine/port.ts";
import { FakeEngine } from "./fake-engine.ts";
import { rich } from "./world-rich.ts";
import { UNWEIGHED, WEIGHED } from "./world-want.ts";
import { id, NOW_MS } from "./worlds.ts";

const [AUTONOMY, GROWTH, BALANCE, PAY, REMOTE] = ["autonomy", "growth", "balance", "pay", "remote"].map(id) as [string, string, string, string, string];
const BARE: WantPage = { ...UNWEIGHED, criteria: [], has_starter: false };

function wishes(page: WantPage, change: Partial<Wishes> = {}): Wishes {
  return { ...begun(page), ...change };
}

function events(page: WantPage, change: Partial<Wishes>): unknown[] {
  return wantEvents(page, wishes(page, change)).map(({ type, fields }) => [type, fields]);
}

describe("a wish", () => {
  test("begins as what is in force, and writes nothing as long as it stays so", () => {
    expect(begun(WEIGHED)).toMatchObject({
      chosen: [AUTONOMY, GROWTH, BALANCE],
      first: AUTONOMY,
      points: { [AUTONOMY]: 100, [GROWTH]: 60, [BALANCE]: 40 },
      levels: { [AUTONOMY]: 4 },
      musts: [
        { key: REMOTE, threshold: null, negotiable: false },
        { key: GROWTH, threshold: 3, negotiable: true },
      ],
    });
    expect(events(WEIGHED, {})).toEqual([]);
  });

  test("begins empty where nothing was weighed", () => {
    expect(begun(UNWEIGHED)).toMatchObject({ chosen: [], first: null, musts: [] });
    expect(events(UNWEIGHED, {})).toEqual([]);
  });

  test("takes points that do not reach 100 as shares of the dearest", () => {
    const criteria = WEIGHED.criteria.map((one) => (one.points === null ? one : { ...one, points: one.points / 4 }));

    expect(begun({ ...WEIGHED, criteria }).points).toEqual({ [AUTONOMY]: 100, [GROWTH]: 60, [BALANCE]: 40 });
  });

  test("takes own words in as they are, with one space between them", () => {
    const said = taken(UNWEIGHED, wishes(UNWEIGHED, { typed: "  sea   air " }));

    expect(said).toMatchObject({ own: [{ name: "sea air", yes_no: false }], chosen: ["+sea air"], typed: "" });
  });

  test("takes words that name a criterion as that criterion, whatever their case", () => {
    const said = taken(UNWEIGHED, wishes(UNWEIGHED, { typed: "GROWTH" }));

    expect(said).toMatchObject({ own: [], chosen: [GROWTH] });
  });

  test("that is chosen no more is not the first any more", () => {
    expect(toggled(begun(WEIGHED), AUTONOMY)).toMatchObject({ chosen: [GROWTH, BALANCE], first: null });
    expect(toggled(begun(WEIGHED), GROWTH).first).toBe(AUTONOMY);
  });

  test("is offered the usual criteria where none of them was ever in the journal", () => {
    expect(things(BARE, { own: [] }).map((one) => one.name)).toContain("growth");
    expect(things({ ...BARE, has_starter: true }, { own: [] })).toEqual([]);
  });
});

describe("the steps", () => {
  test("ask for a level only where one was chosen that has one, and for weights only among several", () => {
    expect(stepsOf(UNWEIGHED, wishes(UNWEIGHED))).toEqual(["what", "must", "style", "trade", "look"]);
    expect(stepsOf(UNWEIGHED, wishes(UNWEIGHED, { chosen: [GROWTH] }))).toEqual(["what", "must", "present", "style", "trade", "look"]);
    expect(stepsOf(WEIGHED, begun(WEIGHED))).toEqual(["what", "level", "first", "worth", "must", "present", "style", "trade", "look"]);
  });

  test("have one total once it was said what matters, whatever of them is left out", () => {
    const said = wishes(UNWEIGHED, { chosen: [GROWTH, PAY] });
    const weighedNow = { ...said, first: PAY, points: { [GROWTH]: 50 } };

    expect(stepsOf(UNWEIGHED, said)).not.toContain("present");
    expect(toCome(UNWEIGHED, said)).toEqual(["what", "first", "worth", "must", "present", "style", "trade", "look"]);
    expect(toCome(UNWEIGHED, weighedNow)).toEqual(toCome(UNWEIGHED, said));
    expect(toCome(WEIGHED, begun(WEIGHED), "style")).toEqual(["style", "trade", "look"]);
  });

  test("of the weighing can be left out, and lead to the must-haves then", () => {
    const half = wishes(UNWEIGHED, { chosen: [GROWTH, PAY] });

    expect([isSaid("what", half), isSaid("first", half), isSaid("worth", half), isSaid("must", half)]).toEqual([true, false, false, true]);
    expect([after("what", UNWEIGHED, half), after("first", UNWEIGHED, half)]).toEqual(["first", "must"]);
    expect(after("must", UNWEIGHED, half)).toBe("style");
    expect(wantEvents(UNWEIGHED, half)).toEqual([]);
  });

  test("count one alone as 100, and several only when each has its points, the first one first", () => {
    const several = wishes(UNWEIGHED, { chosen: [GROWTH, PAY], first: PAY });

    expect(pointsIn(wishes(UNWEIGHED, { chosen: [PAY] }))).toEqual(new Map([[PAY, 100]]));
    expect(pointsIn(several)).toBeNull();
    expect([...(pointsIn({ ...several, points: { [GROWTH]: 0 } }) ?? [])]).toEqual([[PAY, 100], [GROWTH, 0]]);
  });
});

describe("the style of work", () => {
  test("begins as what is in force, and writes only the scales whose level is new, with the criterion that asks for it", () => {
    expect(begun(WEIGHED).styles).toEqual({ training: 4, "time or pay": 2 });
    expect(events(WEIGHED, { styles: { training: 4, pace: 2, medium: 1 } })).toEqual([
      ["working-style.stated", { scale: "pace", level: 2, low: "calm and steady", high: "fast and unsettled", criterion: id("pace and order") }],
      ["working-style.stated", { scale: "medium", level: 1, low: "written", high: "spoken", criterion: id("communication") }],
    ]);
  });

  test("names no criterion that is not there", () => {
    expect(events({ ...BARE, has_starter: true }, { styles: { pace: 2 } })).toEqual([
      ["working-style.stated", { scale: "pace", level: 2, low: "calm and steady", high: "fast and unsettled" }],
    ]);
  });

  test("is shown as it would stand: what is in force with its new level, then what is new", () => {
    const shown = stylesAfter(WEIGHED, { training: 1, pace: 5 }, { first: "balance", worth: 0 });

    expect(shown.map(({ scale, level }) => [scale, level])).toEqual([["training", 1], ["time or pay", 5], ["pace", 5]]);
  });
});

describe("time or pay", () => {
  const PAID = { first: "pay", worth: 20 } as const;

  test("is asked to its end or left out, and what is half said is not written", () => {
    const half = wishes(WEIGHED, { trade: { first: "pay", worth: null } });

    expect([isSaid("trade", half), isSaid("trade", { ...half, trade: PAID })]).toEqual([false, true]);
    expect([after("trade", WEIGHED, half), after("trade", WEIGHED, { ...half, trade: PAID })]).toEqual(["look", "look"]);
    expect(wantEvents(WEIGHED, half)).toEqual([]);
  });

  test("is a place on a scale, and corrects the weights from the dearer of the two", () => {
    expect(events(WEIGHED, { trade: { first: "balance", worth: 50 } })).toEqual([
      ["working-style.stated", { scale: "time or pay", level: 4, low: "more pay", high: "more time of your own", criterion: BALANCE }],
      ["weights.elicited", { method: "swing", answers: [[AUTONOMY, 100], [GROWTH, 60], [BALANCE, 40], [PAY, 20]].map(([criterion, points]) => ({ criterion, points })) }],
    ]);
  });

  test("says what time and pay weigh by it, and what they weighed", () => {
    const shifts = (page: WantPage, change: Partial<Wishes>): string[] => shiftsOf(page, wishes(page, change)).map(shiftWords);

    expect(shifts(WEIGHED, { trade: { first: "balance", worth: 50 } })).toEqual([
      "Pay weighs 9 of 100 by this; it was\u00a00.",
      "Time of your own weighs 18 of 100 by this; it was\u00a020.",
    ]);
    expect(shifts(WEIGHED, { trade: { first: "balance", worth: 0 } })).toEqual(["Pay weighs 0 of 100 by this, as before.", "Time of your own weighs 20 of 100 by this, as before."]);
    expect(shifts(UNWEIGHED, { trade: PAID })).toEqual([]);
    expect(shiftWords({ side: "pay", before: 8, after: 8 })).toBe("Pay weighs 8 of 100 by this, as before.");
  });

  test("that is taken back leaves every weight as it was", () => {
    const said = wishes(WEIGHED, { trade: { first: "balance", worth: 50 } });

    expect(weighed(WEIGHED, { ...said, trade: NO_TRADE })).toEqual(weighed(WEIGHED, begun(WEIGHED)));
    expect(weighed(WEIGHED, said)).not.toEqual(weighed(WEIGHED, begun(WEIGHED)));
    expect(wantEvents(WEIGHED, { ...said, trade: NO_TRADE })).toEqual([]);
  });

  test("is a place on a scale alone where nothing was weighed", () => {
    expect(events(UNWEIGHED, { trade: PAID })).toEqual([
      ["working-style.stated", expect.objectContaining({ scale: "time or pay", level: 2, criterion: BALANCE })],
    ]);
  });

  test("stands beside what was weighed a moment ago, and brings nothing back that was left out then", () => {
    const said = events(WEIGHED, { chosen: [GROWTH, PAY], first: PAY, points: { [GROWTH]: 50 }, trade: { first: "pay", worth: 30 } });

    expect(said).toEqual([
      ["weights.elicited", { method: "swing", answers: [{ criterion: PAY, points: 100 }, { criterion: GROWTH, points: 50 }] }],
      ["weights.elicited", { method: "swing", answers: [{ criterion: PAY, points: 100 }, { criterion: GROWTH, points: 50 }, { criterion: BALANCE, points: 30 }] }],
    ]);
  });

  test("makes the two criteria where the journal has none of that name", () => {
    expect(events({ ...BARE, has_starter: true }, { trade: PAID })).toEqual([
      ["criterion.defined", { name: "balance" }],
      ["criterion.defined", { name: "pay" }],
      ["working-style.stated", expect.objectContaining({ level: 2, criterion: "$0" })],
    ]);
  });

  test("that changes nothing writes nothing", () => {
    const answers = [{ criterion: BALANCE, points: 20 }, { criterion: PAY, points: 100 }];

    expect(events({ ...WEIGHED, answers }, { trade: PAID })).toEqual([]);
  });
});

describe("a must-have", () => {
  test("on a criterion asks how good it must be at least; in own words it is a yes or no", () => {
    const growth = wishes(UNWEIGHED, { adding: { name: "Growth", threshold: null, negotiable: false } });
    const remote = wishes(UNWEIGHED, { adding: { name: "3 remote days", threshold: null, negotiable: true } });

    expect([missing(UNWEIGHED, growth), missing(UNWEIGHED, remote), missing(UNWEIGHED, begun(UNWEIGHED))]).toEqual(["level", null, "name"]);
    expect(required(UNWEIGHED, growth).musts).toEqual([]);
    expect(required(UNWEIGHED, remote)).toMatchObject({
      own: [{ name: "3 remote days", yes_no: true }],
      musts: [{ key: "+3 remote days", threshold: null, negotiable: true }],
      adding: { name: "" },
    });
  });

  test("said again gives way to the new one", () => {
    const again = wishes(WEIGHED, { adding: { name: "growth", threshold: 5, negotiable: false } });

    expect(required(WEIGHED, again).musts).toEqual([
      { key: REMOTE, threshold: null, negotiable: false },
      { key: GROWTH, threshold: 5, negotiable: false },
    ]);
  });

  test("is said in words", () => {
    expect(mustWords({ threshold: 4, negotiable: true })).toBe("at least 4, negotiable");
    expect(mustWords({ threshold: null, negotiable: false })).toBe("yes or no");
  });
});

describe("what is written", () => {
  test("is one batch in which each thing is there before it is named", () => {
    const said = {
      own: [{ name: "sea air", yes_no: false }, { name: "3 remote days", yes_no: true }],
      chosen: [AUTONOMY, "+sea air"],
      levels: { [AUTONOMY]: 4 },
      first: "+sea air",
      points: { [AUTONOMY]: 70 },
      musts: [
        { key: "+3 remote days", threshold: null, negotiable: true },
        { key: GROWTH, threshold: 3, negotiable: false },
      ],
      present: { "+sea air": 1, [GROWTH]: 4 },
    };

    const [level, ...rest] = events(UNWEIGHED, said);

    expect(level).toEqual([
      "criterion.defined",
      {
        name: "autonomy",
        lens: "daily",
        sphere: "professional",
        shape: "ideal",
        ideal: 4,
        anchor1: "asks for each step",
        anchor3: "within limits",
        anchor5: "decides alone, tells after",
        revises: AUTONOMY,
      },
    ]);
    expect(rest).toEqual([
      ["criterion.defined", { name: "sea air" }],
      ["weights.elicited", { method: "swing", answers: [{ criterion: "$1", points: 100 }, { criterion: AUTONOMY, points: 70 }] }],
      ["criterion.defined", { name: "3 remote days", yes_no: true }],
      ["dealbreaker.set", { criterion: "$3", threshold: 5, negotiable: true }],
      ["dealbreaker.set", { criterion: GROWTH, threshold: 3 }],
      ["baseline.rated", { criterion: "$1", rating: 1 }],
    ]);
  });

  test("of a criterion that ships and is not in the journal is all that it ships with", () => {
    const [defined, weights] = events(BARE, { chosen: ["+autonomy"], levels: { "+autonomy": 2 } });

    expect(defined).toEqual([
      "criterion.defined",
      expect.objectContaining({ name: "autonomy", shape: "ideal", ideal: 2, anchor3: "within limits" }),
    ]);
    expect(weights).toEqual(["weights.elicited", { method: "swing", answers: [{ criterion: "$0", points: 100 }] }]);
  });

  test("is only what is new: other points, another rating, a must-have that is none any more", () => {
    const { points, present } = begun(WEIGHED);

    expect(events(WEIGHED, { points: { ...points, [GROWTH]: 80 } })).toEqual([
      ["weights.elicited", { method: "swing", answers: [[AUTONOMY, 100], [GROWTH, 80], [BALANCE, 40]].map(([criterion, points]) => ({ criterion, points })) }],
    ]);
    expect(events(WEIGHED, { present: { ...present, [GROWTH]: 1, [BALANCE]: null } })).toEqual([
      ["baseline.rated", { criterion: GROWTH, rating: 1 }],
      ["baseline.rated", { criterion: BALANCE }],
    ]);
    expect(events(WEIGHED, { musts: [{ key: GROWTH, threshold: 3, negotiable: true }] })).toEqual([
      ["dealbreaker.lifted", { criterion: REMOTE }],
    ]);
  });

  test("leaves out what has gone from the journal meanwhile", () => {
    const said = wishes(UNWEIGHED, { chosen: [GROWTH], musts: [{ key: PAY, threshold: 3, negotiable: false }] });
    const page = { ...UNWEIGHED, criteria: UNWEIGHED.criteria.filter((one) => one.id !== GROWTH && one.id !== PAY) };

    expect(wantEvents(page, said)).toEqual([]);
  });
});

describe("wishes that were begun", () => {
  async function shellOf(): Promise<{ engine: FakeEngine; shell: AppShell }> {
    const engine = new FakeEngine({ ...rich(), drafts: [] });
    const shell = new AppShell(engine, () => NOW_MS);
    await vi.waitFor(() => expect(shell.desk.value.plan.value.opportunity?.name).toBe("Acme"));
    return { engine, shell };
  }

  test("are there again after a lock, as far as one had come, and gone once they are kept or dropped", async () => {
    const { engine, shell } = await shellOf();
    const said = { page: WEIGHED, wishes: wishes(WEIGHED, { styles: { pace: 5 } }), trail: ["what", "must"] as const };
    goingOf(shell.desk.value).value = said;
    await shell.desk.value.drafts.flush();
    await engine.lock();
    await engine.unlock(engine.passphrase);
    const going = goingOf(shell.desk.value);
    const box = shell.box(WISHES);
    await vi.waitFor(() => expect(box.isEmpty).toBe(false));
    going.value = recovered(box.text.value, WEIGHED);
    const again = going.value;
    going.value = null;
    await shell.desk.value.drafts.flush();

    expect(again).toEqual(said);
    expect([...engine.kept.keys()]).toEqual([]);
  });

  test("of an app that said them otherwise are begun afresh where they cannot be read", () => {
    expect(recovered("{", WEIGHED)).toBeNull();
    expect(recovered('{"wishes":{}}', WEIGHED)).toBeNull();
    expect(recovered('{"wishes":{"first":null},"trail":[]}', WEIGHED)?.wishes).toEqual({ ...begun(WEIGHED), first: null });
  });
});

test("the present job is said with how much of the weight it was rated on, or not at all", () => {
  expect(presentWords(WEIGHED)).toBe("Present job 0.63, by your own ratings.");
  expect(presentWords({ ...WEIGHED, present_coverage: 0.5 })).toBe("Present job 0.63, by your own ratings, rated on 0.50 of the weight.");
  expect(presentWords(UNWEIGHED)).toBe("");
});
