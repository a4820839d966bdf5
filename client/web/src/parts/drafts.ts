/**
 * What is typed and not saved yet, kept at every pause: a closed tab or a call loses nothing.
 *
 * - A pause is 400 ms without a letter. Whoever types without one is kept each second all the same. Leaving the box,
 *   the tab or the page keeps at once.
 * - What is kept goes to the disk in the order in which it was typed, and only the newest text of a box.
 * - `state` says what is true now: "kept" only while the disk has every letter; "lost" when it refused.
 */
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { Draft, Engine } from "../engine/port.ts";

export const PAUSE_MS = 400;
export const LONGEST_MS = 1000;

export type Keeping = "nothing" | "typing" | "kept" | "lost";

export class Drafts {
  readonly #engine: Pick<Engine, "keepDraft">;
  readonly #state = signal<Keeping>("nothing");
  /** The newest text of each box that the disk may not have yet. */
  readonly #waiting = new Map<string, string>();
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Set by the first letter that waits. */
  #latest: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(engine: Pick<Engine, "keepDraft">) {
    this.#engine = engine;
  }

  get state(): ReadonlySignal<Keeping> {
    return this.#state;
  }

  /** Another letter came into the box `where`: keep it at the next pause, and soon where there is none. */
  typed(where: string, text: string): void {
    this.#waiting.set(where, text);
    this.#state.value = "typing";
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.flush(), PAUSE_MS);
    this.#latest ??= setTimeout(() => void this.flush(), LONGEST_MS);
  }

  /** Forget the box: its words were saved, or moved to another. */
  forget(where: string): Promise<void> {
    this.#waiting.set(where, "");
    return this.flush();
  }

  /** Keep everything now. Never rejects: `state` says how it went. */
  flush(): Promise<void> {
    clearTimeout(this.#pause);
    clearTimeout(this.#latest);
    this.#latest = undefined;
    const texts = [...this.#waiting];
    this.#waiting.clear();
    if (texts.length === 0) return this.#writing;
    this.#writing = this.#writing.then(() => this.#keep(texts));
    return this.#writing;
  }

  async #keep(texts: [string, string][]): Promise<void> {
    try {
      for (const [where, text] of texts) await this.#engine.keepDraft({ where, text }, text === "");
      if (this.#waiting.size === 0) this.#state.value = texts.at(-1)?.[1] === "" ? "nothing" : "kept";
    } catch {
      this.#again(texts);
    }
  }

  /** The disk refused: the words stay in the box, the person is told, and the next letter tries again. */
  #again(texts: [string, string][]): void {
    for (const [where, text] of texts) {
      if (!this.#waiting.has(where)) this.#waiting.set(where, text);
    }
    this.#state.value = "lost";
  }
}

/** Keep what is typed whenever the page may go away. Returns what ends that. */
export function keepOnLeaving(
  drafts: Pick<Drafts, "flush">,
  page: Document = document,
  pane: Window = window,
): () => void {
  const flush = (): void => void drafts.flush();
  const hidden = (): void => {
    if (page.visibilityState === "hidden") flush();
  };
  page.addEventListener("visibilitychange", hidden);
  pane.addEventListener("pagehide", flush);
  pane.addEventListener("blur", flush);
  return () => {
    page.removeEventListener("visibilitychange", hidden);
    pane.removeEventListener("pagehide", flush);
    pane.removeEventListener("blur", flush);
  };
}

/** Return the text kept for a box, and the box itself: the first whose place begins with `place`. */
export function draftAt(drafts: readonly Draft[], place: string): Draft | undefined {
  return drafts.find((draft) => draft.where === place || draft.where.startsWith(`${place}/`));
}
