/** A box that is typed in: its words, and the place under which its draft is kept. */
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { Draft } from "../engine/port.ts";
import type { Drafts } from "./drafts.ts";

export class Box {
  readonly #drafts: Drafts;
  readonly #text = signal("");
  #where: string;

  constructor(drafts: Drafts, where: string) {
    this.#drafts = drafts;
    this.#where = where;
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
    this.#drafts.typed(this.#where, text);
  }

  /** The box belongs to something else now; the words in it go along. */
  move(where: string): void {
    if (where === this.#where) return;
    const before = this.#where;
    this.#where = where;
    if (this.isEmpty) return;
    this.#drafts.typed(where, this.#text.value);
    void this.#drafts.forget(before);
  }

  /** Take over a draft, with the place under which it lies, unless something was typed meanwhile. */
  adopt(draft: Draft): void {
    if (!this.isEmpty) return;
    this.#text.value = draft.text;
    this.#where = draft.where;
  }

  /** The words `saved` are in the journal: what was typed since stays. */
  saved(saved: string): void {
    const now = this.#text.value;
    const rest = now.startsWith(saved) ? now.slice(saved.length).trimStart() : now;
    this.#text.value = rest;
    if (rest === "") void this.#drafts.forget(this.#where);
    else this.#drafts.typed(this.#where, rest);
  }
}
