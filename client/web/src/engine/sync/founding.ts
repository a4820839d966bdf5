/**
 * Founding a journal on this device, without any server, and its paper key.
 *
 * The paper key founds the journal: it is the eldest device. Until its words were written down its entropy lies
 * sealed here, so that a first note need not wait for pen and paper; confirming destroys it. It is put there in one
 * write with the profile: a stop leaves no journal whose eldest device nobody has the words of. A later paper key
 * replaces those that this device may end, and is in force only once it was confirmed.
 */
import { type Bytes, utf8 } from "../../core/bytes.ts";
import { openBox, sealBox } from "../../core/sealing/boxes.ts";
import { KEY_BYTES } from "../../core/sealing/hashing.ts";
import { type DeviceKeys, EpochKey } from "../../core/sealing/keys.ts";
import * as labels from "../../core/sealing/labels.ts";
import { sealName } from "../../core/trust/names.ts";
import { ENTROPY_BYTES, paperKeys } from "../../core/trust/paper.ts";
import { type Roster, found, joinMessage } from "../../core/trust/roster.ts";
import { makeGenesis, RosterWriter } from "../../core/trust/writing.ts";
import type { EngineError } from "../errors.ts";
import type { Status } from "../port.ts";
import type { Session } from "../session.ts";
import type { Hex } from "../store/port.ts";
import type { World } from "../world.ts";
import { orNothing } from "./destroying.ts";
import { refusal } from "./refusals.ts";

const SECRET = "paper-secret";
const STATE = "paper";
const LABEL = "paper";
const BOX = utf8("twoway/1/local/paper\0");
/** In `meta`: when the paper key of that id was put in force here, and when its words last opened everything. */
const MADE = "paper-made";
const TRIED = "paper-tried";

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

/** Return how a profile keeps `entropy` whose words nobody has seen: boxed to its `keys`, which are not in place yet. */
export async function unseenPaper(entropy: Bytes, keys: DeviceKeys): Promise<Record<string, Bytes>> {
  return { [SECRET]: await sealBox(keys.public.agreement, BOX, entropy) };
}

/** What is known of the paper key: of its making, and of a new one that was shown and is not in force. */
export class Paper {
  private shown: Bytes | null = null;

  constructor(private readonly session: Session) {}

  /** Never made; else of the newest one: not tried, or when it was last tried. */
  async state(): Promise<Status["paper"]> {
    const value = (await this.session.store.get("meta", STATE))?.value;
    if (typeof value === "number") return value;
    return (await this.session.store.get("meta", SECRET)) === undefined ? "untried" : "none";
  }

  /** Return the entropy whose words are to be shown: that of the founder, or of a new one. */
  async show(): Promise<Bytes> {
    const entropy = (await this.kept()) ?? this.session.world.random(ENTROPY_BYTES);
    this.session.keys(); // throws where it was locked meanwhile
    this.shown = entropy;
    return entropy;
  }

  /** Locked: what was shown is in memory no more. */
  drop(): void {
    this.shown = null;
  }

  /**
   * The words that were shown are on paper. Return the keys of a new one, which is to be put into the roster.
   *
   * Rejects with an EngineError where none are shown any more: what is on the paper may be of a key that never was.
   */
  async confirmed(): Promise<DeviceKeys | null> {
    const { shown } = this;
    if (shown === null) throw notShown();
    return (await this.kept()) === null ? paperKeys(shown) : null;
  }

  /** Keep no words any more: they are on paper, and in force. `made`: the id of a new one. */
  async forget(made: Hex | null): Promise<void> {
    this.shown = null;
    const dates = made === null ? [] : [{ key: `${MADE} ${made}`, value: this.session.world.nowMs() }];
    await this.session.store.commit({ put: { meta: dates }, del: { meta: [SECRET, STATE] } });
  }

  /** The words of the paper key with that `id` have just opened what the server holds. */
  async tried(id: Hex): Promise<void> {
    const value = this.session.world.nowMs();
    const newest = (await this.session.roster()).standing().findLast((member) => member.isPaper);
    const state = newest?.public.id === id ? [{ key: STATE, value }] : [];
    await this.session.store.commit({ put: { meta: [...state, { key: `${TRIED} ${id}`, value }] } });
  }

  /** When the paper key with that `id` was put in force here, and when it was tried from here; null where neither. */
  async datesOf(id: Hex): Promise<{ made: number | null; tried: number | null }> {
    const [made, tried] = await Promise.all([this.time(`${MADE} ${id}`), this.time(`${TRIED} ${id}`)]);
    return { made, tried };
  }

  private async time(key: string): Promise<number | null> {
    const value = (await this.session.store.get("meta", key))?.value;
    return typeof value === "number" ? value : null;
  }

  private async kept(): Promise<Bytes | null> {
    const value = (await this.session.store.get("meta", SECRET))?.value;
    if (!(value instanceof Uint8Array)) return null;
    const boxed = await orNothing(openBox(this.session.keys().agreement, BOX, value));
    return boxed ?? orNothing(this.session.openLocal(LABEL, value)); // as it was kept at first
  }
}

function notShown(): EngineError {
  return refusal("no-words", "the words are not shown any more: this phone was locked, or the app was started again.", {
    kept: "everything; no paper key was put in force",
    mend: "go back, show the words anew, and check your paper against them",
  });
}
