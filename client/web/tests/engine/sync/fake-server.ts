/** A server in memory, reached by a stand-in of `fetch`: it passes for the real one, and can be made to lie. */
import { type Bytes, equal, hex } from "../../../src/core/bytes.ts";
import { type Kind, decodeCanonical, encode, encodeAs } from "../../../src/core/codec.ts";
import { BadRosterError } from "../../../src/core/errors.ts";
import { checkReplacement } from "../../../src/core/sealing/replacing.ts";
import { Segment } from "../../../src/core/sealing/segment.ts";
import { CONTENT_TYPE, MAX_REQUEST_BYTES } from "../../../src/core/sync/limits.ts";
import * as messages from "../../../src/core/sync/messages.ts";
import { checkFind, checkSignIn } from "../../../src/core/trust/auth.ts";
import { prefer } from "../../../src/core/trust/forks.ts";
import { DevicePublic } from "../../../src/core/sealing/keys.ts";
import { type Roster, found } from "../../../src/core/trust/roster.ts";
import { type RosterEntry, decodeRosterEntry, encodeRosterEntry, entryHash } from "../../../src/core/trust/statements.ts";
import { world } from "../../../src/engine/world.ts";
import { type Vector, addHead, fromWire, toWire } from "../../../src/engine/sync/vector.ts";

export const URL_OF_FAKE = "http://127.0.0.1:8470";

/** What a request that is not answered with bytes comes back as. */
class Status extends Error {
  constructor(readonly status: number) {
    super(String(status));
  }
}

const NOT_FOUND = 404;
const CONFLICT = 409;

export class FakeServer {
  roster: Roster | null = null;
  segments = new Map<string, Segment>();
  wanted = new Map<string, messages.SegmentPlace>();
  readonly slots = new Map<string, Bytes>();
  /** Every request, as "POST sync". */
  readonly asked: string[] = [];
  /** Called before each request is answered; may throw, as a network does. */
  before: (route: string) => void = () => undefined;
  /** Called before each answer is given; may throw: the request was heard, and its answer is lost. */
  after: (route: string) => void = () => undefined;
  /** Changes what is sent. */
  reply: (route: string, response: Response) => Response = (_, response) => response;
  private tokens = new Map<string, string>();

  constructor(readonly page = 3) {}

  /** The stand-in of `fetch`. */
  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const path = new URL(url).pathname;
    const route = path.split("/").at(-1) ?? "";
    this.asked.push(`${init.method ?? "GET"} ${route}`);
    this.before(route);
    const response = await this.answer(init, path, route);
    this.after(route);
    return this.reply(route, response);
  };

  /** Forget everything, as a server whose disk was lost. */
  wipe(): void {
    this.roster = null;
    this.segments = new Map();
    this.wanted = new Map();
    this.forgetTokens();
  }

  /** As a server that was started again. */
  forgetTokens(): void {
    this.tokens = new Map();
  }

  /** Return what stands here, to be put back with `restore`. */
  copy(): { roster: Roster | null; segments: Map<string, Segment> } {
    return { roster: this.roster, segments: new Map(this.segments) };
  }

  restore(copy: ReturnType<FakeServer["copy"]>): void {
    this.roster = copy.roster;
    this.segments = new Map(copy.segments);
    this.forgetTokens();
  }

  heads(): Vector {
    const named = new Set([...this.segments.values()].map((segment) => hex(segment.header.previous)));
    const heads: Vector = new Map();
    for (const [name, { header }] of this.segments) {
      if (!named.has(name)) addHead(heads, hex(header.chain), name, header.number);
    }
    return heads;
  }

  private async answer(init: RequestInit, path: string, route: string): Promise<Response> {
    const body = (init.body as Bytes | null | undefined) ?? new Uint8Array(0);
    if (path === "/") return new Response(`twoway-server 1 at ${URL_OF_FAKE}: hello`, { headers: { "Content-Type": "text/plain" } });
    try {
      if (body.length > MAX_REQUEST_BYTES) throw new Status(413);
      if (path.startsWith("/v1/mailboxes/")) {
        await new Promise((resolve) => setTimeout(resolve, 1)); // whoever waits lets others work
        return this.mailbox(init.method ?? "GET", path, body);
      }
      const data = await this.route(route, body, new Headers(init.headers));
      return new Response(data, { headers: { "Content-Type": CONTENT_TYPE } });
    } catch (error) {
      if (!(error instanceof Status)) throw error;
      return new Response(encode(["refused"]), { status: error.status, headers: { "Content-Type": CONTENT_TYPE } });
    }
  }

  private mailbox(method: string, path: string, body: Bytes): Response {
    const headers = { "Content-Type": CONTENT_TYPE };
    const [box = "", slot = ""] = path.split("/").slice(3);
    const isThere = [...this.slots.keys()].some((key) => key.startsWith(box));
    if (method === "DELETE") {
      for (const key of this.slots.keys()) if (key.startsWith(box)) this.slots.delete(key);
      return new Response(null, { status: 204 });
    }
    if (!isThere && !(method === "POST" && slot === "offer")) throw new Status(NOT_FOUND);
    const held = this.slots.get(`${box}/${slot}`);
    if (method === "GET") return held === undefined ? new Response(null, { status: 204 }) : new Response(held, { headers });
    if (held !== undefined && !equal(held, body)) throw new Status(CONFLICT);
    this.slots.set(`${box}/${slot}`, body);
    return new Response(null, { status: 204 });
  }

  private async route(route: string, body: Bytes, headers: Headers): Promise<Bytes> {
    const read = <T>(kind: Kind<T>): T => decodeCanonical(kind, body, MAX_REQUEST_BYTES);
    switch (route) {
      case "challenge":
        return encodeAs(messages.Challenge, { nonce: world.random(32) });
      case "token":
        return encodeAs(messages.SignedIn, await this.signIn(read(messages.SignIn)));
      case "roster":
        return encodeAs(messages.RosterState, await this.extend(read(messages.RosterPush).entries));
      case "journals":
        return encodeAs(messages.FoundJournals, await this.find(read(messages.FindJournals)));
      default:
        return this.behindToken(route, read, this.known(headers));
    }
  }

  private async behindToken(route: string, read: <T>(kind: Kind<T>) => T, roster: Roster): Promise<Bytes> {
    if (route === "sync") return encodeAs(messages.SyncReply, this.sync(roster, read(messages.SyncRequest)));
    if (route === "push") {
      const outcomes = read(messages.Push).segments.map((each) => this.push(roster, messages.unwire(each)));
      return encodeAs(messages.Pushed, { outcomes, roster: roster.head });
    }
    if (route === "wanted") {
      for (const place of read(messages.Wanted).add) this.wanted.set(hex(place.hash), place);
      return encodeAs(messages.WantedNow, { places: [...this.wanted.values()] });
    }
    if (route === "fetch") {
      const segments = read(messages.Fetch).places.flatMap((place) => this.segments.get(hex(place.hash)) ?? []);
      return encodeAs(messages.Fetched, { segments: segments.map((each) => messages.wire(each)) });
    }
    if (route === "bodies") {
      const outcomes: messages.Outcome[] = [];
      for (const each of read(messages.PutBodies).bodies) outcomes.push(await this.put(roster, each));
      return encodeAs(messages.Pushed, { outcomes, roster: roster.head });
    }
    throw new Status(NOT_FOUND);
  }

  private known(headers: Headers): Roster {
    const device = this.tokens.get((headers.get("Authorization") ?? "").replace("Bearer ", ""));
    if (this.roster === null || device === undefined || !this.roster.isStanding(device)) throw new Status(NOT_FOUND);
    return this.roster;
  }

  private async signIn(message: messages.SignIn): Promise<messages.SignedIn> {
    const member = this.roster?.members.get(hex(message.device));
    if (this.roster === null || member === undefined || member.revoked !== null) throw new Status(NOT_FOUND);
    await checkSignIn(member.public, URL_OF_FAKE, this.roster.journal, message.nonce, message.signature);
    const token = world.random(32);
    this.tokens.set(hex(token), hex(message.device));
    return { token, seconds: 900 };
  }

  private async find(message: messages.FindJournals): Promise<messages.FoundJournals> {
    const paper = new DevicePublic(message.signing, message.agreement);
    await checkFind(paper, URL_OF_FAKE, message.nonce, message.signature);
    return { journals: this.roster?.members.get(paper.id)?.isPaper === true ? [this.roster.journal] : [] };
  }

  private async extend(sent: readonly Bytes[]): Promise<messages.RosterState> {
    const entries = sent.map((data) => decodeRosterEntry(data));
    if (this.roster === null) this.roster = await found(entries);
    else this.roster = await this.grown(this.roster, entries);
    return { head: this.roster.head, count: this.roster.entries.length };
  }

  private async grown(roster: Roster, entries: readonly RosterEntry[]): Promise<Roster> {
    const fresh = entries.filter((entry) => roster.numberOf(entryHash(entry)) === null);
    try {
      return await roster.extended(fresh);
    } catch (error) {
      if (!(error instanceof BadRosterError)) throw error;
    }
    const first = entries[0] === undefined ? null : roster.numberOf(entryHash(entries[0]));
    if (first === null) throw new Status(NOT_FOUND);
    const other = await found([...roster.entries.slice(0, first), ...entries]);
    if (prefer(roster, other) === roster) throw new Status(CONFLICT);
    for (const [name, segment] of this.segments) {
      if (other.numberOf(segment.header.roster) === null) this.segments.delete(name);
    }
    return other;
  }

  private sync(roster: Roster, request: messages.SyncRequest): messages.SyncReply {
    const known = roster.numberOf(request.roster);
    const entries = roster.entries.slice(known === null ? 0 : known + 1).map((entry) => encodeRosterEntry(entry));
    const held = this.ancestors(fromWire(request.heads));
    const lacking = [...this.segments.values()].filter((segment) => !held.has(segment.name));
    lacking.sort((one, other) => one.header.number - other.header.number);
    const segments = lacking.slice(0, this.page).map((each) => messages.wire(each));
    return { roster: entries, heads: toWire(this.heads()), segments, more: lacking.length > this.page };
  }

  /** Return the heads, and all before them. */
  private ancestors(heads: Vector): Set<string> {
    const held = new Set<string>();
    for (const chain of heads.values()) {
      for (const head of chain.keys()) {
        for (let name = head; this.segments.has(name); name = hex(this.segments.get(name)?.header.previous ?? new Uint8Array(0))) {
          held.add(name);
        }
      }
    }
    return held;
  }

  private push(roster: Roster, segment: Segment): messages.Outcome {
    const { hash, header, name } = segment;
    if (this.segments.has(name)) return { hash, status: "known", reason: "" };
    if (roster.numberOf(header.roster) === null) return { hash, status: "refused", reason: "roster" };
    if (header.number > 1 && !this.segments.has(hex(header.previous))) return { hash, status: "refused", reason: "gap" };
    this.segments.set(name, segment);
    return { hash, status: "stored", reason: "" };
  }

  private async put(roster: Roster, { replacement }: messages.NewBody): Promise<messages.Outcome> {
    const hash = replacement.segment;
    const member = roster.members.get(hex(replacement.device));
    const held = this.segments.get(hex(hash));
    if (held === undefined || member === undefined) return { hash, status: "refused", reason: "unknown" };
    await checkReplacement(replacement, member.public);
    this.segments.set(hex(hash), new Segment(held.headerBytes, held.signature, replacement.body));
    this.wanted.delete(hex(hash));
    return { hash, status: "stored", reason: "" };
  }
}
