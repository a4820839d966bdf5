/**
 * The page's end of the engine: every call goes to a worker and comes back as a promise.
 *
 * A worker that dies rejects what was asked of it, for nobody knows what of that is on the disk; the next call starts
 * another one, and whoever watches goes on watching.
 */
import { EngineError } from "./errors.ts";
import type { Engine, Status } from "./port.ts";
import { type Hello, TELLING, type ToPage, type ToWorker } from "./rpc.ts";

/** What a page needs of a `Worker`. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ToPage>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Pending {
  done: (value: unknown) => void;
  failed: (error: EngineError) => void;
  told: ((value: never) => void) | undefined;
}

/** The names of all methods but `watch`: a record, so that none is forgotten. */
const METHODS: Record<Exclude<keyof Engine, "watch">, true> = {
  found: true,
  makePaper: true,
  confirmPaper: true,
  tryPaper: true,
  join: true,
  invite: true,
  compare: true,
  register: true,
  unlock: true,
  lock: true,
  setPassphrase: true,
  keepDraft: true,
  drafts: true,
  write: true,
  undo: true,
  erase: true,
  exportUnsynced: true,
  sync: true,
  revoke: true,
  leave: true,
  acceptLoss: true,
  verify: true,
  view: true,
};

/** Calls after which something is on the disk that is nowhere else yet. */
const KEEPING: readonly (keyof Engine)[] = ["write", "keepDraft", "undo", "erase", "found", "setPassphrase"];

class Line {
  readonly #start: () => WorkerLike;
  readonly #hello: () => Hello["hello"];
  readonly #pending = new Map<number, Pending>();
  readonly #watching = new Map<number, (status: Status) => void>();
  readonly #keeping = new Set<Promise<unknown>>();
  #worker: WorkerLike | null = null;
  #next = 1;

  constructor(start: () => WorkerLike, hello: () => Hello["hello"]) {
    this.#start = start;
    this.#hello = hello;
  }

  call(name: keyof Engine, args: unknown[], told?: (value: never) => void): Promise<unknown> {
    const answer = new Promise<unknown>((done, failed) => {
      const call = this.#next++;
      this.#pending.set(call, { done, failed, told });
      this.#send({ call, name, args });
    });
    if (KEEPING.includes(name)) {
      const over = answer.then(() => undefined, () => undefined).finally(() => this.#keeping.delete(over));
      this.#keeping.add(over);
    }
    return answer;
  }

  async calm(): Promise<void> {
    while (this.#keeping.size > 0) await Promise.all(this.#keeping);
  }

  watch(told: (status: Status) => void): () => void {
    const call = this.#next++;
    this.#watching.set(call, told);
    this.#send({ call, name: "watch", args: [] });
    return () => {
      this.#watching.delete(call);
      this.#worker?.postMessage({ end: call });
    };
  }

  /** Pass it on; a worker that is not there yet begins by seeing what is new. */
  nudge(): void {
    this.#worker?.postMessage({ nudge: true });
  }

  #send(message: ToWorker): void {
    try {
      (this.#worker ??= this.#started()).postMessage(message);
    } catch (error) {
      this.#died(error instanceof Error ? error.message : String(error));
    }
  }

  #started(): WorkerLike {
    const worker = this.#start();
    worker.onmessage = ({ data }) => this.#heard(data);
    worker.onerror = (event) => this.#died(event.message);
    worker.postMessage({ hello: this.#hello() });
    for (const call of this.#watching.keys()) worker.postMessage({ call, name: "watch", args: [] });
    return worker;
  }

  #heard(message: ToPage): void {
    if ("told" in message) {
      (this.#watching.get(message.told) as ((value: unknown) => void) | undefined)?.(message.value);
      (this.#pending.get(message.told)?.told as ((value: unknown) => void) | undefined)?.(message.value);
    } else if ("done" in message) {
      this.#take(message.done)?.done(message.value);
    } else {
      this.#take(message.failed)?.failed(new EngineError(message.trouble));
    }
  }

  #take(call: number): Pending | undefined {
    const pending = this.#pending.get(call);
    this.#pending.delete(call);
    return pending;
  }

  #died(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { failed } of lost) {
      failed(
        new EngineError("engine", `the app stopped in the midst of this (${reason || "no reason given"}).`, {
          kept: "everything that was saved before; the words stay where they are",
          mend: "Look whether it was saved, then try again.",
        }),
      );
    }
  }
}

/** An engine elsewhere, which may be told to see what is new. `calm`: nothing is on its way to the disk. */
export type RemoteEngine = Engine & { nudge: () => void; calm: () => Promise<void> };

/** Return the engine behind the worker that `start` starts; `hello` is what the page tells it first. */
export function remoteEngine(start: () => WorkerLike, hello: () => Hello["hello"]): RemoteEngine {
  const line = new Line(start, hello);
  const methods = Object.keys(METHODS).map((name) => [name, methodOf(line, name as keyof typeof METHODS)]);
  const watch: Engine["watch"] = (told) => line.watch(told);
  return { ...(Object.fromEntries(methods) as Omit<Engine, "watch">), watch, nudge: () => line.nudge(), calm: () => line.calm() };
}

function methodOf(line: Line, name: keyof typeof METHODS): (...args: unknown[]) => Promise<unknown> {
  if (!TELLING.has(name)) return (...args) => line.call(name, args);
  return (...args) => line.call(name, args.slice(0, -1), args.at(-1) as (value: never) => void);
}
