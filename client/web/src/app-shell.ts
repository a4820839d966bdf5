/**
 * The shell's own state: where one is, where things stand, whether the screen is black, and when it locks.
 *
 * - Hiding paints first; the keys go 30 s later, so that a hand that was too quick loses nothing.
 * - Two minutes without a touch lock the journal; where nothing can be locked, the screen goes black.
 * - Leaving the app locks it at once, where the person has said so: in the background it would keep its keys.
 * - When it locks, the drafts are kept first, and what lay on the table leaves the memory of the page. Words that the
 *   disk refused stay: the keys go, and nothing is shown, but they are nowhere else.
 */
import { signal } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type { Engine, Status } from "./engine/port.ts";
import { locksOnLeaving, recall, remember } from "./parts/memory.ts";
import type { Box } from "./parts/box.ts";
import { copying } from "./parts/copying.ts";
import { hashOf, routeOf } from "./parts/route.ts";
import type { Route, Shell } from "./parts/shell.ts";
import type { Said } from "./parts/toast.tsx";
import { Desk } from "./screens/desk.ts";

export const HIDDEN_MS = 30_000;
export const IDLE_MS = 120_000;
const SAID_MS = 6000;

const UNKNOWN: Status = {
  stage: "open",
  device: "",
  journal: "",
  server: "",
  has_passphrase: false,
  paper: "none",
  is_elsewhere: false,
  unsynced: 0,
  has_draft: false,
  devices: 1,
  synced_ms: null,
  net: "never",
  trouble: null,
  signs: [],
  is_persisted: null,
  has_update: false,
};

/** A newer app that waits. `letIn`: whether it answers now; `calm`: take no more, and end what is being written. */
export interface Newer {
  letIn(): Promise<boolean>;
  calm(): Promise<void>;
  /** After `calm`: load the page again ... */
  load(): void;
  /** ... or let it go on. */
  goOn(): void;
}

/** What is drawn: nothing yet, the first run, the lock, or the screens. */
export type Face = "waiting" | "first" | "lost" | "locked" | "open";

export class AppShell implements Shell {
  readonly engine: Engine;
  readonly now: () => number;
  readonly status = signal<Status>(UNKNOWN);
  readonly changes = signal(0);
  readonly face = signal<Face>(remembered());
  readonly route = signal<Route>({ at: "capture" });
  readonly said = signal<Said | null>(null);
  readonly isBlank = signal(false);
  readonly desk: Signal<Desk>;

  #saidTimer: ReturnType<typeof setTimeout> | undefined;
  #lockTimer: ReturnType<typeof setTimeout> | undefined;
  #hiddenMs = 0;
  #touchedMs: number;
  #depth = 0;
  #update: Newer | null = null;

  constructor(engine: Engine, now: () => number = Date.now) {
    this.engine = engine;
    this.now = now;
    this.#touchedMs = now();
    this.desk = signal(new Desk(this));
    engine.watch((status) => this.#told(status));
    copying.subscribe((parts) => {
      if (parts === 0 && this.said.value !== null) this.#linger();
    });
  }

  go(to: Route, how: "push" | "replace" = "push"): void {
    const hash = hashOf(to);
    if (how === "push" && hash !== location.hash) {
      this.#depth += 1;
      history.pushState({ depth: this.#depth }, "", hash);
    } else {
      history.replaceState({ depth: this.#depth }, "", hash);
    }
    this.route.value = to;
    scrollTo(0, 0);
  }

  back(steps = 1, otherwise: Route = { at: "capture" }): void {
    if (this.#depth < steps) return this.go(otherwise, "replace");
    this.#depth -= steps - 1; // `follow` takes off the last
    history.go(-steps);
  }

  /** The address changed by itself: a tab, a link, the phone's own back. */
  readonly follow = (): void => {
    const { depth = Math.max(0, this.#depth - 1) } = (history.state ?? {}) as { depth?: number };
    this.#depth = depth;
    this.route.value = routeOf(location.hash);
  };

  say(words: string, undo?: () => void): void {
    const taken =
      undo &&
      ((): void => {
        this.said.value = null;
        undo();
      });
    this.said.value = { words, undo: taken ?? null };
    this.#linger();
  }

  /** What was told is seen for a while, and goes; while words are copied it is not seen, and stays. */
  #linger(): void {
    clearTimeout(this.#saidTimer);
    this.#saidTimer = setTimeout(() => {
      if (copying.value === 0) this.said.value = null;
    }, SAID_MS);
  }

  /** What was told before could be taken back by Undo; now Undo would take back something newer, so the offer goes. */
  async changed(): Promise<void> {
    if (this.said.value?.undo != null) this.said.value = null;
    await this.#stale();
  }

  /** Black at once; the keys go when nobody comes back. */
  hide(): void {
    if (this.isBlank.value) return;
    this.isBlank.value = true;
    this.said.value = null;
    this.#hiddenMs = this.now();
    void this.desk.value.drafts.flush();
    this.#lockTimer = setTimeout(() => void this.#lock(), HIDDEN_MS);
  }

  /** Back to where one was; after 30 s to the lock, where there is one. */
  async unhide(): Promise<void> {
    clearTimeout(this.#lockTimer);
    if (this.now() - this.#hiddenMs >= HIDDEN_MS) await this.#lock();
    this.touched();
    this.isBlank.value = false;
  }

  /** Somebody is there; too late where the time was over: a phone that sleeps stops its timers as well. */
  readonly touched = (): void => {
    void this.watchIdle();
    this.#touchedMs = this.now();
  };

  /** Look whether anybody still is. */
  async watchIdle(): Promise<void> {
    if (this.face.value !== "open" || this.isBlank.value || this.now() - this.#touchedMs < IDLE_MS) return;
    if (this.status.value.has_passphrase) await this.#lock();
    else this.hide();
  }

  /** The app is no longer seen. */
  async unseen(): Promise<void> {
    if (locksOnLeaving()) await this.#lock();
  }

  box(where: string): Box {
    return this.desk.value.box(where);
  }

  /** A newer app waits. */
  offer(update: Newer): void {
    this.#update = update;
    this.status.value = { ...this.status.value, has_update: true };
  }

  /** Let the newer app in: all that was typed and pressed until then is on the disk when it is loaded. */
  async restart(): Promise<boolean> {
    const update = this.#update;
    if (update === null || !(await this.#kept()) || !(await update.letIn())) return false;
    await update.calm();
    const isKept = await this.#kept();
    if (isKept) update.load();
    else update.goOn();
    return isKept;
  }

  /** Keep what is typed here, also where another window has kept its own since; whether the disk has it. */
  async #kept(): Promise<boolean> {
    const { boxes, drafts } = this.desk.value;
    for (const box of boxes) box.keep();
    await drafts.flush();
    return drafts.state.value !== "lost";
  }

  /** Read the plan and the drafts, once the journal can be read. */
  async ready(): Promise<void> {
    await this.desk.value.recover();
    await this.desk.value.refresh();
  }

  async #lock(): Promise<void> {
    if (!this.status.value.has_passphrase || this.face.value !== "open") return;
    await this.desk.value.drafts.flush();
    await this.engine.lock();
  }

  #told(status: Status): void {
    const before = this.status.value;
    const face = faceOf(status);
    const isOpened = face === "open" && (this.face.value !== "open" || before === UNKNOWN);
    const hadJournal = this.face.value === "open" || this.face.value === "locked";
    const isKept = this.desk.value.drafts.state.value !== "lost";
    if (face === "locked" && this.face.value !== "locked") this.#shut(isKept);
    else if (face === "first" && hadJournal && status.trouble === null) this.#left(before !== UNKNOWN);
    this.status.value = { ...status, has_update: status.has_update || this.#update !== null };
    this.face.value = face;
    remember("journal", face === "locked" || status.has_passphrase ? "locked" : face === "open" ? "open" : "none");
    if (before !== UNKNOWN && before.synced_ms !== status.synced_ms) void this.#stale();
    if (isOpened) void this.ready();
  }

  /** Locked, by this window or another one: nothing of the journal stays on the screen, not even what was just said. */
  #shut(isKept: boolean): void {
    this.said.value = null;
    if (isKept) this.desk.value = new Desk(this);
  }

  /** The journal was taken off this phone: nothing of it stays in the page; where one stood is no place any more. */
  #left(isHere: boolean): void {
    this.desk.value = new Desk(this);
    if (isHere) this.go({ at: "capture" }, "replace");
  }

  /** What is shown may be old: views ask again, and so does capture's plan, whichever screen is open. */
  async #stale(): Promise<void> {
    this.changes.value += 1;
    if (this.face.value === "open") await this.desk.value.refresh();
  }
}

function faceOf({ stage }: Status): Face {
  return stage === "none" ? "first" : stage;
}

/** What the last start was like, so that the first picture is the right one. */
function remembered(): Face {
  const journal = recall("journal");
  return journal === "open" || journal === "locked" ? journal : "waiting";
}
