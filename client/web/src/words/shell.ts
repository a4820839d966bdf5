/** The words of the shell: tabs, counter, hiding, locking, the first run. */
import type { Status } from "../engine/port.ts";
import { many, thousands } from "./lists.ts";
import { clock } from "./when.ts";

export const shell = {
  roots: "Main",
  tabs: { capture: "Capture", today: "Today", firms: "Firms", devices: "Devices" },
  hide: "Hide",
  coming: "One moment",
  notLoaded: "This screen could not be loaded.",
  tryAgain: "Try again",
  undone: (what: string) => (what === "" ? "Taken back" : `Taken back: ${what}`),
  nothingToUndo: "Nothing to take back",
  exported: (count: number) => `${many(count, "entry")} exported, sealed`,
  notElsewhere: (count: number) => `${thousands(count)} not yet on another device`,
  repaired: "Something needs your eyes. See why",
  onDevices: (status: Status) => onDevices(status),
  blank: { title: "Notes", back: "Return" },
  locked: {
    title: "Locked",
    kept: "Your draft is kept, encrypted.",
    passphrase: "Passphrase",
    unlock: "Unlock",
    opening: "Opening",
    wait: (seconds: number) => `Wait ${seconds} s`,
    empty: "Type your passphrase.",
    forgot: "Forgot it?",
    write: "Write without unlocking",
    writing: "You can write; reading asks for the passphrase.",
    label: "Note",
    placeholder: "A note, to be filed when the journal is open",
    back: "To the lock",
  },
  first: {
    name: "Twoway",
    claim: "You are interviewing them too.",
    what: "Note what you asked and what they said. Judge it later, with the words in front of you.",
    where: "Written here, encrypted here. Your other devices can read it; the server cannot.",
    alone: [
      "For now this phone holds ",
      "the only copy",
      ". A second device or a paper key ends that; we ask after the interview.",
    ],
    begin: "Write the first note",
    beginning: "Making the keys",
    join: "I have a journal",
    want: "Say what I want",
    device: "phone",
    lost: "This browser has emptied its storage.",
    lostMore: "The journal that was here is gone from this phone. What your other devices and the server hold is safe.",
    lostTyped: "What you were typing is nowhere else: copy it.",
    bring: "Bring it back",
    anew: "Begin a new, empty journal",
  },
} as const;

/** Where the entries are, in a few words: on 2 devices, 09:12. */
function onDevices(status: Status): string {
  if (status.devices < 2) return "on this phone only";
  const when = status.synced_ms === null ? "" : `, ${clock(status.synced_ms)}`;
  return `on ${status.devices} devices${when}`;
}
