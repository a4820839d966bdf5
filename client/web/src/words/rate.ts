/** The words of judging: the gut feeling, the ladder, what to ask next. */
import { thousands } from "./lists.ts";
import { clock } from "./when.ts";

export const rate = {
  gut: {
    title: "Gut feeling",
    what: "Before you read your notes: would you want this job?",
    sealed: "It stays sealed until the answers are rated, so that neither colours the other.",
    legend: "Gut feeling, 1 to 5",
    words: { 5: "a clear yes", 4: "", 3: "could go either way", 2: "", 1: "a clear no" } as Record<number, string>,
    between: "Between",
    inWords: "In a few words",
    hint: "May stay empty",
    seal: "Seal it",
    later: "Not now",
    notOver: "Not over yet",
    resumed: "The interview goes on",
    done: "Gut feeling sealed",
    undone: "Gut feeling taken back",
  },
  cards: {
    title: "Rate the answers",
    at: (n: number, of: number) => ({ n: String(n), of: ` of ${of}` }),
    between: "Between",
    most: "Most",
    least: "Least",
    best: "Best",
    worst: "Worst",
    yes: "Yes",
    no: "No",
    cannotSay: "Cannot say from this",
    legend: (criterion: string) => `${criterion}, 1 to 5`,
    next: "Next answer",
    last: "Save the last",
    more: "More: leave for later, correct the words",
    later: "Leave for later",
    stop: "Stop here",
    correct: "Correct the words",
    correctTitle: "I wrote it wrong",
    correctHint: "Both readings are kept. If they changed their answer, note a new one instead.",
    correctSave: "Save the correction",
    corrected: "Corrected",
    takenBack: "Correction taken back",
    why: "Why",
    whyTitle: "Why this rating",
    because: "My reason",
    better: "What would have made it a 5",
    keep: "Keep",
    gut: {
      open: "No gut feeling sealed yet",
      sealed: "Gut sealed, opens after the last card",
      shown: "Gut feeling opened",
    },
    seal: "Seal it first",
    none: "Nothing waits to be rated.",
    noneMore: "An answer waits here when it was noted and its question has a criterion.",
    done: "Rated.",
    doneMore: (left: number, rated: number, unknown: number) => doneWords(left, rated, unknown),
    opened: (gut: number, words: string) =>
      words === "" ? `Gut feeling opened: ${gut}` : `Gut feeling opened: ${gut}, “${words}”`,
    only: {
      what: "This phone holds the only copy.",
      more: "If it is lost, so is the journal. A second device or a paper key ends that, in two minutes.",
      device: "Add a device",
      paper: "Make a paper key",
    },
    today: "To today",
    form: "Which form had this answer?",
    meta: (who: string, form: string, at: number) => [who, form, clock(at)].filter((part) => part !== "").join(" · "),
  },
  next: {
    title: "Next questions",
    back: "Back",
    left: "min left",
    byMail: "by mail",
    /** By its line of the plan, also where it is asked by mail: that is the number to say or type elsewhere. */
    numbered: ({ n, text }: { n: number; text: string }) => (n === 0 ? text : `${n}. ${text}`),
    minutes: (minutes: number) => `${minutes} min`,
    worth: (worth: number) => `worth ${worth < 0.00005 ? "under 0.0001" : worth.toFixed(worth < 0.01 ? 4 : 3)}`,
    ask: "Ask",
    askThis: (text: string) => `Ask: ${text}`,
    plan: "Plan",
    planThis: (text: string) => `Plan a mail: ${text}`,
    planned: "To-do noted",
    unplanned: "To-do taken back",
    first: "Ask the first",
    own: "My own",
    notWorth: "Not worth a minute now",
    none: "No question is left that could change anything.",
    noneMore: "A question of your own is one tap away.",
    toCapture: "To capture",
  },
} as const;

/** What came of the cards: how many got a number, and how many none. */
function doneWords(left: number, rated: number, unknown: number): string {
  if (left > 0) return `${thousands(left)} left for later.`;
  if (unknown === 0) return "Every answer that speaks to what you want has its number.";
  const numbers = rated - unknown;
  const some = numbers === 0 ? "none has a number" : `${thousands(numbers)} with a number`;
  return `Every answer that speaks to what you want was judged: ${some}, ${thousands(unknown)} with “cannot say”.`;
}
