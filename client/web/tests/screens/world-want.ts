/** What is wanted: weighed and rated in one world, nothing but the names of sixteen criteria in the other. */
import { CRITERIA } from "../../src/core/starter/criteria.ts";
import type { WantPage } from "../../src/engine/port.ts";
import { id } from "./worlds.ts";

type Wanted = WantPage["criteria"][number];

/** The criteria that a journal begins with, none of them weighed: all count alike. */
function shipped(): Wanted[] {
  return CRITERIA.map(({ name, lens, sphere, shape, anchors }) => ({
    id: id(name),
    name,
    lens,
    sphere,
    shape,
    yes_no: false,
    ideal: null,
    ideals: [],
    anchors: [anchors[0], "", anchors[1], "", anchors[2]],
    weight: 1 / CRITERIA.length,
    points: null,
    present: null,
  }));
}

export const UNWEIGHED: WantPage = {
  weighed: "",
  criteria: shipped(),
  must_haves: [],
  answers: [],
  styles: [],
  present: 0.5,
  present_coverage: 0,
  has_starter: true,
};

const REMOTE: Wanted = {
  id: id("remote"),
  name: "3 remote days",
  lens: "",
  sphere: "",
  shape: "more",
  yes_no: true,
  ideal: null,
  ideals: [],
  anchors: ["", "", "", "", ""],
  weight: 0,
  points: null,
  present: null,
};

const SAID: Record<string, Partial<Wanted>> = {
  autonomy: { weight: 0.5, points: 100, ideal: 4, present: 2 },
  growth: { weight: 0.3, points: 60, present: 3 },
  balance: { weight: 0.2, points: 40, present: 5 },
};

export const WEIGHED: WantPage = {
  weighed: "swing",
  criteria: [REMOTE, ...shipped()]
    .map((one) => ({ ...one, weight: 0, ...SAID[one.name] }))
    .sort((one, other) => other.weight - one.weight),
  must_haves: [
    { id: id("remote"), name: "3 remote days", threshold: null, negotiable: false },
    { id: id("growth"), name: "growth", threshold: 3, negotiable: true },
  ],
  answers: [
    { criterion: id("autonomy"), points: 100 },
    { criterion: id("growth"), points: 60 },
    { criterion: id("balance"), points: 40 },
  ],
  styles: [
    { scale: "training", level: 4, low: "learn by doing", high: "much training" },
    { scale: "time or pay", level: 2, low: "more pay", high: "more time of your own" },
  ],
  present: 0.625,
  present_coverage: 1,
  has_starter: true,
};
