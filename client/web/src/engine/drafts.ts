/**
 * Drafts: what is typed and not saved yet, kept sealed at every pause.
 *
 * They are kept one after another, so that the last pause is what stays. What was kept while locked is boxed, and can
 * be read again only once the journal is open.
 */
import { text } from "../core/bytes.ts";
import type { Desk } from "./desk.ts";
import { MovedError } from "./errors.ts";
import { DRAFT, openHere, orNothing, sealHere } from "./outbox.ts";
import type { Draft } from "./port.ts";

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

  async #keep({ where, text: words }: Draft, isEmpty: boolean): Promise<void> {
    const profile = this.#desk.profile();
    if (profile === null) return; // there is nothing yet to seal it with; the screen keeps it
    if (isEmpty) {
      await this.#desk.store.commit({ del: { drafts: [where] } });
      this.#told();
      return;
    }
    // Not utf8(): a half-typed sign is a lone surrogate, and the next pause brings its other half.
    const data = new TextEncoder().encode(words);
    const sealed = await sealHere(this.#desk.secretsIfOpen(), profile.agreement, DRAFT, where, data);
    try {
      await this.#desk.store.commit({ expect: { profile: profile.device }, put: { drafts: [{ where, ...sealed }] } });
      this.#told();
    } catch (error) {
      if (error instanceof MovedError) await this.#desk.checkThere();
      throw error;
    }
  }

  /** Return what was kept and can be read now: nothing while locked. */
  async all(): Promise<Draft[]> {
    const secrets = this.#desk.secretsIfOpen();
    if (secrets === null) return [];
    await this.#last;
    const rows = await this.#desk.store.all("drafts");
    const opened = await Promise.all(rows.map((row) => orNothing(openHere(secrets, DRAFT, row.where, row))));
    return rows.flatMap(({ where }, place) => {
      const data = opened[place];
      return data === null || data === undefined ? [] : [{ where, text: text(data) }];
    });
  }
}
