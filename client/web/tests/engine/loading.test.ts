/** The code that reads the journal is fetched when it is first needed: what happens where it does not come at once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { founded, jot, texts, window } from "./room.ts";
import { emptyBrowser } from "./store/rooms.ts";

/** Let the next `times` fetches of that code fail, once `until` has come. */
function failToLoad(times: number, until: Promise<void> = Promise.resolve()): void {
  let left = times;
  vi.resetModules();
  vi.doMock("../../src/engine/opened.ts", async (original) => {
    left -= 1;
    if (left >= 0) await until;
    if (left >= 0) throw new TypeError("Failed to fetch dynamically imported module");
    return original();
  });
}

beforeEach(emptyBrowser);
afterEach(() => {
  vi.restoreAllMocks();
  failToLoad(0);
});

test("a note is written while the code that reads cannot be had, and the next read tries again", async () => {
  const desk = await founded();
  failToLoad(1);
  await expect(desk.entries()).rejects.toThrow();
  const written = await desk.write([jot("she asks for examples")]);

  expect(written.ids).toHaveLength(1);
  expect(await desk.store.waiting()).toBe(1);
  expect(await texts(desk)).toEqual(["she asks for examples"]);
});

test("a note that is on the disk is called written, whatever is on its way meanwhile and does not come", async () => {
  const desk = await founded();
  const commit = desk.store.commit.bind(desk.store);
  let fail: () => void = () => undefined;
  failToLoad(1, new Promise((resolve) => (fail = resolve)));
  const reads: Promise<unknown>[] = [];
  vi.spyOn(desk.store, "commit").mockImplementation(async (change) => {
    reads.push(desk.entries().catch((error: unknown) => error));
    return commit(change);
  });
  const written = await desk.write([jot("she asks for examples")]);

  fail();

  expect(written.ids).toHaveLength(1);
  expect(await reads[0]).toBeInstanceOf(Error);
  expect(await texts(desk)).toEqual(["she asks for examples"]);
});

test("a roster that could not be read once is read again", async () => {
  const first = await founded();
  await first.write([jot("she asks for examples")]);
  const desk = await window();
  const all = vi.spyOn(desk.store, "all").mockRejectedValueOnce(new DOMException("the disk", "UnknownError"));
  await expect(desk.roster()).rejects.toThrow("the disk");
  all.mockRestore();

  expect((await desk.roster()).members.size).toBe(2);
});

test("keys of the journal that could not be opened once are opened again", async () => {
  const desk = await founded();
  await desk.roster();
  vi.spyOn(crypto.subtle, "deriveBits").mockRejectedValue(new DOMException("not now", "OperationError"));
  await expect(desk.epochs()).rejects.toThrow();
  vi.restoreAllMocks();

  expect((await desk.epochs()).isGiven).toBe(true);
});
