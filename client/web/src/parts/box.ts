/** A box that is typed in: its words, and the place under which its draft is kept. */
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { Draft } from "../engine/port.ts";
import type { Drafts } from "./drafts.ts";

export class Box {
  readonly #drafts: Drafts;
  readonly #text = signal("");
  readonly #chosen: () => string;
  #where: string;
  /** What was kept as chosen for its words. */
  #kept = "";

  /** `chosen`: what is chosen by hand for its words, which is kept with them. */
  constructor(drafts: Drafts, where: string, chosen: () => string = () => "") {
    this.#drafts = drafts;
    this.#where = where;
    this.#chosen = chosen;
  }

  get text(): ReadonlySignal<string> {
    return this.#text;
  }

  get where(): string {
    return this.#where;
  }

  get isEmpty(): boolean {
    return this.#text.value.trim() === "";
  }

  /** Another letter. */
  type(text: string): void {
    this.#text.value = text;
    this.#typed();
  }

  /** Keep its words again: another window may have kept its own there since. */
  keep(): void {
    if (!this.isEmpty) this.#typed();
  }

  /** Keep its words again at once, if what is chosen for them is another now. */
  chose(): void {
    if (this.isEmpty || this.#kept === this.#chosen()) return;
    this.#typed();
    void this.#drafts.flush();
  }

  #typed(): void {
    this.#kept = this.#chosen();
    this.#drafts.typed(this.#where, this.#text.value, this.#kept);
  }

  /** The box belongs to something else now; the words in it go along. */
  move(where: string): void {
    if (where === this.#where) return;
    const before = this.#where;
    this.#where = where;
    if (this.isEmpty) return;
    this.#typed();
    void this.#drafts.forget(before);
  }

  /** Take over a draft, with the place under which it lies, unless something was typed meanwhile. */
  adopt(draft: Draft): void {
    if (!this.isEmpty) return;
    this.#text.value = draft.text;
    this.#where = draft.where;
    this.#kept = draft.chosen ?? "";
  }

  /** The words `saved` are in the journal: what was typed since stays. */
  saved(saved: string): void {
    const now = this.#text.value;
    const rest = now.startsWith(saved) ? now.slice(saved.length).trimStart() : now;
    this.#text.value = rest;
    if (rest === "") void this.#drafts.forget(this.#where);
    else this.#typed();
  }
}
