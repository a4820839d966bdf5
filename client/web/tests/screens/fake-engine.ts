/**
 * An engine in memory that keeps its port's promises: it is slow when told to, refuses when told to, and forgets nothing.
 *
 * - What is written is kept in `written`, and what follows from it is seen in the views as far as the screens need it.
 * - `trouble` makes every write fail; `locked` makes every view fail, as the real engine's do.
 */
import { EngineError } from "../../src/engine/errors.ts";
import type { Checked } from "../../src/engine/checked.ts";
import type {
  CapturePlan,
  Draft,
  Engine,
  Found,
  Id,
  InviteStep,
  Join,
  JoinStep,
  NewEvent,
  Status,
  Trouble,
  Undone,
  Views,
  Written,
} from "../../src/engine/port.ts";
import type { Imagined } from "./worlds.ts";

export interface Batch {
  ids: Id[];
  events: NewEvent[];
}

/** Twelve and twelve words, as a paper key has them. */
const WORDS = "harbor seven timber apple window glance linen orbit candle ridge salmon tunnel".split(" ");
const CODE = "472916";

export class FakeEngine implements Engine {
  readonly written: Batch[] = [];
  readonly kept = new Map<string, string>();
  /** What was chosen by hand for the words of each box; under no name, for words to come. */
  readonly chosen = new Map<string, string>();
  readonly calls: string[] = [];
  /** What every write is refused with, if anything. */
  trouble: Trouble | null = null;
  /** What every draft is refused with, if anything. */
  draftTrouble: Trouble | null = null;
  passphrase = "correct horse";
  /** How long each answer takes. */
  delayMs = 0;

  #status: Status;
  #watchers = new Set<(status: Status) => void>();
  #count = 0;
  #compared: ((isSame: boolean) => void) | null = null;

  constructor(readonly imagined: Imagined) {
    this.#status = { ...imagined.status };
    for (const { where, text, chosen } of imagined.drafts) {
      if (text !== "") this.kept.set(where, text);
      if (chosen !== undefined) this.chosen.set(where, chosen);
    }
  }

  watch(told: (status: Status) => void): () => void {
    this.#watchers.add(told);
    queueMicrotask(() => told(this.#status));
    return () => this.#watchers.delete(told);
  }

  /** Change where things stand, and tell. */
  become(change: Partial<Status>): void {
    this.#status = { ...this.#status, ...change };
    for (const told of this.#watchers) told(this.#status);
  }

  get status(): Status {
    return this.#status;
  }

  /** Every event written and not taken back, oldest first. */
  get events(): NewEvent[] {
    return this.written.flatMap((batch) => batch.events);
  }

  async found(how: Found): Promise<void> {
    await this.#answer("found");
    this.become({
      stage: "open",
      device: how.name,
      journal: "0".repeat(32),
      has_passphrase: how.passphrase !== undefined,
      devices: 1,
    });
  }

  async makePaper(): Promise<string[]> {
    await this.#answer("makePaper");
    return [...WORDS, ...WORDS];
  }

  async confirmPaper(): Promise<void> {
    await this.#answer("confirmPaper");
    this.become({ paper: this.imagined.nowMs });
  }

  async tryPaper(words: string[]): Promise<{ entries: number; paper: Id }> {
    await this.#answer("tryPaper");
    if (words.length !== 24) throw new EngineError("paper", "These are not 24 words.");
    this.become({ paper: this.imagined.nowMs });
    return { entries: 1038, paper: this.imagined.views.devices({}).rows.findLast((row) => row.is_paper)?.id ?? "" };
  }

  async join(_how: Join, told: (step: JoinStep) => void): Promise<void> {
    await this.#answer("join");
    told({ step: "found", mailbox: "https://sync.example.org/v1/mailboxes/00" });
    told({ step: "compare", code: CODE, name: "laptop" });
    if (!(await this.#comparing())) throw new EngineError("refused", "The codes differ: nothing was joined.");
    told({ step: "admitted" });
    told({ step: "fetching", done: 400, of: 1038 });
    this.become({ stage: "open", device: "phone" });
    told({ step: "done" });
  }

  async invite(told: (step: InviteStep) => void): Promise<void> {
    await this.#answer("invite");
    const words = WORDS.slice(0, 9);
    told({
      step: "ready",
      link: "https://sync.example.org/app/#join=" + "a".repeat(17),
      words,
      until_ms: this.imagined.nowMs + 300_000,
      mailbox: "https://sync.example.org/v1/mailboxes/00",
    });
    told({ step: "compare", code: CODE, name: "laptop" });
    if (!(await this.#comparing())) throw new EngineError("refused", "The codes differ: nobody was admitted.");
    told({ step: "done", name: "laptop" });
  }

  async compare(isSame: boolean): Promise<void> {
    await this.#answer("compare");
    this.#compared?.(isSame);
    this.#compared = null;
  }

  async register(server: string, _code: string): Promise<void> {
    await this.#answer("register");
    this.become({ server, net: "idle" });
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#answer("unlock");
    if (passphrase !== this.passphrase) {
      throw new EngineError("passphrase", "That passphrase does not open the keys of this phone.", {
        kept: "everything",
      });
    }
    this.become({ stage: "open", has_draft: false });
  }

  async lock(): Promise<void> {
    await this.#answer("lock");
    if (this.#status.has_passphrase) this.become({ stage: "locked", has_draft: this.kept.size > 0 });
  }

  async setPassphrase(_now: string, next: string): Promise<void> {
    await this.#answer("setPassphrase");
    this.passphrase = next;
    this.become({ has_passphrase: next !== "" });
  }

  async keepDraft(draft: Draft, isEmpty: boolean): Promise<void> {
    await this.#answer("keepDraft");
    if (this.draftTrouble !== null) throw new EngineError(this.draftTrouble);
    if (isEmpty) this.kept.delete(draft.where);
    else this.kept.set(draft.where, draft.text);
    if (draft.chosen === undefined || draft.chosen === "") this.chosen.delete(draft.where);
    else this.chosen.set(draft.where, draft.chosen);
    if (this.#status.stage === "locked") this.become({ has_draft: this.kept.size > 0 });
  }

  async drafts(): Promise<Draft[]> {
    await this.#answer("drafts");
    if (this.#status.stage === "locked") return [];
    const alone = this.chosen.get("");
    const drafts = [...this.kept].map(([where, text]) => ({ where, text, chosen: this.chosen.get(where) ?? "" }));
    return alone === undefined ? drafts : [...drafts, { where: "", text: "", chosen: alone }];
  }

  async write(events: NewEvent[]): Promise<Written> {
    await this.#answer("write");
    if (this.trouble !== null) throw new EngineError(this.trouble);
    const ids = events.map(() => this.#id());
    this.written.push({ ids, events });
    this.#follow(ids, events);
    this.become({ unsynced: this.#status.unsynced + events.length });
    return { ids, at_ms: this.imagined.nowMs };
  }

  async undo(): Promise<Undone | null> {
    await this.#answer("undo");
    const batch = this.written.pop();
    if (batch === undefined) return null;
    this.become({ unsynced: Math.max(0, this.#status.unsynced - batch.events.length) });
    return { ids: batch.ids, what: batch.events.at(-1)?.type.replaceAll(/[.-]/g, " ") ?? "" };
  }

  async erase(id: Id): Promise<void> {
    await this.#answer(`erase ${id}`);
  }

  async exportUnsynced(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
    await this.#answer("exportUnsynced");
    return { name: "twoway-unsent.bin", bytes: new Uint8Array([1, 2, 3]) };
  }

  async sync(): Promise<void> {
    this.become({ net: "syncing" });
    await this.#answer("sync");
    this.become({ net: "idle", unsynced: 0, synced_ms: this.imagined.nowMs });
  }

  async revoke(device: Id, _others: Id[], mine: Id[] = []): Promise<void> {
    await this.#answer(["revoke", device, ...mine].join(" "));
  }

  async leave(): Promise<void> {
    await this.#answer("leave");
    this.kept.clear();
    this.chosen.clear();
    this.become({ stage: "none", device: "", journal: "", server: "", unsynced: 0, devices: 0, trouble: null, signs: [] });
  }

  async acceptLoss(id: Id): Promise<void> {
    await this.#answer(`acceptLoss ${id}`);
  }

  async verify(): Promise<Checked> {
    await this.#answer("verify");
    const counts = { newer: 0, unreadable: 0, erased: 0, destroyed: 0, waiting: 0, quarantined: 0, forks: 0 };
    const found = { entries: 214, segments: 31, devices: 2, damaged: 0, mended: 0 };
    return { journal: this.#status.journal, good: true, ...counts, ...found, faults: [], state: "bc2d fgh4", states: [] };
  }

  async view<N extends keyof Views>(name: N, args: Views[N]["args"]): Promise<Views[N]["is"]> {
    await this.#answer(`view ${name}`);
    if (this.#status.stage === "locked")
      throw new EngineError("locked", "The journal is locked.", { mend: "Unlock it." });
    return structuredClone(this.imagined.views[name](args));
  }

  async #answer(call: string): Promise<void> {
    this.calls.push(call);
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
  }

  #comparing(): Promise<boolean> {
    return new Promise((done) => {
      this.#compared = done;
    });
  }

  #id(): Id {
    this.#count += 1;
    return `f${this.#count.toString(16).padStart(31, "0")}`;
  }

  /** Take cards away that were rated; the last one opens the gut feeling. */
  #rate(rated: string[]): void {
    const { rate } = this.imagined.views;
    this.imagined.views.rate = (args) => {
      const page = rate(args);
      const cards = page.cards.filter(({ evidence, criterion }) => !rated.includes(`${evidence}/${criterion}`));
      const isOver = cards.length === 0 && page.gut === "sealed";
      const opened = isOver
        ? { gut: "shown" as const, impression: { gut: 4, words: "warm, quick, a little rushed" } }
        : {};
      return { ...page, ...opened, cards, rated: page.rated + page.cards.length - cards.length };
    };
  }

  /** Let the plan for capture follow what was written. */
  #follow(ids: Id[], events: NewEvent[]): void {
    const plan = structuredClone(this.imagined.views.capture({}));
    for (const [at, event] of events.entries()) follow(plan, ids[at] ?? "", event, this.imagined.nowMs);
    this.imagined.views.capture = () => plan;
    const rated = events
      .filter(({ type }) => type === "answer.rated")
      .map(({ fields }) => `${wordsOf(fields["answer"])}/${wordsOf(fields["criterion"])}`);
    if (rated.length > 0) this.#rate(rated);
  }
}

function follow(plan: CapturePlan, id: Id, event: NewEvent, nowMs: number): void {
  const { type, fields } = event;
  if (type === "opportunity.opened") {
    plan.opportunity = { id, name: wordsOf(fields["firm"]), role: wordsOf(fields["role"]) };
  } else if (type === "contact.added") {
    plan.people.push({ id, name: wordsOf(fields["name"]), role: (fields["role"] as "other" | undefined) ?? "other" });
  } else if (type === "interview.started") {
    const minutes = fields["length_minutes"] as number | undefined;
    plan.interview = {
      id: wordsOf(fields["interview"]) || id,
      kind: "",
      began_ms: nowMs,
      ends_ms: minutes ? nowMs + minutes * 60_000 : null,
    };
  } else if (type === "interview.ended") {
    plan.interview = null;
  } else if (type === "question.asked") {
    const asked = plan.questions.find((one) => one.n === fields["line"] && plan.agenda === fields["agenda"]);
    if (asked === undefined) return;
    asked.is_asked = true;
    asked.askings.push({ id, contacts: (fields["contacts"] as Id[] | undefined) ?? [] });
  }
}

function wordsOf(field: unknown): string {
  return typeof field === "string" ? field : "";
}
