/** The formulae by themselves: each takes its arguments as a list. */
import { chosen, ranked as rankedAskings } from "../../src/core/analysis/asking.ts";
import { Belief, agreementOf, believe, discountOf } from "../../src/core/analysis/belief.ts";
import { brier, recordsOf, trusting } from "../../src/core/analysis/calibration.ts";
import { decide, drifted, isClear, type Situation } from "../../src/core/analysis/decision.ts";
import {
  type Certainty,
  type Circumstance,
  type Form,
  type Source,
  type Statement,
  type Voice,
  evidenceWeight,
  latest,
  voices,
} from "../../src/core/analysis/evidence.ts";
import { centralRange, fitOf, knownFit } from "../../src/core/analysis/fit.ts";
import { regularisedBeta } from "../../src/core/analysis/incomplete-beta.ts";
import { logGamma } from "../../src/core/analysis/log-gamma.ts";
import { chance, verdict } from "../../src/core/analysis/must-have.ts";
import { decimals, rounded, shortDecimals } from "../../src/core/analysis/rounding.ts";
import { ratingChanges, weightFlips } from "../../src/core/analysis/sensitivity.ts";
import { Draws, seedOf } from "../../src/core/analysis/smaa.ts";
import { theirFit, type Need } from "../../src/core/analysis/two-way.ts";
import { type Shape, valueOf } from "../../src/core/analysis/value.ts";
import {
  answerChances,
  answerWorth,
  canMatter,
  meansAfter,
  mustHaveWorth,
  perfectWorth,
  stakeOf,
  switchPoint,
} from "../../src/core/analysis/voi.ts";
import { centroid, orderOfPairs, ranked, restricted, shares } from "../../src/core/analysis/weights.ts";
import { casefold, split } from "../../src/core/words.ts";

type Pairs<T> = readonly (readonly [string, T])[];

function believed(some: readonly Voice[], shape: Shape, ideal: number): object {
  const belief = believe(some, (rating) => valueOf(rating, shape, ideal));
  return { ...Object.fromEntries(Object.entries(belief)), mean: belief.mean, variance: belief.variance };
}

function beta(alpha: number, beta: number): Belief {
  return new Belief({ alpha, beta, agreement: 1, discount: 1, total: 0, strength: 0, coverage: 0.25 });
}

const TABLE = {
  value: (rating: number, shape: Shape, ideal: number) => valueOf(rating, shape, ideal),
  rounding: (value: number, places: number) => [
    rounded(value, places),
    decimals(value, places),
    shortDecimals(value, places),
  ],
  weight: (source: Source, form: Form, certainty: Certainty, circumstance: Circumstance) =>
    evidenceWeight(source, form, certainty, circumstance),
  voices: (statements: Statement[]) => [latest(statements), voices(statements)],
  believe: (some: Voice[], shape: Shape, ideal: number) => [
    agreementOf(some),
    discountOf(some),
    believed(some, shape, ideal),
  ],
  lgamma: (x: number) => logGamma(x),
  incomplete: (x: number, a: number, b: number) => regularisedBeta(x, a, b),
  must: (a: number, b: number, threshold: number | null) => {
    const p = chance(beta(a, b), threshold);
    return [p, verdict(p)];
  },
  weights: (points: Pairs<number>, pairs: Pairs<string>, keys: string[]) => [
    [...shares(new Map(points))],
    centroid(keys.length),
    [...ranked(orderOfPairs(pairs))],
    [...restricted(new Map(points), keys)],
  ],
  fit: (weights: Pairs<number>, betas: readonly [number, number][], values: Pairs<number>) => {
    const beliefs = new Map(weights.map(([name], at) => [name, beta(...(betas[at] ?? [1, 1]))]));
    const fit = fitOf(new Map(weights), beliefs);
    return [fit, centralRange(fit.mean, fit.sd), knownFit(new Map(weights), new Map(values))];
  },
  voi: (weight: number, a: number, b: number, fit: number, rival: number, m: number) => {
    const stake = stakeOf(weight, beta(a, b), fit, rival);
    return [
      switchPoint(stake),
      canMatter(stake),
      perfectWorth(stake),
      answerChances(beta(a, b), 4),
      meansAfter(beta(a, b), m, 8),
      answerWorth(stake, m),
      answerWorth(stake, m, true),
      mustHaveWorth(a / (a + b), fit, rival),
    ];
  },
  asking: (
    stakes: Pairs<{ weight?: number; a?: number; b?: number; chance?: number; fit: number; rival: number }>,
    askings: readonly { question: string; person: string; weights: Pairs<number>; minutes: number }[],
    heard: Pairs<number[]>,
    minutes: number,
  ) => {
    const held = new Map(
      stakes.map(([name, { weight, a = 1, b = 1, chance = 0, fit, rival }]) => [
        name,
        weight === undefined ? { chance, fit, rival } : stakeOf(weight, beta(a, b), fit, rival),
      ]),
    );
    const asked = askings.map((one) => ({ ...one, weights: new Map(one.weights) }));
    const told = [
      rankedAskings(held, asked, new Map(heard)),
      chosen(held, asked, new Map(heard), minutes),
    ];
    return told.map((some) =>
      some.map(({ asking, criterion, fit, perMinute, finding }) => [
        asking.question,
        asking.person,
        criterion,
        fit,
        perMinute,
        finding,
      ]),
    );
  },
  decide: (situation: Situation) => decide(situation),
  close: (one: number, other: number) => [isClear(one), drifted(one, other)],
  flips: (
    weights: Pairs<number>,
    one: Pairs<number>,
    other: Pairs<number>,
    statements: Pairs<Statement[]>,
    fit: number,
    rival: number,
  ) => {
    const heard = statements.map(([criterion, some]) => ({
      criterion,
      statements: some,
      worth: (rating: number) => valueOf(rating),
    }));
    return [
      weightFlips(new Map(weights), new Map(one), new Map(other)),
      ratingChanges(new Map(weights), fit, heard, rival),
    ];
  },
  race: (options: Pairs<Pairs<readonly [number, number] | number>>, weights: Pairs<number>, ids: string[]) => {
    const held = options.map(([name, some]): [string, Map<string, Belief | number>] => [
      name,
      new Map(some.map(([key, state]) => [key, typeof state === "number" ? state : beta(...state)])),
    ]);
    const draws = new Draws(new Map(held), new Map(weights), seedOf(ids));
    return [draws.byOwnWeights(), draws.byOrder()].map((found) => ({
      ranks: [...found.ranks],
      wins: [...found.wins].map(([name, wins]) => [name, [...wins]]),
      central: [...found.central].map(([name, central]) => [name, [...central]]),
      confidence: [...found.confidence],
    }));
  },
  their: (needs: Need[], overall: Statement[]) => {
    const found = theirFit(needs, overall);
    return [found.fit, [...found.weights], [...found.beliefs]];
  },
  learned: (checks: { source: Source; said: number; found: number }[], forecasts: readonly [number, boolean][]) => {
    const records = recordsOf(checks);
    return [
      [...records.values()],
      trusting(records),
      brier(forecasts.map(([confidence, cameTrue]) => ({ confidence, cameTrue }))),
    ];
  },
  words: (text: string) => [casefold(text), split(text)],
} satisfies Record<string, (...given: never[]) => unknown>;

type Given = { readonly name: keyof typeof TABLE; readonly given: never[] };

function answer({ name, given }: Given): unknown {
  return (TABLE[name] as (...given: never[]) => unknown)(...given);
}

export const FORMULAE = {
  formula: answer,
  formulae: ({ asked }: { asked: readonly Given[] }) => asked.map(answer),
};
