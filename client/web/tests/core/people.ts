/** A person's journal with real keys, a real roster and real segments. */
import type { Bytes } from "../../src/core/bytes.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { sealBox } from "../../src/core/sealing/boxes.ts";
import { DeviceKeys, EpochKey } from "../../src/core/sealing/keys.ts";
import * as labels from "../../src/core/sealing/labels.ts";
import type { Seen, Segment } from "../../src/core/sealing/segment.ts";
import type { Random } from "../../src/core/sealing/symmetric.ts";
import { type ChainTip, newTip, sealSegment, tipAfter } from "../../src/core/sealing/writer.ts";
import { sealName } from "../../src/core/trust/names.ts";
import { type Roster, found, joinMessage } from "../../src/core/trust/roster.ts";
import type { Cutoff, RosterEntry } from "../../src/core/trust/statements.ts";
import { RosterWriter, makeGenesis } from "../../src/core/trust/writing.ts";
import { chance } from "./chance.ts";

/** A journal as its owner holds it. `random`: all the randomness that its devices draw. */
export class Person {
  private constructor(
    readonly random: Random,
    readonly paper: DeviceKeys,
    public key: EpochKey,
    public roster: Roster,
  ) {}

  /** Return the journal that `seed` stands for: a paper key, and no device yet. */
  static async make(seed: string): Promise<Person> {
    const random = chance(seed);
    const paper = await DeviceKeys.make(random);
    const key = new EpochKey(random(32));
    return new Person(random, paper, key, await found([await makeGenesis(paper, key, random, sealBox)]));
  }

  get journal(): Bytes {
    return this.roster.journal;
  }

  /** Return `signer` (the paper key) at the end of the roster, about to write the next entry. */
  writer(signer = this.paper): RosterWriter {
    return new RosterWriter(this.roster, signer, this.key, this.random, sealBox);
  }

  /** Return the entry by which `signer` admits `newcomer`; the roster stays as it is. */
  async added(newcomer: DeviceKeys, signer = this.paper, name = ""): Promise<RosterEntry> {
    const agreed = await this.agreed(newcomer, signer);
    const sealed = await sealName(this.key, this.journal, newcomer.public.device, name, this.random);
    return this.writer(signer).addDevice(newcomer.public, agreed, sealed);
  }

  /** Add a new device to the roster, and return its keys. */
  async admit(signer = this.paper, name = ""): Promise<DeviceKeys> {
    const newcomer = await DeviceKeys.make(this.random);
    await this.take(await this.added(newcomer, signer, name));
    return newcomer;
  }

  /** End the standing of `revoked`, of whose segments those up to `cutoffs` count. */
  async revoke(revoked: readonly DeviceKeys[], signer = this.paper, cutoffs: readonly Cutoff[] = []): Promise<void> {
    const next = new EpochKey(this.random(32));
    const devices = revoked.map((keys) => keys.public.device);
    await this.take(await this.writer(signer).revoke(devices, cutoffs, next), next);
  }

  /** Begin a new epoch. */
  async rotate(signer = this.paper): Promise<void> {
    const next = new EpochKey(this.random(32));
    await this.take(await this.writer(signer).rotate(next), next);
  }

  /** Add a new paper key in place of `revoked`, and return it. */
  async replacePaper(revoked: readonly DeviceKeys[], signer = this.paper): Promise<DeviceKeys> {
    const paper = await DeviceKeys.make(this.random);
    const next = new EpochKey(this.random(32));
    const devices = revoked.map((keys) => keys.public.device);
    const agreed = await this.agreed(paper, signer);
    await this.take(await this.writer(signer).replacePaper(paper.public, agreed, devices, next), next);
    return paper;
  }

  /** Return the tip of a chain that `keys` opens. */
  tip(keys: DeviceKeys): ChainTip {
    return newTip(this.journal, keys.public.device, this.random);
  }

  /** Return the segment at `tip`, citing the last roster entry. */
  write(keys: DeviceKeys, tip: ChainTip, entries = [utf8("an entry")], seen: readonly Seen[] = []): Promise<Segment> {
    const { key, random } = this;
    return sealSegment(tip, entries, { seen, roster: this.roster.head, key, keys, random });
  }

  /** Return the next `length` segments at `tip`. */
  async writeChain(keys: DeviceKeys, length: number, tip = this.tip(keys)): Promise<Segment[]> {
    const segments: Segment[] = [];
    for (let at = tip; segments.length < length; ) {
      const segment = await this.write(keys, at);
      segments.push(segment);
      at = tipAfter(at, segment);
    }
    return segments;
  }

  private agreed(newcomer: DeviceKeys, signer: DeviceKeys): Promise<Bytes> {
    return newcomer.sign(labels.JOIN, joinMessage(this.journal, signer.public.device, newcomer.public));
  }

  private async take(entry: RosterEntry, key = this.key): Promise<void> {
    this.roster = await this.roster.extended([entry]);
    this.key = key;
  }
}

/** Return the cut-off that lets `segment` and all before it count. */
export function cutoffAt(segment: Segment): Cutoff {
  const { chain, number } = segment.header;
  return { chain, number, hash: segment.hash };
}
