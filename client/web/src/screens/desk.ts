/**
 * What lies on the table while one captures: the plan, the boxes with their drafts, who speaks, what was saved last.
 *
 * - It outlives the screens, so that going to a firm and back changes nothing.
 * - The plan may come later than the first letter: it fills in what was empty, and moves nothing that is in use.
 * - Nothing that was typed is ever dropped: a box is emptied only when its words are in the journal.
 */
import { batch, computed, signal } from "@preact/signals";
import type { CapturePlan, Draft, Id, NewEvent, Trouble, Written } from "../engine/port.ts";
import { Box } from "../parts/box.ts";
import { ALONE, draftAt, Drafts } from "../parts/drafts.ts";
import { recall, remember } from "../parts/memory.ts";
import type { Shell } from "../parts/shell.ts";
import { troubleOf } from "../parts/trouble.ts";
import { capture as words } from "../words/capture.ts";
import { shell as shellWords } from "../words/shell.ts";
import { Chosen } from "./desk-chosen.ts";
import type { Firm } from "./desk-chosen.ts";
import { askedIn, isNameless } from "./desk-last.ts";
import type { Last, Wrote } from "./desk-last.ts";
import { dueOf, firstOpen, NOTHING, onlyOf, slotOf } from "./desk-slots.ts";
import { answerEvents, jotEvents } from "./talk.ts";
import type { Answer, Question, Room, Target } from "./talk.ts";

export type Person = CapturePlan["people"][number];

const SAVED_SHOWN_MS = 4000;

export class Desk {
  readonly drafts: Drafts;
  readonly plan = signal<CapturePlan>(NOTHING);
  readonly isHere = signal(false);
  /** Which question is on the table; the last of all is one of my own. */
  readonly slot = signal(0);
  readonly chosen: Chosen;
  readonly last = signal<Last | null>(null);
  /** There is nothing of this device left to take back. */
  readonly isBare = signal(false);
  readonly savedAt = signal<number | null>(null);
  readonly refusal = signal<Trouble | null>(null);

  readonly answer: Box;
  readonly own: Box;
  readonly followText: Box;
  readonly theirs: Box;
  readonly mine: Box;
  readonly flag: Box;
  readonly promise: Box;

  readonly isTalk = computed(() =>
    this.isHere.value ? this.plan.value.interview !== null : recall("shape") === "talk",
  );
  readonly question = computed<Question | null>(() => this.plan.value.questions[this.slot.value] ?? null);
  readonly who = computed<Id | null>(() => this.chosen.now.who ?? dueOf(this.question.value, this.plan.value));
  /** Who asks me: no plan says it, so it is whom I chose, or the only one there. */
  readonly asker = computed<Id | null>(() => this.chosen.now.who ?? onlyOf(this.plan.value));
  /** The box whose words were saved last and name nobody, where several are there. */
  readonly nameless = computed<Box | null>(() => {
    const said = this.last.value?.events.find(isNameless);
    if (said === undefined || this.room === null || this.plan.value.people.length < 2) return null;
    return said.type === "answer.noted" ? this.answer : this.theirs;
  });
  readonly opportunity = computed<Firm | null>(() => {
    const { interview, opportunity } = this.plan.value;
    if (interview !== null) return opportunity;
    return this.chosen.now.isUnfiled ? null : (this.chosen.now.firm ?? opportunity);
  });

  readonly #shell: Shell;
  readonly #first: Promise<void>;
  #came: () => void = () => undefined;
  #isSaving = false;
  #reading: Promise<void> | null = null;
  #savedTimer: ReturnType<typeof setTimeout> | undefined;
  /** What was put back and is not saved yet: the plan says where it belongs, and a newer plan may say otherwise. */
  #wanted: Draft | null = null;
  /** Boxes of other screens, by their places; and what was found on the disk, for those that come later. */
  readonly #boxes = new Map<string, Box>();
  #found: readonly Draft[] = [];

  constructor(shell: Shell) {
    this.#shell = shell;
    this.drafts = new Drafts(shell.engine);
    this.#first = new Promise((done) => {
      this.#came = done;
    });
    this.chosen = new Chosen(this.plan);
    this.answer = new Box(this.drafts, "jot", () => (this.isHere.value ? this.chosen.kept.value : (this.#wanted?.chosen ?? "")));
    this.own = new Box(this.drafts, "own");
    this.followText = new Box(this.drafts, "follow");
    this.theirs = new Box(this.drafts, "theirs");
    this.mine = new Box(this.drafts, "mine");
    this.flag = new Box(this.drafts, "flag");
    this.promise = new Box(this.drafts, "promise");
    this.chosen.keepWith(this.answer, this.drafts);
  }

  get shell(): Shell {
    return this.#shell;
  }

  /** The room that is written in; null outside of an interview. */
  get room(): Room | null {
    const { opportunity, interview } = this.plan.value;
    return opportunity === null || interview === null ? null : { opportunity: opportunity.id, interview: interview.id };
  }

  /** A box of another screen: its words outlive the screen, a lock and a crash, as those on the table do. */
  box(where: string): Box {
    const box = this.#boxes.get(where) ?? new Box(this.drafts, where);
    if (!this.#boxes.has(where)) this.#adopt(box);
    this.#boxes.set(where, box);
    return box;
  }

  /** All boxes that something can be typed in. */
  get boxes(): Box[] {
    const { answer, own, followText, theirs, mine, flag, promise } = this;
    return [answer, own, followText, theirs, mine, flag, promise, ...this.#boxes.values()];
  }

  #adopt(box: Box): void {
    const draft = draftAt(this.#found, box.where);
    if (draft !== undefined) box.adopt(draft);
  }

  /** Read the plan again, and put drafts back the first time. Never rejects. Who asks at once with others shares it. */
  refresh(): Promise<void> {
    this.#reading ??= Promise.resolve().then(() => {
      this.#reading = null;
      return this.#read();
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    try {
      this.#take(await this.#shell.engine.view("capture", {}));
    } catch {
      // Locked, or not there yet: capture works without a plan, and jots. Whoever waits to save need wait no longer.
      this.isHere.value = true;
      this.#came();
    }
  }

  /** Put back what was typed, and chosen by hand, before the last end of the app. */
  recover(): Promise<void> {
    return this.#recover(["answer", "jot", ALONE]);
  }

  async #recover(places: readonly string[]): Promise<void> {
    try {
      const drafts = await this.#shell.engine.drafts();
      const found = places.map((place) => draftAt(drafts, place)).find((draft) => draft !== undefined);
      if (found !== undefined) this.#recoverAnswer(found);
      this.#found = drafts;
      for (const box of this.boxes.slice(1)) this.#adopt(box);
    } catch {
      // The drafts stay on the disk: they are asked for again after unlocking.
    }
  }

  /** Turn to the question before or after; words in the box go along. */
  turn(by: -1 | 1): void {
    const count = this.plan.value.questions.length + 1;
    this.ask((this.slot.value + by + count) % count);
  }

  /** Put a question on the table by its place among the slots. */
  ask(slot: number): void {
    batch(() => {
      this.slot.value = slot;
      this.chosen.set({ following: null, form: null });
    });
    this.#move();
  }

  /** Put a question of the list on the table: a line of the plan, or its words as one of my own. */
  askThis(row: { question: Id | null; text: string; who: { id: Id } | null }): void {
    const { questions } = this.plan.value;
    const at = questions.findIndex((one) => (row.question === null ? one.text === row.text : one.id === row.question));
    this.ask(at < 0 ? questions.length : at);
    if (at < 0) this.own.type(row.text);
    if (row.who !== null && this.person(row.who.id) !== undefined) this.chosen.pick(row.who.id);
  }

  /** Put a question of my own on the table. */
  askOwn(): void {
    this.ask(this.plan.value.questions.length);
  }

  /** Ask further under the answer noted last; what is in the box is saved first. */
  async follow(): Promise<void> {
    if (!this.answer.isEmpty) await this.save();
    const { answer = null, asked = null } = this.last.value ?? {};
    if (answer === null || this.refusal.value !== null) return;
    this.chosen.set({ following: { answer, asked } });
    this.#move();
  }

  /** Leave the follow-up, back to the question it hung under. */
  unfollow(): void {
    this.chosen.set({ following: null });
    this.#move();
  }

  person(id: Id | null): Person | undefined {
    return this.plan.value.people.find((one) => one.id === id);
  }

  /** Save what is in the box: an answer in an interview, a jot elsewhere. `declined`: they did not answer. */
  async save(declined = false): Promise<void> {
    if (!this.isHere.value && (this.isTalk.value || this.#wanted !== null)) await this.#first;
    const { room, answer } = this;
    const text = answer.text.value;
    if (this.answer.isEmpty && (!declined || room === null)) return;
    const what = room === null ? words.wrote.jot : words.wrote.answer;
    const said = this.#said(text, declined);
    const events = room === null ? jotEvents(text, this.opportunity.value?.id ?? null) : answerEvents(room, said);
    const written = await this.write(events, { what, text, isAnswer: room !== null, draft: answer.where });
    if (written === null) return;
    this.#afterAnswer(text, room === null ? null : said.target);
    if (room === null) await this.#another();
  }

  /** Write, and tell; null when it was refused, which `refusal` then says. */
  async write(events: NewEvent[], about: Wrote): Promise<Written | null> {
    if (this.#isSaving) return null;
    this.#isSaving = true;
    try {
      const written = await this.#shell.engine.write(events, about.draft);
      this.#wrote(written, about, events);
      return written;
    } catch (thrown) {
      this.refusal.value = troubleOf(thrown);
      return null;
    } finally {
      this.#isSaving = false;
    }
  }

  /** Take back what was written last, and put an answer's words into the box again. */
  async undo(): Promise<void> {
    try {
      const undone = await this.#shell.engine.undo();
      const last = this.last.value;
      this.isBare.value = undone === null;
      if (undone === null) return this.#shell.say(shellWords.nothingToUndo);
      const isMine = last !== null && undone.ids.some((id) => last.ids.includes(id));
      const isBack = isMine && last.text !== "" && this.answer.isEmpty;
      if (isBack) this.answer.type(last.text);
      batch(() => {
        this.last.value = null;
        this.savedAt.value = null;
      });
      this.#shell.say(isBack ? words.wordsBack : shellWords.undone(undone.what));
      void this.#shell.changed();
      await this.refresh();
    } catch (thrown) {
      this.refusal.value = troubleOf(thrown);
    }
  }

  /** What is in the box as an answer, for a flag or a promise that goes with it; null where it is empty. */
  unsaved(): Answer | null {
    return this.answer.isEmpty ? null : this.#said(this.answer.text.value, false);
  }

  /** What was `said` went into the journal with something else, as the entry `answer`. */
  wentAlong(said: Answer, answer: Id | null): void {
    if (this.last.value !== null) this.last.value = { ...this.last.value, answer };
    this.#afterAnswer(said.text, said.target);
  }

  /** A note that was typed elsewhere, such as while it was locked, has its turn when this one is saved. */
  async #another(): Promise<void> {
    await this.drafts.flush();
    await this.#recover(["answer", "jot"]);
  }

  /** These words are in the journal; what was typed while they were on their way there stays. */
  #afterAnswer(text: string, target: Target | null): void {
    this.#wanted = null;
    this.answer.saved(text);
    if (target?.kind === "own") this.own.saved(target.text);
    else if (target?.kind === "follow") this.followText.saved(target.text);
    this.chosen.answered();
    this.#move();
  }

  #said(text: string, declined: boolean): Answer {
    const { form, certainty } = this.chosen.now;
    return { target: this.#target(), who: this.who.value, text, form: declined ? "refused" : form, certainty };
  }

  #target(): Target {
    const followed = this.chosen.now.following;
    if (followed !== null) return { kind: "follow", ...followed, text: this.followText.text.value };
    const question = this.question.value;
    if (question !== null) return { kind: "line", agenda: this.plan.value.agenda, question };
    return { kind: "own", text: this.own.text.value };
  }

  #wrote(written: Written, about: Wrote, events: readonly NewEvent[]): void {
    const { ids } = written;
    const answer = about.isAnswer === true ? (ids.at(-1) ?? null) : (this.last.value?.answer ?? null);
    const askedNow = askedIn(events, ids);
    batch(() => {
      this.refusal.value = null;
      this.isBare.value = false;
      const form = about.isAnswer === true ? this.chosen.now.form : (this.last.value?.form ?? null);
      const asked = askedNow === undefined ? (this.last.value?.asked ?? null) : askedNow;
      this.last.value = { ids, events, answer, asked, form, text: about.text ?? "", what: about.what };
      this.savedAt.value = written.at_ms;
    });
    clearTimeout(this.#savedTimer);
    this.#savedTimer = setTimeout(() => {
      this.savedAt.value = null;
    }, SAVED_SHOWN_MS);
    void this.#shell.changed();
    void this.refresh();
  }

  #take(plan: CapturePlan): void {
    const before = this.plan.value;
    const isOther = before.interview?.id !== plan.interview?.id;
    const isFirst = !this.isHere.value;
    const current = this.question.value;
    batch(() => {
      this.plan.value = plan;
      this.isHere.value = true;
      if (isOther || isFirst) this.#sitDown(plan, before);
      else this.slot.value = slotOf(plan, current);
      if (!isOther) this.chosen.fill(plan);
    });
    remember("shape", plan.interview === null ? "note" : "talk");
    this.#move();
    this.#came();
  }

  /** Another interview, or the first picture of this one: whose turn it is, and what is to be asked first. */
  #sitDown(plan: CapturePlan, before: CapturePlan): void {
    this.slot.value = firstOpen(plan);
    this.chosen.sitDown(plan, this.answer.isEmpty || before.interview === null ? null : before.opportunity);
    if (plan.interview !== null) this.last.value = this.last.value && { ...this.last.value, answer: null };
    this.#seek();
  }

  #recoverAnswer(draft: Draft): void {
    if (!this.answer.isEmpty) return;
    this.#wanted = draft;
    if (draft.where !== ALONE) this.answer.adopt(draft);
    this.#seek();
  }

  /** Put the question on the table that was asked for by its number, and what was chosen, once the plan is here. */
  #seek(): void {
    const draft = this.#wanted;
    if (draft === null || !this.isHere.value) return;
    const plan = this.plan.value;
    const [, interview, place] = draft.where.split("/");
    const at = place === "own" ? plan.questions.length : plan.questions.findIndex((one) => String(one.n) === place);
    if (at >= 0 && interview === plan.interview?.id) this.slot.value = at;
    this.chosen.putBack(draft, plan, this.#shell.now());
    this.#move();
    void this.#name(plan);
  }

  async #name(plan: CapturePlan): Promise<void> {
    if (this.chosen.now.firm?.name === "") await (await import("./desk-named.ts")).named(this.chosen, plan, this.#shell.engine);
  }

  #move(): void {
    const interview = this.plan.value.interview?.id;
    if (!this.isHere.value) return;
    this.answer.move(interview === undefined ? "jot" : `answer/${interview}/${this.#place()}`);
  }

  #place(): string {
    const followed = this.chosen.now.following;
    if (followed !== null) return `after-${followed.answer}`;
    return this.question.value === null ? "own" : String(this.question.value.n);
  }
}
