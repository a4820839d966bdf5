/**
 * The wishes that were begun and are not kept yet, and the way one came.
 *
 * They are a draft like words in a box: a lock or a crash takes them off the page, and they are there again after it.
 */
import { effect, signal, untracked } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type { WantPage } from "../engine/port.ts";
import type { Shell, WantStep } from "../parts/shell.ts";
import { WISHES } from "./desk-last.ts";
import type { Desk } from "./desk.ts";
import { after, begun } from "./wishes.ts";
import type { Wishes } from "./wishes.ts";

export interface Going {
  /** What was in force when it was begun: shown until it is read again. */
  page: WantPage;
  wishes: Wishes;
  /** The steps behind one, each of them a page to go back to; the last is where one was. */
  trail: readonly WantStep[];
}

const goings = new WeakMap<Desk, Signal<Going | null>>();

/** Return what was begun on this table. */
export function goingOf(desk: Desk): Signal<Going | null> {
  const found = goings.get(desk);
  if (found !== undefined) return found;
  const going = signal<Going | null>(null);
  goings.set(desk, going);
  const box = desk.box(WISHES);
  let isFirst = true;
  effect(() => {
    const now = going.value;
    const words = now === null ? "" : JSON.stringify({ wishes: now.wishes, trail: now.trail });
    if (!isFirst) untracked(() => (words === "" ? box.saved(box.text.value) : box.type(words)));
    isFirst = false;
  });
  return going;
}

/** Return what `draft` holds, on the page that is in force now; null where that is nothing this app can read. */
export function recovered(draft: string, page: WantPage): Going | null {
  try {
    const { wishes, trail } = JSON.parse(draft) as Partial<Going>;
    if (typeof wishes !== "object" || !Array.isArray(trail)) return null;
    return { page, wishes: { ...begun(page), ...wishes }, trail };
  } catch {
    return null;
  }
}

/** Begin with what is in force, at the first step or at one of the later ones. */
export function begin(shell: Shell, going: Signal<Going | null>, page: WantPage, step: WantStep = "what"): void {
  going.value = { page, wishes: begun(page), trail: [] };
  walk(shell, going, step);
}

/** Go where one was before one left, over the same pages. */
export function goOn(shell: Shell, going: Signal<Going | null>): void {
  for (const step of going.value?.trail ?? []) shell.go({ at: "want", step });
}

/** Go to the step after `step`, with the wishes as they are by now. */
export function goAfter(shell: Shell, going: Signal<Going | null>, page: WantPage, step: WantStep, wishes: Wishes): void {
  const trail = going.value?.trail ?? [];
  going.value = { page, wishes, trail: trail.slice(0, trail.indexOf(step) + 1) };
  walk(shell, going, after(step, page, wishes));
}

function walk(shell: Shell, going: Signal<Going | null>, step: WantStep): void {
  if (going.value === null) return;
  going.value = { ...going.value, trail: [...going.value.trail, step] };
  shell.go({ at: "want", step });
}

/** Return how many pages `step` is behind the first one. */
export function depthOf({ trail }: Going, step: WantStep): number {
  return trail.indexOf(step) + 1;
}
