import { beforeEach, expect, test, vi } from "vitest";
import { utf8 } from "../../src/core/bytes.ts";
import { Drafts } from "../../src/engine/drafts.ts";
import { profiled, wall, window } from "./room.ts";
import { emptyBrowser, failingPut } from "./store/rooms.ts";

// Argon2id takes a second and a half; keys/keeper.test.ts runs it.
vi.mock("../../src/engine/keys/stretch.ts", async () => {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return { stretch: (passphrase: string, salt: Uint8Array) => sha256(new Uint8Array([...utf8(passphrase), ...salt])) };
});

beforeEach(emptyBrowser);

test("a draft outlives the window, and one that is saved is gone", async () => {
  const drafts = new Drafts(await profiled());
  await drafts.keep({ where: "jot", text: "half a" }, false);
  await drafts.keep({ where: "answer/1", text: "she se" }, false);
  await drafts.keep({ where: "jot", text: "" }, true);

  expect(await new Drafts(await window()).all()).toEqual([{ where: "answer/1", text: "she se" }]);
});

test("the last pause is what stays, however fast they come", async () => {
  const drafts = new Drafts(await profiled());
  const words = ["a", "ab", "abc", "abcd"];
  await Promise.all(words.map((text) => drafts.keep({ where: "jot", text }, false)));

  expect(await drafts.all()).toEqual([{ where: "jot", text: "abcd" }]);
});

test("nothing of a draft lies in clear", async () => {
  const desk = await profiled();
  await new Drafts(desk).keep({ where: "jot", text: "she sent two people" }, false);

  const [row] = await desk.store.all("drafts");
  expect(String.fromCharCode(...(row?.sealed ?? []))).not.toContain("she sent");
});

test("a draft that is kept while locked is there once the journal is open", async () => {
  const desk = await profiled("p");
  const drafts = new Drafts(desk);
  await drafts.keep({ where: "a", text: "before" }, false);
  desk.lock();
  await drafts.keep({ where: "b", text: "in the dark" }, false);
  expect(await drafts.all()).toEqual([]);
  await desk.unlock("p");

  expect(await drafts.all()).toEqual([
    { where: "a", text: "before" },
    { where: "b", text: "in the dark" },
  ]);
  expect((await desk.store.all("drafts")).map((row) => row.boxed)).toEqual([0, 0]);
});

test("half a sign is no obstacle to keeping a draft", async () => {
  const drafts = new Drafts(await profiled());
  await drafts.keep({ where: "jot", text: "ok \ud83d" }, false);

  expect(await drafts.all()).toEqual([{ where: "jot", text: "ok \ufffd" }]);
});

test("a draft for which there is no room is refused, the one before stays, and the next is kept", async () => {
  const drafts = new Drafts(await profiled("", wall()));
  await drafts.keep({ where: "jot", text: "a" }, false);
  const right = failingPut(1, "QuotaExceededError");
  const next = drafts.keep({ where: "jot", text: "ab" }, false);
  await expect(next).rejects.toMatchObject({ trouble: { code: "no-room" } });
  right();

  expect(await drafts.all()).toEqual([{ where: "jot", text: "a" }]);
  await drafts.keep({ where: "jot", text: "abc" }, false);
  expect(await drafts.all()).toEqual([{ where: "jot", text: "abc" }]);
});

test("before there is a journal a draft is kept nowhere, and nothing is refused", async () => {
  const desk = await window();
  await new Drafts(desk).keep({ where: "jot", text: "a" }, false);

  expect(await desk.store.count("drafts")).toBe(0);
});

const CHOSEN = '{"firm":"0190a1b2c3d4e5f60718293a4b5c6d7e"}';

test("what was chosen for words comes back with them, and goes with them, in whatever order", async () => {
  const desk = await profiled();
  const drafts = new Drafts(desk);
  await drafts.keep({ where: "jot", text: "they rang", chosen: CHOSEN }, false);
  await drafts.keep({ where: "own", text: "why?" }, false);
  const both = await new Drafts(await window()).all();
  await drafts.keep({ where: "jot", text: "they rang" }, false);
  const unchosen = await drafts.all();
  await drafts.keep({ where: "jot", text: "they rang", chosen: CHOSEN }, false);
  await drafts.keep({ where: "jot", text: "", chosen: CHOSEN }, true);

  expect(both).toEqual([
    { where: "jot", text: "they rang", chosen: CHOSEN },
    { where: "own", text: "why?" },
  ]);
  expect(unchosen[0]).toEqual({ where: "jot", text: "they rang" });
  expect(await desk.store.keys("drafts")).toEqual(["own"]);
});

test("what is saved takes along what was chosen for it, in the same moment", async () => {
  const desk = await profiled();
  await new Drafts(desk).keep({ where: "jot", text: "they rang", chosen: CHOSEN }, false);
  await desk.write([{ type: "jot.noted", fields: { text: "they rang" } }], "jot");

  expect(await desk.store.keys("drafts")).toEqual([]);
});

test("a choice alone is kept, also while locked, and forgotten", async () => {
  const desk = await profiled("p");
  const drafts = new Drafts(desk);
  desk.lock();
  await drafts.keep({ where: "", text: "", chosen: CHOSEN }, true);
  await desk.unlock("p");
  const kept = await drafts.all();
  await drafts.keep({ where: "", text: "" }, true);

  expect(kept).toEqual([{ where: "", text: "", chosen: CHOSEN }]);
  expect(await desk.store.keys("drafts")).toEqual([]);
});

test("no id of what was chosen lies in clear", async () => {
  const desk = await profiled();
  await new Drafts(desk).keep({ where: "jot", text: "they rang", chosen: CHOSEN }, false);
  await new Drafts(desk).keep({ where: "", text: "", chosen: CHOSEN }, true);

  const rows = await desk.store.all("drafts");
  expect(rows.map(({ where }) => where)).toEqual(["chosen/", "chosen/jot", "jot"]);
  expect(rows.map(({ sealed }) => String.fromCharCode(...sealed)).join("")).not.toContain("0190a1b2");
});
