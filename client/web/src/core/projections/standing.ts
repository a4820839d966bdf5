/**
 * Where one opportunity stands: its evidence, what it adds up to on each criterion, and the must-haves.
 *
 * Every view that prints a number about fit reads it here, so that no two views differ.
 */

import { type Belief, believe } from "../analysis/belief.ts";
import { type Speaker, type Voice, latest, voices } from "../analysis/evidence.ts";
import { type Fit, fitOf } from "../analysis/fit.ts";
import { type Verdict, chance, verdict } from "../analysis/must-have.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held } from "../order.ts";
import { type Matters, type MustHave, mattersOf, worthOf } from "./matters.ts";
import { type People, peopleOf } from "./people.ts";
import { MYSELF, type Piece, piecesOf, statementOf } from "./pieces.ts";
import { isId } from "./view.ts";

/** `pieces`, `voices` and `beliefs` by criterion: of each that matters, and each that was rated. */
export class Standing {
  readonly voices: ReadonlyMap<Id, readonly Voice[]>;
  readonly beliefs: ReadonlyMap<Id, Belief>;
  readonly fit: Fit;

  constructor(
    mine: Mine,
    readonly matters: Matters,
    readonly people: People,
    readonly pieces: ReadonlyMap<Id, readonly Piece[]>,
    readonly level: string,
    settings: Settings,
  ) {
    this.voices = new Map([...pieces].map(([criterion, some]) => [criterion, voices(some.map(statementOf))]));
    this.beliefs = new Map(
      [...this.voices].map(([criterion, some]) => [
        criterion,
        believe(some, worthOf(mine, criterion, level), settings),
      ]),
    );
    this.fit = fitOf(matters.weights, this.beliefs);
  }

  /** Return the pieces on `criterion` that count: each person's latest on each question. */
  counting(criterion: Id): Piece[] {
    const pieces = this.pieces.get(criterion) ?? [];
    const kept = new Set(latest(pieces.map(statementOf)).map((statement) => statement.order.join(" ")));
    return pieces.filter((piece) => kept.has(statementOf(piece).order.join(" ")));
  }

  /** Return what is believed of `criterion`; of one that nobody spoke of and that does not matter, nothing. */
  believed(criterion: Id): Belief {
    return this.beliefs.get(criterion) ?? believe([]);
  }

  /** Return who spoke of `criterion`; nobody where it neither matters nor was rated. */
  heard(criterion: Id): readonly Voice[] {
    return this.voices.get(criterion) ?? [];
  }

  /** Return whose voice it is, as a view names it: a person, a website, or what I saw. */
  voiceName(voice: Speaker): string {
    return voice === null || isId(voice) ? this.people.name(voice) : voice;
  }
}

/** Return where `opportunity` stands. */
export function standingOf(mine: Mine, opportunity: Case, settings: Settings = DEFAULTS): Standing {
  const people = peopleOf(mine, opportunity);
  const matters = mattersOf(mine);
  const pieces = new Map<Id, Piece[]>(matters.order().map((criterion) => [criterion, []]));
  for (const piece of piecesOf(mine, opportunity, people, settings)) {
    const before = pieces.get(piece.criterion);
    if (before === undefined) pieces.set(piece.criterion, [piece]);
    else before.push(piece);
  }
  return new Standing(mine, matters, people, pieces, opportunity.opened?.event.level ?? "", settings);
}

/** Return p of `mustHave`, 0 to 1. */
export function mustHaveChance(mine: Mine, standing: Standing, mustHave: MustHave): number {
  const { threshold, criterion } = mustHave;
  const worth = worthOf(mine, criterion, standing.level);
  return chance(held(standing.beliefs, criterion), threshold === null ? null : worth(threshold));
}

/** Return whether `mustHave` is met, failed or open. */
export function mustHaveVerdict(mine: Mine, standing: Standing, mustHave: MustHave): Verdict {
  return verdict(mustHaveChance(mine, standing, mustHave));
}

/** Return whether `voice` is what I saw myself. */
export function isOwnVoice(voice: Speaker): boolean {
  return voice === MYSELF;
}
