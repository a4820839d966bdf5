/** The words of saying what one wants. */
import { decimals } from "../core/analysis/rounding.ts";
import type { WantPage } from "../engine/port.ts";
import type { Shift } from "../screens/wish-weights.ts";
import { many } from "./lists.ts";

/** Where a fit stands on nothing that was weighed. */
export const unweighed = {
  head: "Nothing is weighed yet.",
  text: "All criteria count alike, so this fit says little about you.",
  go: "Say what I want",
};

export const want = {
  title: "What I want",
  back: "Back",
  counts: "What counts",
  weight: "weight",
  musts: "Must-haves",
  without: "without them, no",
  lead: "What matters in your next job?",
  intro:
    "A few short steps: what matters, how much, what it must have, how your present job does, and how you like to work. Any of them can be left out.",
  nothing: "Nothing is weighed yet, so everything counts alike.",
  unwritten: "Nothing is written before you say Keep it.",
  begin: "Begin",
  change: "Change it",
  goOn: "Go on",
  afresh: "Start over",
  capture: "To capture",
  waits: "What you began is still here, unwritten.",
  leave: "Leave; what was chosen stays on this page",
  next: "Next",
  leaveOut: "Leave it out",
  keep: "Keep it",
  nothingNew: "Nothing new to keep",
  kept: (count: number) => `Kept: ${many(count, "entry")}`,
  undone: "Taken back: what you want",
  now: (rating: number) => `present job ${rating}`,
  what: {
    title: "What matters",
    lead: "Which matter in your next job?",
    text: "Four to eight are usual. Weights come next.",
    legend: "What matters",
    own: "In words of your own, such as sea air",
    add: "Add",
    long: (most: number) => `At most ${most} letters.`,
  },
  level: {
    title: "Your level",
    lead: "Where is the right level for you?",
    text: "Neither end is better. Unsaid, the middle counts.",
  },
  first: {
    title: "The first",
    lead: (count: number) => `Picture a job that is at its worst on ${count === 2 ? "both" : `all ${count}`}. Which would you lift first?`,
    text: "Lifting it counts 100.",
    legend: "Which would you lift first",
    to: "to",
    level: "to the right level for you",
  },
  worth: {
    title: "The others",
    lead: (name: string) => `Lifting ${name} is 100. How much is each of the others worth?`,
    text: "From its worst to its best. As much as the first: 100. Nothing: 0.",
    number: (name: string) => `${name}, as a number from 0 to 100`,
    unsaid: "not said",
    left: (count: number) => `${count} to be said`,
  },
  must: {
    title: "Must-haves",
    lead: "Without what is it a no?",
    text: "Few are better than many: each one ends talks.",
    legend: "A must-have",
    often: ["3 remote days", "hours kept", "no night work"],
    own: "Or in words of your own",
    atLeast: "At least how good?",
    yesNo: "They have it, or they do not.",
    negotiable: "I would negotiate about it",
    add: "Add it",
    remove: (name: string) => `No must-have any more: ${name}`,
    level: "Say how good it must be at least.",
    least: (threshold: number) => `at least ${threshold}`,
    yes: "yes or no",
    open: "negotiable",
  },
  present: {
    title: "Present job",
    lead: "Your present job, 1 to 5?",
    text: "What a new one is measured against. What you leave out is not counted.",
  },
  style: {
    title: "How I work",
    lead: "How do you like to work?",
    text: "Neither end is better. What you leave out is not compared.",
    head: "How I like to work",
    unit: "1\u00a0to\u00a05",
    say: "Say how I like to work",
    change: "Change how I like to work",
    level: (level: number, low: string, high: string) => `${level}, on a scale from 1, ${low}, to 5, ${high}`,
  },
  trade: {
    title: "Time or pay",
    lead: "Picture a job with the least pay and no time of your own. Which would you lift first?",
    text: "Lifting it counts 100.",
    sides: {
      pay: { name: "Pay", way: "from the least to the most" },
      balance: { name: "Time of your own", way: "from none to plenty" },
    },
    other: (name: string) => `How much is lifting ${name === "Pay" ? "pay" : "time of your own"} worth beside it?`,
    now: (level: number) => `So far: ${level}, on a scale from 1, more pay, to 5, more time of your own.`,
    leans: (level: number) => `That is ${level}, on a scale from 1, more pay, to 5, more time of your own.`,
    rest: "The other things share the rest as before.",
    unchanged: "No weight changes by this.",
    unweighed: "No weight changes by this: nothing is weighed yet.",
    back: "Take it back",
  },
  look: {
    title: "Keep it?",
    lead: "This is what will count.",
    same: "This is what counts already.",
    leftOut: "Nothing is weighed: all criteria count alike.",
    stays: "The weights stay as they are.",
  },
} as const;

/** How the present job does: 0.62 on the scale of fit, and on how much of the weight that stands. */
export function presentWords({ present, present_coverage: coverage }: WantPage): string {
  if (coverage === 0) return "";
  const rest = coverage > 1 - 1e-9 ? "" : `, rated on ${decimals(coverage)} of the weight`;
  return `Present job ${decimals(present)}, by your own ratings${rest}.`;
}

/** What time or pay weighs by the trade, and what it weighed: Pay weighs 12 of 100 by this; it was 8. */
export function shiftWords({ side, before, after }: Shift): string {
  const what = `${want.trade.sides[side].name} weighs ${after} of 100 by this`;
  return before === after ? `${what}, as before.` : `${what}; it was\u00a0${before}.`;
}

/** What a must-have asks for: at least 4, negotiable. */
export function mustWords({ threshold, negotiable }: { threshold: number | null; negotiable: boolean }): string {
  const level = threshold === null ? want.must.yes : want.must.least(threshold);
  return negotiable ? `${level}, ${want.must.open}` : level;
}
