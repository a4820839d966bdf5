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
/** Where a choice lies for which there are no words yet. */
export const ALONE = "";

export type Keeping = "nothing" | "typing" | "kept" | "lost";

export class Drafts {
  readonly #engine: Pick<Engine, "keepDraft">;
  readonly #state = signal<Keeping>("nothing");
  /** The newest of each box that the disk may not have yet. */
  readonly #waiting = new Map<string, Draft>();
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
  typed(where: string, text: string, chosen = ""): void {
    this.#waiting.set(where, { where, text, chosen });
    this.#state.value = "typing";
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.flush(), PAUSE_MS);
    this.#latest ??= setTimeout(() => void this.flush(), LONGEST_MS);
  }

  /** Forget the box: its words were saved, or moved to another. */
  forget(where: string): Promise<void> {
    this.#waiting.set(where, { where, text: "" });
    return this.flush();
  }

  /** Keep what was chosen by hand, whatever is typed: "draft kept" is said of words alone. */
  chose(chosen: string): Promise<void> {
    this.#waiting.set(ALONE, { where: ALONE, text: "", chosen });
    return this.flush();
  }

  /** Keep everything now. Never rejects: `state` says how it went. */
  flush(): Promise<void> {
    clearTimeout(this.#pause);
    clearTimeout(this.#latest);
    this.#latest = undefined;
    const drafts = [...this.#waiting.values()];
    this.#waiting.clear();
    if (drafts.length === 0) return this.#writing;
    this.#writing = this.#writing.then(() => this.#keep(drafts));
    return this.#writing;
  }

  async #keep(drafts: readonly Draft[]): Promise<void> {
    try {
      for (const draft of drafts) await this.#engine.keepDraft(draft, draft.text === "");
      if (this.#waiting.size === 0) this.#state.value = stateAfter(drafts, this.#state.value);
    } catch {
      this.#again(drafts);
    }
  }

  /** The disk refused: the words stay in the box, the person is told, and the next letter tries again. */
  #again(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      if (!this.#waiting.has(draft.where)) this.#waiting.set(draft.where, draft);
    }
    this.#state.value = "lost";
  }
}

/** What is so once the disk has all of `drafts`. */
function stateAfter(drafts: readonly Draft[], before: Keeping): Keeping {
  const words = drafts.findLast(({ where }) => where !== ALONE);
  if (words === undefined) return before === "lost" ? "nothing" : before;
  return words.text === "" ? "nothing" : "kept";
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
