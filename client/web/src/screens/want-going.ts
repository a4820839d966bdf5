/**
 * The wishes that were begun and are not kept yet, and the way one came: in the memory of the page, as long as its table.
 *
 * A lock clears the table, and this with it.
 */
import { signal } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type { WantPage } from "../engine/port.ts";
import type { Shell, WantStep } from "../parts/shell.ts";
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
  const found = goings.get(desk) ?? signal<Going | null>(null);
  goings.set(desk, found);
  return found;
}

/** Begin with what is in force. */
export function begin(shell: Shell, going: Signal<Going | null>, page: WantPage): void {
  going.value = { page, wishes: begun(page), trail: [] };
  walk(shell, going, "what");
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
