/**
 * The mailbox of one pairing on the server: its slots, and what is said once it is there no more.
 *
 * Whoever asks a person whether the codes are the same looks at it meanwhile: the other side may have stopped, and what
 * is closed leads to nothing any more, whatever is answered then.
 */
import { type Bytes, hex } from "../../core/bytes.ts";
import type { Tagged } from "../../core/codec.ts";
import { ConflictError, NotAllowedError, PeerError } from "../../core/errors.ts";
import { WAIT_SECONDS } from "../../core/sync/limits.ts";
import type { Channel } from "../../core/trust/pairing.ts";
import type { EngineError } from "../errors.ts";
import type { World } from "../world.ts";
import { PASSING, isRefusal, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";

const TRIES = 4;
const PAUSE_MS = 500;
const SECOND_MS = 1000;
export const NEW_WORDS = "invite on the other device, for new words";
export const NEW_WORDS_HERE = "invite again, for new words";

/** What pairing needs of the world; `sleep` resolves after so many milliseconds. */
export type Pairing = Pick<World, "random" | "nowMs"> & { sleep(ms: number): Promise<void> };

/** Return the refusal of words that lead nowhere. */
export function over(): EngineError {
  const what = "this invitation is used, over, or its words are wrong.";
  return refusal("pairing", what, { kept: "nothing was changed", mend: NEW_WORDS });
}

/** Return what is said where the other side said no, or left. `code`: what this side calls its end without a device. */
export function otherStopped(code: string, mend: string): EngineError {
  return refusal(code, "the other device stopped. Nothing was added.", { mend });
}

/** The slots of one pairing on the server. */
export class Mailbox {
  /** What is said where there is no mailbox, or not any more. */
  gone: () => EngineError = over;

  constructor(
    readonly remote: Remote,
    readonly channel: Channel,
    readonly world: Pairing,
  ) {}

  /** Where it is: whoever leaves without a word deletes what is there. */
  get url(): string {
    return this.remote.address.url + this.path;
  }

  private get path(): string {
    return `/v1/mailboxes/${hex(this.channel.mailbox)}`;
  }

  /** Seal `message` into its slot. Rejects with an EngineError: `gone`, or `over` where another message is there. */
  async put<T>(kind: Tagged<T>, message: T, tries = TRIES): Promise<void> {
    const sealed = await this.channel.seal(kind, message, this.world.random);
    await this.ask("POST", `${this.path}/${kind.tag}`, { body: sealed, tries });
  }

  /** Wait up to `seconds` for the message of `kind`. Rejects with an EngineError: `gone` where there is no mailbox. */
  async get<T>(kind: Tagged<T>, seconds: number): Promise<T> {
    const until = this.world.nowMs() + seconds * SECOND_MS;
    for (let left = seconds; left > 0; left = (until - this.world.nowMs()) / SECOND_MS) {
      const message = await this.look(kind, Math.min(WAIT_SECONDS, Math.ceil(left)));
      if (message !== null) return message;
    }
    throw this.gone();
  }

  /** Return the message of `kind` as soon as it is there, or null after `waitSeconds`. Rejects as `get` does. */
  async look<T>(kind: Tagged<T>, waitSeconds = 0): Promise<T | null> {
    const data = await this.ask("GET", `${this.path}/${kind.tag}?wait=${waitSeconds}`, { waitSeconds });
    return data.length > 0 ? this.open(kind, data) : null;
  }

  /** Send until somebody answers: the same bytes may be there already. Rejects as `put` does. */
  private async ask(method: string, path: string, how: { body?: Bytes; waitSeconds?: number; tries?: number }): Promise<Bytes> {
    const { body = null, waitSeconds = 0, tries = TRIES } = how;
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.remote.send(method, path, body, waitSeconds * SECOND_MS);
      } catch (error) {
        if (error instanceof NotAllowedError) throw this.gone();
        if (error instanceof ConflictError) throw over();
        if (!isRefusal(error, PASSING) || failures === tries) throw error;
        await this.world.sleep(PAUSE_MS);
      }
    }
  }

  /** End the invitation for everybody; that it was over already is as good. */
  async burn(): Promise<void> {
    try {
      await this.remote.send("DELETE", this.path);
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
      throw refusal("pairing", what, { kept: "nothing was changed", mend: NEW_WORDS_HERE });
    }
  }
}
