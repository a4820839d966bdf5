import { expect, test, vi } from "vitest";
import { utf8 } from "../../../src/core/bytes.ts";
import { LocalSeal } from "../../../src/engine/keys/local-seal.ts";
import { world } from "../../../src/engine/world.ts";

test("a key that could not be derived once is derived for whoever asks next", async () => {
  const base = await crypto.subtle.importKey("raw", world.random(32), "HKDF", false, ["deriveKey"]);
  const local = new LocalSeal(base, world.random);
  const failing = vi.spyOn(crypto.subtle, "deriveKey").mockRejectedValueOnce(new DOMException("no", "OperationError"));
  await expect(local.seal("drafts", utf8("she asks"))).rejects.toThrow("no");
  failing.mockRestore();

  const sealed = await local.seal("drafts", utf8("she asks"));
  expect(await local.open("drafts", sealed)).toEqual(utf8("she asks"));
});
