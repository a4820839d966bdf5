/** Replacing bodies: a text is destroyed, and every signature still holds. */
import { describe, expect, test } from "vitest";
import { equal, hex, utf8 } from "../../../src/core/bytes.ts";
import { BadSignatureError, CannotOpenError, MalformedError } from "../../../src/core/errors.ts";
import {
  bareLeaves,
  checkReplacement,
  destroyed,
  replace,
  replacementMessage,
  reseal,
  restored,
} from "../../../src/core/sealing/replacing.ts";
import { REPLACE } from "../../../src/core/sealing/labels.ts";
import { Segment, checkSegment, openSegment } from "../../../src/core/sealing/segment.ts";
import { Person } from "../people.ts";

const person = await Person.make("replacing");
const phone = await person.admit();
const segment = await person.write(phone, person.tip(phone), ["one", "two", "three"].map(utf8));
const text = await openSegment(segment, person.key);
const [erasure, other] = [person.random(16), person.random(16)];
const without = destroyed(text, new Map([[1, erasure]]));

describe("a text that was destroyed", () => {
  test("leaves a bare leaf that names the erasure; the segment keeps its hash and opens", async () => {
    const resealed = await reseal(segment, without, person.key, person.random);

    await checkSegment(resealed, person.journal, phone.public);
    const opened = await openSegment(resealed, person.key);
    expect(opened).toEqual(without);
    expect(bareLeaves(opened)).toEqual(new Map([[1, erasure]]));
    expect(hex(resealed.hash)).toBe(segment.name);
    expect(opened.items.some(([, entry]) => equal(entry, utf8("two")))).toBe(false);
  });

  test("stays destroyed for the erasure that came first", () => {
    expect(destroyed(without, new Map([[1, other]]))).toEqual(without);
  });

  test("comes back from a body that holds it, unless its erasure counts", () => {
    expect(restored(without, text, new Set())).toEqual(text);
    expect(restored(without, text, new Set([hex(erasure)]))).toEqual(without);
    expect(restored(text, without, new Set([hex(erasure)]))).toEqual(text);
  });

  test("is not sealed under a header that commits to another", async () => {
    const changed = { ...text, seenBlind: person.random(16) };

    await expect(reseal(segment, changed, person.key, person.random)).rejects.toThrow(CannotOpenError);
  });
});

describe("a replacement", () => {
  test("is signed by the device that made it", async () => {
    const made = await replace(segment, phone);

    await checkReplacement(made, phone.public);
    await expect(checkReplacement(made, person.paper.public)).rejects.toThrow(BadSignatureError);
    const elsewhere = { ...made, segment: person.random(32) };
    await expect(checkReplacement(elsewhere, phone.public)).rejects.toThrow(BadSignatureError);
  });

  test("names no device but the one that signed it", async () => {
    const { device } = person.paper.public;
    const message = replacementMessage(device, segment.hash, segment.body);
    const signature = await phone.sign(REPLACE, message);
    const pretended = { segment: segment.hash, body: segment.body, device, signature };

    await expect(checkReplacement(pretended, phone.public)).rejects.toThrow("not by that device");
  });

  test("fills a bucket", async () => {
    const short = new Segment(segment.headerBytes, segment.signature, segment.body.slice(1));

    await expect(checkReplacement(await replace(short, phone), phone.public)).rejects.toThrow(MalformedError);
  });
});
