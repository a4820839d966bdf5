/** The words of taking the journal off this phone: what happens, what is kept, what is only here, what to do. */
import type { Status } from "../engine/port.ts";
import { many } from "./lists.ts";

export const leaving = {
  head: "Start anew",
  text: "Takes the journal off this phone: for another journal, or before somebody else gets the phone.",
  open: "Take the journal off this phone",
  title: "Take the journal off this phone?",
  /** What a revoked device may still do. */
  revoked:
    "You can still read all that is here. What is only here counts nowhere until you export it, and another device takes the file over.",
  shutOut: "Or take the journal off this phone, and add the phone again.",
  happens: "What happens",
  happensText: "Keys, journal, drafts and settings are deleted from this browser, in every window of it. Nothing is sent.",
  kept: "What is kept",
  only: "What is only here",
  mend: "What to do",
  export: (count: number) => `Export ${many(count, "entry")}`,
  exporting: "Exporting",
  exported: (name: string) => `Saved as ${name}. Keep it until a device has taken it in.`,
  goOn: "Go on",
  keep: "Keep it here",
  last: "This cannot be taken back.",
  /** What is to be typed, and how that is asked for. */
  word: "remove",
  ask: "Type remove to go on",
  go: "Take it off",
  going: "Taking it off",
  done: "The journal is off this phone.",
};

/** Whether a server says that this device is no longer one of the journal. */
export function isRevoked(status: Status): boolean {
  return status.trouble?.code === "revoked";
}

/** Whether any other device, or the paper key, could open what is exported or was synced. */
export function isOnlyCopy(status: Status): boolean {
  return status.server === "" || (status.devices <= 1 && status.paper === "none");
}

/** Where the journal still is afterwards. */
export function keptWords(status: Status): string {
  if (status.server === "") return "Nothing: no server and no other device has this journal.";
  const server = "What was synced stays on the server";
  if (status.devices > 1) return `${server} and on your other devices.`;
  if (status.paper !== "none") return `${server}. Only the paper key opens it then: twoway recover, on a computer.`;
  return `${server}, but nobody can open it: there is no other device and no paper key.`;
}

/** How much is on no other device. */
export function onlyWords(status: Status): string {
  const typed = "What is typed and not saved goes as well.";
  if (status.server === "") return `Everything: it is gone for good. ${typed}`;
  if (status.unsynced === 0) return `No entry: all were sent. ${typed}`;
  const is = status.unsynced === 1 ? "is" : "are";
  const without = isOnlyCopy(status) ? "" : " without an export";
  return `${many(status.unsynced, "entry")} ${is} on no other device, and gone for good${without}. ${typed}`;
}

/** What to do before it, and after it. */
export function mendWords(status: Status): string {
  if (isOnlyCopy(status)) return "To keep the journal, add another device or make a paper key first. An export does not open without one.";
  if (isRevoked(status)) {
    if (status.unsynced === 0) return "To come back, the phone is added again as a new device.";
    return "Export first: twoway import, on a computer of yours, takes the file over. Then the phone can be added again.";
  }
  const after = "Then revoke this phone on another device: it stays in the list until somebody does.";
  return status.unsynced === 0 ? after : `Sync or export first; twoway import takes the file in. ${after}`;
}
