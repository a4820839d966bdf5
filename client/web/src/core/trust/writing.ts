/**
 * Writing the roster: the entries by which a device founds, admits, revokes, and renews the key.
 *
 * Each returns the entry that follows the roster it was given; nothing counts before it stands on the server and
 * extends the roster there.
 */
import { type Bytes, EMPTY, hex } from "../bytes.ts";
import { encodeAs } from "../codec.ts";
import type { Id } from "../ids.ts";
import type { BoxSealer } from "../sealing/boxes.ts";
import type { DeviceKeys, DevicePublic, EpochKey } from "../sealing/keys.ts";
import { HASH_BYTES } from "../sealing/hashing.ts";
import * as labels from "../sealing/labels.ts";
import type { Random } from "../sealing/symmetric.ts";
import { NO_JOURNAL, boxInfo, boxesFor, sealPreviousKey } from "./epochs.ts";
import type { Roster } from "./roster.ts";
import { Boxes, type Cutoff, type RosterEntry, Statement, boxesHash } from "./statements.ts";

/** Return the entry by which `paper` founds a journal whose first epoch key is `key`. */
export async function makeGenesis(
  paper: DeviceKeys,
  key: EpochKey,
  random: Random,
  sealBox: BoxSealer,
): Promise<RosterEntry> {
  const { signing, agreement, device } = paper.public;
  const salt = random(HASH_BYTES);
  const sealed = await sealBox(agreement, boxInfo(NO_JOURNAL, salt, device), key.secret);
  const boxes = encodeAs(Boxes, { boxes: [{ device, sealed }] });
  const commitment = key.commitment();
  return signed(
    paper,
    { tag: "genesis", format: labels.FORMAT, salt, signing, agreement, commitment, boxes: boxesHash(boxes) },
    boxes,
  );
}

/** A device in good standing that writes the entry after `roster`. `key`: the newest epoch key that it holds. */
export class RosterWriter {
  readonly roster: Roster;
  readonly signer: DeviceKeys;
  readonly key: EpochKey;
  readonly random: Random;
  readonly sealBox: BoxSealer;

  constructor(roster: Roster, signer: DeviceKeys, key: EpochKey, random: Random, sealBox: BoxSealer) {
    this.roster = roster;
    this.signer = signer;
    this.key = key;
    this.random = random;
    this.sealBox = sealBox;
  }

  /**
   * Return the entry that admits `newcomer` under its sealed `name`.
   *
   * `countersignature`: the newcomer's, over `joinMessage`. The newcomer is given the key, which has to be the one in
   * force.
   */
  async addDevice(newcomer: DevicePublic, countersignature: Bytes, name: Bytes): Promise<RosterEntry> {
    const boxes = await this.boxes([newcomer], this.key);
    const { signing, agreement } = newcomer;
    const statement = { ...this.place("device.added"), signing, agreement, name, boxes: boxesHash(boxes) };
    return signed(this.signer, statement, boxes, countersignature);
  }

  /**
   * Return the entry that ends the standing of `revoked` and begins an epoch that they cannot read.
   *
   * `cutoffs`: the last segments of their chains that count.
   */
  async revoke(revoked: readonly Bytes[], cutoffs: readonly Cutoff[], next: EpochKey): Promise<RosterEntry> {
    const boxes = await this.boxes(this.staying(revoked), next);
    const epoch = await this.epoch(next, boxes);
    return signed(this.signer, { ...this.place("device.revoked"), revoked, cutoffs, ...epoch }, boxes);
  }

  /** Return the entry that begins a new epoch; everybody stays. */
  async rotate(next: EpochKey): Promise<RosterEntry> {
    const boxes = await this.boxes(this.staying([]), next);
    return signed(this.signer, { ...this.place("epoch.rotated"), ...(await this.epoch(next, boxes)) }, boxes);
  }

  /** Return the entry by which a new `paper` key joins, and the `revoked` ones lose their standing. */
  async replacePaper(
    paper: DevicePublic,
    countersignature: Bytes,
    revoked: readonly Bytes[],
    next: EpochKey,
  ): Promise<RosterEntry> {
    const boxes = await this.boxes([...this.staying(revoked), paper], next);
    const { signing, agreement } = paper;
    const epoch = await this.epoch(next, boxes);
    const statement = { ...this.place("paper.replaced"), signing, agreement, revoked, ...epoch };
    return signed(this.signer, statement, boxes, countersignature);
  }

  private place<G extends string>(tag: G): { tag: G; format: number; journal: Bytes; previous: Bytes; signer: Bytes } {
    const { journal, head: previous } = this.roster;
    return { tag, format: labels.FORMAT, journal, previous, signer: this.signer.public.device };
  }

  private async epoch(next: EpochKey, boxes: Bytes): Promise<{ commitment: Bytes; previousKey: Bytes; boxes: Bytes }> {
    const previousKey = await sealPreviousKey(this.roster, this.key, next, this.random);
    return { commitment: next.commitment(), previousKey, boxes: boxesHash(boxes) };
  }

  private staying(revoked: readonly Bytes[]): DevicePublic[] {
    const leaving = new Set<Id>(revoked.map(hex));
    return this.roster.standing().flatMap((member) => (leaving.has(member.public.id) ? [] : [member.public]));
  }

  private async boxes(devices: readonly DevicePublic[], key: EpochKey): Promise<Bytes> {
    return encodeAs(Boxes, { boxes: await boxesFor(this.roster, devices, key, this.sealBox) });
  }
}

async function signed(
  signer: DeviceKeys,
  statement: Statement,
  boxes: Bytes,
  countersignature = EMPTY,
): Promise<RosterEntry> {
  const data = encodeAs(Statement, statement);
  return { statement: data, signature: await signer.sign(labels.ROSTER, data), countersignature, boxes };
}
