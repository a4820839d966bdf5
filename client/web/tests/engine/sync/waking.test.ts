/** A whole device that exchanges by itself, in a time that passes only when a test says so. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Outside } from "../../../src/engine/sync/outside.ts";
import { ELSEWHERE_MS, HINTS_MS, NOTES_MS } from "../../../src/engine/sync/schedule.ts";
import { URL_OF_FAKE } from "./fake-server.ts";
import { type Device, Town, note } from "./town.ts";

const ASKED = ["get", "many", "all", "keys", "count", "segmentsAfter", "waiting", "commit"] as const;
/** Until what is written now is gathered, and the pause after an exchange over. */
const SOON_MS = NOTES_MS + HINTS_MS;
const NAME = "phone";

type Answer = (...given: unknown[]) => Promise<unknown>;

/** Acts once, before or after a chosen one of the calls that were made to pass by here. */
class Moments {
  private act: (() => Promise<unknown>) | null = null;
  private left = 0;

  /** Let `act` happen after `count` moments have passed. */
  after(count: number, act: () => Promise<unknown>): void {
    this.left = count;
    this.act = act;
  }

  /** Return whether it has not happened; it will not any more. */
  cancel(): boolean {
    const isLeft = this.act !== null;
    this.act = null;
    return isLeft;
  }

  /** Return `call` with a moment before and one after it. */
  around(call: Answer): Answer {
    return async (...given) => {
      await this.pass();
      const answer = await call(...given);
      await this.pass();
      return answer;
    };
  }

  private async pass(): Promise<void> {
    const { act } = this;
    if (act === null || this.left-- > 0) return;
    this.act = null; // what it does itself has no moments
    await act();
  }
}

/** The time of one device, its timers, and the moments at which it waits for its storage or the server. */
class Scene {
  ms = 0;
  readonly moments = new Moments();
  readonly town = new Town();
  private readonly timers = new Set<{ at: number; act: () => void }>();

  private constructor() {}

  /** Return a device with a journal, all of it on the server, and nothing to do. */
  static async begin(): Promise<{ scene: Scene; phone: Device }> {
    const scene = new Scene();
    const phone = await scene.town.device(NAME, scene.outside());
    await phone.side.found({ name: NAME, server: URL_OF_FAKE });
    const { store } = phone.desk;
    for (const name of ASKED) {
      Reflect.set(store, name, scene.moments.around(store[name].bind(store) as Answer));
    }
    await scene.pass(SOON_MS, phone);
    return { scene, phone };
  }

  private outside(): Partial<Outside> {
    return {
      fetch: this.moments.around(this.town.server.fetch as Answer) as Outside["fetch"],
      isWatching: true,
      now: () => this.ms,
      later: (act, ms) => {
        const timer = { at: this.ms + ms, act };
        this.timers.add(timer);
        return () => void this.timers.delete(timer);
      },
    };
  }

  /** Let `ms` pass; an exchange takes none. */
  async pass(ms: number, device: Device): Promise<void> {
    const until = this.ms + ms;
    for (;;) {
      await atRest(device);
      const [next] = [...this.timers].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.timers.delete(next);
      this.ms = Math.max(this.ms, next.at);
      next.act();
    }
    this.ms = until;
  }
}

/** Wait until `device` exchanges nothing by itself. */
async function atRest({ side }: Device): Promise<void> {
  const watch: unknown = Reflect.get(side, "watch");
  do await new Promise((resolve) => setTimeout(resolve, 1));
  while (typeof watch === "object" && watch !== null && Reflect.get(watch, "isBusy") === true);
}

/** Return how much of what `device` holds the server has not got. */
async function unsent({ desk }: Device): Promise<number> {
  const segments = await desk.store.all("segments");
  return (await desk.store.waiting()) + segments.filter((row) => row.pushed === 0).length;
}

describe("a note that is written while an exchange runs", () => {
  let scene: Scene;
  let phone: Device;

  beforeEach(async () => {
    ({ scene, phone } = await Scene.begin());
  });

  /** Write a note, and `act` after each of the moments of the exchange that sends it, an exchange each. */
  async function atEachMoment(act: () => Promise<unknown>, exchange: () => Promise<unknown>): Promise<[number, number[]]> {
    const left: number[] = [];
    for (let moment = 0; ; moment += 1) {
      await note(phone, `note ${moment}`);
      scene.moments.after(moment, act);
      await exchange();
      if (scene.moments.cancel()) return [moment, left];
      await scene.pass(SOON_MS, phone);
      if ((await unsent(phone)) > 0) left.push(moment);
      await scene.pass(60_000, phone);
    }
  }

  test("is sent soon after it, at whatever moment it comes", async () => {
    const [moments, left] = await atEachMoment(
      () => note(phone, "note meanwhile"),
      () => scene.pass(NOTES_MS, phone),
    );

    expect(left).toEqual([]);
    expect(moments).toBeGreaterThan(50);
  });

  test("is sent soon after it, also where somebody asked for that exchange", async () => {
    const [moments, left] = await atEachMoment(
      () => note(phone, "note meanwhile"),
      () => phone.side.sync(),
    );

    expect(left).toEqual([]);
    expect(moments).toBeGreaterThan(50);
  });

  test("is sent soon after it, also where that exchange breaks off", async () => {
    const [moments, left] = await atEachMoment(
      async () => {
        await note(phone, "note meanwhile");
        throw new TypeError("no network");
      },
      () => scene.pass(NOTES_MS, phone),
    );

    expect(left).toEqual([]);
    expect(moments).toBeGreaterThan(50);
  });

  test("is sent soon after that of another window, which may be past it", async () => {
    await phone.desk.alone("exchange", async () => {
      await note(phone, "note");
      await scene.pass(NOTES_MS + ELSEWHERE_MS, phone);
    });
    const before = await unsent(phone);
    await scene.pass(ELSEWHERE_MS, phone);

    expect(before).toBe(1);
    expect(await unsent(phone)).toBe(0);
  });

  test("makes one exchange more, and no others", async () => {
    await note(phone, "note");
    scene.moments.after(60, () => note(phone, "note meanwhile"));
    scene.town.server.asked.length = 0;
    await scene.pass(50_000, phone);

    expect(scene.town.server.asked).toEqual(["POST sync", "POST push", "POST sync", "POST push"]);
  });
});
