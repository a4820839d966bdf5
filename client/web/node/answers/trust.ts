/** Rosters, epochs and pairing: this side writes an entry behind what the other wrote, and the other way round. */
import { type Bytes, hex } from "../../src/core/bytes.ts";
import type { Tagged } from "../../src/core/codec.ts";
import { sealBox } from "../../src/core/sealing/boxes.ts";
import type { DeviceKeys } from "../../src/core/sealing/keys.ts";
import * as labels from "../../src/core/sealing/labels.ts";
import { type WireSegment, unwire } from "../../src/core/sync/messages.ts";
import { accept } from "../../src/core/trust/acceptance.ts";
import { openEpochKeys } from "../../src/core/trust/epochs.ts";
import { prefer } from "../../src/core/trust/forks.ts";
import { openName, sealName } from "../../src/core/trust/names.ts";
import { Channel, Consent, Offer, Reply, Request, Reveal, checkCode, commit } from "../../src/core/trust/pairing.ts";
import { type Roster, found, joinMessage } from "../../src/core/trust/roster.ts";
import { decodeRosterEntry, encodeRosterEntry } from "../../src/core/trust/statements.ts";
import { RosterWriter, makeGenesis } from "../../src/core/trust/writing.ts";
import { type Asked, outcome, overTheLine, random } from "./asked.ts";

const SLOTS: Readonly<Record<string, unknown>> = { Offer, Request, Reveal, Consent, Reply };

function rosterOf(entries: readonly Bytes[]): Promise<Roster> {
  return found(entries.map(decodeRosterEntry));
}

/** Return a writer at the end of the roster, with the newest key that its signer holds. */
async function writerOf(asked: Asked): Promise<RosterWriter> {
  const signer = await asked.keys("signer");
  const roster = await rosterOf(asked.as("entries"));
  const { newest } = await openEpochKeys(roster, signer);
  return new RosterWriter(roster, signer, newest, random, sealBox);
}

function agreed(newcomer: DeviceKeys, { roster, signer }: RosterWriter): Promise<Bytes> {
  return newcomer.sign(labels.JOIN, joinMessage(roster.journal, signer.public.device, newcomer.public));
}

async function foundJournal(asked: Asked): Promise<Bytes> {
  const paper = await asked.keys("paper");
  return encodeRosterEntry(await makeGenesis(paper, asked.epochKey("key"), random, sealBox));
}

async function addDevice(asked: Asked): Promise<Bytes> {
  const writer = await writerOf(asked);
  const newcomer = await asked.keys("newcomer");
  const { device } = newcomer.public;
  const name = await sealName(writer.key, writer.roster.journal, device, asked.as("name"), random);
  return encodeRosterEntry(await writer.addDevice(newcomer.public, await agreed(newcomer, writer), name));
}

async function revoke(asked: Asked): Promise<Bytes> {
  const writer = await writerOf(asked);
  return encodeRosterEntry(await writer.revoke(asked.as("revoked"), asked.as("cutoffs"), asked.epochKey("next")));
}

async function rotate(asked: Asked): Promise<Bytes> {
  return encodeRosterEntry(await (await writerOf(asked)).rotate(asked.epochKey("next")));
}

async function replacePaper(asked: Asked): Promise<Bytes> {
  const writer = await writerOf(asked);
  const paper = await asked.keys("newcomer");
  const signed = await agreed(paper, writer);
  const [revoked, next] = [asked.as<Bytes[]>("revoked"), asked.epochKey("next")];
  return encodeRosterEntry(await writer.replacePaper(paper.public, signed, revoked, next));
}

/** Return who stands in each roster, or by which error it is refused. */
function readRosters(asked: Asked): Promise<unknown[]> {
  return Promise.all(
    asked.as<Bytes[][]>("rosters").map((entries) =>
      outcome(async () => {
        const roster = await rosterOf(entries);
        const members = [...roster.members.values()].map((member) => ({
          device: member.public.device,
          number: member.number,
          signer: member.signer,
          name: member.name,
          rank: member.rank,
          is_paper: member.isPaper,
          revoked: member.revoked,
          cutoffs: member.cutoffs,
        }));
        return { journal: roster.journal, head: roster.head, members };
      }),
    ),
  );
}

async function readKeys(asked: Asked): Promise<unknown> {
  const roster = await rosterOf(asked.as("entries"));
  const keys = await asked.keys("keys");
  return outcome(async () => {
    const { held, holes } = await openEpochKeys(roster, keys);
    return { held: held.map(({ began, key }) => ({ began, key: key.secret })), holes };
  });
}

async function judgeAll(asked: Asked): Promise<unknown> {
  const segments = asked.as<WireSegment[]>("segments").map(unwire);
  const headers = new Map(segments.map((segment) => [segment.name, segment.header]));
  const { verdicts, forked } = accept(await rosterOf(asked.as("entries")), headers);
  return { verdicts: segments.map(({ hash }) => verdicts.get(hex(hash))), forked: [...forked].toSorted() };
}

async function preferred(asked: Asked): Promise<Bytes> {
  const [one, other] = await Promise.all([rosterOf(asked.as("one")), rosterOf(asked.as("other"))]);
  return prefer(one, other).head;
}

function slotOf(asked: Asked): Tagged<unknown> {
  const kind = SLOTS[asked.as<string>("kind")];
  if (kind === undefined) throw new Error("there is no such slot");
  return kind as Tagged<unknown>;
}

export const TRUST = overTheLine({
  "roster.genesis": foundJournal,
  "roster.add": addDevice,
  "roster.revoke": revoke,
  "roster.rotate": rotate,
  "roster.replace": replacePaper,
  "roster.read": readRosters,
  "roster.keys": readKeys,
  "roster.prefer": preferred,
  "name.read": (asked) =>
    openName(asked.epochKey("key"), asked.bytes("journal"), asked.bytes("device"), asked.bytes("sealed")),
  "acceptance.judge": judgeAll,
  "pairing.commit": (asked) => commit(asked.bytes("nonce")),
  "pairing.mailbox": (asked) => new Channel(asked.bytes("secret")).mailbox,
  "pairing.seal": (asked) => new Channel(asked.bytes("secret")).seal(slotOf(asked), asked.as("message"), random),
  "pairing.open": (asked) => new Channel(asked.bytes("secret")).open(slotOf(asked), asked.bytes("sealed")),
  "pairing.code": (asked) =>
    checkCode(new Channel(asked.bytes("secret")), asked.as("offer"), asked.as("request"), asked.as("reveal")),
});
