/** The bytes of the format: written here for Python to read, and read here as Python wrote them. */
import { type Bytes, EMPTY } from "../../src/core/bytes.ts";
import { type Kind, type Plain, decodeCanonical, encode, encodeAs } from "../../src/core/codec.ts";
import { type Entry, decodeEntry, encodeEntry } from "../../src/core/entry.ts";
import { sealBox } from "../../src/core/sealing/boxes.ts";
import { DevicePublic } from "../../src/core/sealing/keys.ts";
import * as labels from "../../src/core/sealing/labels.ts";
import { Replacement, destroyed, replace, reseal } from "../../src/core/sealing/replacing.ts";
import {
  Header,
  Seen,
  Text,
  chainId,
  checkSegment,
  decodeHeader,
  leaf,
  openSegment,
} from "../../src/core/sealing/segment.ts";
import { openSealed, seal } from "../../src/core/sealing/symmetric.ts";
import { cut, sealSegment } from "../../src/core/sealing/writer.ts";
import * as limits from "../../src/core/sync/limits.ts";
import * as messages from "../../src/core/sync/messages.ts";
import { signFind, signIn } from "../../src/core/trust/auth.ts";
import { Consent, Offer, Reply, Request, Reveal } from "../../src/core/trust/pairing.ts";
import { paperSecret } from "../../src/core/trust/paper.ts";
import { Boxes, RosterEntry, Statement, decodeStatement } from "../../src/core/trust/statements.ts";
import { type Asked, outcome, overTheLine, random } from "./asked.ts";

const KINDS: Readonly<Record<string, unknown>> = {
  ...messages,
  Boxes,
  Consent,
  Header,
  Offer,
  Replacement,
  Reply,
  Request,
  Reveal,
  RosterEntry,
  Seen,
  Statement,
  Text,
};

function kindOf(asked: Asked): Kind<unknown> {
  const name = asked.as<string>("kind");
  const kind = KINDS[name];
  if (kind === undefined) throw new Error(`there is no ${name}`);
  return kind as Kind<unknown>;
}

/** Return how reading each of `data` ends: what it is, or by which error it is refused. */
function readAll(asked: Asked, read: (data: Bytes) => unknown): Promise<unknown[]> {
  return Promise.all(asked.as<Bytes[]>("data").map((data) => outcome(() => read(data))));
}

function readWire(asked: Asked): Promise<unknown[]> {
  const [kind, limit] = [kindOf(asked), asked.as<number>("limit")];
  return readAll(asked, (data) => encodeAs(kind, decodeCanonical(kind, data, limit)));
}

async function publicKeys(asked: Asked): Promise<unknown> {
  const { device, signing, agreement } = (await asked.keys("secret")).public;
  return { device, signing, agreement };
}

async function writeSegment(asked: Asked): Promise<unknown> {
  const keys = await asked.keys("keys");
  const journal = asked.bytes("journal");
  const { device } = keys.public;
  const chain = chainId(journal, device, asked.bytes("first"));
  const tip = { journal, device, chain, number: asked.as<number>("number"), previous: asked.bytes("previous") };
  const sealed = await sealSegment(tip, asked.as("entries"), {
    seen: asked.as<Seen[]>("seen"),
    roster: asked.bytes("roster"),
    key: asked.epochKey("key"),
    keys,
    random,
  });
  return messages.wire(sealed);
}

/** Check and open each segment; what is refused is told by its error. */
function readSegments(asked: Asked): Promise<unknown[]> {
  const [journal, key] = [asked.bytes("journal"), asked.epochKey("key")];
  const author = new DevicePublic(asked.bytes("signing"), asked.bytes("agreement"));
  const arrived = asked.as<messages.WireSegment[]>("segments").map(messages.unwire);
  return Promise.all(
    arrived.map((segment) =>
      outcome(async () => {
        await checkSegment(segment, journal, author);
        return openSegment(segment, key);
      }),
    ),
  );
}

/** Return how many entries each segment holds, of entries of these sizes. */
function cutSizes(asked: Asked): number[] {
  const entries = asked.as<number[]>("sizes").map((size) => new Uint8Array(size));
  return [...cut(entries, asked.as("seen"))].map((run) => run.length);
}

async function destroyText(asked: Asked): Promise<unknown> {
  const key = asked.epochKey("key");
  const segment = messages.unwire(asked.as("segment"));
  const erasures = new Map([[asked.as<number>("place"), asked.bytes("erasure")]]);
  const text = destroyed(await openSegment(segment, key), erasures);
  return replace(await reseal(segment, text, key, random), await asked.keys("keys"));
}

export const FORMAT = overTheLine({
  limits: () => ({ ...limits }),
  labels: () => Object.fromEntries(Object.entries(labels).filter(([, value]) => value instanceof Uint8Array)),
  "keys.public": publicKeys,
  "keys.sign": async (asked) => (await asked.keys("secret")).sign(EMPTY, asked.bytes("message")),
  "keys.paper": (asked) => paperSecret(asked.bytes("entropy")),
  "plain.encode": (asked) => encode(asked.as<Plain>("value")),
  "entry.write": (asked) => encodeEntry(asked.as<Entry>("entry")),
  "entry.read": (asked) => readAll(asked, decodeEntry),
  "header.read": (asked) => readAll(asked, decodeHeader),
  "statement.read": (asked) => readAll(asked, (data) => encodeAs(Statement, decodeStatement(data))),
  "wire.write": (asked) => encodeAs(kindOf(asked), asked.as("value")),
  "wire.read": readWire,
  "sealed.write": (asked) =>
    seal(asked.bytes("key"), asked.bytes("label"), asked.bytes("context"), asked.bytes("text"), random),
  "sealed.read": (asked) =>
    openSealed(asked.bytes("key"), asked.bytes("label"), asked.bytes("context"), asked.bytes("sealed")),
  "box.write": (asked) => sealBox(asked.bytes("recipient"), asked.bytes("info"), asked.bytes("secret")),
  "leaf.write": (asked) => leaf(asked.bytes("blind"), asked.bytes("entry")),
  "segment.cut": cutSizes,
  "segment.write": writeSegment,
  "segment.read": readSegments,
  "segment.destroy": destroyText,
  "auth.sign": async (asked) =>
    signIn(await asked.keys("keys"), asked.as("server"), asked.bytes("journal"), asked.bytes("nonce")),
  "auth.find": async (asked) => signFind(await asked.keys("keys"), asked.as("server"), asked.bytes("nonce")),
});
