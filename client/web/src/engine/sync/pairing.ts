/**
 * Pairing over the server's mailbox: the old device's side and the new one's.
 *
 * Both people say yes to one code, in either order. The newcomer's yes is its consent, without which there is no entry
 * in the roster; the inviter's is that entry.
 */
import { type Bytes, EMPTY, equal, hex } from "../../core/bytes.ts";
import type { Tagged } from "../../core/codec.ts";
import { ConflictError, NotAllowedError, PeerError } from "../../core/errors.ts";
import { sealBox } from "../../core/sealing/boxes.ts";
import type { DeviceKeys } from "../../core/sealing/keys.ts";
import * as labels from "../../core/sealing/labels.ts";
import { MAILBOX_SECONDS, WAIT_SECONDS } from "../../core/sync/limits.ts";
import { RosterPush, RosterState } from "../../core/sync/messages.ts";
import { openEpochKeys } from "../../core/trust/epochs.ts";
import { MAX_NAME_BYTES, sealName } from "../../core/trust/names.ts";
import {
  type Channel,
  Consent,
  MAX_SLOT_BYTES,
  NONCE_BYTES,
  Offer,
  Reply,
  Request,
  Reveal,
  SECRET_BITS,
  SECRET_BYTES,
  checkCode,
  checkReveal,
  commit,
  publicOf,
} from "../../core/trust/pairing.ts";
import { type Roster, joinMessage } from "../../core/trust/roster.ts";
import { encodeRosterEntry } from "../../core/trust/statements.ts";
import { RosterWriter } from "../../core/trust/writing.ts";
import type { World } from "../world.ts";
import type { EngineError } from "../errors.ts";
import { fetchRoster } from "./joining.ts";
import type { Ledger } from "./ledger.ts";
import { PASSING, isRefusal, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { journalPath, signIn } from "./signing.ts";
import { type Vector, toWire } from "./vector.ts";

const TRIES = 4;
const PAUSE_MS = 500;
const SECOND_MS = 1000;
const HEADS_BYTES = MAX_SLOT_BYTES - 256;
const LINK = /^(.*?)(?:\/app)?\/#join=([A-Za-z0-9_-]+)$/;

/** What pairing needs of the world; `sleep` resolves after so many milliseconds. */
export type Pairing = Pick<World, "random" | "nowMs"> & { sleep(ms: number): Promise<void> };

/** Return a pairing secret: 99 random bits in 13 bytes. */
export function newSecret(random: World["random"]): Bytes {
  const secret = random(SECRET_BYTES);
  secret[0] = (secret[0] ?? 0) & ((1 << (SECRET_BITS % 8)) - 1);
  return secret;
}

/** Return the link of the QR: the secret stands in the fragment, which a browser never sends. */
export function invitationLink(server: string, secret: Bytes): string {
  const text = btoa(String.fromCharCode(...secret));
  return `${server}/app/#join=${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Return (server, secret) of an invitation's link. Throws an EngineError. */
export function readLink(link: string): { server: string; secret: Bytes } {
  const [, server, text] = LINK.exec(link.trim()) ?? [];
  if (server === undefined || text === undefined) throw noLink();
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const secret = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    if (secret.length === SECRET_BYTES) return { server, secret };
  } catch {
    // not base64 at all
  }
  throw noLink();
}

function noLink(): EngineError {
  return refusal("usage", "this is not the link of an invitation.", { mend: "type the nine words instead" });
}

/** Return the refusal of an invitation that cannot be used any more. */
export function over(): EngineError {
  return refusal("pairing", "this invitation is used, over, or its words are wrong.", {
    kept: "nothing was changed",
    mend: "invite on the other device, for new words",
  });
}

/** The slots of one pairing on the server. */
export class Mailbox {
  constructor(
    readonly remote: Remote,
    readonly channel: Channel,
    readonly world: Pairing,
  ) {}

  /** Seal `message` into its slot. Rejects with an EngineError when the invitation is used or over. */
  async put<T>(kind: Tagged<T>, message: T): Promise<void> {
    const sealed = await this.channel.seal(kind, message, this.world.random);
    for (let failures = 0; ; ) {
      try {
        await this.remote.send("POST", this.path(kind.tag), sealed);
        return;
      } catch (error) {
        if (isGone(error)) throw over();
        failures += 1;
        if (!isRefusal(error, PASSING) || failures === TRIES) throw error;
        await this.world.sleep(PAUSE_MS); // the same bytes again: they may be there already
      }
    }
  }

  /** Wait up to `seconds` for the message of `kind`. Rejects with an EngineError: `gone` where there is no mailbox. */
  async get<T>(kind: Tagged<T>, seconds: number, gone: () => EngineError = over): Promise<T> {
    const until = this.world.nowMs() + seconds * SECOND_MS;
    let failures = 0;
    for (let left = seconds; left > 0; left = (until - this.world.nowMs()) / SECOND_MS) {
      const wait = Math.min(WAIT_SECONDS, Math.ceil(left));
      try {
        const data = await this.remote.send("GET", `${this.path(kind.tag)}?wait=${wait}`, null, wait * SECOND_MS);
        if (data.length > 0) return await this.open(kind, data);
      } catch (error) {
        if (isGone(error)) throw gone();
        failures += 1;
        if (!isRefusal(error, PASSING) || failures === TRIES) throw error;
        await this.world.sleep(PAUSE_MS);
      }
    }
    throw gone();
  }

  /** End the invitation for everybody; that it was over already is as good. */
  async burn(): Promise<void> {
    try {
      await this.remote.send("DELETE", `/v1/mailboxes/${hex(this.channel.mailbox)}`);
    } catch (error) {
      if (!(error instanceof NotAllowedError || isRefusal(error))) throw error;
    }
  }

  private async open<T>(kind: Tagged<T>, data: Bytes): Promise<T> {
    try {
      return await this.channel.open(kind, data);
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      await this.burn();
      const what = "somebody wrote into this invitation who does not have its words.";
      throw refusal("pairing", what, { kept: "nothing was changed", mend: "invite again, for new words" });
    }
  }

  private path(slot: string): string {
    return `/v1/mailboxes/${hex(this.channel.mailbox)}/${slot}`;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof NotAllowedError || error instanceof ConflictError;
}

/** The old device's side: offer, see who asks, and admit or refuse. */
export class Inviter {
  private readonly nonce: Bytes;
  private readonly offer: Offer;

  constructor(
    readonly mailbox: Mailbox,
    private readonly keys: DeviceKeys,
    journal: Bytes,
  ) {
    this.nonce = mailbox.world.random(NONCE_BYTES);
    const { signing, agreement } = keys.public;
    this.offer = { tag: "offer", signing, agreement, journal, commitment: commit(this.nonce) };
  }

  /** Put the offer: from now on the words lead somewhere. */
  async open(): Promise<void> {
    await this.mailbox.put(Offer, this.offer);
  }

  /** Wait for who asks, and return the request and the check code. */
  async awaitRequest(): Promise<{ request: Request; code: string }> {
    const request = await this.mailbox.get(Request, MAILBOX_SECONDS);
    const reveal: Reveal = { tag: "reveal", nonce: this.nonce };
    await this.mailbox.put(Reveal, reveal);
    return { request, code: checkCode(this.mailbox.channel, this.offer, request, reveal) };
  }

  /** Return whether a key of the newcomer was in the list before: it cannot enter again. Throws BadKeyError. */
  isKnown(roster: Roster, request: Request): boolean {
    const newcomer = publicOf(request);
    const members = [...roster.members.values()].map((member) => member.public);
    return members.some((one) => equal(one.signing, newcomer.signing) || equal(one.agreement, newcomer.agreement));
  }

  /** Wait for the yes on the newcomer's own screen. Rejects with an EngineError: `gone` where none comes any more. */
  awaitConsent(gone: () => EngineError): Promise<Consent> {
    return this.mailbox.get(Consent, MAILBOX_SECONDS, gone);
  }

  /** Write the newcomer into the roster, here and on the server, and tell it. Rejects with an EngineError or PeerError. */
  async admit(ledger: Ledger, request: Request, consent: Consent): Promise<void> {
    const roster = ledger.pinned;
    const newcomer = publicOf(request);
    const { random } = this.mailbox.world;
    const { current } = await openEpochKeys(roster, this.keys);
    const name = await sealName(current, roster.journal, newcomer.device, request.name, random);
    const writer = new RosterWriter(roster, this.keys, current, random, sealBox);
    const entry = await writer.addDevice(newcomer, consent.countersignature, name);
    const longer = await roster.extended([entry]);
    const path = `${journalPath(roster.journal)}/roster`;
    await this.mailbox.remote.call(path, RosterPush, { entries: [encodeRosterEntry(entry)] }, RosterState);
    ledger.pin(longer);
    await ledger.flush();
    try {
      const heads = fitting(ledger.heads());
      await this.mailbox.put(Reply, { tag: "reply", admitted: true, roster: longer.head, heads });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.mailbox.burn(); // the newcomer then looks for itself whether it was let in
    }
  }

  /** Tell the newcomer no, and burn the words. */
  async refuse(): Promise<void> {
    await this.mailbox.put(Reply, { tag: "reply", admitted: false, roster: EMPTY, heads: [] });
  }
}

/** Return as many of `heads` as fit into a slot. */
function fitting(heads: Vector): Reply["heads"] {
  let size = 0;
  const chains = toWire(heads);
  const end = chains.findIndex((chain) => (size += 32 + 48 * chain.heads.length) > HEADS_BYTES);
  return end < 0 ? chains : chains.slice(0, end);
}

/** The new device's side: ask, show the check code, consent, and take the journal once admitted. */
export class Newcomer {
  private offer: Offer | null = null;

  constructor(
    readonly mailbox: Mailbox,
    readonly keys: DeviceKeys,
    private readonly name: string,
  ) {}

  /** Wait for the offer. Rejects with an EngineError, also when it leads to another `journal`. */
  async find(journal: Bytes | null): Promise<void> {
    const offer = await this.mailbox.get(Offer, WAIT_SECONDS);
    if (journal !== null && !equal(offer.journal, journal)) {
      const what = "that invitation leads to another journal than the one on this phone.";
      throw refusal("journal", what, { kept: "everything here; nothing was sent", mend: "invite on a device of this journal" });
    }
    this.offer = offer;
  }

  /** Send our request and return the check code. */
  async ask(): Promise<string> {
    const offer = this.found();
    publicOf(offer);
    const own = this.keys.public;
    const request: Request = {
      tag: "request",
      signing: own.signing,
      agreement: own.agreement,
      name: shortened(this.name),
      nonce: this.mailbox.world.random(NONCE_BYTES),
    };
    await this.mailbox.put(Request, request);
    const reveal = await this.mailbox.get(Reveal, MAILBOX_SECONDS);
    checkReveal(offer, reveal);
    return checkCode(this.mailbox.channel, offer, request, reveal);
  }

  /** Say that the codes are the same: from now on the other side can admit this device. Rejects with an EngineError. */
  async consent(): Promise<void> {
    const { journal, signing, agreement } = this.found();
    const inviter = publicOf({ signing, agreement });
    const message = joinMessage(journal, inviter.device, this.keys.public);
    const countersignature = await this.keys.sign(labels.JOIN, message);
    try {
      await this.mailbox.put(Consent, { tag: "consent", countersignature });
    } catch (error) {
      if (!isRefusal(error) || !(await this.isLetIn(journal))) throw error;
    }
  }

  /** Wait for the person's yes on the other screen. Rejects with an EngineError on a no. */
  async awaitReply(): Promise<{ journal: Bytes; reply: Reply }> {
    const { journal } = this.found();
    let reply: Reply;
    try {
      reply = await this.mailbox.get(Reply, MAILBOX_SECONDS);
    } catch (error) {
      if (!isRefusal(error) || !(await this.isLetIn(journal))) throw error;
      reply = { tag: "reply", admitted: true, roster: EMPTY, heads: [] }; // it was put where nobody could fetch it
    }
    await this.mailbox.burn();
    if (reply.admitted) return { journal, reply };
    const mend = "invite there, for new words";
    throw refusal("pairing", "the other device said no. The words are burnt.", { kept: "nothing was changed", mend });
  }

  /** Return the roster that admits us, proved from its genesis on. Rejects with an EngineError or PeerError. */
  fetchRoster(journal: Bytes, reply: Reply): Promise<Roster> {
    return fetchRoster(this.mailbox.remote, journal, this.keys, reply.roster);
  }

  private found(): Offer {
    if (this.offer === null) throw over();
    return this.offer;
  }

  /** End the invitation, and return whether this device was admitted before. */
  private async isLetIn(journal: Bytes): Promise<boolean> {
    await this.mailbox.burn();
    try {
      await signIn(this.mailbox.remote, journal, this.keys);
      return true;
    } catch (error) {
      if (error instanceof NotAllowedError || isRefusal(error)) return false;
      throw error;
    }
  }
}

/** Return as many characters of `name` as a request holds. */
function shortened(name: string): string {
  return Array.from(name).slice(0, MAX_NAME_BYTES).join("");
}
