/** The storage that lasts: asked for at the start, but never a person. */
import { expect, test, vi } from "vitest";
import { isLasting } from "../../src/engine/lasting.ts";

function storage(is: boolean, becomes: boolean) {
  return { persisted: vi.fn(async () => is), persist: vi.fn(async () => becomes) };
}

test("is asked for where the browser decides by itself", async () => {
  expect(await isLasting(storage(false, true), false)).toBe(true);
  expect(await isLasting(storage(false, false), false)).toBe(false);
});

test("is not asked for at the start where the person would be asked", async () => {
  const asking = storage(false, true);

  expect(await isLasting(asking, true)).toBe(false);
  expect(await isLasting(storage(true, true), true)).toBe(true);
  expect(asking.persist).not.toHaveBeenCalled();
});

test("is not known where the browser does not say", async () => {
  expect(await isLasting({} as StorageManager, false)).toBe(null);
});
