/**
 * Epochs: generations of the key that seals segments, carried to each device in a box of the roster.
 *
 * A box holds the key of its epoch; each epoch's key seals the newest key that its maker held before, so one box opens
 * all history. What a box or a sealed key opens to is checked against the commitment that was signed.
 */
import { type Bytes, concat, equal } from "../bytes.ts";
import { CannotOpenError, NotGivenError } from "../errors.ts";
import { type BoxSealer, openBox } from "../sealing/boxes.ts";
import { KEY_BYTES } from "../sealing/hashing.ts";
import { type DeviceKeys, type DevicePublic, EpochKey } from "../sealing/keys.ts";
import * as labels from "../sealing/labels.ts";
import { type Random, openSealed, seal } from "../sealing/symmetric.ts";
import type { Roster } from "./roster.ts";
import type { Box } from "./statements.ts";

export const NO_JOURNAL: Bytes = new Uint8Array(16);

/** A key, and the roster entry with which its epoch began. */
export interface Held {
  readonly began: number;
  readonly key: EpochKey;
}

/**
 * The keys that a device holds, oldest first.
 *
 * `holes`: the entries with which epochs began whose key this device was never given. Who begins an epoch can leave
 * others out of it; they go on reading the others, and whoever holds a newer key can begin the next.
 */
export class EpochKeys {
  readonly held: readonly [Held, ...Held[]];
  readonly holes: readonly number[];

  constructor(held: readonly [Held, ...Held[]], holes: readonly number[] = []) {
    this.held = held;
    this.holes = holes;
  }

  /** Whether this device holds the key in force. */
  get isGiven(): boolean {
    return (this.holes.at(-1) ?? -1) < this.last.began;
  }

  /** The key in force. Throws NotGivenError where this device does not hold it. */
  get current(): EpochKey {
    if (!this.isGiven) throw notGiven();
    return this.last.key;
  }

  /** The newest key that this device holds: under the next epoch's, it opens all that is before it. */
  get newest(): EpochKey {
    return this.last.key;
  }

  /** Return the key in force once roster entry `number` stood. Throws NotGivenError. */
  at(number: number): EpochKey {
    const epoch = this.held.findLast(({ began }) => began <= number);
    const hole = this.holes.findLast((began) => began <= number);
    if (epoch === undefined || (hole !== undefined && hole > epoch.began)) throw notGiven();
    return epoch.key;
  }

  private get last(): Held {
    return this.held.at(-1) ?? this.held[0];
  }
}

/**
 * Return what a box is bound to: journal, the roster entry before, and the recipient.
 *
 * In a genesis the journal is 16 zero bytes and its salt stands for the entry before.
 */
export function boxInfo(journal: Bytes, previous: Bytes, recipient: Bytes): Bytes {
  return concat(labels.BOX, journal, previous, recipient);
}

/** Return `key` boxed for each of `devices`, in an entry that is to follow `roster`. */
export function boxesFor(
  roster: Roster,
  devices: readonly DevicePublic[],
  key: EpochKey,
  sealBox: BoxSealer,
): Promise<Box[]> {
  return Promise.all(
    devices.map(async ({ agreement, device }) => {
      const info = boxInfo(roster.journal, roster.head, device);
      return { device, sealed: await sealBox(agreement, info, key.secret) };
    }),
  );
}

/** Return `old`, the newest key held, sealed under the `next` one, in an entry to follow `roster`: 80 bytes. */
export function sealPreviousKey(roster: Roster, old: EpochKey, next: EpochKey, random: Random): Promise<Bytes> {
  return seal(next.secret, labels.EPOCH, concat(roster.journal, roster.head), old.secret, random);
}

/**
 * Return the keys that `keys` may read: from its newest box that opens, back through all that one opens.
 *
 * An epoch that this does not reach is a hole, unless a box of its own opens it. Rejects with CannotOpenError where no
 * box in the roster opens for this device.
 */
export async function openEpochKeys(roster: Roster, keys: DeviceKeys): Promise<EpochKeys> {
  const held = new Map<number, EpochKey>();
  let refused: CannotOpenError | null = null;
  for (let epoch = roster.epochs.length - 1; epoch >= 0; epoch -= 1) {
    try {
      const key: EpochKey = held.get(epoch) ?? (await fromBox(roster, keys, epoch));
      held.set(epoch, key);
      await holdBefore(roster, epoch, key, held);
    } catch (error) {
      if (!(error instanceof CannotOpenError)) throw error;
      refused ??= error;
    }
  }
  const known = roster.epochs.flatMap(({ number: began }, epoch): Held[] => {
    const key = held.get(epoch);
    return key === undefined ? [] : [{ began, key }];
  });
  const [first, ...rest] = known;
  if (first === undefined) throw refused ?? noBox();
  return new EpochKeys([first, ...rest], holesOf(roster, held));
}

function holesOf(roster: Roster, held: ReadonlyMap<number, EpochKey>): number[] {
  return roster.epochs.flatMap(({ number }, epoch) => (held.has(epoch) ? [] : [number]));
}

/** Return the key in the first box of `epoch` that names this device. Rejects with CannotOpenError. */
async function fromBox(roster: Roster, keys: DeviceKeys, epoch: number): Promise<EpochKey> {
  const { device } = keys.public;
  const begins = roster.epochs[epoch]?.number ?? 0;
  const ends = roster.epochs[epoch + 1]?.number ?? roster.entries.length;
  for (let number = begins; number < ends; number += 1) {
    const box = roster.boxes[number]?.find((each) => equal(each.device, device));
    if (box === undefined) continue;
    const [journal, previous] = boundTo(roster, number);
    return committed(roster, epoch, await openBox(keys.agreement, boxInfo(journal, previous, device), box.sealed));
  }
  throw noBox();
}

/** Hold the key that is sealed under that of `epoch` for the earlier epoch whose commitment it fits, if any. */
async function holdBefore(roster: Roster, epoch: number, key: EpochKey, held: Map<number, EpochKey>): Promise<void> {
  const began = roster.epochs[epoch];
  const previous = began === undefined ? undefined : roster.hashes[began.number - 1];
  if (began === undefined || previous === undefined) return;
  const secret = await openSealed(key.secret, labels.EPOCH, concat(roster.journal, previous), began.previousKey).catch(
    () => null,
  );
  if (secret?.length !== KEY_BYTES) return;
  const before = new EpochKey(secret);
  const commitment = before.commitment();
  roster.epochs.slice(0, epoch).forEach((each, earlier) => {
    if (equal(each.commitment, commitment) && !held.has(earlier)) held.set(earlier, before);
  });
}

function boundTo(roster: Roster, number: number): [Bytes, Bytes] {
  const previous = roster.hashes[number - 1];
  return previous === undefined ? [NO_JOURNAL, roster.salt] : [roster.journal, previous];
}

function committed(roster: Roster, epoch: number, secret: Bytes): EpochKey {
  const commitment = roster.epochs[epoch]?.commitment;
  const key = secret.length === KEY_BYTES ? new EpochKey(secret) : null;
  if (key === null || commitment === undefined || !equal(key.commitment(), commitment)) {
    throw new CannotOpenError("the key in a box is not the one that was signed");
  }
  return key;
}

function noBox(): CannotOpenError {
  return new CannotOpenError("no box in the roster is for this device");
}

function notGiven(): NotGivenError {
  return new NotGivenError("this device was not given the key of that epoch");
}
