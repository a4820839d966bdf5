/** Keys: hidden, checked before they are used, and at home in the browser. */
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { concat, hex, unhex, utf8 } from "../../../src/core/bytes.ts";
import { BadKeyError, BadSignatureError, CannotOpenError } from "../../../src/core/errors.ts";
import { openBox, sealBox } from "../../../src/core/sealing/boxes.ts";
import { DeviceKeys, DevicePublic, EpochKey, importPrivate, publicOf } from "../../../src/core/sealing/keys.ts";
import { AUTH, HEADER } from "../../../src/core/sealing/labels.ts";
import { chance } from "../chance.ts";

const random = chance("keys");
const secret = random(64);
const keys = await DeviceKeys.fromSecret(secret);

describe("the keys of a device", () => {
  test("are not given out again: neither half can be exported", async () => {
    await expect(crypto.subtle.exportKey("pkcs8", keys.agreement.privateKey)).rejects.toThrow("extractable");
    expect(Object.values(keys)).not.toContainEqual(expect.objectContaining({ type: "private" }));
  });

  test("hide themselves when printed", () => {
    const epoch = new EpochKey(secret.slice(32));
    const printed = `${inspect(keys, { depth: 9, showHidden: true })}${JSON.stringify([keys, epoch])}${inspect(epoch)}`;

    for (const half of [secret.slice(0, 32), secret.slice(32)]) {
      expect(printed).not.toContain(hex(half));
      expect(printed).not.toContain(Array.from(half.slice(0, 4)).join(", "));
    }
  });

  test("sign under a label, and nothing else verifies", async () => {
    const message = utf8("message");
    const signature = await keys.sign(HEADER, message);

    await keys.public.verify(HEADER, message, signature);
    await expect(keys.public.verify(AUTH, message, signature)).rejects.toThrow(BadSignatureError);
    await expect(keys.public.verify(HEADER, utf8("messagf"), signature)).rejects.toThrow(BadSignatureError);
    await expect(keys.public.verify(HEADER, message, signature.slice(1))).rejects.toThrow(BadSignatureError);
    const other = await DeviceKeys.make(random);
    await expect(other.public.verify(HEADER, message, signature)).rejects.toThrow(BadSignatureError);
  });

  test("check the next signature although the browser failed to take the key in for the one before", async () => {
    const other = await DeviceKeys.make(random);
    const message = utf8("message");
    const signature = await other.sign(HEADER, message);
    const failing = vi.spyOn(crypto.subtle, "importKey").mockRejectedValueOnce(new DOMException("no", "OperationError"));
    await expect(other.public.verify(HEADER, message, signature)).rejects.toThrow(BadSignatureError);
    failing.mockRestore();

    await expect(other.public.verify(HEADER, message, signature)).resolves.toBeUndefined();
  });

  test("work as well when the browser wrapped them, put them away and unwrapped them", async () => {
    const wrapping = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
    const iv = new Uint8Array(12);
    const [signing, agreement] = await Promise.all(
      (["Ed25519", "X25519"] as const).map(async (algorithm, half) => {
        const made = await importPrivate(algorithm, secret.slice(32 * half, 32 * half + 32), true);
        const wrapped = await crypto.subtle.wrapKey("pkcs8", made, wrapping, { name: "AES-GCM", iv });
        const uses: KeyUsage[] = algorithm === "Ed25519" ? ["sign"] : ["deriveBits"];
        return crypto.subtle.unwrapKey("pkcs8", wrapped, wrapping, { name: "AES-GCM", iv }, algorithm, false, uses);
      }),
    );
    if (signing === undefined || agreement === undefined) throw new Error("two were wrapped");
    const again = await DeviceKeys.of(keys.public, signing, agreement);

    expect(await again.sign(HEADER, secret)).toEqual(await keys.sign(HEADER, secret));
    const box = await sealBox(keys.public.agreement, utf8("info"), secret);
    expect(await openBox(again.agreement, utf8("info"), box)).toEqual(secret);
  });

  test("are those of RFC 8032, test 1", async () => {
    const seed = unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    const expected = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    expect(hex(await publicOf("Ed25519", seed))).toBe(expected);
  });

  test("have 64 bytes", async () => {
    await expect(DeviceKeys.fromSecret(new Uint8Array(63))).rejects.toThrow(BadKeyError);
  });
});

describe("a public key", () => {
  test("names its device, as bytes and as hex", () => {
    expect(keys.public.id).toBe(hex(keys.public.device));
    expect(keys.public.device).toHaveLength(16);
  });

  test("of small order is refused before anything is sealed to it or verified by it", async () => {
    const { signing, agreement } = keys.public;

    expect(() => new DevicePublic(new Uint8Array(32), agreement)).toThrow(BadKeyError);
    expect(() => new DevicePublic(signing, new Uint8Array(32))).toThrow(BadKeyError);
    await expect(sealBox(new Uint8Array(32), utf8("info"), secret)).rejects.toThrow(BadKeyError);
  });
});

describe("a box", () => {
  test("opens for its recipient alone, bound to what it was bound to, unchanged", async () => {
    const info = utf8("info");
    const box = await sealBox(keys.public.agreement, info, secret);
    const other = await DeviceKeys.make(random);

    expect(await openBox(keys.agreement, info, box)).toEqual(secret);
    await expect(openBox(other.agreement, info, box)).rejects.toThrow(CannotOpenError);
    await expect(openBox(keys.agreement, utf8("other"), box)).rejects.toThrow(CannotOpenError);
    for (const at of [0, 31, 32, box.length - 1]) {
      const changed = box.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openBox(keys.agreement, info, changed)).rejects.toThrow(CannotOpenError);
    }
    await expect(openBox(keys.agreement, info, concat(box, unhex("00")))).rejects.toThrow(CannotOpenError);
  });
});

describe("an epoch key", () => {
  test("has 32 bytes, is told from another, and commits to itself", () => {
    const [one, same] = [new EpochKey(secret.slice(32)), new EpochKey(secret.slice(32))];
    const other = new EpochKey(secret.slice(0, 32));

    expect([one.equals(same), one.equals(other)]).toEqual([true, false]);
    expect(one.commitment()).toEqual(same.commitment());
    expect(() => new EpochKey(new Uint8Array(31))).toThrow(BadKeyError);
  });
});
