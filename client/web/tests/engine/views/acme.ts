/** A journal for the views: what matters, Acme with Ana and Ben, and an interview of five quarters of an hour. */
import type { Id } from "../../../src/core/events/base.ts";
import { fold } from "../../../src/core/journal/fold.ts";
import type { Journal } from "../../../src/engine/views/journal.ts";
import { Book, MINUTE_MS, START_MS } from "../../core/journal/book.ts";

/** Return the journal in `book` as the views take it, `minute` minutes after its start. */
export function journalOf(book: Book, minute = book.entries.length): Journal {
  return {
    state: book.state,
    entries: book.entries,
    stateAt: (untilMs) => fold(book.entries, untilMs),
    nowMs: START_MS + minute * MINUTE_MS,
    offset: () => 60,
  };
}

export class Acme {
  readonly book = new Book();
  readonly autonomy: Id;
  readonly growth: Id;
  readonly decides: Id;
  readonly learning: Id;
  readonly firm: Id;
  readonly ana: Id;
  readonly ben: Id;

  constructor() {
    const { book } = this;
    const anchors = { anchor1: "asked for everything", anchor3: "", anchor5: "free within a frame" };
    this.autonomy = book.write({ type: "criterion.defined", name: "autonomy", lens: "daily", ...anchors });
    this.growth = book.write({ type: "criterion.defined", name: "growth", lens: "growth", yes_no: true });
    book.write({
      type: "weights.elicited",
      method: "swing",
      answers: [{ criterion: this.autonomy, points: 100 }, { criterion: this.growth, points: 60 }],
    });
    const asked = { kind: "example", ask: ["boss", "peer"] };
    const about = (criterion: Id): { criteria: Id[] } => ({ criteria: [criterion] });
    this.decides = book.write({ type: "question.added", text: "Who decides at {firm}?", ...asked, ...about(this.autonomy) });
    this.learning = book.write({ type: "question.added", text: "What did you learn?", ...asked, ...about(this.growth) });
    this.firm = book.write({ type: "opportunity.opened", firm: "Acme", role: "Data engineer" });
    const opportunity = this.firm;
    this.ana = book.write({ type: "contact.added", opportunity, name: "Ana Ruiz", role: "boss" });
    this.ben = book.write({ type: "contact.added", opportunity, name: "Ben Okafor", role: "peer" });
  }

  /** Plan an interview with both, `minute` minutes after the start, with three lines. */
  plans(minute: number): { talk: Id; agenda: Id } {
    const opportunity = this.firm;
    const contacts = [this.ana, this.ben];
    const starts_ms = START_MS + minute * MINUTE_MS;
    const talk = this.book.write({
      type: "interview.scheduled",
      opportunity,
      contacts,
      medium: "video",
      starts_ms,
      offset: 60,
      length_minutes: 45,
    });
    const line = { text: "", criterion: null, about: "", reason: "", late: false, minutes: 4 };
    const agenda = this.book.write({
      type: "agenda.prepared",
      opportunity,
      interview: talk,
      minutes: 45,
      lines: [
        { ...line, question: this.decides, contacts, criterion: this.autonomy, reason: "weighs most" },
        { ...line, question: this.learning, contacts: [this.ana], criterion: this.growth },
        { ...line, question: null, text: "Which needs do I meet?", contacts: [], about: "fit", late: true },
      ],
    });
    return { talk, agenda };
  }

  starts(talk: Id): void {
    this.book.write({ type: "interview.started", opportunity: this.firm, interview: talk });
  }

  ends(talk: Id): void {
    this.book.write({ type: "interview.ended", opportunity: this.firm, interview: talk });
  }

  asks(talk: Id, question: Id, contact: Id): Id {
    const opportunity = this.firm;
    return this.book.write({ type: "question.asked", opportunity, interview: talk, question, contacts: [contact] });
  }

  hears(talk: Id, asked: Id, contact: Id, text: string): Id {
    const opportunity = this.firm;
    return this.book.write({ type: "answer.noted", opportunity, interview: talk, asked, contact, text, form: "example" });
  }

  rates(answer: Id, criterion: Id, rating: number | null): Id {
    return this.book.write({ type: "answer.rated", opportunity: this.firm, answer, criterion, rating });
  }
}
