/** Pairing: what one side seals the other opens, and nobody in between can choose the six digits. */
import { describe, expect, test } from "vitest";
import { BadKeyError, BadSignatureError, CannotOpenError, MalformedError } from "../../../src/core/errors.ts";
import {
  Channel,
  Consent,
  Offer,
  Reply,
  Request,
  Reveal,
  checkCode,
  checkReveal,
  commit,
  publicOf,
} from "../../../src/core/trust/pairing.ts";
import { Person } from "../people.ts";

const person = await Person.make("pairing");
const phone = await person.admit();
const secret = person.random(13);
const channel = new Channel(secret);
const [mine, theirs] = [person.random(16), person.random(16)];
const offer: Offer = {
  tag: "offer",
  signing: person.paper.public.signing,
  agreement: person.paper.public.agreement,
  journal: person.journal,
  commitment: commit(mine),
};
const request: Request = {
  tag: "request",
  signing: phone.public.signing,
  agreement: phone.public.agreement,
  name: "Ana's phone",
  nonce: theirs,
};
const reveal: Reveal = { tag: "reveal", nonce: mine };

describe("a slot", () => {
  test("opens on the other side, for what it is alone", async () => {
    const sealed = await channel.seal(Offer, offer, person.random);

    expect(await new Channel(secret).open(Offer, sealed)).toEqual(offer);
    await expect(new Channel(secret).open(Request, sealed)).rejects.toThrow(CannotOpenError);
    await expect(new Channel(person.random(13)).open(Offer, sealed)).rejects.toThrow(CannotOpenError);
  });

  test("holds at most 4 KiB", async () => {
    await expect(channel.open(Offer, new Uint8Array(4097))).rejects.toThrow(MalformedError);
  });

  test("holds heads, and a no", async () => {
    const heads = [{ chain: person.random(16), heads: [{ number: 1, hash: person.random(32) }] }];
    for (const reply of [
      { tag: "reply", admitted: true, roster: person.roster.head, heads },
      { tag: "reply", admitted: false, roster: new Uint8Array(0), heads: [] },
    ] as const) {
      expect(await channel.open(Reply, await channel.seal(Reply, reply, person.random))).toEqual(reply);
    }
  });

  test("holds a consent, which is a whole signature", async () => {
    const consent: Consent = { tag: "consent", countersignature: person.random(64) };
    const none: Consent = { tag: "consent", countersignature: new Uint8Array(0) };

    expect(await channel.open(Consent, await channel.seal(Consent, consent, person.random))).toEqual(consent);
    await expect(channel.open(Consent, await channel.seal(Consent, none, person.random))).rejects.toThrow(MalformedError);
  });

  test("is sealed under a secret of 13 bytes", () => {
    expect(() => new Channel(secret.slice(1))).toThrow(BadKeyError);
  });
});

describe("the six digits", () => {
  test("are the same on both screens, and others where anything they cover is another", () => {
    const digits = checkCode(channel, offer, request, reveal);
    const others = [
      checkCode(new Channel(person.random(13)), offer, request, reveal),
      checkCode(channel, { ...offer, journal: person.random(16) }, request, reveal),
      checkCode(channel, { ...offer, signing: request.signing }, request, reveal),
      checkCode(channel, offer, { ...request, agreement: offer.agreement }, reveal),
      checkCode(channel, offer, { ...request, nonce: mine }, reveal),
      checkCode(channel, offer, request, { ...reveal, nonce: theirs }),
    ];

    expect(digits).toMatch(/^[0-9]{6}$/);
    expect(checkCode(new Channel(secret), offer, request, reveal)).toBe(digits);
    expect(others).not.toContain(digits);
  });

  test("are not shown before the inviter revealed what it had committed to", () => {
    checkReveal(offer, reveal);

    expect(() => checkReveal(offer, { ...reveal, nonce: theirs })).toThrow(BadSignatureError);
  });
});

test("keys in a message are checked before they are used", () => {
  expect(publicOf(offer).id).toBe(person.paper.public.id);
  expect(() => publicOf({ ...offer, signing: new Uint8Array(32) })).toThrow(BadKeyError);
});
