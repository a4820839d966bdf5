/** The worked example: three criteria by swing, a must-have, the present job, and two firms. */
import type { Certainty, Form, Id, Role } from "../../../src/core/events/base.ts";
import { Book } from "../journal/book.ts";

/** Criteria, questions and people by a short name. */
export type Ids = Readonly<Record<string, Id>>;

export interface Said {
  readonly opportunity: Id;
  readonly interview?: Id;
  readonly contact: Id;
  readonly text: string;
  readonly criterion: Id;
  readonly rating: number;
  readonly form?: Form;
  readonly certainty?: Certainty;
}

/** A book in which somebody says what matters: autonomy .5, growth .3, balance .2; 3 remote days; present job rated. */
export class Wants {
  readonly book = new Book();
  readonly autonomy = this.#criterion("autonomy", "daily");
  readonly growth = this.#criterion("growth", "goals");
  readonly balance = this.#criterion("balance", "daily");
  readonly remote = this.book.write({ type: "criterion.defined", name: "3 remote days", yes_no: true });
  readonly hours: Id;
  readonly training: Id;
  readonly office: Id;
  readonly needs: Id;

  constructor() {
    const { book } = this;
    book.write({
      type: "weights.elicited",
      method: "swing",
      answers: [
        { criterion: this.autonomy, points: 100 },
        { criterion: this.growth, points: 60 },
        { criterion: this.balance, points: 40 },
      ],
    });
    book.write({ type: "dealbreaker.set", criterion: this.remote, threshold: 5 });
    for (const [criterion, rating] of [
      [this.autonomy, 4],
      [this.growth, 3],
      [this.balance, 3],
    ] as const) {
      book.write({ type: "baseline.rated", criterion, rating });
    }
    this.hours = this.#question("What hours were worked in the last busy month?", [this.balance], 2);
    this.training = this.#question("Tell me of a training plan you made with someone", [this.growth], 4);
    this.office = book.write({
      type: "question.added",
      text: "How often are office days, and who decides?",
      kind: "fact",
      in_writing: true,
      minutes: 2,
      ask: ["everyone"],
    });
    this.needs = book.write({ type: "question.added", text: "Which of your needs do I meet?", kind: "feedback" });
  }

  #criterion(name: string, lens: string): Id {
    return this.book.write({ type: "criterion.defined", name, lens });
  }

  #question(text: string, criteria: readonly Id[], minutes: number): Id {
    const ask = ["everyone"];
    return this.book.write({ type: "question.added", text, criteria, minutes, kind: "example", ask });
  }

  firm(name: string): Id {
    return this.book.write({ type: "opportunity.opened", firm: name, role: "Data engineer" });
  }

  meets(opportunity: Id, name: string, role: Role): Id {
    return this.book.write({ type: "contact.added", opportunity, name, role });
  }

  /** Note an answer and rate it; return the note. */
  hears({ opportunity, interview, contact, text, criterion, rating, form = "example", certainty = "sure" }: Said): Id {
    const place = interview === undefined ? { opportunity } : { opportunity, interview };
    const criteria = [criterion];
    const answer = this.book.write({ type: "answer.noted", ...place, contact, text, criteria, form, certainty });
    this.book.write({ type: "answer.rated", opportunity, answer, criterion, rating });
    return answer;
  }
}

/** Acme, after both its interviews: boss 5 and peer 4 on autonomy, recruiter 4 on growth and yes to remote days. */
export class Acme extends Wants {
  readonly acme = this.firm("Acme");
  readonly ana = this.meets(this.acme, "Ana Ruiz", "boss");
  readonly ben = this.meets(this.acme, "Ben Okafor", "peer");
  readonly carla = this.meets(this.acme, "Carla Stein", "recruiter");
  readonly anaSaid: Id;
  readonly carlaSaid: Id;

  constructor() {
    super();
    const opportunity = this.acme;
    const plain = { opportunity, form: "number" as const };
    this.carlaSaid = this.hears({ ...plain, contact: this.carla, text: "courses", criterion: this.growth, rating: 4 });
    this.hears({ ...plain, contact: this.carla, text: "three days", criterion: this.remote, rating: 5 });
    this.anaSaid = this.hears({ ...plain, contact: this.ana, text: "they decide", criterion: this.autonomy, rating: 5 });
    this.hears({ ...plain, contact: this.ben, text: "mostly us", criterion: this.autonomy, rating: 4 });
  }
}

/** Acme, with Birch beside it: boss 3 on autonomy, 5 on growth, remote yes; peer 4 on balance. */
export class Both extends Acme {
  readonly birch = this.firm("Birch");

  constructor() {
    super();
    const opportunity = this.birch;
    const dev = this.meets(opportunity, "Dev Rao", "boss");
    const eva = this.meets(opportunity, "Eva Lind", "peer");
    this.hears({ opportunity, contact: dev, text: "I do", criterion: this.autonomy, rating: 3 });
    this.hears({ opportunity, contact: dev, text: "every year", criterion: this.growth, rating: 5 });
    this.hears({ opportunity, contact: dev, text: "yes", criterion: this.remote, rating: 5 });
    this.hears({ opportunity, contact: eva, text: "home at five", criterion: this.balance, rating: 4 });
  }
}
