/** The words of the list of devices, of what happened to the journal, and of the settings. */
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Sign, Status } from "../engine/port.ts";
import { listed, many, sentence } from "./lists.ts";
import { moment } from "./when.ts";

type Row = DevicesPage["rows"][number];

const DAY_MS = 24 * 60 * 60 * 1000;
/** From so many days on, a paper key that was not tried stands first on the page. */
export const PAPER_DAYS = 180;

export const devices = {
  title: "Devices",
  settings: "Settings: server, passphrase, reminders",
  add: "Add a device",
  sync: "Sync",
  syncing: "Syncing",
  export: "Export",
  exported: (name: string) => `Saved as ${name}. Only devices of this journal can open it.`,
  happened: "What happened",
  this: "This phone",
  inStep: "in step",
  incomplete: "incomplete",
  revoked: "revoked",
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

export const paperCard = {
  title: "Paper key",
  about: "24 words, senior to every device.",
  none: "There is none. If every device is lost, the journal is lost.",
  untried: "It was made and never tried.",
  make: "Make a paper key",
  try: "Try it, 2 min",
  tryAgain: "Try it again, 2 min",
  stands: "valid beside the other",
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
  late: "Not yet: something is still being loaded, or there is no room for what is typed. Nothing has changed.",
};

export const accepting = {
  ask: "Accept the loss",
  title: "Accept the loss?",
  text: "The journal goes on without what is missing, on all your devices. If it turns up later, it counts again.",
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

/** What is to be said of a sign, in four beats. */
export function explained(sign: Sign): Explained {
  return STATES[sign.state] ?? ELSE;
}

/** The words of a sign with the phone's own ways instead of commands, as whole sentences. */
export function onPhone(sign: Sign): string {
  let words = sign.what;
  for (const [command, here] of ON_PHONE) words = words.replace(command, here);
  words = words.trim().replace(/(^|\. )([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What this device is called in the list: by its name too, where that says more. */
export function thisPhone(name: string): string {
  return ["", "phone"].includes(name.toLowerCase()) ? devices.this : `${devices.this}, ${name}`;
}

/** What a paper key is called where there are two: the later ones by their own name. */
export function paperName(name: string): string {
  const number = /\d+$/.exec(name)?.[0] ?? "";
  return number === "" ? paperCard.title : `${paperCard.title} ${number}`;
}

/** Where the entries of this phone are: 3 entries only here. */
export function whereWords(status: Status, now: number): string {
  if (status.unsynced > 0) return `${many(status.unsynced, "entry")} only here`;
  if (status.synced_ms === null) return status.server === "" ? "everything is only here" : "never synced";
  const on = status.devices > 1 ? `on ${status.devices} devices` : "on this phone and the server";
  return `everything is ${on}, ${moment(status.synced_ms, now)}`;
}

/** How things stand with the network, for the top of the page. */
export function netWords(status: Status, now: number): string {
  if (status.net === "syncing") return devices.syncing;
  if (status.net === "offline") return "Offline";
  if (status.trouble !== null) return "Not synced";
  if (status.synced_ms === null) return status.server === "" ? "No server" : "Never synced";
  return sentence(`synced ${moment(status.synced_ms, now).replace("today, ", "")}`);
}

/** When a device was last heard from. */
export function heardWords(row: Row, now: number): string {
  return row.heard_ms === null ? "nothing heard from it yet" : `last heard from ${moment(row.heard_ms, now)}`;
}

export function silentWords(days: number): string {
  return `${many(days, "day")} silent`;
}

/** What is to be said of the paper key. */
export function paperWords(paper: Status["paper"], now: number): string {
  if (paper === "none") return paperCard.none;
  if (paper === "untried") return `${paperCard.about} ${paperCard.untried}`;
  const days = Math.floor((now - paper) / DAY_MS);
  const when = days < 1 ? "today" : `${many(days, "day")} ago`;
  return `${paperCard.about} Last tried ${when}: it opened the whole journal.`;
}

/** Whether the paper key comes first on the page: there is none, it was never tried, or not for long. */
export function isPaperUrgent(paper: Status["paper"], now: number): boolean {
  return typeof paper === "string" || now - paper > PAPER_DAYS * DAY_MS;
}
