/** The roster: who may write and read, since when and until when; and that nobody else can extend it. */
import { describe, expect, test } from "vitest";
import { type Bytes, concat, hex } from "../../../src/core/bytes.ts";
import { encodeAs } from "../../../src/core/codec.ts";
import { BadRosterError, BadSignatureError, PeerError } from "../../../src/core/errors.ts";
import { DeviceKeys, EpochKey } from "../../../src/core/sealing/keys.ts";
import * as labels from "../../../src/core/sealing/labels.ts";
import { mayRevoke, stood } from "../../../src/core/trust/members.ts";
import { found, joinMessage } from "../../../src/core/trust/roster.ts";
import {
  type RosterEntry,
  Statement,
  decodeRosterEntry,
  decodeStatement,
  encodeRosterEntry,
} from "../../../src/core/trust/statements.ts";
import { Person } from "../people.ts";

/** Return `entry` with some fields of its statement changed, signed again by a device. */
async function forged(by: DeviceKeys, entry: RosterEntry, change: Partial<Statement>): Promise<RosterEntry> {
  const statement = encodeAs(Statement, { ...decodeStatement(entry.statement), ...change } as Statement);
  return { ...entry, statement, signature: await by.sign(labels.ROSTER, statement) };
}

describe("a roster", () => {
  test("holds what its entries say, and comes back from the bytes of its entries", async () => {
    const person = await Person.make("a life");
    const laptop = await person.admit();
    const phone = await person.admit(laptop, "phone");
    await person.rotate(phone);
    await person.revoke([phone], laptop);
    const paper = await person.replacePaper([person.paper]);

    const { roster } = person;
    const again = await found(roster.entries.map((entry) => decodeRosterEntry(encodeRosterEntry(entry))));

    expect(again.head).toEqual(roster.head);
    const members = [...again.members.values()];
    expect(members.map(({ number, rank, isPaper, revoked }) => [number, rank, isPaper, revoked])).toEqual([
      [0, 0, true, 5],
      [1, 1, false, null],
      [2, 2, false, 4],
      [5, 0, true, null],
    ]);
    expect(again.standing().map((member) => member.public.id)).toEqual([laptop.public.id, paper.public.id]);
    expect([laptop, phone].map((keys) => again.isStanding(keys.public.id))).toEqual([true, false]);
    expect(again.hashes.map((hash) => again.numberOf(hash))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(again.numberOf(person.random(32))).toBeNull();
    expect(again.epochs.map(({ number }) => number)).toEqual([0, 3, 4, 5]);
    expect(again.commitment).toEqual(person.key.commitment());
  });

  test("tells from which entry on, and up to which, a device may write", async () => {
    const person = await Person.make("may write");
    const phone = await person.admit();
    await person.rotate();
    await person.revoke([phone]);
    const { roster } = person;
    const member = roster.members.get(phone.public.id);
    if (member === undefined) throw new Error("it was admitted");

    const numbers = [0, 1, 2, 3, 4];
    const expected = [false, true, true, false, false];
    expect(numbers.map((number) => roster.mayWrite(phone.public.id, number))).toEqual(expected);
    expect(numbers.map((number) => stood(member, number))).toEqual(expected);
    expect(roster.mayWrite(hex(person.random(16)), 1)).toBe(false);
  });

  test("is not changed where an entry is refused", async () => {
    const person = await Person.make("unchanged");
    const good = await person.added(await DeviceKeys.make(person.random));
    const before = encodeRosterEntry(good);

    await expect(person.roster.extended([good, good])).rejects.toThrow(BadRosterError);

    expect(person.roster.entries).toHaveLength(1);
    expect(person.roster.members.size).toBe(1);
    expect(encodeRosterEntry(good)).toEqual(before);
  });
});

describe("seniority", () => {
  test("lets a device end itself and the younger ones, and no elder one", async () => {
    const person = await Person.make("seniority");
    const [laptop, phone] = [await person.admit(), await person.admit()];
    const next = new EpochKey(person.random(32));
    const byPhone = await person.writer(phone).revoke([laptop.public.device], [], next);
    const [elder, younger] = [laptop, phone].map((keys) => person.roster.members.get(keys.public.id));
    if (elder === undefined || younger === undefined) throw new Error("both were admitted");

    await expect(person.roster.extended([byPhone])).rejects.toThrow("elder");
    expect([mayRevoke(elder, younger), mayRevoke(younger, younger)]).toEqual([true, true]);
    expect(mayRevoke(younger, elder)).toBe(false);
    await person.revoke([phone], phone);
    expect(person.roster.isStanding(phone.public.id)).toBe(false);
  });

  test("lets nobody be the last to go", async () => {
    const person = await Person.make("the last");
    const entry = await person.writer().revoke([person.paper.public.device], [], new EpochKey(person.random(32)));

    await expect(person.roster.extended([entry])).rejects.toThrow("between 1 and 64");
  });
});

describe("an entry", () => {
  test.each([
    ["another previous", { previous: new Uint8Array(32) }],
    ["another journal", { journal: new Uint8Array(16) }],
    ["another signer", { signer: new Uint8Array(16) }],
  ] as [string, Partial<Statement>][])("with %s does not extend it, however well it is signed", async (_, change) => {
    const person = await Person.make("forged");
    const entry = await forged(person.paper, await person.added(await DeviceKeys.make(person.random)), change);

    await expect(person.roster.extended([entry])).rejects.toThrow(BadRosterError);
  });

  test("is signed by its signer, and counter-signed by whoever joins", async () => {
    const person = await Person.make("signatures");
    const [newcomer, stranger] = [await DeviceKeys.make(person.random), await DeviceKeys.make(person.random)];
    const good = await person.added(newcomer);
    const message = joinMessage(person.journal, person.paper.public.device, newcomer.public);
    const bad: RosterEntry[] = [
      { ...good, signature: await stranger.sign(labels.ROSTER, good.statement) },
      { ...good, countersignature: await stranger.sign(labels.JOIN, message) },
      { ...good, countersignature: new Uint8Array(0) },
      { ...good, countersignature: good.signature },
    ];

    for (const entry of bad) await expect(person.roster.extended([entry])).rejects.toThrow(BadSignatureError);
    const rotated = await person.writer().rotate(new EpochKey(person.random(32)));
    const signedTwice = { ...rotated, countersignature: rotated.signature };
    await expect(person.roster.extended([signedTwice])).rejects.toThrow(BadSignatureError);
  });

  test("lets no key enter twice, also one that was revoked", async () => {
    const person = await Person.make("twice");
    const phone = await person.admit();
    await person.revoke([phone]);

    await expect(person.roster.extended([await person.added(phone)])).rejects.toThrow("a second time");
  });

  test("is refused wherever one byte of it is another", async () => {
    const person = await Person.make("bytes");
    const entry = encodeRosterEntry(await person.added(await DeviceKeys.make(person.random)));
    const taken: number[] = [];
    for (let at = 0; at < entry.length; at += 1) {
      const changed: Bytes = concat(entry);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      try {
        await person.roster.extended([decodeRosterEntry(changed)]);
        taken.push(at);
      } catch (error) {
        expect(error).toBeInstanceOf(PeerError);
      }
    }
    expect(taken).toEqual([]);
  });
});
