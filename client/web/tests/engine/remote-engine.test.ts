import { expect, test, vi } from "vitest";
import { EngineError } from "../../src/engine/errors.ts";
import type { JoinStep, Status, Written } from "../../src/engine/port.ts";
import { type RemoteEngine, remoteEngine, type WorkerLike } from "../../src/engine/remote-engine.ts";
import { serve, type Served, type ToPage, type ToWorker } from "../../src/engine/rpc.ts";

/** An engine that a test fills as far as it needs it. */
function engineOf(parts: Partial<Served>): Served {
  return parts as Served;
}

interface Bench {
  remote: RemoteEngine;
  workers: WorkerLike[];
  hellos: object[];
}

/** The page's end and the worker's, with structured clones between them as in a browser. */
function bench(engine: Served): Bench {
  const workers: WorkerLike[] = [];
  const hellos: object[] = [];
  const remote = remoteEngine(
    () => {
      let isDead = false;
      const worker: WorkerLike = {
        onmessage: null,
        onerror: null,
        terminate: () => {
          isDead = true;
        },
        postMessage(message: ToWorker) {
          const data = structuredClone(message);
          if ("hello" in data) hellos.push(data.hello);
          else queueMicrotask(() => !isDead && answer(data));
        },
      };
      const answer = serve(engine, {
        postMessage(message: ToPage) {
          worker.onmessage?.({ data: structuredClone(message) } as MessageEvent<ToPage>);
        },
      });
      workers.push(worker);
      return worker;
    },
    () => ({ hadJournal: true }),
  );
  return { remote, workers, hellos };
}

test("calls go through with their arguments, and answers come back", async () => {
  const write = vi.fn(async () => ({ ids: ["ab"], at_ms: 5 }));
  const { remote, hellos } = bench(engineOf({ write }));
  const events = [{ type: "jot.noted", fields: { text: "a" } }];

  expect(await remote.write(events)).toEqual({ ids: ["ab"], at_ms: 5 });
  expect(write).toHaveBeenCalledWith(events);
  expect(hellos).toEqual([{ hadJournal: true }]);
});

test("a refusal arrives as an EngineError with its trouble; any other error as one nobody foresaw", async () => {
  const trouble = { code: "no-room", what: "full.", kept: "all", mend: "free some" };
  const { remote } = bench(
    engineOf({
      write: () => Promise.reject(new EngineError(trouble)),
      drafts: () => Promise.reject(new RangeError("oops")),
    }),
  );

  await expect(remote.write([])).rejects.toMatchObject({ trouble });
  const error = await remote.drafts().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineError);
  expect((error as EngineError).trouble.code).toBe("unforeseen");
  expect((error as EngineError).trouble.what).toContain("oops");
});

test("what is told meanwhile arrives before the answer", async () => {
  const steps: JoinStep[] = [];
  const { remote } = bench(
    engineOf({
      async join(_, told) {
        told({ step: "found", mailbox: "m" });
        told({ step: "done" });
      },
    }),
  );
  await remote.join({ secret: "s", name: "n" }, (step) => steps.push(step));

  expect(steps).toEqual([{ step: "found", mailbox: "m" }, { step: "done" }]);
});

test("watching hears every status until it is ended", async () => {
  let tell: (status: Status) => void = () => undefined;
  const ended = vi.fn();
  const { remote } = bench(
    engineOf({
      watch(told) {
        tell = told;
        return ended;
      },
    }),
  );
  const heard: number[] = [];
  const end = remote.watch((status) => heard.push(status.unsynced));
  await vi.waitFor(() => expect(tell.length).toBe(1));
  tell({ unsynced: 1 } as Status);
  tell({ unsynced: 2 } as Status);
  end();
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  tell({ unsynced: 3 } as Status);

  expect(heard).toEqual([1, 2]);
});

test("a nudge is passed on to a worker that is there", async () => {
  const nudge = vi.fn();
  const { remote, workers } = bench(engineOf({ nudge, sync: async () => undefined }));
  remote.nudge();
  expect(workers).toHaveLength(0);
  await remote.sync();
  remote.nudge();

  await vi.waitFor(() => expect(nudge).toHaveBeenCalledTimes(1));
});

test("a worker that dies refuses what was under way, and another one takes over", async () => {
  const watch = vi.fn(() => () => undefined);
  const never = (): Promise<never> => new Promise(() => undefined);
  const { remote, workers } = bench(engineOf({ watch, write: never, sync: async () => undefined }));
  remote.watch(() => undefined);
  const lost = remote.write([]).catch((error: unknown) => error);
  workers[0]?.onerror?.({ message: "out of memory" } as ErrorEvent);

  expect(await lost).toMatchObject({ trouble: { code: "engine" } });
  await remote.sync();
  expect(workers).toHaveLength(2);
  expect(watch).toHaveBeenCalledTimes(1);
});

test("a worker that cannot be started refuses, and does not throw", async () => {
  const remote = remoteEngine(
    () => {
      throw new TypeError("a script of somewhere else");
    },
    () => ({ hadJournal: false }),
  );

  await expect(remote.sync()).rejects.toMatchObject({ trouble: { code: "engine" } });
});

test("is calm once everything that was to be kept is, or was refused; what only asks is not waited for", async () => {
  let save: (value: Written) => void = () => undefined;
  const writing = new Promise<Written>((resolve) => {
    save = resolve;
  });
  const engine = engineOf({
    write: () => writing,
    keepDraft: () => Promise.reject(new EngineError("no-room", "no room")),
    sync: () => new Promise(() => undefined),
  });
  const { remote } = bench(engine);
  void remote.sync();
  void remote.keepDraft({ where: "jot", text: "a" }, false).catch(() => undefined);
  void remote.write([]);
  const order: string[] = [];
  const calm = remote.calm().then(() => order.push("calm"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  order.push("saved");
  save({ ids: [], at_ms: 0 });
  await calm;

  expect(order).toEqual(["saved", "calm"]);
});
