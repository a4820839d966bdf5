/** The words of filing a jot. */
import type { JotKind } from "../screens/deeds.ts";

export const filing = {
  title: "File a jot",
  back: "Back to today",
  what: "What it is",
  firm: "Firm",
  who: "Who it is about",
  nobody: "nobody",
  whichFirm: "Which firm does it belong to?",
  noFirm: "No firm is open yet. Open one first, or set the jot aside.",
  open: "New opportunity",
  gone: "This jot was filed already.",
  long: (most: number) => `A promise holds at most ${most} letters. File it as an answer.`,
  go: "File it",
  aside: "Set it aside",
  done: "Filed",
  setAside: "Set aside",
  jotted: (when: string) => `Jotted ${when}`,
  kinds: {
    answer: "an answer",
    seen: "seen by me",
    "asked-me": "they asked me",
    flag: "a flag",
    promise: "a promise",
    learned: "learned elsewhere",
    todo: "to do",
    nothing: "set it aside",
  } satisfies Record<JotKind, string>,
};
