/**
 * The roster: a signed hash chain that says who may write and read, and under which epoch.
 *
 * Rules. Entry 0 is genesis, signed by the paper key that it names. Every later entry names the entry before it, is
 * signed by a device in good standing, and a newcomer counter-signs. No key enters twice. A device revokes itself and
 * younger ones only. Between 1 and 64 devices are in good standing, so that one entry can always revoke all but one,
 * and box a new key for all. A server can store the roster; it cannot extend it.
 */
import { type Bytes, EMPTY, hex } from "../bytes.ts";
import { BadRosterError } from "../errors.ts";
import type { Id } from "../ids.ts";
import { type Epoch, type Growing, append } from "./extending.ts";
import { type Member, stood } from "./members.ts";
import { type Box, type RosterEntry, journalId } from "./statements.ts";

export { type Epoch, MAX_ROSTER_ENTRIES, joinMessage } from "./extending.ts";

/**
 * A verified roster. Built by `found` and `extended` only; never changed.
 *
 * `salt`: that of genesis. `members`: by id, in the order in which they were added. `epochs`: oldest first. `boxes`:
 * those of each entry.
 */
export class Roster {
  readonly journal: Bytes;
  readonly entries: readonly RosterEntry[];
  readonly hashes: readonly Bytes[];
  readonly members: ReadonlyMap<Id, Member>;
  readonly boxes: readonly (readonly Box[])[];
  readonly epochs: readonly Epoch[];
  readonly salt: Bytes;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(grown: Growing) {
    this.journal = grown.journal;
    this.entries = grown.entries;
    this.hashes = grown.hashes;
    this.members = grown.members;
    this.boxes = grown.boxes;
    this.epochs = grown.epochs;
    this.salt = grown.salt;
    this.#numbers = new Map(grown.hashes.map((hash, number) => [hex(hash), number]));
  }

  /** The hash of the last entry: what a segment cites. */
  get head(): Bytes {
    return this.hashes.at(-1) ?? EMPTY;
  }

  /** The commitment to the epoch key in force. */
  get commitment(): Bytes {
    return this.epochs.at(-1)?.commitment ?? EMPTY;
  }

  /** Return the number of the entry with that hash, or null when it is not in this roster. */
  numberOf(hash: Bytes): number | null {
    return this.#numbers.get(hex(hash)) ?? null;
  }

  /** Return whether `device` was in good standing once entry `number` stood. */
  mayWrite(device: Id, number: number): boolean {
    const member = this.members.get(device);
    return member !== undefined && stood(member, number);
  }

  /** Return the devices in good standing, in the order in which they were added. */
  standing(): Member[] {
    return [...this.members.values()].filter((member) => member.revoked === null);
  }

  /** Return whether `device` is in good standing now. */
  isStanding(device: Id): boolean {
    return this.members.get(device)?.revoked === null;
  }

  /** Return this roster with `entries` behind it. Rejects with a PeerError; nothing is half done. */
  async extended(entries: readonly RosterEntry[]): Promise<Roster> {
    const longer: Growing = {
      journal: this.journal,
      entries: [...this.entries],
      hashes: [...this.hashes],
      members: new Map(this.members),
      boxes: [...this.boxes],
      epochs: [...this.epochs],
      salt: this.salt,
    };
    for (const entry of entries) await append(longer, entry);
    return new Roster(longer);
  }
}

/** Return the roster that `entries` make, genesis first. Rejects with a PeerError. */
export async function found(entries: readonly RosterEntry[]): Promise<Roster> {
  const [genesis] = entries;
  if (genesis === undefined) throw new BadRosterError("a roster begins with a genesis");
  const nothing: Growing = {
    journal: journalId(genesis),
    entries: [],
    hashes: [],
    members: new Map(),
    boxes: [],
    epochs: [],
    salt: EMPTY,
  };
  return new Roster(nothing).extended(entries);
}
