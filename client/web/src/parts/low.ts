/**
 * Whether the keyboard has taken so much of the screen that only what completes an answer may stay.
 *
 * - Where the browser shrinks the page (interactive-widget), its height tells; elsewhere the visual viewport does, and
 *   its height is handed to the style sheet as --seen.
 */
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";

const LEAST_PX = 480;
const SHARE = 0.8;

const state = signal(false);
const tallest = new Map<number, number>();

export const low: ReadonlySignal<boolean> = state;

/** Return whether so many pixels are too few, given the tallest this width was ever seen with. */
export function isLow(height: number, tallestSeen: number): boolean {
  return height < LEAST_PX || height < tallestSeen * SHARE;
}

/** Follow the window from now on. */
export function followHeight(pane: Window = window): void {
  const look = (): void => {
    const height = Math.round(pane.visualViewport?.height ?? pane.innerHeight);
    const best = Math.max(height, tallest.get(pane.innerWidth) ?? 0);
    tallest.set(pane.innerWidth, best);
    state.value = isLow(height, best);
    pane.document.documentElement.style.setProperty("--seen", `${height}px`);
  };
  (pane.visualViewport ?? pane).addEventListener("resize", look);
  look();
}
