/** The golden vectors: what is in the files is what this implementation does. */
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PeerError } from "../../src/core/errors.ts";
import { accept } from "../../src/core/trust/acceptance.ts";
import { type Case, Given, type Json, plain } from "./vector-case.ts";
import { JUDGES, arrivedIn, rosterFrom } from "./vector-judges.ts";

interface File {
  readonly about: string;
  readonly format: number;
  readonly cases: readonly Case[];
}

const FOLDER = new URL("../../../../tests/vectors/", import.meta.url);
const NAMES = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : []));
const FILES = new Map(
  NAMES.map((name) => [name, JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "ascii")) as File]),
);
const WORDS: Readonly<Record<string, string>> = {
  MalformedError: "malformed",
  UnsupportedError: "unsupported",
  BadSignatureError: "bad-signature",
  BadKeyError: "bad-key",
  BadRosterError: "bad-roster",
  CannotOpenError: "cannot-open",
  NotGivenError: "cannot-open",
};
/** How many cases each file has: a file that was read as empty would pass everything. A file may only grow. */
const LEAST: Readonly<Record<string, number>> = {
  acceptance: 52,
  box: 74,
  entry: 44,
  find: 13,
  forks: 23,
  ids: 20,
  keys: 82,
  leaf: 26,
  messages: 189,
  pairing: 50,
  replacing: 21,
  roster: 195,
  seal: 40,
  segment: 90,
  signin: 23,
};

/** Return how the case ends, in the files' words, and what came out of it. */
async function outcome(file: string, given: Given): Promise<[string, Readonly<Record<string, Json | undefined>>]> {
  const judge = JUDGES[file]?.[given.fields.do ?? ""];
  if (judge === undefined) throw new Error(`nobody judges ${file}`);
  try {
    const { expect: word = "success", ...out } = plain(await judge(given)) as { expect?: string; [key: string]: Json };
    return [word, out];
  } catch (error) {
    if (error instanceof PeerError) return [WORDS[error.name] ?? error.name, {}];
    throw error;
  }
}

for (const [file, { cases }] of FILES) {
  describe(`${file}.json`, () => {
    let judged = 0;

    for (const each of cases) {
      test(each.name, async () => {
        const given = new Given(each);

        const [word, out] = await outcome(file, given);

        expect(word).toBe(each.expect);
        expect(out).toEqual(Object.fromEntries(Object.keys(out).map((key) => [key, each[key]])));
        if (Object.keys(out).length > 0) {
          const left = Object.keys(each).filter((key) => !given.read.has(key) && !(key in out));
          expect(left.filter((key) => !["expect", "name", "do"].includes(key))).toEqual([]);
        }
        judged += 1;
      });
    }

    test("every case was judged, and none is missing", () => {
      expect(judged).toBe(cases.length);
      expect(cases.length).toBeGreaterThanOrEqual(LEAST[file] ?? Number.POSITIVE_INFINITY);
    });
  });
}

describe("order", () => {
  test.each(FILES.get("acceptance")?.cases.map((each) => [each.name, each] as const) ?? [])(
    "in which segments arrived plays no part: %s",
    async (_, each) => {
      const given = new Given(each);
      const roster = await rosterFrom(given);
      const arrived = arrivedIn(given);
      const verdicts = given.as<string[]>("verdicts");
      const expected = new Map(arrived.map((segment, place) => [segment.name, verdicts[place]]));

      for (const order of permutations(arrived)) {
        const answer = accept(roster, new Map(order.map((segment) => [segment.name, segment.header])));
        expect(new Map(answer.verdicts)).toEqual(expected);
      }
    },
  );

  test.each(FILES.get("forks")?.cases.map((each) => [each.name, each] as const) ?? [])(
    "in which branches are met plays no part: %s",
    async (_, each) => {
      for (const branches of permutations(each["branches"] as Json[])) {
        const [word, out] = await outcome("forks", new Given({ ...each, branches }));
        expect([word, out["preferred"]]).toEqual([each.expect, each["preferred"]]);
      }
    },
  );
});

test("every file is judged, and every outcome is tried", () => {
  const asked = Object.fromEntries(
    [...FILES].map(([file, { cases }]) => [file, [...new Set(cases.map((each) => each.do ?? ""))].toSorted()]),
  );
  const judges = Object.fromEntries(
    Object.entries(JUDGES).map(([file, held]) => [file, Object.keys(held).toSorted()]),
  );
  const ends = new Set([...FILES.values()].flatMap(({ cases }) => cases.map((each) => each.expect)));

  expect(asked).toEqual(judges);
  expect(Object.keys(LEAST).toSorted()).toEqual([...FILES.keys()].toSorted());
  expect(ends).toEqual(new Set(["success", ...Object.values(WORDS), "accepted", "waiting", "quarantined"]));
});

/** Return every order of `items`. */
function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, place) =>
    permutations([...items.slice(0, place), ...items.slice(place + 1)]).map((rest) => [item, ...rest]),
  );
}
