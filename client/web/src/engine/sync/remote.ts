/**
 * The server as this device meets it: bounded replies, and every failure in words.
 *
 * Nothing is followed, decoded or kept that was not asked for: a redirect or a web page is what a captive portal
 * sends, and is never read as a message. No cookie, no cache, no referrer goes with a request.
 */
import { concat, hex, type Bytes } from "../../core/bytes.ts";
import { type Kind, decodeCanonical, encodeAs } from "../../core/codec.ts";
import { ConflictError, NotAllowedError } from "../../core/errors.ts";
import { CONTENT_TYPE, MAX_REPLY_BYTES, REGISTRATION_HEADER } from "../../core/sync/limits.ts";
import type { EngineError } from "../errors.ts";
import type { Address } from "./address.ts";
import { KEPT, refusal } from "./refusals.ts";

const TIMEOUT_MS = 30_000;
const FRONT_PAGE_BYTES = 512;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A server. `askedTwice`: the last request had to be sent again, so that the first may have arrived. */
export class Remote {
  token: Bytes | null = null;
  registration = "";
  askedTwice = false;
  private readonly closed = new AbortController();

  constructor(
    readonly address: Address,
    private readonly fetch: Fetch,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** Send `message` to `path` and return the reply. Rejects with NotAllowedError, ConflictError, EngineError, PeerError. */
  async call<M, R>(path: string, kind: Kind<M>, message: M, reply: Kind<R>): Promise<R> {
    return decodeCanonical(reply, await this.send("POST", path, encodeAs(kind, message)), MAX_REPLY_BYTES);
  }

  /** Return the body of the reply; `waitMs` more are given. Throws as `call` does. */
  async send(method: string, path: string, body: Bytes | null = null, waitMs = 0): Promise<Bytes> {
    this.askedTwice = false;
    try {
      return await this.exchange(method, path, body, waitMs);
    } catch (error) {
      if (!(error instanceof NoAnswer) || error.isLate || this.closed.signal.aborted) throw this.said(error);
    }
    this.askedTwice = true; // a kept connection may have been closed meanwhile: once more, on a new one
    try {
      return await this.exchange(method, path, body, waitMs);
    } catch (error) {
      throw this.said(error);
    }
  }

  get isClosed(): boolean {
    return this.closed.signal.aborted;
  }

  /** End what is under way: it fails as without a network. */
  close(): void {
    this.closed.abort();
  }

  /** Return the address by which the server knows itself, as its front page says; empty when it says none. */
  async name(): Promise<string> {
    try {
      const response = await this.fetch(`${this.address.url}/`, this.init("GET", null, {}, 0));
      const line = new TextDecoder().decode(await readUpTo(response, FRONT_PAGE_BYTES, true));
      return /^twoway-server \S+ at (https?:\/\/[!-~]+): /.exec(line)?.[1] ?? "";
    } catch {
      return "";
    }
  }

  private async exchange(method: string, path: string, body: Bytes | null, waitMs: number): Promise<Bytes> {
    const headers: Record<string, string> = { Accept: CONTENT_TYPE };
    if (body !== null) headers["Content-Type"] = CONTENT_TYPE;
    if (this.token !== null) headers["Authorization"] = `Bearer ${hex(this.token)}`;
    if (this.registration) headers[REGISTRATION_HEADER] = this.registration;
    let response: Response;
    let data: Bytes;
    try {
      response = await this.fetch(this.address.url + path, this.init(method, body, headers, waitMs));
      data = await readUpTo(response, MAX_REPLY_BYTES, false);
    } catch (error) {
      throw error instanceof TooLong ? error : new NoAnswer(error);
    }
    return this.checked(response, data);
  }

  private init(method: string, body: Bytes | null, headers: Record<string, string>, waitMs: number): RequestInit {
    return {
      method,
      headers,
      body,
      cache: "no-store",
      credentials: "omit",
      redirect: "manual", // never followed; as "error" it could not be told from no network
      referrerPolicy: "no-referrer",
      signal: AbortSignal.any([this.closed.signal, AbortSignal.timeout(this.timeoutMs + waitMs)]),
    };
  }

  private checked(response: Response, data: Bytes): Bytes {
    const kind = (response.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    const isOurs = kind === CONTENT_TYPE || response.status === 204;
    if (isOurs && response.status === 404) throw new NotAllowedError("the server answered its one 404");
    if (isOurs && response.status === 409) throw new ConflictError("the server holds something else there");
    if (isOurs && response.status >= 200 && response.status < 300) return data;
    throw this.refused(response, kind, isOurs);
  }

  private refused(response: Response, kind: string, isOurs: boolean): EngineError {
    const words = { 429: "asks to slow down", 503: "is busy", 507: "has no room left" }[response.status];
    if (words !== undefined && isOurs) {
      const again = response.headers.get("Retry-After") ?? "";
      const mend = /^\d+$/.test(again) ? `sync again in ${again} s` : "sync later";
      return refusal("server-busy", `${this.address.url} ${words}.`, { kept: KEPT, mend });
    }
    const isElsewhere = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
    if (kind === "text/html" || isElsewhere || response.status === 511) {
      return refusal("portal", `a web page answered instead of ${this.address.url}.`, {
        kept: `${KEPT}; nothing was sent`,
        mend: "sign in to this network in a browser, then come back here",
      });
    }
    return this.stranger(`status ${response.status}`);
  }

  /** Return `error` in words, where it is one of the network. */
  private said(error: unknown): unknown {
    if (error instanceof TooLong) return this.stranger("its reply is too long");
    if (!(error instanceof NoAnswer)) return error;
    return refusal("no-answer", `no answer from ${this.address.url} (${error.reason}).`, {
      kept: KEPT,
      mend: "it is tried again; you can go on writing",
    });
  }

  private stranger(how: string): EngineError {
    return refusal("server", `${this.address.url} answered as no Twoway server does (${how}).`, {
      kept: KEPT,
      mend: "check the address; if it is right, ask whoever runs the server",
    });
  }
}

class TooLong extends Error {}

/** Nobody answered. `isLate`: it took too long, so trying at once again is of no use. */
class NoAnswer extends Error {
  readonly isLate: boolean;
  readonly reason: string;

  constructor(cause: unknown) {
    super("no answer", { cause });
    const name = cause instanceof Error ? cause.name : "";
    this.isLate = name === "TimeoutError" || name === "AbortError";
    this.reason = name === "TimeoutError" ? "it took too long" : reasonOf(cause);
  }
}

/** Return why nobody answered, in words. A browser does not tell a page more than that there was nothing. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error ? cause.cause : undefined;
  const code = typeof inner === "object" && inner !== null && "code" in inner ? inner.code : undefined;
  return code === "ECONNREFUSED" ? "connection refused" : "the connection failed";
}

/** Return the body of `response`, at most `limit` bytes of it; what is longer is cut, or refused. */
async function readUpTo(response: Response, limit: number, isCut: boolean): Promise<Bytes> {
  const reader = response.body?.getReader();
  const parts: Bytes[] = [];
  let size = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(new Uint8Array(value));
    size += value.length;
    if (size > limit) {
      void reader.cancel().catch(() => undefined);
      if (!isCut) throw new TooLong();
      break;
    }
  }
  return concat(...parts).slice(0, limit);
}
