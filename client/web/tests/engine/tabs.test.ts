import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openTabs, type Tabs, WAIT_MS } from "../../src/engine/tabs.ts";

type Granted = (lock: unknown) => Promise<unknown>;

/** Web Locks of one browser, as far as they are used. */
function browserLocks(): { request: (name: string, how: LockOptions, granted: Granted) => Promise<unknown> } {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request(name, { ifAvailable, signal }, granted) {
      if (ifAvailable === true && held.has(name)) return granted(null);
      while (held.has(name)) {
        await Promise.race([held.get(name), new Promise((go) => signal?.addEventListener("abort", go))]);
        if (signal?.aborted === true) throw new DOMException("no longer wanted", "AbortError");
      }
      const run = granted({ name });
      held.set(name, run.catch(() => undefined).finally(() => held.delete(name)));
      return run;
    },
  };
}

interface Gate {
  until: Promise<void>;
  open: () => void;
}

function gate(): Gate {
  let open = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { until, open };
}

const noOne = (): void => undefined;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each([
  ["by Web Locks, in two windows", true],
  ["without Web Locks, in one window", false],
])("taking turns %s", (_, hasLocks) => {
  let one: Tabs;
  let other: Tabs;

  beforeEach(() => {
    vi.stubGlobal("navigator", hasLocks ? { locks: browserLocks() } : {});
    one = openTabs("t");
    other = hasLocks ? openTabs("t") : one;
  });

  test("is one after another, whatever happens to each", async () => {
    const ran: number[] = [];
    const slow = gate();
    const runs = [
      one.inTurn("write", async () => slow.until.then(() => ran.push(1)), noOne),
      other.inTurn("write", async () => Promise.reject(new Error("failed")), noOne),
      one.inTurn("write", async () => ran.push(3), noOne),
    ];
    slow.open();

    expect((await Promise.allSettled(runs)).map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(ran).toEqual([1, 3]);
  });

  test("ends after five seconds with a refusal, and the others go on", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stuck = gate();
    const holds = one.inTurn("write", () => stuck.until, noOne);
    const told: boolean[] = [];
    const waits = (isWaiting: boolean): void => void told.push(isWaiting);
    const late = other.inTurn("write", async () => "late", waits).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    stuck.open();
    await holds;

    expect(await late).toMatchObject({ trouble: { code: "busy" } });
    expect(told).toContain(true);
    expect(told.at(-1)).toBe(false);
    expect(await one.inTurn("write", async () => "next", noOne)).toBe("next");
  });

  test("of another name is no obstacle", async () => {
    const stuck = gate();
    const holds = one.inTurn("write", () => stuck.until, noOne);

    expect(await other.inTurn("exchange", async () => "done", noOne)).toBe("done");
    stuck.open();
    await holds;
  });

  test("alone is not at all where another does the same", async () => {
    const stuck = gate();
    const holds = one.alone("exchange", () => stuck.until.then(() => "first"));

    expect(await other.alone("exchange", async () => "second")).toBeNull();
    stuck.open();
    expect(await holds).toBe("first");
    expect(await other.alone("exchange", async () => "third")).toBe("third");
  });
});

test("what one window tells the others hear, and itself does not", async () => {
  const [one, other] = [openTabs("u"), openTabs("u")];
  const heard = { one: vi.fn(), other: vi.fn() };
  one.hear(heard.one);
  other.hear(heard.other);
  one.tell({ news: "changed", bodies: ["ab"] });

  await vi.waitFor(() => expect(heard.other).toHaveBeenCalledWith({ news: "changed", bodies: ["ab"] }));
  expect(heard.one).not.toHaveBeenCalled();
});
