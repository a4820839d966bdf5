/** The formulae on the worked example; that they equal the other program's everywhere is tried from there. */
import { expect, test } from "vitest";
import { ranked } from "../../../src/core/analysis/asking.ts";
import { type Belief, believe } from "../../../src/core/analysis/belief.ts";
import { type Situation, decide } from "../../../src/core/analysis/decision.ts";
import { type Voice, evidenceWeight, voices } from "../../../src/core/analysis/evidence.ts";
import { fitOf } from "../../../src/core/analysis/fit.ts";
import { regularisedBeta } from "../../../src/core/analysis/incomplete-beta.ts";
import { verdict } from "../../../src/core/analysis/must-have.ts";
import { Uniforms } from "../../../src/core/analysis/philox.ts";
import { decimals, shortDecimals } from "../../../src/core/analysis/rounding.ts";
import { weightFlips } from "../../../src/core/analysis/sensitivity.ts";
import { Draws, seedOf } from "../../../src/core/analysis/smaa.ts";
import { valueOf } from "../../../src/core/analysis/value.ts";
import { answerWorth, mustHaveWorth, perfectWorth, stakeOf } from "../../../src/core/analysis/voi.ts";
import { ranked as centroids, shares } from "../../../src/core/analysis/weights.ts";

const WEIGHTS = shares(new Map([["autonomy", 100], ["growth", 60], ["balance", 40]]));
const ACME = beliefs({ autonomy: [voice("boss", 5, 4), voice("teammate", 4, 4)], growth: [voice("recruiter", 4, 1)] });
const BIRCH = beliefs({ autonomy: [voice("boss", 3, 4)], growth: [voice("boss", 5, 4)], balance: [voice("peer", 4, 4)] });
const PRESENT = 0.62;

function voice(person: string, rating: number, weight: number): Voice {
  return { person, rating, weight };
}

function beliefs(heard: Record<string, Voice[]>): Map<string, Belief> {
  return new Map([...WEIGHTS.keys()].map((name) => [name, believe(heard[name] ?? [])]));
}

function believed(name: string): Belief {
  const belief = ACME.get(name);
  if (belief === undefined) throw new Error(name);
  return belief;
}

function means(of: ReadonlyMap<string, Belief>): Map<string, number> {
  return new Map([...of].map(([name, belief]) => [name, belief.mean]));
}

test("two voices that nearly agree are worth 6.75 of 8", () => {
  const { agreement, discount, strength, mean } = believed("autonomy");

  expect([agreement, discount, strength, mean]).toEqual([0.9375, 0.9, 6.75, expect.closeTo(0.78929, 5)]);
});

test("fit and coverage are those worked out by hand", () => {
  const acme = fitOf(WEIGHTS, ACME);

  expect(acme.mean).toBeCloseTo(0.66964, 5);
  expect(acme.coverage).toBeCloseTo(0.48571, 5);
  expect(fitOf(WEIGHTS, BIRCH).mean).toBeCloseTo(0.63333, 5);
});

test("nothing weighed is nothing known", () => {
  expect(fitOf(new Map(), new Map())).toEqual({ mean: 0.5, sd: expect.closeTo(0.28868, 5), coverage: 0 });
});

test("answers are worth what was worked out by hand", () => {
  const fit = fitOf(WEIGHTS, ACME).mean;

  expect(mustHaveWorth(2 / 3, fit, PRESENT)).toBeCloseTo(0.0331, 4);
  expect(answerWorth(stakeOf(0.3, believed("growth"), fit, PRESENT), 4)).toBeCloseTo(0.0068, 4);
  expect(answerWorth(stakeOf(0.2, believed("balance"), fit, PRESENT), 4)).toBeCloseTo(0.0034, 4);
  expect(perfectWorth(stakeOf(0.2, believed("balance"), fit, PRESENT))).toBeCloseTo(0.00634, 5);
});

test("an answer that leaves the choice as it is, is worth nothing at all", () => {
  const stake = stakeOf(0.3, believed("growth"), fitOf(WEIGHTS, ACME).mean, PRESENT);

  expect(answerWorth(stake, 1)).toBe(0);
});

test("a boss is asked before a recruiter", () => {
  const stake = stakeOf(0.3, believed("growth"), fitOf(WEIGHTS, ACME).mean, PRESENT);
  const asking = (person: string, m: number) => ({ question: "q", person, weights: new Map([["growth", m]]), minutes: 4 });

  const found = ranked(new Map([["growth", stake]]), [asking("carla", 1), asking("ana", 4)], new Map());

  expect(found.map((one) => [one.asking.person, one.finding])).toEqual([
    ["ana", "worth asking"],
    ["carla", "cannot change your mind"],
  ]);
});

test("Birch leads where autonomy weighs under .43", () => {
  const [nearest] = weightFlips(WEIGHTS, means(ACME), means(BIRCH));

  expect(nearest).toEqual({ criterion: "autonomy", weight: 0.5, at: expect.closeTo(0.428, 3), under: true });
});

test("the race is run by the same cases every time", () => {
  const present = new Map([...WEIGHTS.keys()].map((name) => [name, PRESENT]));
  const options = new Map<string, ReadonlyMap<string, Belief | number>>([["acme", ACME], ["birch", BIRCH], ["", present]]);
  const draws = new Draws(options, WEIGHTS, seedOf(["00".repeat(16)]));

  const own = draws.byOwnWeights();
  const order = draws.byOrder();

  expect([...own.ranks.values()].map(([first]) => first)).toEqual([
    expect.closeTo(0.51, 1),
    expect.closeTo(0.34, 1),
    expect.closeTo(0.15, 1),
  ]);
  expect(order.central.get("acme")?.get("autonomy")).toBeCloseTo(0.64, 1);
  expect(new Draws(options, WEIGHTS, seedOf(["00".repeat(16)])).byOwnWeights().ranks).toEqual(own.ranks);
});

test("options that tie share the places they tie for", () => {
  const alike = new Map([["a", new Map([["x", 0.5]])], ["b", new Map([["x", 0.5]])]]);

  const found = new Draws(alike, new Map([["x", 1]]), seedOf([])).byOrder();

  expect(found.ranks.get("a")).toEqual([0.5, 0.5]);
  expect(found.wins.get("a")?.get("b")).toBe(0.5);
});

test("the stream is that of Philox 4x64-10", () => {
  const drawn = new Uniforms(new Uint8Array(16)).run(2);

  expect([...drawn]).toEqual([0.011546754286331617, 0.24154919656271817]);
});

test.each([
  [5, "more", 5, 1],
  [5, "less", 5, 0],
  [3, "ideal", 3, 1],
  [5, "ideal", 2, 0],
] as const)("a %d of %s with ideal %d is worth %d", (rating, shape, ideal, worth) => {
  expect(valueOf(rating, shape, ideal)).toBe(worth);
});

test("a general answer that one is unsure of counts a quarter of a plain one", () => {
  expect(evidenceWeight("boss", "general", "unsure")).toBe(1);
  expect(evidenceWeight("ex-employee", "example", "sure")).toBe(3);
});

test("a person has one voice, and a refusal is none", () => {
  const said = (question: string, at: number, rating: number, weight: number) => ({
    person: "ana",
    question,
    order: [at, "0"] as const,
    rating,
    weight,
  });

  expect(voices([said("q", 1, 1, 4), said("q", 2, 5, 4), said("r", 3, 3, 4), said("s", 4, 1, 0)])).toEqual([
    voice("ana", 4, 4),
  ]);
});

test("an order alone gives the centroid, equals the mean of their places", () => {
  expect([...centroids([["a"], ["b", "c"]]).values()]).toEqual([expect.closeTo(11 / 18, 9), expect.closeTo(7 / 36, 9), expect.closeTo(7 / 36, 9)]);
});

test("halves round up, whole numbers stay short", () => {
  expect([decimals(0.625), decimals(-0.005), decimals(0.6249999999999), shortDecimals(5), shortDecimals(4.333)]).toEqual(
    ["0.63", "0.00", "0.63", "5", "4.33"],
  );
});

test("a written yes meets a must-have", () => {
  expect([verdict(0.9), verdict(0.5), verdict(0.1)]).toEqual(["met", "open", "failed"]);
});

test("the incomplete beta function is whole at its ends", () => {
  expect([regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3), regularisedBeta(0.5, 2, 2)]).toEqual([0, 1, expect.closeTo(0.5, 12)]);
});

test("an offer that is as good as the present job is declined, and asking for more beats both", () => {
  const situation: Situation = {
    fit: 0.66964,
    coverage: 0.5,
    rival: PRESENT,
    screens: [],
    severeFlags: 0,
    worthAsking: 0,
    timeLeft: true,
    offer: true,
    levers: [{ criterion: "growth", weight: 0.3, mean: 0.58333, target: null }],
  };

  expect(decide(situation)).toMatchObject({ action: "NEGOTIATE", values: { negotiate: expect.closeTo(0.7042, 4) } });
  expect(decide({ ...situation, levers: [], rival: situation.fit }).action).toBe("DECLINE");
});
