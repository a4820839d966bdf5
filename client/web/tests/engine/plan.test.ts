import { beforeEach, expect, test, vi } from "vitest";
import { utf8 } from "../../src/core/bytes.ts";
import { keepPlan, readPlan } from "../../src/engine/plan.ts";
import type { CapturePlan } from "../../src/engine/port.ts";
import { profiled, window } from "./room.ts";
import { emptyBrowser } from "./store/rooms.ts";

// Argon2id takes a second and a half; keys/keeper.test.ts runs it.
vi.mock("../../src/engine/keys/stretch.ts", async () => {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return { stretch: (passphrase: string, salt: Uint8Array) => sha256(new Uint8Array([...utf8(passphrase), ...salt])) };
});

beforeEach(emptyBrowser);

const ID = (digit: string): string => digit.repeat(32);
const PLAN: CapturePlan = {
  opportunity: { id: ID("1"), name: "Acme", role: "Head of data" },
  interview: { id: ID("2"), kind: "panel", began_ms: 5, ends_ms: null },
  people: [{ id: ID("3"), name: "Ana", role: "boss" }],
  agenda: ID("4"),
  questions: [
    {
      n: 1,
      id: ID("5"),
      text: "example of a training plan",
      minutes: 3,
      reason: "matters most",
      is_asked: false,
      contacts: [ID("3")],
      askings: [{ id: ID("6"), contacts: [ID("3")] }],
    },
  ],
  stories: [{ id: ID("7"), title: "The move" }],
  criteria: [{ id: ID("8"), name: "Autonomy" }],
  made_ms: 9,
};

test("the plan outlives the window, and is one row", async () => {
  const desk = await profiled();
  await keepPlan(desk, PLAN);
  const again = await window();
  const get = vi.spyOn(IDBObjectStore.prototype, "get");

  expect(await readPlan(again)).toEqual(PLAN);
  expect(get).toHaveBeenCalledTimes(1);
});

test("while locked it is ids, without a word of the person's or the time of an interview", async () => {
  const desk = await profiled("p");
  await keepPlan(desk, PLAN);
  desk.lock();

  const plan = await readPlan(desk);

  expect(plan).toMatchObject({ agenda: ID("4"), opportunity: { id: ID("1") } });
  expect(plan.interview).toMatchObject({ id: ID("2"), began_ms: 0, ends_ms: null });
  expect(plan.questions[0]).toMatchObject({ n: 1, id: ID("5"), contacts: [ID("3")], askings: [{ id: ID("6") }] });
  const row = await desk.store.get("plan", "plan");
  const kept = [row?.ids, row?.sealed].map((data) => String.fromCharCode(...(data ?? []))).join("");
  for (const word of ["Acme", "Head", "panel", "Ana", "boss", "training", "matters", "move", "Autonomy"]) {
    expect(JSON.stringify(plan) + kept).not.toContain(word);
  }
});

test("a plan that is as it was is not written again", async () => {
  const desk = await profiled();
  await keepPlan(desk, PLAN);
  const put = vi.spyOn(IDBObjectStore.prototype, "put");
  await keepPlan(desk, { ...PLAN, made_ms: 10 });
  expect(put).not.toHaveBeenCalled();
  await keepPlan(desk, { ...PLAN, agenda: null });

  expect(put).toHaveBeenCalledTimes(1);
});

test("without a plan, or with one that was changed on the disk, the screen is empty and works", async () => {
  const desk = await profiled();
  expect(await readPlan(desk)).toMatchObject({ opportunity: null, questions: [] });
  await desk.store.commit({ put: { plan: [{ key: "plan", ids: utf8("{"), sealed: new Uint8Array(40) }] } });

  expect(await readPlan(desk)).toMatchObject({ opportunity: null, questions: [] });
});
