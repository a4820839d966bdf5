/**
 * What a reader does with each kind of golden vector: inputs in, what came out by name, or a typed refusal.
 *
 * Another implementation does the same with the same files; nothing here knows how the vectors were made.
 */
import { compare, unhex } from "../../src/core/bytes.ts";
import { HybridClock, isUnreliable } from "../../src/core/clock.ts";
import { type Kind, decodeCanonical, encode, encodeAs } from "../../src/core/codec.ts";
import { decodeEntry } from "../../src/core/entry.ts";
import { CannotOpenError } from "../../src/core/errors.ts";
import { handle, idCounter, idMs, makeEntryId, short } from "../../src/core/ids.ts";
import { openBox } from "../../src/core/sealing/boxes.ts";
import { DeviceKeys, DevicePublic, EpochKey, importPrivate, publicOf } from "../../src/core/sealing/keys.ts";
import { label } from "../../src/core/sealing/labels.ts";
import { Replacement, checkReplacement, replacementMessage } from "../../src/core/sealing/replacing.ts";
import {
  type Item,
  Segment,
  chainId,
  checkSegment,
  contentHash,
  isItem,
  leaf,
  openSegment,
  pad,
  seenHash,
  unpad,
} from "../../src/core/sealing/segment.ts";
import { openSealed } from "../../src/core/sealing/symmetric.ts";
import { MAX_REQUEST_BYTES } from "../../src/core/sync/limits.ts";
import * as messages from "../../src/core/sync/messages.ts";
import { accept } from "../../src/core/trust/acceptance.ts";
import { authMessage, checkFind, checkSignIn, findMessage } from "../../src/core/trust/auth.ts";
import { type EpochKeys, openEpochKeys } from "../../src/core/trust/epochs.ts";
import { isFork, prefer, splitOf } from "../../src/core/trust/forks.ts";
import { openName } from "../../src/core/trust/names.ts";
import {
  Channel,
  Consent,
  Offer,
  Reply,
  Request,
  Reveal,
  checkCode,
  checkReveal,
  publicOf as keysIn,
} from "../../src/core/trust/pairing.ts";
import { paperKeys, paperSecret } from "../../src/core/trust/paper.ts";
import { type Roster, found } from "../../src/core/trust/roster.ts";
import { decodeRosterEntry } from "../../src/core/trust/statements.ts";
import type { Given } from "./vector-case.ts";

export type Out = Record<string, unknown>;
export type Judge = (given: Given) => Out | Promise<Out>;

/** Take an id where an entry with it is taken, and make it again of its parts. */
function entryId(given: Given): Out {
  const { id } = decodeEntry(encode([given.hex("id"), 0, 0, null, "any", {}]));
  const made = makeEntryId(given.as("ms"), given.as("counter"), given.hex("random"));
  if (compare(made, id) !== 0) throw new Error("made of its parts, the id is another");
  return { ms: idMs(id), counter: idCounter(id), handle: handle(id), short: short(id) };
}

/** Run a clock from nothing: it sees ids and gives them out. */
function clock(given: Given): Out {
  const hybrid = new HybridClock();
  const steps = given.as<{ now: number; seen?: string; random?: string }[]>("steps").map((step) => {
    if (step.seen !== undefined) {
      const seen = unhex(step.seen);
      hybrid.observe(seen, step.now);
      return { ...step, unreliable: isUnreliable(seen, step.now) };
    }
    return { ...step, id: hybrid.next(step.now, unhex(step.random ?? "")) };
  });
  return { steps };
}

/** Name a chain after its beginning. */
function chain(given: Given): Out {
  return { chain: chainId(given.hex("journal"), given.hex("device"), given.hex("previous")) };
}

/** Make a device of two keys. */
function twoKeys(given: Given): Out {
  return { device: new DevicePublic(given.hex("signing"), given.hex("agreement")).device };
}

/** Verify a signature over its label and a message; the agreement key plays no part. */
async function verify(given: Given): Promise<Out> {
  const keys = new DevicePublic(given.hex("signing"), unhex("09".padEnd(64, "0")));
  await keys.verify(label(given.as("label")), given.hex("message"), given.hex("signature"));
  return {};
}

/** Make a device of a paper key's entropy. */
async function paper(given: Given): Promise<Out> {
  const entropy = given.hex("entropy");
  const keys = await paperKeys(entropy);
  const secret = paperSecret(entropy);
  const { device, signing, agreement } = keys.public;
  return { seed: secret.slice(0, 32), scalar: secret.slice(32), device, signing, agreement };
}

/** Commit to an epoch key. */
function commitment(given: Given): Out {
  return { commitment: new EpochKey(given.hex("epoch_key")).commitment() };
}

/** Open a sealed text. */
async function symmetric(given: Given): Promise<Out> {
  const [key, about, context] = [given.hex("key"), given.hex("label"), given.hex("context")];
  return { text: await openSealed(key, about, context, given.hex("sealed")) };
}

/** Decode an entry. */
function entry(given: Given): Out {
  return { ...decodeEntry(given.hex("entry")) };
}

/** Hash an entry under its blind. */
function oneLeaf(given: Given): Out {
  return { leaf: leaf(given.hex("blind"), given.hex("entry")) };
}

/** Hash items, if they are items. */
function content(given: Given): Out {
  const items = given
    .as<{ blind?: string; entry?: string; leaf?: string; erasure?: string }[]>("items")
    .map((each): Item =>
      each.entry === undefined
        ? [unhex(""), unhex(`${each.leaf}${each.erasure}`)]
        : [unhex(each.blind ?? ""), unhex(each.entry)],
    );
  if (!items.every(isItem)) throw new CannotOpenError("not an item");
  return { content: contentHash(items) };
}

/** Hash what was seen under its blind. */
function whatWasSeen(given: Given): Out {
  const seen = given
    .as<{ device: string; chain: string; number: number; hash: string }[]>("seen")
    .map(({ device, chain: of, number, hash }) => ({
      device: unhex(device),
      chain: unhex(of),
      number,
      hash: unhex(hash),
    }));
  return { hash: seenHash(given.hex("blind"), seen) };
}

/** Take a text out of its padding, and put it back in. */
function padding(given: Given): Out {
  const text = unpad(given.hex("padded"));
  return { text, padded: pad(text) };
}

/** Check a segment, then open it; show nothing before both. */
async function segment(given: Given): Promise<Out> {
  const arrived = new Segment(given.hex("header"), given.hex("signature"), given.hex("body"));
  await checkSegment(arrived, given.hex("journal"), given.public("author"));
  const opened = await openSegment(arrived, new EpochKey(given.hex("epoch_key")));
  const items = opened.items.map(([blind, data]) =>
    blind.length > 0 ? { blind, entry: data } : { leaf: data.slice(0, 32), erasure: data.slice(32) },
  );
  return { hash: arrived.hash, fields: arrived.header, items, seen: opened.seen };
}

/** Check a new body for a segment. */
async function replacing(given: Given): Promise<Out> {
  const parts = ["segment", "body", "device", "signature"].map((name) => given.hex(name));
  const replacement = decodeCanonical(Replacement, encode(parts), MAX_REQUEST_BYTES);
  await checkReplacement(replacement, given.public("author"));
  return { message: replacementMessage(replacement.device, replacement.segment, replacement.body) };
}

/** Return the roster of the entries in a case. */
export function rosterFrom(given: Given): Promise<Roster> {
  return foundOf(given.as("entries"));
}

function foundOf(entries: readonly string[]): Promise<Roster> {
  return found(entries.map((data) => decodeRosterEntry(unhex(data))));
}

/** Make a roster of entries. */
async function roster(given: Given): Promise<Out> {
  const made = await rosterFrom(given);
  const members = [...made.members.values()].map((each) => ({
    device: each.public.device,
    number: each.number,
    signer: each.signer,
    name: each.name,
  }));
  return { journal: made.journal, hashes: made.hashes, commitment: made.commitment, members };
}

/** Make a roster of entries, and tell who stands in it, since when and until when. */
async function standing(given: Given): Promise<Out> {
  return standingOf(await rosterFrom(given));
}

/** Return who stands in `made`, since when and until when, and its epochs. */
export function standingOf(made: Roster): Out {
  const members = [...made.members].map(([device, each]) => ({
    device,
    number: each.number,
    signer: each.signer,
    name: each.name,
    rank: each.rank,
    paper: each.isPaper,
    revoked: each.revoked,
    cutoffs: each.cutoffs,
  }));
  const epochs = made.epochs.map(({ number, commitment: of, previousKey }) => ({
    number,
    commitment: of,
    previous_key: previousKey,
  }));
  return { head: made.head, members, epochs };
}

/** Take the branch that counts. */
async function fork(given: Given): Promise<Out> {
  const common = given.as<string[]>("entries");
  const [first, second, ...rest] = await Promise.all(
    given.as<string[][]>("branches").map((branch) => foundOf([...common, ...branch])),
  );
  if (first === undefined || second === undefined) throw new Error("a fork has two branches");
  const chosen = [second, ...rest].reduce(prefer, first);
  return { preferred: chosen.head, split: splitOf(first, second), fork: isFork(first, second) };
}

/** Open a device's name. */
async function name(given: Given): Promise<Out> {
  const [journal, device] = [given.hex("journal"), given.hex("device")];
  return { text: await openName(new EpochKey(given.hex("epoch_key")), journal, device, given.hex("sealed")) };
}

/** Open a box with a private key. */
async function box(given: Given): Promise<Out> {
  const scalar = given.hex("scalar");
  const raw = await publicOf("X25519", scalar);
  const publicKey = await crypto.subtle.importKey("raw", raw, "X25519", true, []);
  const privateKey = await importPrivate("X25519", scalar, false);
  return { secret: await openBox({ publicKey, privateKey }, given.hex("info"), given.hex("box")) };
}

async function keysOf(given: Given): Promise<{ made: Roster; opened: EpochKeys }> {
  const made = await rosterFrom(given);
  return { made, opened: await openEpochKeys(made, await DeviceKeys.fromSecret(given.hex("secret"))) };
}

/** Find the epoch key in a roster, for a device. */
async function epoch(given: Given): Promise<Out> {
  return { epoch_key: (await keysOf(given)).opened.current.secret };
}

/** Find the keys of all epochs in a roster, for a device. */
async function epochs(given: Given): Promise<Out> {
  const { made, opened } = await keysOf(given);
  return { keys: made.epochs.map(({ number }) => ({ began: number, epoch_key: opened.at(number).secret })) };
}

/** Find the keys in a roster that a device was given, and the epochs that it was left out of. */
async function held(given: Given): Promise<Out> {
  const { opened } = await keysOf(given);
  return {
    keys: opened.held.map(({ began, key }) => ({ began, epoch_key: key.secret })),
    holes: opened.holes,
  };
}

/** Return the segments of a case, in their order. */
export function arrivedIn(given: Given): Segment[] {
  return given
    .as<{ header: string; signature: string }[]>("segments")
    .map((each) => new Segment(unhex(each.header), unhex(each.signature), unhex("")));
}

/** Judge segments as a set. */
async function acceptance(given: Given): Promise<Out> {
  const arrived = arrivedIn(given);
  const answer = accept(await rosterFrom(given), new Map(arrived.map((each) => [each.name, each.header])));
  const verdicts = arrived.map((each) => answer.verdicts.get(each.name));
  return {
    expect: answer.verdicts.get(given.as("judged")),
    verdicts,
    forked: [...answer.forked].toSorted(),
  };
}

/** Check an answer to a challenge. */
async function signIn(given: Given): Promise<Out> {
  const device = given.public("device");
  const [server, journal, nonce] = [given.as<string>("server"), given.hex("journal"), given.hex("nonce")];
  await checkSignIn(device, server, journal, nonce, given.hex("signature"));
  return { message: authMessage(server, journal, device.device, nonce) };
}

/** Check a paper key's question for its journals. */
async function find(given: Given): Promise<Out> {
  const device = given.public("paper");
  const [server, nonce] = [given.as<string>("server"), given.hex("nonce")];
  await checkFind(device, server, nonce, given.hex("signature"));
  return { message: findMessage(server, device.device, nonce) };
}

/** Open a slot, and check the keys in it. */
async function slot(given: Given): Promise<Out> {
  const channel = new Channel(given.hex("secret"));
  const sealed = given.hex("sealed");
  const which = given.as<string>("slot");
  const kinds = { offer: Offer, request: Request, reveal: Reveal, consent: Consent, reply: Reply } as const;
  const kind = kinds[which as keyof typeof kinds] as typeof Offer;
  const message = await channel.open(kind, sealed);
  if (which === "offer" || which === "request") keysIn(message);
  const { tag, ...fields } = message;
  return { mailbox: channel.mailbox, text: encodeAs(kind, { tag, ...fields }), message: fields };
}

/** Hold what was revealed against what was committed to. */
function reveal(given: Given): Out {
  checkReveal({ commitment: given.hex("commitment") }, { tag: "reveal", nonce: given.hex("nonce") });
  return {};
}

/** Work out the six digits that both sides show. */
function code(given: Given): Out {
  const [inviter, newcomer] = [given.public("inviter"), given.public("newcomer")];
  const offer = { signing: inviter.signing, agreement: inviter.agreement, journal: given.hex("journal") };
  const request = { signing: newcomer.signing, agreement: newcomer.agreement, nonce: given.hex("newcomer_nonce") };
  const channel = new Channel(given.hex("secret"));
  return { code: checkCode(channel, offer, request, { tag: "reveal", nonce: given.hex("inviter_nonce") }) };
}

/** Decode a wire message. */
function wireMessage(given: Given): Out {
  const kinds: Readonly<Record<string, unknown>> = messages;
  const kind = { ...kinds, Replacement }[given.as<string>("message")] as Kind<unknown>;
  const bytes = given.hex("bytes");
  const fields = decodeCanonical(kind, bytes, MAX_REQUEST_BYTES);
  if (compare(encodeAs(kind, fields), bytes) !== 0) throw new Error("written again, the message is another");
  return { fields };
}

/** By file, and by what a case asks to be done where a file asks for several things. */
export const JUDGES: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
  ids: { entry: entryId, clock, chain },
  keys: { public: twoKeys, verify, paper, commit: commitment },
  seal: { "": symmetric },
  entry: { "": entry },
  leaf: { leaf: oneLeaf, content, seen: whatWasSeen, pad: padding },
  segment: { "": segment },
  replacing: { "": replacing },
  roster: { roster, standing, name },
  box: { box, epoch, epochs, held },
  forks: { "": fork },
  acceptance: { "": acceptance },
  signin: { "": signIn },
  find: { "": find },
  pairing: { open: slot, reveal, code },
  messages: { "": wireMessage },
};
