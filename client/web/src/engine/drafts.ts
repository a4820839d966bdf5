/**
 * Drafts: what is typed and not saved yet, kept sealed at every pause.
 *
 * They are kept one after another, so that the last pause is what stays. What was kept while locked is boxed, and can
 * be read again only once the journal is open. What was chosen by hand for the words of a box lies in a row of its own
 * beside theirs, and no crash parts the two.
 */
import { EMPTY, text } from "../core/bytes.ts";
import type { Desk } from "./desk.ts";
import { MovedError } from "./errors.ts";
import { CHOSEN, DRAFT, openHere, orNothing, placesOf, sealHere } from "./outbox.ts";
import type { Draft } from "./port.ts";
import type { DraftRow, ProfileRow } from "./store/port.ts";

export class Drafts {
  readonly #desk: Desk;
  #last: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Keep `draft`, or forget it. Rejects with an EngineError. */
  keep(draft: Draft, isEmpty: boolean): Promise<void> {
    const mine = this.#last.then(() => this.#keep(draft, isEmpty));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** While locked nothing but the status tells whether something waits. */
  #told(): void {
    if (!this.#desk.isOpen()) this.#desk.told();
  }

  async #keep({ where, text: words, chosen = "" }: Draft, isEmpty: boolean): Promise<void> {
    const profile = this.#desk.profile();
    if (profile === null) return; // there is nothing yet to seal it with; the screen keeps it
    const [typed, beside] = placesOf(where);
    const rows = [
      { where: typed, words: isEmpty ? "" : words },
      { where: beside, words: isEmpty && where !== "" ? "" : chosen }, // what was chosen for words goes with them
    ];
    const del = { drafts: rows.filter((row) => row.words === "").map((row) => row.where) };
    const put = { drafts: await Promise.all(rows.filter((row) => row.words !== "").map((row) => this.#sealed(row, profile))) };
    try {
      // Forgetting is always right, also where the journal is another by now.
      const expect = put.drafts.length === 0 ? {} : { expect: { profile: profile.device } };
      await this.#desk.store.commit({ ...expect, del, put });
      this.#told();
    } catch (error) {
      if (error instanceof MovedError) await this.#desk.checkThere();
      throw error;
    }
  }

  async #sealed({ where, words }: { where: string; words: string }, profile: ProfileRow): Promise<DraftRow> {
    // Not utf8(): a half-typed sign is a lone surrogate, and the next pause brings its other half.
    const data = new TextEncoder().encode(words);
    return { where, ...(await sealHere(this.#desk.secretsIfOpen(), profile.agreement, DRAFT, where, data)) };
  }

  /** Return what was kept and can be read now: nothing while locked. */
  async all(): Promise<Draft[]> {
    const secrets = this.#desk.secretsIfOpen();
    if (secrets === null) return [];
    await this.#last;
    const rows = await this.#desk.store.all("drafts");
    const opened = await Promise.all(rows.map((row) => orNothing(openHere(secrets, DRAFT, row.where, row))));
    const words = new Map(rows.map(({ where }, place) => [where, text(opened[place] ?? EMPTY)]));
    const places = ["", ...words.keys()].filter((where) => !where.startsWith(CHOSEN));
    return places.flatMap((where) => {
      const [typed = "", chosen = ""] = placesOf(where).map((place) => words.get(place));
      const isThere = typed !== "" || (where === "" && chosen !== "");
      return isThere ? [{ where, text: typed, ...(chosen !== "" && { chosen }) }] : [];
    });
  }
}
