/** Extending a roster: what each kind of entry must hold to, and what it changes. Nothing here keeps half an entry. */
import { type Bytes, EMPTY, concat, equal, hex } from "../bytes.ts";
import { BadRosterError, BadSignatureError } from "../errors.ts";
import type { Id } from "../ids.ts";
import { DevicePublic } from "../sealing/keys.ts";
import * as labels from "../sealing/labels.ts";
import { type Member, mayRevoke } from "./members.ts";
import {
  type Box,
  type Cutoff,
  type DeviceAdded,
  type DeviceRevoked,
  type EpochRotated,
  type Genesis,
  MAX_BOXES,
  type PaperReplaced,
  type RosterEntry,
  type Statement,
  decodeBoxes,
  decodeStatement,
  entryHash,
} from "./statements.ts";

export const MAX_ROSTER_ENTRIES = 1024;

/** A generation of the key: the entry that began it, the commitment to it, and the key before, sealed. */
export interface Epoch {
  readonly number: number;
  readonly commitment: Bytes;
  readonly previousKey: Bytes;
}

/** A roster while entries are put behind it. */
export interface Growing {
  readonly journal: Bytes;
  readonly entries: RosterEntry[];
  readonly hashes: Bytes[];
  readonly members: Map<Id, Member>;
  readonly boxes: (readonly Box[])[];
  readonly epochs: Epoch[];
  salt: Bytes;
}

type Later = Exclude<Statement, Genesis>;
type Joining = DeviceAdded | PaperReplaced;
type Beginning = DeviceRevoked | EpochRotated | PaperReplaced;

/** Put `entry` behind `roster`. Rejects with a PeerError, and then `roster` is of no more use. */
export async function append(roster: Growing, entry: RosterEntry): Promise<void> {
  if (roster.entries.length >= MAX_ROSTER_ENTRIES) {
    throw new BadRosterError(`a roster has at most ${MAX_ROSTER_ENTRIES} entries`);
  }
  const statement = decodeStatement(entry.statement);
  const boxes = decodeBoxes(entry, statement.boxes);
  await step(roster, entry, statement);
  const standing = [...roster.members.values()].filter((member) => member.revoked === null).length;
  if (standing < 1 || standing > MAX_BOXES) {
    throw new BadRosterError(`a roster has between 1 and ${MAX_BOXES} devices in good standing`);
  }
  roster.entries.push(entry);
  roster.hashes.push(entryHash(entry));
  roster.boxes.push(boxes);
}

/** Return what a newcomer counter-signs: journal, who admits it, and its own two keys. */
export function joinMessage(journal: Bytes, signer: Bytes, newcomer: DevicePublic): Bytes {
  return concat(journal, signer, newcomer.signing, newcomer.agreement);
}

function step(roster: Growing, entry: RosterEntry, statement: Statement): Promise<void> {
  switch (statement.tag) {
    case "genesis":
      return foundBy(roster, entry, statement);
    case "device.added":
      return addDevice(roster, entry, statement);
    case "device.revoked":
      return revokeDevices(roster, entry, statement);
    case "epoch.rotated":
      return rotateEpoch(roster, entry, statement);
    case "paper.replaced":
      return replacePaper(roster, entry, statement);
  }
}

async function foundBy(roster: Growing, entry: RosterEntry, statement: Genesis): Promise<void> {
  if (roster.entries.length > 0) throw new BadRosterError("a second genesis");
  const paper = new DevicePublic(statement.signing, statement.agreement);
  await paper.verify(labels.ROSTER, entry.statement, entry.signature);
  refuseCountersignature(entry);
  roster.members.set(paper.id, newMember(paper, { number: 0, signer: paper.device, rank: 0, isPaper: true }));
  roster.epochs.push({ number: 0, commitment: statement.commitment, previousKey: EMPTY });
  roster.salt = statement.salt;
}

/** Return who signed, once the entry is proved to extend `roster` and to be signed in good standing. */
async function signerOf(roster: Growing, entry: RosterEntry, statement: Later): Promise<Member> {
  const head = roster.hashes.at(-1);
  if (head === undefined || !equal(statement.previous, head) || !equal(statement.journal, roster.journal)) {
    throw new BadRosterError("a roster entry does not extend this roster");
  }
  const signer = roster.members.get(hex(statement.signer));
  if (signer === undefined || signer.revoked !== null) {
    throw new BadRosterError("a roster entry is signed by a device that is not in good standing");
  }
  await signer.public.verify(labels.ROSTER, entry.statement, entry.signature);
  return signer;
}

async function newcomerOf(roster: Growing, entry: RosterEntry, joins: Joining, signer: Member): Promise<DevicePublic> {
  const newcomer = new DevicePublic(joins.signing, joins.agreement);
  for (const member of roster.members.values()) {
    if (sharesKey(newcomer, member.public)) throw new BadRosterError("a device key enters the roster a second time");
  }
  const message = joinMessage(roster.journal, signer.public.device, newcomer);
  await newcomer.verify(labels.JOIN, message, entry.countersignature);
  return newcomer;
}

function refuseCountersignature(entry: RosterEntry): void {
  if (entry.countersignature.length > 0) {
    throw new BadSignatureError("a roster entry by which nobody joins has no counter-signature");
  }
}

async function addDevice(roster: Growing, entry: RosterEntry, statement: DeviceAdded): Promise<void> {
  const signer = await signerOf(roster, entry, statement);
  const newcomer = await newcomerOf(roster, entry, statement, signer);
  const number = roster.entries.length;
  const since = { number, signer: signer.public.device, rank: number, isPaper: false };
  roster.members.set(newcomer.id, { ...newMember(newcomer, since), name: statement.name });
}

async function revokeDevices(roster: Growing, entry: RosterEntry, statement: DeviceRevoked): Promise<void> {
  const signer = await signerOf(roster, entry, statement);
  refuseCountersignature(entry);
  revoke(roster, signer, statement.revoked, statement.cutoffs);
  beginEpoch(roster, statement);
}

async function rotateEpoch(roster: Growing, entry: RosterEntry, statement: EpochRotated): Promise<void> {
  await signerOf(roster, entry, statement);
  refuseCountersignature(entry);
  beginEpoch(roster, statement);
}

async function replacePaper(roster: Growing, entry: RosterEntry, statement: PaperReplaced): Promise<void> {
  const signer = await signerOf(roster, entry, statement);
  const newcomer = await newcomerOf(roster, entry, statement, signer);
  if (statement.revoked.some((device) => roster.members.get(hex(device))?.isPaper !== true)) {
    throw new BadRosterError("a new paper key replaces paper keys only");
  }
  revoke(roster, signer, statement.revoked, []);
  const since = { number: roster.entries.length, signer: signer.public.device, rank: signer.rank, isPaper: true };
  roster.members.set(newcomer.id, newMember(newcomer, since));
  beginEpoch(roster, statement);
}

function revoke(roster: Growing, signer: Member, revoked: readonly Bytes[], cutoffs: readonly Cutoff[]): void {
  const devices = revoked.map(hex);
  if (new Set(devices).size !== devices.length) throw new BadRosterError("a roster entry revokes a device twice");
  for (const device of devices) {
    const member = roster.members.get(device);
    if (member === undefined || member.revoked !== null) {
      throw new BadRosterError("a roster entry revokes a device that is not in good standing");
    }
    if (!mayRevoke(signer, member)) throw new BadRosterError("a device revokes an elder one");
    roster.members.set(device, { ...member, revoked: roster.entries.length, cutoffs });
  }
}

function beginEpoch(roster: Growing, statement: Beginning): void {
  const { commitment, previousKey } = statement;
  roster.epochs.push({ number: roster.entries.length, commitment, previousKey });
}

function newMember(
  device: DevicePublic,
  since: { number: number; signer: Bytes; rank: number; isPaper: boolean },
): Member {
  return { public: device, name: EMPTY, revoked: null, cutoffs: [], ...since };
}

function sharesKey(one: DevicePublic, other: DevicePublic): boolean {
  return equal(one.signing, other.signing) || equal(one.agreement, other.agreement);
}
