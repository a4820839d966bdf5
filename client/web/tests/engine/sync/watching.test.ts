import { describe, expect, test } from "vitest";
import type { Socket } from "../../../src/engine/sync/hints.ts";
import { Listener, STEADY_MS } from "../../../src/engine/sync/hints.ts";
import type { Outside } from "../../../src/engine/sync/outside.ts";
import { originOf } from "../../../src/engine/sync/outside.ts";
import { refusal } from "../../../src/engine/sync/refusals.ts";
import { ELSEWHERE_MS, HINTS_MS, NOTES_MS, POLL_MS, Schedule, backOff } from "../../../src/engine/sync/schedule.ts";
import { type Exchanged, Watch } from "../../../src/engine/sync/watching.ts";

const TOKEN = new Uint8Array(32).fill(1);

class FakeSocket implements Socket {
  binaryType = "";
  readonly sent: Uint8Array[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((how: { code: number }) => void) | null = null;

  constructor(readonly url: string) {}

  send(data: Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.end(1000);
  }

  end(code: number): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onclose?.({ code });
  }
}

/** A world whose time passes only when a test says so. */
class Time {
  ms = 0;
  readonly sockets: FakeSocket[] = [];
  private readonly timers = new Set<{ at: number; act: () => void }>();

  readonly outside: Outside = {
    fetch: () => Promise.reject(new TypeError("no network")),
    connect: (url) => {
      const socket = new FakeSocket(url);
      this.sockets.push(socket);
      return socket;
    },
    now: () => this.ms,
    chance: () => 1,
    later: (act, ms) => {
      const timer = { at: this.ms + ms, act };
      this.timers.add(timer);
      return () => void this.timers.delete(timer);
    },
    sleep: () => Promise.resolve(),
    origin: "",
    isWatching: true,
  };

  async pass(ms: number): Promise<void> {
    const until = this.ms + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = [...this.timers].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.timers.delete(next);
      this.ms = Math.max(this.ms, next.at);
      next.act();
    }
    this.ms = until;
  }
}

describe("a schedule", () => {
  test("is due at once, then every minute", () => {
    const schedule = new Schedule(0);
    const first = schedule.wait(0);
    schedule.exchanged(10, schedule.began());

    expect(first).toBe(0);
    expect(schedule.wait(10)).toBe(POLL_MS);
  });

  test("gathers what is written, and what is hinted", () => {
    const schedule = new Schedule(0);
    schedule.exchanged(0, schedule.began());
    schedule.wrote(1000);
    const wrote = schedule.wait(1000);
    schedule.wrote(2500);
    const again = schedule.wait(2500);
    schedule.exchanged(3000, schedule.began());
    schedule.hinted(3100);

    expect([wrote, again]).toEqual([NOTES_MS, 500]);
    expect(schedule.wait(3100)).toBe(HINTS_MS - 100);
  });

  test("keeps what is written or hinted while an exchange runs for the next one", () => {
    const written = new Schedule(0);
    const hinted = new Schedule(0);
    const [atWriting, atHint] = [written.began(), hinted.began()];
    written.wrote(900);
    hinted.hinted(900);
    written.exchanged(1000, atWriting);
    hinted.exchanged(1000, atHint);

    expect(written.wait(1000)).toBe(NOTES_MS - 100);
    expect(hinted.wait(1000)).toBe(HINTS_MS);
  });

  test("waits longer after each failure, up to a minute, and not when somebody comes back", () => {
    const schedule = new Schedule(0);
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      schedule.failed(0, 1);
      return schedule.wait(0);
    });
    schedule.nudged(0);

    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(schedule.wait(0)).toBe(0);
    expect(backOff(3, 0)).toBe(2000);
  });
});

describe("a listener", () => {
  test("says its token first, and nothing else", () => {
    const time = new Time();
    const listener = new Listener("wss://x/live", { ...time.outside, connect: (url) => time.outside.connect?.(url) as Socket }, () => undefined);
    listener.offer(TOKEN);
    const [socket] = time.sockets;
    const before = socket?.sent.length;
    socket?.onopen?.();
    listener.close();

    expect(before).toBe(0);
    expect(socket?.url).toBe("wss://x/live");
    expect(socket?.sent).toEqual([TOKEN]);
    expect(socket?.isClosed).toBe(true);
  });

  test("tells at most ten hints a second, and the last one always", async () => {
    const time = new Time();
    let told = 0;
    const listener = new Listener("wss://x", { ...time.outside, connect: (url) => time.outside.connect?.(url) as Socket }, () => {
      told += 1;
    });
    listener.offer(TOKEN);
    time.sockets[0]?.onopen?.();
    for (let hint = 0; hint < 1000; hint += 1) time.sockets[0]?.onmessage?.();
    const atOnce = told;
    await time.pass(1000);

    expect(atOnce).toBe(1);
    expect(told).toBe(2);
    listener.close();
  });

  test("comes back later each time, at once to a server that only wants another token", async () => {
    const time = new Time();
    let told = 0;
    const listener = new Listener("wss://x", { ...time.outside, connect: (url) => time.outside.connect?.(url) as Socket }, () => {
      told += 1;
    });
    listener.offer(TOKEN);
    time.sockets[0]?.end(1006);
    await time.pass(999);
    const early = time.sockets.length;
    await time.pass(1);
    time.sockets[1]?.end(1006);
    await time.pass(1999);
    const second = time.sockets.length;
    await time.pass(1);
    const third = time.sockets.length;
    time.sockets[2]?.onopen?.();
    await time.pass(STEADY_MS + 1);
    time.sockets[2]?.end(4001);
    await time.pass(1000);
    const withoutToken = time.sockets.length;
    listener.offer(TOKEN);

    expect([early, second, third, withoutToken]).toEqual([1, 2, 3, 3]);
    expect(time.sockets).toHaveLength(4);
    expect(told).toBe(3);
    listener.close();
  });

  test("gives up a connection that does not come about", async () => {
    const time = new Time();
    const listener = new Listener("wss://x", { ...time.outside, connect: (url) => time.outside.connect?.(url) as Socket }, () => undefined);
    listener.offer(TOKEN);
    await time.pass(20_000);

    expect(time.sockets[0]?.isClosed).toBe(true);
    listener.close();
  });
});

describe("a watch", () => {
  function watch(time: Time, exchange: () => Promise<Exchanged>): { watch: Watch; runs: number[] } {
    const runs: number[] = [];
    const made = new Watch(time.outside, "ws://x/live", async () => {
      runs.push(time.ms);
      return exchange();
    });
    return { watch: made, runs };
  }

  test("exchanges at once, at a hint, two seconds after a note, and every minute", async () => {
    const time = new Time();
    const { watch: made, runs } = watch(time, async () => Promise.resolve({ token: TOKEN }));
    await time.pass(10_000);
    time.sockets[0]?.onopen?.();
    time.sockets[0]?.onmessage?.();
    await time.pass(10_000);
    made.wrote();
    made.wrote();
    await time.pass(10_000);
    await time.pass(60_000);
    made.close();

    expect(runs).toEqual([0, 10_000, 22_000, 82_000]);
  });

  test("goes on where time may mend it, and ends where it does not, until somebody comes back", async () => {
    const time = new Time();
    let code = "no-answer";
    const { watch: made, runs } = watch(time, async () => Promise.reject(refusal(code, "no", { mend: "" })));
    await time.pass(2_000);
    const tries = runs.length;
    code = "revoked";
    await time.pass(2_000);
    const before = runs.length;
    await time.pass(600_000);
    const after = runs.length;
    made.nudge();
    await time.pass(10);
    made.close();
    await time.pass(600_000);

    expect(tries).toBe(2);
    expect(after).toBe(before);
    expect(runs).toHaveLength(after + 1);
  });

  test.each([
    ["a note", (made: Watch) => made.wrote(), NOTES_MS],
    ["a hint", (_: Watch, time: Time) => time.sockets[0]?.onmessage?.(), HINTS_MS],
  ])("does not lose %s that comes while an exchange runs, nor while one fails", async (_, wake, ms) => {
    const time = new Time();
    let [left, isBroken] = [0, false];
    const { watch: made, runs } = watch(time, async () => {
      if (left > 0) {
        left -= 1;
        wake(made, time);
        if (isBroken) throw refusal("no-answer", "no", { mend: "" });
      }
      return { token: TOKEN };
    });
    await time.pass(10_000);
    time.sockets[0]?.onopen?.();
    left = 3;
    made.wrote();
    await time.pass(2_000 + 3 * ms);
    const wellUp = runs.length;
    await time.pass(10_000);
    const then = runs.length;
    [left, isBroken] = [1, true];
    made.wrote();
    await time.pass(2_000 + 1_000);
    made.close();

    expect(wellUp).toBe(1 + 1 + 3); // the last of them began once nothing came any more
    expect(then).toBe(wellUp);
    expect(runs).toHaveLength(then + 2);
  });

  test("does not lose a note that is written while somebody's own exchange runs", async () => {
    const time = new Time();
    const { watch: made, runs } = watch(time, async () => Promise.resolve({ token: TOKEN }));
    await time.pass(10_000);
    const answered = made.began();
    made.wrote();
    await time.pass(1_000);
    made.exchanged(TOKEN, answered);
    await time.pass(NOTES_MS);
    made.close();

    expect(runs).toEqual([0, 12_000]);
  });

  test("looks again soon where another window exchanges: that one may be past what was written here", async () => {
    const time = new Time();
    let isElsewhere = true;
    const { watch: made, runs } = watch(time, async () => Promise.resolve(isElsewhere ? "elsewhere" : { token: TOKEN }));
    await time.pass(3 * ELSEWHERE_MS);
    const tries = runs.length;
    isElsewhere = false;
    await time.pass(10 * ELSEWHERE_MS);
    made.close();

    expect(tries).toBe(4);
    expect(runs).toHaveLength(5);
  });

  test("never runs twice at once", async () => {
    const time = new Time();
    let underWay = 0;
    let most = 0;
    const { watch: made } = watch(time, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return { token: null };
    });
    await time.pass(1);
    made.wrote();
    made.nudge();
    await time.pass(5_000);
    made.close();

    expect(most).toBe(1);
  });
});

test("the app knows which server it came from", () => {
  expect(originOf("https://sync.example.org/app/assets/worker.js")).toBe("https://sync.example.org");
  expect(originOf("https://example.org/twoway/app/")).toBe("https://example.org/twoway");
  expect(originOf("https://example.org/")).toBe("");
});
