/**
 * Changing who may read: roster entries by this device, on the server first.
 *
 * None of them counts before the server took all of them: the roster grows by compare-and-set. A journal that no
 * server has yet is in this one place only, and is changed here.
 */
import { type Bytes, unhex } from "../../core/bytes.ts";
import { ConflictError, NotAllowedError } from "../../core/errors.ts";
import { sealBox } from "../../core/sealing/boxes.ts";
import { KEY_BYTES } from "../../core/sealing/hashing.ts";
import { type DeviceKeys, EpochKey } from "../../core/sealing/keys.ts";
import * as labels from "../../core/sealing/labels.ts";
import { RosterPush, RosterState } from "../../core/sync/messages.ts";
import { openEpochKeys } from "../../core/trust/epochs.ts";
import { mayRevoke } from "../../core/trust/members.ts";
import { type Roster, joinMessage } from "../../core/trust/roster.ts";
import { type Cutoff, MAX_CUTOFFS, type RosterEntry, encodeRosterEntry } from "../../core/trust/statements.ts";
import { RosterWriter } from "../../core/trust/writing.ts";
import type { Hex } from "../store/port.ts";
import { rejudge } from "./judging.ts";
import type { Ledger } from "./ledger.ts";
import { KEPT, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { journalPath } from "./signing.ts";

/** Entries that this device puts behind `roster`. */
export class Change {
  private readonly held: number;

  private constructor(
    private readonly ledger: Ledger,
    private readonly signer: DeviceKeys,
    public roster: Roster,
    private key: EpochKey,
  ) {
    this.held = roster.entries.length;
  }

  /** Begin a change of the pinned roster. */
  static async of(ledger: Ledger): Promise<Change> {
    const keys = ledger.session.keys();
    const { newest } = await openEpochKeys(ledger.pinned, keys);
    return new Change(ledger, keys, ledger.pinned, newest);
  }

  /** End the standing of `revoked`, and begin an epoch. Rejects with BadRosterError. */
  async revoke(revoked: readonly Hex[]): Promise<void> {
    const key = this.newKey();
    const devices = revoked.map((device) => unhex(device));
    await this.add(await this.writer().revoke(devices, cutoffs(this.ledger, revoked), key), key);
  }

  /** Begin a new epoch; everybody stays. */
  async rotate(): Promise<void> {
    const key = this.newKey();
    await this.add(await this.writer().rotate(key), key);
  }

  /** Add a paper key, end those that this device may end, and begin an epoch. Rejects with BadRosterError. */
  async replacePaper(paper: DeviceKeys): Promise<void> {
    const key = this.newKey();
    const { journal } = this.roster;
    const agreed = await paper.sign(labels.JOIN, joinMessage(journal, this.signer.public.device, paper.public));
    await this.add(await this.writer().replacePaper(paper.public, agreed, this.elders(), key), key);
  }

  /** Put the entries on the server, and only then here. Rejects with an EngineError. */
  async put(remote: Remote | null): Promise<void> {
    if (remote !== null) await this.send(remote);
    this.ledger.pin(this.roster);
    await rejudge(this.ledger, this.roster);
    await this.ledger.flush();
  }

  private async send(remote: Remote): Promise<void> {
    const entries = this.roster.entries.slice(this.held).map((entry) => encodeRosterEntry(entry));
    try {
      await remote.call(`${journalPath(this.roster.journal)}/roster`, RosterPush, { entries }, RosterState);
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof NotAllowedError)) throw error;
      const what = "another device changed the list of devices at the same moment; nothing was changed here.";
      throw refusal("roster-moved", what, { kept: KEPT, mend: "do it once more" });
    }
  }

  /** Return the paper keys in good standing that this device may end. */
  private elders(): Bytes[] {
    const own = this.roster.members.get(this.signer.public.id);
    const papers = this.roster.standing().filter((member) => member.isPaper);
    return papers.filter((member) => own !== undefined && mayRevoke(own, member)).map((member) => member.public.device);
  }

  private writer(): RosterWriter {
    return new RosterWriter(this.roster, this.signer, this.key, this.random, sealBox);
  }

  private async add(entry: RosterEntry, key: EpochKey): Promise<void> {
    this.roster = await this.roster.extended([entry]);
    this.key = key;
  }

  private newKey(): EpochKey {
    return new EpochKey(this.random(KEY_BYTES));
  }

  private readonly random = (length: number): Bytes => this.ledger.session.world.random(length);
}

/** Return the heads of the chains that `revoked` wrote, as they are here. Throws an EngineError for too many. */
export function cutoffs(ledger: Ledger, revoked: readonly Hex[]): Cutoff[] {
  const found: Cutoff[] = [];
  for (const [chain, heads] of [...ledger.heads()].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!revoked.includes(ledger.author(chain) ?? "")) continue;
    const sorted = [...heads].sort(([one, first], [other, second]) => first - second || (one < other ? -1 : 1));
    for (const [hash, number] of sorted) found.push({ chain: unhex(chain), number, hash: unhex(hash) });
  }
  if (found.length <= MAX_CUTOFFS) return found;
  const what = `these devices have written ${found.length} chains, more than one entry can cut off.`;
  throw refusal("too-many-chains", what, { kept: KEPT, mend: "revoke them one by one" });
}

/** Throw an EngineError unless this device may revoke every one of `devices`. */
export function checkMayRevoke(ledger: Ledger, devices: readonly Hex[]): void {
  const own = ledger.pinned.members.get(ledger.session.keys().public.id);
  for (const device of devices) {
    const member = ledger.pinned.members.get(device);
    if (member === undefined || member.revoked !== null) {
      throw refusal("unknown-device", "that device is not in the list, or not any more.", { mend: "look at Devices" });
    }
    if (own === undefined || !mayRevoke(own, member)) {
      const mend = "revoke it on a device that came earlier";
      throw refusal("younger", "it came before this device, so this device cannot revoke it.", { mend });
    }
  }
}
