/**
 * Acceptability: in what share of the plausible cases each option is best.
 *
 * SMAA-2 (Lahdelma & Salminen 2001), by Monte Carlo (Tervonen & Lahdelma 2007). A case is one draw of what is not known:
 * theta of every criterion of every option from its Beta distribution, and, where only the order of the weights is taken
 * to be known, weights that keep it: flat Dirichlet, sorted downwards, whose mean is the rank order centroid. Criteria
 * that weigh the same are not ordered among themselves. What was rated by oneself, such as the present job, is a number
 * and not drawn. Options that tie in a case share the places they tie for.
 *
 * Equal journals give equal reports, so the draws are fixed to the bit that feeds them:
 * - Seed: SHA-256 over the sorted ids of what is drawn for: options and criteria. Other evidence or weights move a case
 *   and no draw, so that a share changes by what was learned and not by other luck. `philox.ts` has the stream.
 * - Order: option by option as given, criterion by criterion in the order of the weights, one run of `draws` uniforms
 *   each; then, where weights are drawn, one run a criterion. Own weights and order-only weights see the same thetas.
 * - Theta is the inverse of the distribution function over 2,048 cells of even density; a weight is -log(uniform),
 *   divided by the sum. No step rejects a draw, so that a rounding error moves a case and never the stream.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { concat, unhex } from "../bytes.ts";
import type { Id } from "../events/base.ts";
import { held, sum } from "../order.ts";
import { Belief } from "./belief.ts";
import { Uniforms } from "./philox.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

/**
 * Shares of the cases, each 0 to 1.
 *
 * `ranks`: by option, the share in which it comes first, second ... `wins`: by one and other, the share in which one
 * beats the other, a tie being half. `central`: by option, the mean weights of the cases in which it is first, that is,
 * of whoever would choose it; empty where it never is. `confidence`: by option, the share in which it is first for
 * somebody who has its central weights.
 */
export interface Acceptability {
  readonly ranks: ReadonlyMap<string, readonly number[]>;
  readonly wins: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly central: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly confidence: ReadonlyMap<string, number>;
}

export type Options = ReadonlyMap<string, ReadonlyMap<string, Belief | number>>;
/** One number a case. */
type Row = Float64Array;

const CELLS = 2048;

/** Return the seed of a race among the options and criteria `ids`: 32 bytes, in any order. */
export function seedOf(ids: Iterable<Id>): Uint8Array {
  return sha256(concat(...[...new Set(ids)].sort().map(unhex)));
}

/** Everything that is drawn: thetas by option and criterion, and weights that keep the order of one's own. */
export class Draws {
  readonly #names: readonly string[];
  readonly #criteria: readonly string[];
  readonly #own: readonly number[];
  readonly #thetas: readonly (readonly Row[])[];
  readonly #uniforms: Uniforms;
  readonly #draws: number;

  /** Give options and weights in an order that every device has, such as that of their ids. */
  constructor(
    options: Options,
    weights: ReadonlyMap<string, number>,
    seed: Uint8Array,
    settings: Settings = DEFAULTS,
  ) {
    this.#draws = settings.draws;
    this.#uniforms = new Uniforms(seed);
    this.#names = [...options.keys()];
    this.#criteria = [...weights.keys()];
    this.#own = [...weights.values()];
    this.#thetas = [...options.values()].map((option) =>
      this.#criteria.map((criterion) => theta(held(option, criterion), this.#uniforms, this.#draws)),
    );
  }

  /** Return how often each option is best under the own weights. */
  byOwnWeights(): Acceptability {
    return this.#shares(this.#own.map((weight) => new Float64Array(this.#draws).fill(weight)));
  }

  /** Return how often each option is best under any weights that keep the order of the own; to be asked once. */
  byOrder(): Acceptability {
    return this.#shares(inOrder(this.#own, this.#uniforms, this.#draws));
  }

  #shares(drawn: readonly Row[]): Acceptability {
    const scores = this.#scores(drawn);
    const places = placesOf(scores, this.#draws);
    const central = places.map((place) => meanWeights(drawn, place.first));
    return {
      ranks: this.#named((at) => places[at]?.shares ?? []),
      wins: this.#named((one) => this.#winsOf(scores, one)),
      central: this.#named((at) => new Map(central[at]?.map((weight, k) => [this.#criteria[k] ?? "", weight]))),
      confidence: this.#named((at) => this.#firstAt(at, central[at] ?? null)),
    };
  }

  #named<T>(value: (at: number) => T): Map<string, T> {
    return new Map(this.#names.map((name, at) => [name, value(at)]));
  }

  #scores(drawn: readonly Row[]): Row[] {
    return this.#thetas.map((option) => {
      const score = new Float64Array(this.#draws);
      for (const [k, row] of option.entries()) {
        const weights = drawn[k] ?? row;
        for (let n = 0; n < score.length; n += 1) score[n] = (score[n] ?? 0) + (weights[n] ?? 0) * (row[n] ?? 0);
      }
      return score;
    });
  }

  #winsOf(scores: readonly Row[], one: number): Map<string, number> {
    const mine = scores[one] ?? new Float64Array();
    const wins = new Map<string, number>();
    for (const [other, name] of this.#names.entries()) {
      if (other === one) continue;
      const theirs = scores[other] ?? mine;
      let won = 0;
      for (let n = 0; n < mine.length; n += 1) {
        const [left, right] = [mine[n] ?? 0, theirs[n] ?? 0];
        if (left >= right) won += left > right ? 1 : 0.5;
      }
      wins.set(name, won / this.#draws);
    }
    return wins;
  }

  /** Return the share of the cases in which the option at `place` is first under `weights`; 0 without weights. */
  #firstAt(place: number, weights: readonly number[] | null): number {
    if (weights === null) return 0;
    const scores = this.#scores(weights.map((weight) => new Float64Array(this.#draws).fill(weight)));
    return sum(placesOf(scores, this.#draws)[place]?.first ?? []) / this.#draws;
  }
}

/** Return one theta a case; only a belief takes from the stream. */
function theta(state: Belief | number, uniforms: Uniforms, draws: number): Row {
  if (!(state instanceof Belief)) return new Float64Array(draws).fill(state);
  const below = cumulated(state);
  return uniforms.run(draws).map((uniform) => inverse(below, uniform));
}

/** Return the distribution function at the edges of the cells, the density at the middle of each being that of all. */
function cumulated(state: Belief): Float64Array {
  const logs = new Float64Array(CELLS);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const middle = (cell / CELLS + (cell + 1) / CELLS) / 2;
    logs[cell] = (state.alpha - 1) * Math.log(middle) + (state.beta - 1) * Math.log1p(-middle);
  }
  const most = logs.reduce((one, other) => Math.max(one, other));
  const below = new Float64Array(CELLS + 1);
  for (let cell = 0; cell < CELLS; cell += 1) {
    below[cell + 1] = (below[cell] ?? 0) + Math.exp((logs[cell] ?? 0) - most);
  }
  const whole = below[CELLS] ?? 1;
  return below.map((edge) => edge / whole);
}

/** Return the theta below which `uniform` of the distribution lies, linear within a cell. */
function inverse(below: Float64Array, uniform: number): number {
  let [low, high] = [0, CELLS];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((below[middle] ?? 0) <= uniform) low = middle;
    else high = middle;
  }
  const [from, to] = [below[low] ?? 0, below[high] ?? 1];
  return (1 / CELLS / (to - from)) * (uniform - from) + low / CELLS;
}

/**
 * Return weights drawn evenly from all that keep the order of `own`: one row a criterion.
 *
 * The shares are sorted downwards; a tier of equals takes as many of them as it has members, the largest going to the
 * member that drew the largest share: any order of theirs is as likely as any other.
 */
function inOrder(own: readonly number[], uniforms: Uniforms, draws: number): Row[] {
  const drawn = own.map(() => uniforms.run(draws).map((uniform) => -Math.log(uniform)));
  const tiers = [...new Set(own)].sort((one, other) => other - one);
  const members = tiers.map((weight) => own.flatMap((one, place) => (one === weight ? [place] : [])));
  const shares = new Float64Array(own.length);
  for (let n = 0; n < draws; n += 1) {
    const total = sum(drawn.map((row) => row[n] ?? 0));
    for (const [k, row] of drawn.entries()) shares[k] = (row[n] ?? 0) / total;
    const falling = shares.toSorted().reverse();
    let start = 0;
    for (const tier of members) {
      const ordered = tier.toSorted((one, other) => (shares[other] ?? 0) - (shares[one] ?? 0));
      for (const place of ordered) {
        const row = drawn[place];
        if (row !== undefined) row[n] = falling[start] ?? 0;
        start += 1;
      }
    }
  }
  return drawn;
}

/** Return each option's share of first place in each case, and its share of every place over all cases. */
function placesOf(scores: readonly Row[], draws: number): { first: Row; shares: number[] }[] {
  return scores.map((mine) => {
    const first = new Float64Array(draws);
    const shares: number[] = scores.map(() => 0);
    for (let n = 0; n < draws; n += 1) {
      let [better, equal] = [0, 0];
      for (const other of scores) {
        if ((other[n] ?? 0) > (mine[n] ?? 0)) better += 1;
        else if (other[n] === mine[n]) equal += 1;
      }
      if (better === 0) first[n] = 1 / equal;
      for (let place = better; place < better + equal; place += 1) shares[place] = (shares[place] ?? 0) + 1 / equal;
    }
    return { first, shares: shares.map((share) => share / draws) };
  });
}

/** Return the mean weights of the cases, each counting by `share`; null where none counts. */
function meanWeights(drawn: readonly Row[], share: Row): number[] | null {
  const total = sum(share);
  if (total === 0) return null;
  return drawn.map((row) => row.reduce((all, weight, n) => all + weight * (share[n] ?? 0), 0) / total);
}
