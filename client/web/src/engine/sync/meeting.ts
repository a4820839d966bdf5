/**
 * Two devices meet: the flows of joining and of inviting, step by step, as the screens are told them.
 *
 * Nothing is kept here before this device's own yes, and nothing is admitted before both people have said that the
 * codes are the same. What ends a flow early burns its words, and whoever is still asked is told so.
 */
import { type Bytes, unhex } from "../../core/bytes.ts";
import { PeerError } from "../../core/errors.ts";
import { Channel, type Request } from "../../core/trust/pairing.ts";
import type { InviteStep, Join, JoinStep } from "../port.ts";
import type { Session } from "../session.ts";
import { parseAddress } from "./address.ts";
import { type Entering, enter, enterAgain } from "./entering.ts";
import { Ledger } from "./ledger.ts";
import { Mailbox, NEW_WORDS_HERE, type Pairing } from "./mailbox.ts";
import { visible } from "./names.ts";
import { Inviter, Newcomer, invitationLink, newSecret, readLink } from "./pairing.ts";
import { isRefusal, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";

/** Refusals after which the mailbox is gone, or the newcomer is told in it, and burns it itself. */
const ANSWERED: ReadonlySet<string> = new Set(["refused", "known-device"]);
const CANCELLED: ReadonlySet<string> = new Set(["cancelled"]);

/** What a flow needs. `exclusively` runs work while nobody else exchanges. */
export interface Meeting {
  readonly session: Session;
  readonly world: Pairing;
  /** Where the words lead when no server is named. */
  readonly server: string;
  remote(server: string): Remote;
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** The person's answer to "are these codes the same": asked by the screen, at any moment of a flow. */
export class Comparison {
  readonly answer: Promise<boolean>;
  /** Rejects at a no, also at one that comes after the yes: the screen was left. */
  private readonly left: Promise<never>;
  private settle: (isSame: boolean) => void = () => undefined;
  private leave: () => void = () => undefined;

  constructor() {
    this.answer = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.left = new Promise((_, reject) => {
      this.leave = () => reject(stopped());
    });
    this.left.catch(() => undefined);
  }

  give(isSame: boolean): void {
    if (!isSame) this.leave();
    this.settle(isSame);
  }

  /** Return what `work` gives, to a screen that is still there: rejects as soon as it was left. */
  async whileHere<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.left]);
  }

  /** Return what `work` gives; rejects as soon as the person has said no, which is what ends a flow. */
  async orNo<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined); // what is left behind may fail in its own time
    const no = this.answer.then((isSame) => (isSame ? work : Promise.reject(stopped())));
    return Promise.race([work, no]);
  }

  /**
   * Wait until the person says that the codes are the same: whoever overheard the words and sits at the server could
   * otherwise take a newcomer into a journal of his own, and read what is written there. Rejects after a no, and where
   * `meanwhile` does.
   */
  async yes(meanwhile: Promise<unknown>): Promise<void> {
    const ended = meanwhile.then(() => this.answer);
    if (!(await Promise.race([this.answer, ended]))) throw stopped();
  }
}

function stopped(): Error {
  return refusal("cancelled", "the pairing was ended here. The words are burnt.", {
    kept: "nothing was changed",
    mend: NEW_WORDS_HERE,
  });
}

/** Return (server, secret) of an invitation. Rejects with an EngineError. */
async function invitation(meeting: Meeting, how: Join): Promise<{ server: string; secret: Bytes }> {
  if (/[#/:]/.test(how.secret)) return readLink(how.secret);
  const { pairingSecret } = await import("./words.ts");
  const secret = pairingSecret(how.secret.trim().split(/\s+/u));
  const server = how.server?.trim() || meeting.server;
  if (server) return { server, secret };
  throw refusal("no-server", "nine words need the address of the server beside them.", { mend: "type the server too" });
}

/** Ask to join; resolve with the server once this device is one of the journal. Rejects with an EngineError. */
export async function join(
  meeting: Meeting,
  how: Join,
  told: (step: JoinStep) => void,
  comparison: Comparison,
): Promise<string> {
  const { session, world } = meeting;
  const { server, secret } = await invitation(meeting, how);
  const { url } = parseAddress(server);
  const known = session.profile();
  const fresh = known === null ? await session.makeKeys() : null;
  const keys = fresh?.keys ?? session.keys();
  const remote = meeting.remote(url);
  const mailbox = new Mailbox(remote, new Channel(secret), world);
  const newcomer = new Newcomer(mailbox, keys, known?.name ?? how.name);
  try {
    await comparison.orNo(newcomer.find(known === null ? null : unhex(known.journal)));
    told({ step: "found", mailbox: mailbox.url });
    const code = await comparison.orNo(newcomer.ask());
    told({ step: "compare", code, name: known?.name ?? how.name });
    const replied = comparison.orNo(newcomer.awaitReply());
    replied.catch(() => undefined); // a screen that is left hears it no more
    await comparison.yes(replied);
    const entering: Entering = {
      session,
      newcomer,
      answered: async () => {
        await newcomer.consent();
        const answer = await comparison.whileHere(replied);
        told({ step: "admitted" });
        return answer;
      },
    };
    if (fresh !== null) await enter(entering, { ...how, fresh, url });
    else await enterAgain(entering, remote, (work) => meeting.exclusively(work));
    return url;
  } catch (error) {
    if (isRefusal(error, CANCELLED) || error instanceof PeerError) await mailbox.burn();
    throw error;
  } finally {
    remote.close();
  }
}

/** Invite one device. Rejects with an EngineError; resolves once it was admitted. */
export async function invite(
  meeting: Meeting,
  told: (step: InviteStep) => void,
  comparison: Comparison,
): Promise<void> {
  const { session, world, server } = meeting;
  const secret = newSecret(world.random);
  const remote = meeting.remote(server);
  const mailbox = new Mailbox(remote, new Channel(secret), world);
  const inviter = new Inviter(mailbox, session.keys(), unhex(session.profile()?.journal ?? ""));
  try {
    const { pairingWords } = await import("./words.ts");
    await inviter.open();
    const link = invitationLink(server, secret);
    told({ step: "ready", link, words: pairingWords(secret), until_ms: inviter.untilMs, mailbox: mailbox.url });
    const { request, code } = await comparison.orNo(inviter.awaitRequest());
    const name = visible(request.name);
    await decide(meeting, inviter, request, comparison, () => told({ step: "compare", code, name }));
    told({ step: "done", name });
  } catch (error) {
    if (!isRefusal(error, ANSWERED)) await inviter.leave();
    throw error;
  } finally {
    remote.close();
  }
}

async function decide(
  meeting: Meeting,
  inviter: Inviter,
  request: Request,
  comparison: Comparison,
  ask: () => void,
): Promise<void> {
  const name = visible(request.name);
  if (inviter.isKnown(await meeting.session.roster(), request)) {
    await inviter.refuse();
    const what = `the keys of ${name} are in the list of devices of this journal already, or were revoked.`;
    const mend = `on ${name}, begin as a new device, with new words`;
    throw refusal("known-device", what, { kept: "the list as it was; the words are burnt", mend });
  }
  ask();
  if (!(await inviter.whileThere(comparison.answer))) {
    await inviter.refuse();
    throw refusal("refused", `${name} was not admitted; the words are burnt.`, { mend: NEW_WORDS_HERE });
  }
  const consented = inviter.awaitConsent(() => {
    const what = `${name} was not admitted: no yes came from it. The words are burnt.`;
    return refusal("refused", what, { kept: "the list of devices as it was", mend: NEW_WORDS_HERE });
  });
  const consent = await comparison.whileHere(consented);
  await meeting.exclusively(async () => {
    await inviter.checkThere(); // another window may have been waited for meanwhile
    await inviter.admit(await Ledger.load(meeting.session), request, consent);
  });
}
