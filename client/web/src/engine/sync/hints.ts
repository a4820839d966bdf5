/**
 * Live hints: a WebSocket that is kept open and says when there may be something to pull.
 *
 * What a server says on it is never looked at: any message is a reason to pull, and no more than ten a second are
 * told; one that came too soon is told later. The token is the first message, never part of the address; a redirect cannot be followed by a browser here.
 */
import type { Bytes } from "../../core/bytes.ts";
import { backOff } from "./schedule.ts";

/** A socket that lasted so long was a good one: after it, waiting begins anew. */
export const STEADY_MS = 60_000;
const CONNECT_MS = 20_000;
const PACE_MS = 100;
const CLOSE_NOT_ALLOWED = 4001;

/** What of a WebSocket is used here. */
export interface Socket {
  binaryType: string;
  send(data: Bytes): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: (() => void) | null;
  onerror: (() => void) | null;
  onclose: ((how: { code: number }) => void) | null;
}

/** What a listener needs of the world; times in milliseconds, `chance` from 0 to 1. */
interface Ears {
  connect(url: string): Socket;
  now(): number;
  chance(): number;
  later(act: () => void, ms: number): () => void;
}

/** Calls `news` whenever there may be something to pull from the live address `url`. */
export class Listener {
  private token: Bytes | null = null;
  private socket: Socket | null = null;
  private failures = 0;
  private wasRefused = false;
  private isClosed = false;
  private toldAt = -Infinity;
  private isTelling = false;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly url: string,
    private readonly ears: Ears,
    private readonly news: () => void,
  ) {}

  /** Give the newest token; the next socket begins with it. */
  offer(token: Bytes): void {
    this.token = token;
    if (this.socket === null && this.cancel === null) this.open();
  }

  /** Come back at once: the page is seen again, or the network is back. */
  nudge(): void {
    if (this.socket !== null || this.cancel === null) return;
    this.cancel();
    this.cancel = null;
    this.failures = 0;
    this.open();
  }

  /** End the socket, for good. */
  close(): void {
    this.isClosed = true;
    this.cancel?.();
    this.cancel = null;
    this.socket?.close();
    this.socket = null;
  }

  private open(): void {
    const token = this.token;
    if (this.isClosed || token === null) return;
    const began = this.ears.now();
    let socket: Socket;
    try {
      socket = this.ears.connect(this.url);
    } catch {
      this.ended(began, 0);
      return;
    }
    socket.binaryType = "arraybuffer";
    const giveUp = this.ears.later(() => socket.close(), CONNECT_MS);
    socket.onopen = () => {
      giveUp();
      socket.send(token);
    };
    socket.onmessage = () => this.tell();
    const end = (code: number): void => {
      giveUp();
      if (this.socket === socket) this.ended(began, code);
    };
    socket.onerror = () => end(0); // not everything closes what never opened
    socket.onclose = ({ code }) => end(code);
    this.socket = socket;
  }

  private tell(): void {
    if (this.isTelling) return;
    const since = this.ears.now() - this.toldAt;
    if (since >= PACE_MS) {
      this.say();
      return;
    }
    this.isTelling = true;
    this.ears.later(() => {
      this.isTelling = false;
      this.say();
    }, PACE_MS - since);
  }

  private say(): void {
    this.toldAt = this.ears.now();
    if (!this.isClosed) this.news();
  }

  /** Wait, and come back. A server that was started again only wants a new token: no long wait for that. */
  private ended(began: number, code: number): void {
    this.socket = null;
    if (this.isClosed) return;
    const isRefused = code === CLOSE_NOT_ALLOWED;
    const isThere = this.ears.now() - began > STEADY_MS || (isRefused && !this.wasRefused);
    this.failures = isThere ? 1 : this.failures + 1;
    this.wasRefused = isRefused;
    if (isRefused) this.token = null;
    this.cancel = this.ears.later(
      () => {
        this.cancel = null;
        this.open();
      },
      backOff(this.failures, this.ears.chance()),
    );
    this.news(); // an exchange makes up for what was missed, brings a new token, or says why there is none
  }
}
