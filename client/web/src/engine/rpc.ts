/**
 * Between the page and the worker: calls one way, answers and what is told meanwhile the other. Plain data only.
 *
 * An EngineError crosses as its Trouble; any other error as one that nobody foresaw, so that a screen meets one kind.
 */
import { EngineError } from "./errors.ts";
import type { Engine, Trouble } from "./port.ts";
import { unforeseen } from "./statuses.ts";

/** The page's first words. `hadJournal`: whether it remembers one on this device. */
export interface Hello {
  hello: { hadJournal: boolean };
}

export interface Call {
  call: number;
  name: keyof Engine;
  args: unknown[];
}

/** Ends a `watch`. */
export interface End {
  end: number;
}

/** The person looks at the page again, or the network is back. */
export interface Nudge {
  nudge: true;
}

export type ToWorker = Hello | Call | End | Nudge;
export type ToPage =
  | { told: number; value: unknown }
  | { done: number; value: unknown }
  | { failed: number; trouble: Trouble };

/** Methods that take a function as their last argument, which hears what is told meanwhile. */
export const TELLING: ReadonlySet<keyof Engine> = new Set(["watch", "join", "invite"]);

/** One end of a channel: a worker, what a worker calls itself, a port. */
export interface Post<Out> {
  postMessage(message: Out): void;
}

/** What the worker's end serves. */
export type Served = Engine & { nudge: () => void };

/** Answer the page's calls with `engine`; returns what takes its messages. */
export function serve(engine: Served, post: Post<ToPage>): (message: Call | End | Nudge) => void {
  const ends = new Map<number, () => void>();
  return (message) => {
    if ("nudge" in message) {
      engine.nudge();
      return;
    }
    if ("end" in message) {
      ends.get(message.end)?.();
      ends.delete(message.end);
      return;
    }
    const { call, name, args } = message;
    const tell = (value: unknown): void => post.postMessage({ told: call, value });
    if (name === "watch") {
      ends.set(call, engine.watch(tell));
      return;
    }
    void run(engine, name, TELLING.has(name) ? [...args, tell] : args).then(
      (value) => post.postMessage({ done: call, value }),
      (error: unknown) => {
        const trouble = error instanceof EngineError ? error.trouble : unforeseen(error);
        post.postMessage({ failed: call, trouble });
      },
    );
  };
}

/** Every method of an engine takes and gives plain data: the types are checked where `Engine` is implemented. */
async function run(engine: Engine, name: Exclude<keyof Engine, "watch">, args: unknown[]): Promise<unknown> {
  const method = engine[name] as (...given: unknown[]) => Promise<unknown>;
  return method.apply(engine, args);
}
