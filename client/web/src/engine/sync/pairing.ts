/**
 * Pairing over the server's mailbox: the old device's side and the new one's.
 *
 * Both people say yes to one code, in either order. The newcomer's yes is its consent, without which there is no entry
 * in the roster; the inviter's is that entry.
 */
import { type Bytes, EMPTY, equal } from "../../core/bytes.ts";
import { NotAllowedError } from "../../core/errors.ts";
import { sealBox } from "../../core/sealing/boxes.ts";
import type { DeviceKeys } from "../../core/sealing/keys.ts";
import * as labels from "../../core/sealing/labels.ts";
import { MAILBOX_SECONDS, WAIT_SECONDS } from "../../core/sync/limits.ts";
import { RosterPush, RosterState } from "../../core/sync/messages.ts";
import { openEpochKeys } from "../../core/trust/epochs.ts";
import { MAX_NAME_BYTES, sealName } from "../../core/trust/names.ts";
import {
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
import { type Mailbox, NEW_WORDS, NEW_WORDS_HERE, otherStopped, over } from "./mailbox.ts";
import { PASSING, isRefusal, refusal } from "./refusals.ts";
import { journalPath, signIn } from "./signing.ts";
import { type Vector, toWire } from "./vector.ts";

const SECOND_MS = 1000;
const HEADS_BYTES = MAX_SLOT_BYTES - 256;
const NO: Reply = { tag: "reply", admitted: false, roster: EMPTY, heads: [] };
const LINK = /^(.*?)(?:\/app)?\/#join=([A-Za-z0-9_-]+)$/;

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

/** Return what a newcomer is told whose invitation was there, and is no more. */
function ended(): EngineError {
  const what = "the invitation has ended: the other device stopped, or its five minutes are over. Nothing was added.";
  return refusal("pairing", what, { mend: NEW_WORDS });
}

/** Return what `error` says, for a pairing that ended with it: nobody was let in, and nobody will be. */
function outside(error: EngineError): EngineError {
  const { code, what } = error.trouble;
  return code === "pairing" ? error : refusal("pairing", what, { kept: "nothing was changed", mend: NEW_WORDS });
}

/** Return the refusal of an inviter who has admitted nobody. */
function nobody(what: string): EngineError {
  return refusal("refused", what, { mend: NEW_WORDS_HERE });
}

/** The old device's side: offer, see who asks, and admit or refuse. */
export class Inviter {
  private readonly nonce: Bytes;
  private readonly offer: Offer;
  /** When the words end. */
  untilMs = 0;
  private isAsked = false;
  private isAdmitting = false;

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
    this.untilMs = this.mailbox.world.nowMs() + MAILBOX_SECONDS * SECOND_MS;
    this.mailbox.gone = () => this.gone();
    await this.mailbox.put(Offer, this.offer);
  }

  /** What is said where the mailbox is there no more: who has asked can end it, and so can its time. */
  private gone(): EngineError {
    if (this.mailbox.world.nowMs() >= this.untilMs) return nobody("the five minutes of these words are over. Nothing was added.");
    if (this.isAsked) return otherStopped("refused", NEW_WORDS_HERE);
    return nobody("this invitation was ended by somebody else, or by the server. Nothing was added.");
  }

  /** Wait for who asks, and return the request and the check code. */
  async awaitRequest(): Promise<{ request: Request; code: string }> {
    const request = await this.mailbox.get(Request, this.leftSeconds());
    const reveal: Reveal = { tag: "reveal", nonce: this.nonce };
    await this.mailbox.put(Reveal, reveal);
    this.isAsked = true; // from now on the newcomer looks at the reply
    return { request, code: checkCode(this.mailbox.channel, this.offer, request, reveal) };
  }

  /** Return whether a key of the newcomer was in the list before: it cannot enter again. Throws BadKeyError. */
  isKnown(roster: Roster, request: Request): boolean {
    const newcomer = publicOf(request);
    const members = [...roster.members.values()].map((member) => member.public);
    return members.some((one) => equal(one.signing, newcomer.signing) || equal(one.agreement, newcomer.agreement));
  }

  /**
   * Return what `answer` gives, the person's own; rejects with an EngineError as soon as nobody is there any more to be
   * admitted by it.
   */
  async whileThere<T>(answer: Promise<T>): Promise<T> {
    const answered = { isOver: false };
    const watch = this.untilGone(answered);
    watch.catch(() => undefined); // it goes on for a moment after the answer
    try {
      return await Promise.race([answer, watch.then(() => answer)]);
    } finally {
      answered.isOver = true;
    }
  }

  /** Look until it `isOver`. Rejects as soon as the mailbox is gone; that nobody answers tells nothing. */
  private async untilGone(answered: { isOver: boolean }): Promise<void> {
    while (!answered.isOver && !this.mailbox.remote.isClosed) {
      if (this.leftSeconds() <= 0) throw this.gone();
      try {
        await this.checkThere(Math.min(WAIT_SECONDS, Math.ceil(this.leftSeconds())));
      } catch (error) {
        if (!isRefusal(error, PASSING)) throw error;
        await this.mailbox.world.sleep(SECOND_MS);
      }
    }
  }

  /** Rejects with an EngineError where the mailbox is not there any more: what was closed leads to no entry. */
  async checkThere(waitSeconds = 0): Promise<void> {
    if ((await this.mailbox.look(Reply, waitSeconds)) !== null) throw meddled();
  }

  /**
   * Wait for the yes on the newcomer's own screen. Rejects with an EngineError: `late` where none came in five minutes.
   *
   * A consent is there only as long as the mailbox is.
   */
  async awaitConsent(late: () => EngineError): Promise<Consent> {
    try {
      return await this.mailbox.get(Consent, this.leftSeconds());
    } catch (error) {
      throw this.leftSeconds() > 0 ? error : late();
    }
  }

  private leftSeconds(): number {
    return (this.untilMs - this.mailbox.world.nowMs()) / SECOND_MS;
  }

  /** Write the newcomer into the roster, here and on the server, and tell it. Rejects with an EngineError or PeerError. */
  async admit(ledger: Ledger, request: Request, consent: Consent): Promise<void> {
    this.isAdmitting = true;
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
    await this.mailbox.put(Reply, NO);
  }

  /** End the invitation for everybody, now: who has asked is told no, unless the entry may be written already. */
  async leave(): Promise<void> {
    try {
      if (!this.isAsked || this.isAdmitting) return await this.mailbox.burn();
      await this.mailbox.put(Reply, NO, 1);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.mailbox.burn();
    }
  }
}

function meddled(): EngineError {
  return nobody("somebody who has these words answered in place of this device. Nothing was added.");
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
  private hasConsented = false;
  /** What the other side's no is told as. */
  private no: EngineError | null = null;

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
    this.mailbox.gone = ended;
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
    this.hasConsented = true;
    try {
      await this.mailbox.put(Consent, { tag: "consent", countersignature });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!(await this.isLetIn())) throw this.no ?? outside(error);
    }
  }

  /** Wait for the person's yes on the other screen. Rejects with an EngineError on a no. */
  async awaitReply(): Promise<{ journal: Bytes; reply: Reply }> {
    const { journal } = this.found();
    let reply: Reply;
    try {
      reply = await this.replied();
    } catch (error) {
      if (!isRefusal(error) || !this.hasConsented) throw error;
      if (!(await this.isLetIn())) throw outside(error);
      reply = { tag: "reply", admitted: true, roster: EMPTY, heads: [] }; // it was put where nobody could fetch it
    }
    if (!reply.admitted) this.no = otherStopped("pairing", NEW_WORDS);
    await this.mailbox.burn();
    if (this.no !== null) throw this.no;
    return { journal, reply };
  }

  /** Wait for the reply; that nobody answers tells nothing while the person is still asked. */
  private async replied(): Promise<Reply> {
    const { world } = this.mailbox;
    const untilMs = world.nowMs() + MAILBOX_SECONDS * SECOND_MS;
    for (;;) {
      try {
        return await this.mailbox.get(Reply, (untilMs - world.nowMs()) / SECOND_MS);
      } catch (error) {
        if (this.hasConsented || this.mailbox.remote.isClosed || !isRefusal(error, PASSING)) throw error;
        await world.sleep(SECOND_MS);
      }
    }
  }

  /** Return the roster that admits us, proved from its genesis on. Rejects with an EngineError or PeerError. */
  fetchRoster(journal: Bytes, reply: Reply): Promise<Roster> {
    return fetchRoster(this.mailbox.remote, journal, this.keys, reply.roster);
  }

  /** The journal that the offer leads to. */
  get journal(): Bytes {
    return this.found().journal;
  }

  private found(): Offer {
    if (this.offer === null) throw over();
    return this.offer;
  }

  /** End the invitation, and return whether this device was admitted before. Rejects with an EngineError without an answer. */
  async isLetIn(): Promise<boolean> {
    await this.mailbox.burn();
    try {
      await signIn(this.mailbox.remote, this.journal, this.keys);
      return true;
    } catch (error) {
      if (error instanceof NotAllowedError) return false;
      throw error;
    }
  }
}

/** Return as many characters of `name` as a request holds. */
function shortened(name: string): string {
  return Array.from(name).slice(0, MAX_NAME_BYTES).join("");
}
