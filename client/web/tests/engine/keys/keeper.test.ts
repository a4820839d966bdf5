import { describe, expect, test, vi } from "vitest";
import { unhex, utf8 } from "../../../src/core/bytes.ts";
import { CannotOpenError } from "../../../src/core/errors.ts";
import { openBox, sealBox } from "../../../src/core/sealing/boxes.ts";
import type { EngineError } from "../../../src/engine/errors.ts";
import { profileOf, makeKeys, rewrapped, unlocked } from "../../../src/engine/keys/keeper.ts";
import { pauseMs } from "../../../src/engine/keys/patience.ts";
import { MEMORY_KIB, PASSES, stretch } from "../../../src/engine/keys/stretch.ts";
import type { ProfileRow } from "../../../src/engine/store/port.ts";
import { world } from "../../../src/engine/world.ts";

const { random } = world;
const JOURNAL = "00112233445566778899aabbccddeeff";
const LABEL = utf8("twoway/1/test\0");
const real = stretch;

// Argon2id takes a second and a half; one test below runs it as it is.
vi.mock("../../../src/engine/keys/stretch.ts", async (load) => {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return {
    ...(await load<object>()),
    stretch: (passphrase: string, salt: Uint8Array) => sha256(new Uint8Array([...utf8(passphrase), ...salt])),
  };
});

async function made(passphrase: string): Promise<ProfileRow> {
  return profileOf(await makeKeys(), JOURNAL, "phone", passphrase, random);
}

describe.each(["", "correct horse"])("keys kept under the passphrase %j", (passphrase) => {
  test("sign, open boxes and seal as before they were kept", async () => {
    const fresh = await makeKeys();
    const row = await profileOf(fresh, JOURNAL, "phone", passphrase, random);

    const { keys, local } = await unlocked(row, passphrase, random);

    const message = utf8("message");
    await fresh.keys.public.verify(LABEL, message, await keys.sign(LABEL, message));
    const box = await sealBox(row.agreement, LABEL, utf8("secret"));
    expect(await openBox(keys.agreement, LABEL, box)).toEqual(utf8("secret"));
    expect(await local.open("use", await local.seal("use", message))).toEqual(message);
  });

  test("cannot be taken out again once they are in use", async () => {
    const { keys } = await unlocked(await made(passphrase), passphrase, random);

    await expect(crypto.subtle.exportKey("pkcs8", keys.agreement.privateKey)).rejects.toThrow();
  });

  test("do not open as the keys of another device, or for another use", async () => {
    const row = await made(passphrase);
    const other = await made(passphrase);
    const { signing, agreement, local } = row.wrapped;

    for (const changed of [
      { ...row, signing: other.signing },
      { ...row, agreement: other.agreement, signing: other.signing, device: other.device },
      { ...row, wrapped: { signing: agreement, agreement: signing, local } },
      { ...row, wrapped: other.wrapped },
    ]) {
      await expect(unlocked(changed, passphrase, random)).rejects.toThrow(CannotOpenError);
    }
  });
});

test("a wrong passphrase does not open", async () => {
  const row = await made("correct horse");

  await expect(unlocked(row, "correct house", random)).rejects.toThrow(CannotOpenError);
  await expect(unlocked(row, "", random)).rejects.toThrow(CannotOpenError);
});

test("no key that opens the others lies beside them where there is a passphrase", async () => {
  expect((await made("correct horse")).wrapping).toBeNull();
  expect((await made("")).wrapping?.extractable).toBe(false);
});

test.each([
  ["one", "another"],
  ["", "one"],
  ["one", ""],
])("a change of passphrase from %j to %j keeps the keys, and the old one opens no more", async (now, next) => {
  const row = await made(now);
  const before = await unlocked(row, now, random);
  const sealed = await before.local.seal("use", utf8("draft"));

  const again = await rewrapped(row, now, next, random);

  const { keys, local } = await unlocked(again, next, random);
  expect(keys.public.id).toBe(before.keys.public.id);
  expect(await local.open("use", sealed)).toEqual(utf8("draft"));
  expect(again.protection).toBe(next === "" ? "none" : "passphrase");
  if (next !== "") await expect(unlocked(again, now, random)).rejects.toThrow(CannotOpenError);
});

describe("a browser that makes no keys", () => {
  const told = (): Promise<unknown> => makeKeys().then(String, (error: EngineError) => error.trouble?.what);
  const refusing = (name: string): void => {
    vi.spyOn(crypto.subtle, "generateKey").mockRejectedValue(new DOMException("no", name));
  };

  test("is told by its reason: too old, not asked over https, or not willing", async () => {
    refusing("NotSupportedError");
    const old = await told();
    refusing("OperationError");
    const unwilling = await told();
    vi.restoreAllMocks();
    vi.stubGlobal("crypto", {});
    const open = await told();
    vi.unstubAllGlobals();

    expect(old).toMatch(/too old/);
    expect(open).toMatch(/came over http/);
    expect(unwilling).toMatch(/refuses to keep a key/);
  });
});

test("a change of passphrase asks for the one in force", async () => {
  await expect(rewrapped(await made("one"), "two", "three", random)).rejects.toThrow(CannotOpenError);
});

test("what is sealed for one use or place does not open for another", async () => {
  const { local } = await unlocked(await made(""), "", random);
  const sealed = await local.seal("one", utf8("text"), utf8("here"));

  await expect(local.open("other", sealed, utf8("here"))).rejects.toThrow(CannotOpenError);
  await expect(local.open("one", sealed, utf8("there"))).rejects.toThrow(CannotOpenError);
  await expect(local.open("one", sealed.subarray(0, 20))).rejects.toThrow(CannotOpenError);
});

test("the pause after wrong passphrases grows, and ends", () => {
  expect([0, 1, 2, 3, 4, 5, 8, 9, 100].map(pauseMs)).toEqual([0, 0, 0, 1000, 2000, 4000, 32_000, 60_000, 60_000]);
});

const SLOW = { timeout: 60_000 };

test("the work for a passphrase is fixed: 64 MiB, three passes, four lanes, composed letters", SLOW, async () => {
  const { stretch: asItIs } = await vi.importActual<{ stretch: typeof real }>("../../../src/engine/keys/stretch.ts");

  expect([MEMORY_KIB, PASSES]).toEqual([65_536, 3]);
  // By Python: Argon2id(salt=bytes(range(16)), length=32, iterations=3, lanes=4, memory_cost=65536).derive("café")
  const expected = unhex("4caea402ab0c9e0590cdef1a1cb2c5b1533a95bbb5a407adb52df872f57d7a49");
  expect(asItIs("cafe\u0301", new Uint8Array(16).map((_, place) => place))).toEqual(expected);
});
