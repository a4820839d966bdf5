/** A newer app: which worker is told to take over, how long that is waited for, and what a window says of itself. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keepApp, PATIENCE_MS, QUIET_MS, type Update } from "../../src/update.ts";

const SCRIPT = "https://x.example/app/assets/index-abc.js";

class FakeWorker extends EventTarget {
  readonly heard: unknown[] = [];
  state: string;
  /** Says at once that nobody asks it for anything. */
  isQuiet = true;

  constructor(state: string) {
    super();
    this.state = state;
  }

  postMessage(message: unknown, ports: MessagePort[] = []): void {
    this.heard.push(message);
    if (this.isQuiet) ports[0]?.postMessage(null);
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class FakeRegistration extends EventTarget {
  active: FakeWorker | null = new FakeWorker("activated");
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;

  update(): Promise<void> {
    return Promise.resolve();
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = new FakeWorker("activated");
  readonly registration = new FakeRegistration();

  startMessages(): void {}

  register(): Promise<FakeRegistration> {
    return Promise.resolve(this.registration);
  }
}

let workers: FakeContainer;
let offered: Update[];

async function begun(waiting: FakeWorker | null): Promise<FakeRegistration> {
  workers.registration.waiting = waiting;
  await keepApp(SCRIPT, (update) => void offered.push(update));
  return workers.registration;
}

async function letIn(): Promise<boolean | undefined> {
  const done = offered[0]?.letIn();
  await delivered();
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  return done;
}

/** What a port was given has come out at its other end. */
async function delivered(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  workers = new FakeContainer();
  offered = [];
  vi.stubGlobal("navigator", { serviceWorker: workers });
  vi.stubGlobal("document", { baseURI: "https://x.example/app/" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a newer app that waits", () => {
  test("is told to take over, and is in once it is active", async () => {
    const next = new FakeWorker("installed");
    await begun(next);
    const done = offered[0]?.letIn();
    await delivered();
    next.become("activating");
    next.become("activated");

    expect(await done).toBe(true);
    expect(next.heard).toEqual(["take over"]);
  });

  test("is told so only once no window is being loaded, or after a while", async () => {
    const next = new FakeWorker("installed");
    const { active } = await begun(next);
    if (active !== null) active.isQuiet = false;
    void offered[0]?.letIn();
    await delivered();
    const before = [...next.heard];
    await vi.advanceTimersByTimeAsync(QUIET_MS);

    expect([active?.heard.at(-1), before, next.heard]).toEqual(["when quiet", [], ["take over"]]);
  });

  test("is not in where the older one is held up", async () => {
    await begun(new FakeWorker("installed"));

    expect(await letIn()).toBe(false);
  });

  test("that another window has let in is told nothing, and is in", async () => {
    const registration = await begun(new FakeWorker("installed"));
    registration.active = registration.waiting;
    registration.waiting = null;
    registration.active?.become("activated");

    expect(await letIn()).toBe(true);
    expect(registration.active?.heard).toEqual([]);
  });

  test("whose place a still newer one has taken is passed over", async () => {
    const [older, newest] = [new FakeWorker("installed"), new FakeWorker("installed")];
    const registration = await begun(older);
    older.become("redundant");
    registration.waiting = newest;
    await letIn();

    expect([older.heard, newest.heard]).toEqual([[], ["take over"]]);
  });

  test("that comes while the app is open is offered once it is whole", async () => {
    const registration = await begun(null);
    registration.installing = new FakeWorker("installing");
    registration.dispatchEvent(new Event("updatefound"));
    const before = offered.length;
    registration.installing.become("installed");

    expect([before, offered.length]).toEqual([0, 1]);
  });

  test("is none on the first visit", async () => {
    workers.controller = null;
    await begun(new FakeWorker("installed"));

    expect(offered).toEqual([]);
  });
});

test("a window that begins lets what nobody runs be thrown away, and says what it runs itself", async () => {
  const registration = await begun(null);
  const { port1, port2 } = new MessageChannel();
  const said = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  workers.dispatchEvent(new MessageEvent("message", { data: "what runs?", ports: [port2] }));
  vi.useRealTimers();

  expect(registration.active?.heard).toEqual(["tidy up"]);
  expect(await said).toBe(SCRIPT);
  port1.close();
});
