/**
 * Founding a journal on this device, without any server, and its paper key.
 *
 * The paper key founds the journal: it is the eldest device. Until its words were written down its entropy lies
 * sealed here, so that a first note need not wait for pen and paper; confirming destroys it. A later paper key
 * replaces those that this device may end, and is in force only once it was confirmed.
 */
import type { Bytes } from "../../core/bytes.ts";
import { sealBox } from "../../core/sealing/boxes.ts";
import { KEY_BYTES } from "../../core/sealing/hashing.ts";
import { type DeviceKeys, EpochKey } from "../../core/sealing/keys.ts";
import * as labels from "../../core/sealing/labels.ts";
import { sealName } from "../../core/trust/names.ts";
import { ENTROPY_BYTES, paperKeys } from "../../core/trust/paper.ts";
import { type Roster, found, joinMessage } from "../../core/trust/roster.ts";
import { makeGenesis, RosterWriter } from "../../core/trust/writing.ts";
import type { Status } from "../port.ts";
import type { Session } from "../session.ts";
import type { World } from "../world.ts";
import { orNothing } from "./destroying.ts";

const SECRET = "paper-secret";
const STATE = "paper";
const LABEL = "paper";

/** Return the entropy of a new paper key, and the roster of a journal founded by it, with `keys` admitted by it. */
export async function newRoster(
  name: string,
  keys: DeviceKeys,
  random: World["random"],
): Promise<{ entropy: Bytes; roster: Roster }> {
  const entropy = random(ENTROPY_BYTES);
  const paper = await paperKeys(entropy);
  const epoch = new EpochKey(random(KEY_BYTES));
  const roster = await found([await makeGenesis(paper, epoch, random, sealBox)]);
  const own = keys.public;
  const agreed = await keys.sign(labels.JOIN, joinMessage(roster.journal, paper.public.device, own));
  const sealed = await sealName(epoch, roster.journal, own.device, name, random);
  const writer = new RosterWriter(roster, paper, epoch, random, sealBox);
  return { entropy, roster: await roster.extended([await writer.addDevice(own, agreed, sealed)]) };
}

/** What is known of the paper key: of its making, and of a new one that was shown and is not in force. */
export class Paper {
  private shown: Bytes | null = null;

  constructor(private readonly session: Session) {}

  /** Never made, made and not tried, or when it was last tried. */
  async state(): Promise<Status["paper"]> {
    const value = (await this.session.store.get("meta", STATE))?.value;
    if (typeof value === "number") return value;
    return (await this.session.store.get("meta", SECRET)) === undefined ? "untried" : "none";
  }

  /** Keep the entropy of the paper key that founded the journal, until its words are on paper. */
  async keep(entropy: Bytes): Promise<void> {
    const value = await this.session.sealLocal(LABEL, entropy);
    await this.session.store.commit({ put: { meta: [{ key: SECRET, value }] } });
  }

  /** Return the entropy whose words are to be shown: that of the founder, or of a new one. */
  async show(): Promise<Bytes> {
    this.shown = (await this.kept()) ?? this.session.world.random(ENTROPY_BYTES);
    return this.shown;
  }

  /** The words that were shown are on paper. Return the keys of a new one, which is to be put into the roster. */
  async confirmed(): Promise<DeviceKeys | null> {
    const { shown } = this;
    if (shown === null) return null;
    return (await this.kept()) === null ? paperKeys(shown) : null;
  }

  /** Keep no words any more: they are on paper, and in force. */
  async forget(): Promise<void> {
    this.shown = null;
    await this.session.store.commit({ del: { meta: [SECRET, STATE] } });
  }

  /** The words have just opened what the server holds. */
  async tried(): Promise<void> {
    const value = this.session.world.nowMs();
    await this.session.store.commit({ put: { meta: [{ key: STATE, value }] } });
  }

  private async kept(): Promise<Bytes | null> {
    const value = (await this.session.store.get("meta", SECRET))?.value;
    return value instanceof Uint8Array ? orNothing(this.session.openLocal(LABEL, value)) : null;
  }
}
