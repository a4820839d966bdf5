/**
 * The door to the views: each is loaded with its first use and made from one fold of everything.
 *
 * The fold is kept until the journal changes, so that going from screen to screen costs the views alone.
 */
import type { Desk } from "../desk.ts";
import { EngineError } from "../errors.ts";
import { keepPlan, readPlan } from "../plan.ts";
import type { CapturePlan, Views } from "../port.ts";
import type { Journal, View } from "./journal.ts";

type Made = Exclude<keyof Views, "devices">;

const VIEWS: { readonly [N in Made]: () => Promise<{ view: View<N> }> } = {
  capture: () => import("./capture.ts"),
  today: () => import("./today.ts"),
  firms: () => import("./firms.ts"),
  firm: () => import("./firm.ts"),
  next: () => import("./next.ts"),
  rate: () => import("./rate.ts"),
  replay: () => import("./replay.ts"),
  report: () => import("./report.ts"),
  want: () => import("./want.ts"),
};

export class Door {
  readonly #desk: Desk;
  #hasRead = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Return the view called `name`. Rejects with an EngineError while locked; what is typed first needs no key. */
  async view<N extends Made>(name: N, args: Views[N]["args"]): Promise<Views[N]["is"]> {
    const load = Object.hasOwn(VIEWS, name) ? VIEWS[name] : undefined;
    if (load === undefined) throw new EngineError("not-found", `there is no view called ${name}.`);
    if (name === "capture" && !(this.#hasRead && this.#desk.isOpen())) {
      return (await readPlan(this.#desk)) as Views[N]["is"];
    }
    const [{ view }, journal] = await Promise.all([load(), this.#journal()]);
    return view(journal, args);
  }

  /** Read what came, and keep the plan for the next start. */
  async renew(): Promise<CapturePlan> {
    const [{ view }, journal] = await Promise.all([VIEWS.capture(), this.#journal()]);
    this.#hasRead = true;
    const plan = view(journal, {});
    await keepPlan(this.#desk, plan);
    await this.#desk.keepClock();
    return plan;
  }

  /** Locked: what was read is gone. */
  close(): void {
    this.#hasRead = false;
  }

  async #journal(): Promise<Journal> {
    const opened = await this.#desk.opened();
    const placed = await opened.entries();
    const state = await opened.state();
    const { fold } = await import("../../core/journal/fold.ts");
    const entries = placed.map((one) => one.entry);
    const { world } = this.#desk;
    return {
      state,
      entries,
      stateAt: (untilMs) => fold(entries, untilMs),
      nowMs: world.nowMs(),
      offset: world.offsetMinutes,
    };
  }
}
