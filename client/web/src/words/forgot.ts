/** The words for whoever forgot the passphrase: what cannot be done, what helps, what would be lost. */
import type { Status } from "../engine/port.ts";
import { isOnlyCopy } from "./leaving.ts";
import { many } from "./lists.ts";

export const forgot = {
  title: "Forgot the passphrase?",
  cannot: "What cannot be done",
  cannotText:
    "Nobody can reset it or look it up: not the server, not another device. Trying again erases nothing; it only makes the next try wait.",
  helps: "What helps",
  lost: "What would be lost",
  line: (loss: string) => `What would be lost: ${loss.charAt(0).toLowerCase()}${loss.slice(1)}`,
  mendText:
    "Try what you may have typed. If nothing opens it, take the journal off this phone: then it can join again, or begin anew.",
  again: "Try again",
};

/** What still opens the journal without this passphrase. */
export function helpWords(status: Status): string {
  if (isOnlyCopy(status)) return "Only the passphrase: no other device has this journal, and no paper key opens it.";
  const paper = "The 24 words of the paper key open it on a computer: twoway recover.";
  if (status.devices <= 1) return paper;
  const other = "Another device: it holds what was synced, and can add this phone again.";
  return status.paper === "none" ? other : `${other} ${paper}`;
}

/** What goes with the journal of this phone, as far as that is known while it is locked. */
export function lossWords(status: Status): string {
  const typed = status.has_draft ? " What was typed and not saved goes as well." : "";
  if (isOnlyCopy(status)) return `Everything: this phone holds the only copy that can be opened.${typed}`;
  if (status.unsynced === 0) return `Nothing that was saved: all of it was sent.${typed}`;
  return `${many(status.unsynced, "entry")} that ${status.unsynced === 1 ? "is" : "are"} not yet on another device.${typed}`;
}
