/** The words of the list of devices, of what happened to the journal, and of the settings. */
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Sign, Status } from "../engine/port.ts";
import { capital, listed, many } from "./lists.ts";
import { moment } from "./when.ts";

type Row = DevicesPage["rows"][number];

export const devices = {
  title: "Devices",
  settings: "Settings: server, passphrase, reminders",
  add: "Add a device",
  sync: "Sync",
  syncing: "Syncing",
  export: "Export",
  exported: (name: string) => `Saved as ${name}. Only devices of this journal can open it.`,
  happened: "What happened",
  notLoaded: "Not synced: a part of the app could not be loaded. Try again.",
  this: "This phone",
  inStep: "In step",
  incomplete: "Incomplete",
  revoked: "Revoked",
  revoke: "Revoke",
  revokeOne: (name: string) => `Revoke ${name}`,
  check: "Check this phone's copy",
  fingerprint: "The list of devices in words",
  fingerprintText: "Devices that know the same list show the same words.",
  noServer: "This journal is only on this phone.",
  noServerText: "A server carries it to your other devices, and cannot read it.",
  addServer: "Name a server",
};

export const revoking = {
  title: (name: string) => `Revoke ${name}?`,
  effect: (name: string) => `${name} reads nothing new, and nothing that it writes from now on counts.`,
  stays: "What it wrote until now stays. What it erased within the last 72 hours comes back.",
  staysBut: "What it wrote until now stays. What it erased within the last 72 hours comes back, except what you tick.",
  erased: "These texts are still to be destroyed. Tick what you erased yourself:",
  gone: (count: number) =>
    `${many(count, "text")} that it erased long ago, as it says, ${count === 1 ? "is" : "are"} not on this phone. It was stolen: stop that as well`,
  looking: "Looking for what it erased last",
  keeps: "What it has read already it keeps. To come back it must be added anew, under a new key.",
  also: (name: string) => `It admitted others. Whoever took ${name} may have added them:`,
  go: (name: string, more: number) => (more === 0 ? `Revoke ${name}` : `Revoke ${name} and ${more} more`),
  going: "Revoking",
  keep: "Keep it",
  done: (names: readonly string[]) => `Revoked: ${listed(names)}. A new key is in force.`,
};

export const storage = {
  head: "The browser may delete this journal when it needs room.",
  text: "Ask it to keep what is stored here. On an iPhone, add the app to the home screen.",
  ask: "Ask to keep it",
  refused: "The browser said no. A second device or a paper key keeps the journal all the same.",
  kept: "The browser keeps what is stored here.",
};

export const update = {
  head: "A newer app is here.",
  text: "It begins when every window of the app was closed, or now. What is typed and not saved is kept.",
  go: "Load it now",
  going: "Loading it …",
  late: "Not yet: something is still being loaded, or there is no room for what is typed. Nothing has changed.",
};

export const accepting = {
  ask: "Accept the loss",
  title: "Accept the loss?",
  text: "The journal goes on without what is missing, on all your devices. If it turns up later, it counts again.",
  or: "If nothing has it any more, accept the loss.",
  /** Of what waited here, and nowhere else. */
  only: "It was nowhere else. To go on without it, accept the loss.",
  stay: "Leave it",
  here: "What was changed is deleted from this phone. It was nowhere else, and cannot be brought back.",
  go: "Go on without it",
  keep: "Keep looking",
  done: "Accepted. The journal goes on without it.",
};

export const explaining = {
  seen: "What was seen",
  why: "What it means",
  done: "What was done",
  mend: "What to do",
};

interface Explained {
  head: string;
  why: string;
  done: string;
  mend: string;
}

const ELSE: Explained = {
  head: "Something needs your eyes.",
  why: "This phone noticed something that a newer app would name.",
  done: "What is here is kept.",
  mend: "Load the newest app, or check this phone's copy: the button is under Devices.",
};

/** What each state of the journal means: the head of its note, then why, what was done, what is to be done. */
const STATES: Record<string, Explained> = {
  repaired: {
    head: "The server had gone back. Repaired.",
    why: "The server had confirmed entries and then did not have them: it was set back to an older copy, or lost something.",
    done: "This phone remembers what the server has confirmed. It noticed the gap and sent the entries again.",
    mend: "Nothing, if you know of a restored backup. Otherwise ask whoever runs the server.",
  },
  restored: {
    head: "This phone had gone back. Repaired.",
    why: "What is stored on this phone was older than what it had sent before: a restored backup does that.",
    done: "It fetched what it had forgotten, and goes on writing under a new chain, so that nothing is confused.",
    mend: "Nothing.",
  },
  rollback: {
    head: "A list of devices is gone.",
    why: "An older list of devices is in force than the one this phone saw at its last sync.",
    done: "This phone goes on keeping what you write.",
    mend: "Sync the device that changed the list last. Then look at the devices here, and revoke again whom you had revoked.",
  },
  fork: {
    head: "Two copies of one device have written.",
    why: "A device was copied, with its keys, and both copies wrote at the same time.",
    done: "Both are kept, and both count.",
    mend: "Use each copy as a device of its own: add one of them anew.",
  },
  switched: {
    head: "There were two lists of devices. One counts.",
    why: "A server that was set back can hold another list of devices than the one you went on with.",
    done: "Every device takes the same one of the two by the same rule. What was written under the other is written again.",
    mend: "Look at the devices here. One that stood only in the other list is to be added again.",
  },
  quarantine: {
    head: "Something was put aside.",
    why: "Something came that was signed by a device which may not write there, such as one that was revoked.",
    done: "It is kept, and does not count. Everything else goes on.",
    mend: "Nothing, if you know of the revoked device. Otherwise look at the devices here.",
  },
  missing: {
    head: "Something is missing.",
    why: "Another device has seen entries that the server does not have.",
    done: "What came after them is kept. This phone asks for them at every sync.",
    mend: "Sync the devices that may have them, then this one.",
  },
  stale: {
    head: "A device is silent.",
    why: "A device tells each day that it is there. From this one nothing has come for a while.",
    done: "Nothing: it may just be switched off.",
    mend: "Sync it. If it is lost, revoke it.",
  },
  damaged: {
    head: "Something does not open any more.",
    why: "What was stored or sent is not what was signed: a disk, or somebody, changed it.",
    done: "It does not count. Everything else goes on.",
    mend: "Sync the device that wrote it: any device that has the whole text puts it back.",
  },
  refused: {
    head: "Something was not taken.",
    why: "The server and this phone do not agree on what is signed as it should be.",
    done: "What is yours is kept here and offered again.",
    mend: "Ask whoever runs the server.",
  },
  "shut-out": {
    head: "This phone was left out of a new key.",
    why: "Another device began a new key and did not give it to this one.",
    done: "What is written here is kept, and waits.",
    mend: "Ask why. A device that has the key can renew it for all; if the other is not yours any more, revoke it.",
  },
};

/** What the commands in the words of a sign are called on the phone. */
const ON_PHONE: readonly [RegExp, string][] = [
  [/Details: twoway verify\.?/, "Details: Devices, “Check this phone's copy”."],
  [/: twoway sync asks your other devices/, ": the next sync asks your other devices"],
  [/are fetched again by twoway sync/, "are fetched again by the next sync"],
  [/[Ll]ook at twoway devices/, "look at the devices here"],
  [/If nothing has them any more: twoway verify --accept-loss \w+/, "If nothing has them any more, accept the loss"],
  [/To go on as it is: twoway verify --accept-loss \w+/, "To go on as it is, accept the loss"],
  [/: twoway devices revoke .+$/, ", revoke it"],
  [/do it here: twoway devices rotate/, "do it on a computer: twoway devices rotate"],
  [/: twoway sync on /, ": sync "],
  [/: twoway sync\b/, " to be synced"],
];

/** What waited here to be sent and was changed: it was nowhere else, so no device can help. */
const WAITED = /changed on this disk before being sent/;

/** What can be done where something is damaged here: another device may have it, or its loss is accepted. */
const DAMAGED_HERE = {
  waited: "Nothing brings it back. Accept the loss: then it is deleted here, and this note goes.",
  sent:
    "Sync your other devices first, then this one: any of them that has the whole text puts it back. If none has it any " +
    "more, accept the loss here: then this note goes.",
} as const;

/** Where something stands in the journal was changed on this disk, and is what it was: nothing is to be done. */
const PUT_RIGHT = /its place was changed on this disk, and was put right/;
const WAS_PUT_RIGHT: Explained = {
  head: "Something was put right here.",
  why: "A disk, or somebody, changed where a piece of the journal stands. What was signed says where it belongs.",
  done: "It is back in its place, and nothing is lost.",
  mend: "Nothing. If it comes again, keep another device in step: this phone's storage is not to be trusted.",
};

/** What is to be said of a sign, in four beats. */
export function explained(sign: Sign): Explained {
  if (PUT_RIGHT.test(sign.what)) return WAS_PUT_RIGHT;
  const said = STATES[sign.state] ?? ELSE;
  if (sign.state !== "damaged" || sign.loss === undefined) return said;
  return { ...said, mend: DAMAGED_HERE[WAITED.test(sign.what) ? "waited" : "sent"] };
}

/** What accepting the loss that a sign tells of does, and the other way. */
export function acceptWords(sign: Sign): { text: string; keep: string } {
  const { here, stay, text, keep } = accepting;
  return WAITED.test(sign.what) ? { text: here, keep: stay } : { text, keep };
}

/** The words of a sign with the phone's own ways instead of commands, as whole sentences. */
export function onPhone(sign: Sign): string {
  let words = sign.what;
  for (const [command, here] of ON_PHONE) words = words.replace(command, here);
  if (sign.loss !== undefined && !/accept the loss/.test(words)) words = `${ended(words)} ${WAITED.test(words) ? accepting.only : accepting.or}`;
  words = words.trim().replace(/(^|\. )([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
  return ended(words);
}

function ended(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What this device is called in the list: by its name too, where that says more. */
export function thisPhone(name: string): string {
  return ["", "phone"].includes(name.toLowerCase()) ? devices.this : `${devices.this}, ${name}`;
}

/** Where the entries of this phone are, as a sentence: 3 entries only here. */
export function whereWords(status: Status, now: number): string {
  if (status.unsynced > 0) return `${many(status.unsynced, "entry")} only here`;
  if (status.synced_ms === null) return status.server === "" ? "Everything is only here" : "Never synced";
  const on = status.devices > 1 ? `on ${status.devices} devices` : "on this phone and the server";
  return `Everything is ${on}, ${moment(status.synced_ms, now)}`;
}

/** How things stand with the network, for the top of the page. */
export function netWords(status: Status, now: number): string {
  if (status.net === "syncing") return devices.syncing;
  if (status.net === "offline") return "Offline";
  if (status.trouble !== null) return "Not synced";
  if (status.synced_ms === null) return status.server === "" ? "No server" : "Never synced";
  return capital(`synced ${moment(status.synced_ms, now).replace("today, ", "")}`);
}

/** When a device was last heard from. */
export function heardWords(row: Row, now: number): string {
  return row.heard_ms === null ? "Nothing heard from it yet" : `Last heard from ${moment(row.heard_ms, now)}`;
}

export function silentWords(days: number): string {
  return `${many(days, "day")} silent`;
}
