/** The words of a replay, and of erasing one of its entries. */
import { many } from "./lists.ts";

export const replay = {
  title: "Replay",
  back: "Back",
  backTo: (firm: string) => `Back to ${firm}`,
  known: "As known",
  now: "now",
  earlier: "One entry earlier",
  later: "One entry later",
  play: "Play in order",
  pause: "Pause",
  of: (at: number, all: number) => `${at} of ${all}`,
  value: (when: string, at: number, all: number) => `${when}, ${at} of ${all}`,
  hidden: (count: number) => `${many(count, "later change")} ${count === 1 ? "is" : "are"} not shown`,
  empty: "Nothing was noted in this interview.",
  emptyThen: "Nothing was known yet on this date.",
  step: "What was noted",
  /** What stands before a step's text, where its place and colour do not say it. */
  kinds: {
    asked: "",
    noted: "",
    promise: "Promise",
    flag: "Flag",
    got: "",
    said: "I said",
    saw: "I saw",
    rated: "",
    follow: "",
    other: "",
  },
};

export const erasing = {
  ask: "Erase it …",
  title: "Erase this entry?",
  effect: "It is hidden at once and for good, with its corrections. There is no undo.",
  text: "Its text is destroyed on your devices and on the server after 72 hours.",
  stays:
    "What stays: that an entry was here, and every copy that left the journal: reports, exports, backups. Delete those yourself.",
  undo: "What need not be destroyed is better taken back with Undo.",
  stop: "Only revoking this phone within the 72 hours stops it.",
  go: "Erase for good",
  keep: "Keep it",
  done: "Erased. Its text goes in 72 hours.",
  close: "Close",
};
