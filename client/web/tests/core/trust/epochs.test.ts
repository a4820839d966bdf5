/** Epochs: who was given which keys, what one key opens, and what being left out looks like. */
import { describe, expect, test } from "vitest";
import { encodeAs } from "../../../src/core/codec.ts";
import { CannotOpenError, NotGivenError } from "../../../src/core/errors.ts";
import { DeviceKeys, EpochKey } from "../../../src/core/sealing/keys.ts";
import * as labels from "../../../src/core/sealing/labels.ts";
import { openEpochKeys } from "../../../src/core/trust/epochs.ts";
import { openName, sealName } from "../../../src/core/trust/names.ts";
import {
  Boxes,
  type RosterEntry,
  Statement,
  boxesHash,
  decodeStatement,
} from "../../../src/core/trust/statements.ts";
import { RosterWriter } from "../../../src/core/trust/writing.ts";
import { Person } from "../people.ts";

/** Return `entry` without any box, signed again by `by`. */
async function boxless(by: DeviceKeys, entry: RosterEntry): Promise<RosterEntry> {
  const boxes = encodeAs(Boxes, { boxes: [] });
  const statement = encodeAs(Statement, { ...decodeStatement(entry.statement), boxes: boxesHash(boxes) });
  return { ...entry, statement, boxes, signature: await by.sign(labels.ROSTER, statement) };
}

describe("epoch keys", () => {
  test("reach back from one box through all history", async () => {
    const person = await Person.make("history");
    const phone = await person.admit();
    const first = person.key;
    await person.rotate();
    const second = person.key;
    await person.rotate(phone);
    const tablet = await person.admit();

    const opened = await openEpochKeys(person.roster, tablet);

    expect(opened.isGiven).toBe(true);
    expect(opened.current.equals(person.key) && opened.newest.equals(person.key)).toBe(true);
    const placeAt = (number: number): number =>
      [first, second, person.key].findIndex((key) => key.equals(opened.at(number)));
    expect([0, 1, 2, 3, 4].map(placeAt)).toEqual([0, 0, 1, 2, 2]);
    expect(opened.holes).toEqual([]);
  });

  test("of a revoked device end with its revocation", async () => {
    const person = await Person.make("revoked");
    const phone = await person.admit();
    const before = person.key;
    await person.revoke([phone]);

    const opened = await openEpochKeys(person.roster, phone);

    expect(opened.isGiven).toBe(false);
    expect(opened.holes).toEqual([2]);
    expect(opened.at(1).equals(before)).toBe(true);
    expect(() => opened.current).toThrow(NotGivenError);
    expect(() => opened.at(2)).toThrow(NotGivenError);
  });

  test("are held on both sides of a hole, and whoever is left out can begin the next epoch", async () => {
    const person = await Person.make("hole");
    const phone = await person.admit();
    const before = person.key;
    const left = await boxless(person.paper, await person.writer().rotate(new EpochKey(person.random(32))));
    person.roster = await person.roster.extended([left]);

    expect((await openEpochKeys(person.roster, phone)).holes).toEqual([2]);

    const next = new EpochKey(person.random(32));
    const { sealBox } = person.writer();
    const writer = new RosterWriter(person.roster, phone, before, person.random, sealBox);
    const healed = await person.roster.extended([await writer.rotate(next)]);
    const opened = await openEpochKeys(healed, phone);

    expect([opened.isGiven, opened.holes]).toEqual([true, [2]]);
    expect(opened.at(1).equals(before) && opened.at(3).equals(next)).toBe(true);
    expect(() => opened.at(2)).toThrow(NotGivenError);
  });

  test("are none for a stranger", async () => {
    const person = await Person.make("stranger");

    await expect(openEpochKeys(person.roster, await DeviceKeys.make(person.random))).rejects.toThrow(CannotOpenError);
  });
});

describe("a device's name", () => {
  test.each([
    ["", ""],
    ["Ana's phone", "Ana's phone"],
    ["é".repeat(40), "é".repeat(31)],
    ["\u{1f600}".repeat(20), "\u{1f600}".repeat(15)],
    ["x".repeat(63), "x".repeat(63)],
    ["\ufeffmark", "\ufeffmark"],
  ])("%o is sealed in 112 bytes and comes back whole or cut between characters", async (name, expected) => {
    const person = await Person.make("names");
    const { device } = person.paper.public;
    const sealed = await sealName(person.key, person.journal, device, name, person.random);

    expect(sealed).toHaveLength(112);
    expect(await openName(person.key, person.journal, device, sealed)).toBe(expected);
    await expect(openName(person.key, device, device, sealed)).rejects.toThrow(CannotOpenError);
  });
});
