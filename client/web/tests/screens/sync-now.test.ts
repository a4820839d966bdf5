import { expect, test, vi } from "vitest";
import { EngineError } from "../../src/engine/errors.ts";
import type { Shell } from "../../src/parts/shell.ts";
import { syncNow } from "../../src/parts/sync-now.ts";

function shellOf(sync: () => Promise<void>): Shell & { said: string[]; changes: number } {
  const shell = {
    engine: { sync },
    said: [] as string[],
    changes: 0,
    say: (words: string) => void shell.said.push(words),
    changed: async () => {
      shell.changes += 1;
    },
  };
  return shell as unknown as Shell & { said: string[]; changes: number };
}

test("what exchanges is asked, and what it fails with is left to the status", async () => {
  const sync = vi.fn(async () => Promise.reject(new EngineError("no-answer", "no answer from the server.")));
  const shell = shellOf(sync);
  await syncNow(shell);

  expect(sync).toHaveBeenCalledOnce();
  expect([shell.said, shell.changes]).toEqual([[], 1]);
});

test("that it could not even be loaded is said, for no status tells of it", async () => {
  const shell = shellOf(async () => Promise.reject(new EngineError("not-loaded", "something went wrong.")));
  await syncNow(shell);

  expect(shell.said).toEqual(["Not synced: a part of the app could not be loaded. Try again."]);
});
