/** The words of the settings, of reminders, and of the states in which the app cannot go on as usual. */
import { many } from "./lists.ts";

export const settings = {
  title: "Settings",
  back: "Back to devices",
  server: "Server",
  serverNow: "This journal is carried by",
  serverNone: "No server yet. It carries the sealed journal to your other devices, and cannot read it.",
  address: "Address",
  addressHelp: "Such as https://sync.example.org",
  code: "Registration code",
  codeHelp: "From whoever runs the server. May stay empty on a server of your own.",
  register: "Use this server",
  registering: "Asking the server",
  registered: "The server takes this journal.",
  addressMissing: "The address is missing.",
  lock: "Passphrase",
  lockNone: "There is none: whoever opens this phone can read the journal.",
  lockHas: "The app locks itself, and asks for it before it shows anything.",
  lockSet: "Set a passphrase",
  lockChange: "Change the passphrase",
  lockNow: "Lock now",
  now: "Present passphrase",
  next: "New passphrase",
  repeat: "New passphrase again",
  nextHelp: "Long and easy to type beats short and strange. It cannot be reset: write it down, or have a paper key.",
  short: (least: number) => `At least ${least} letters.`,
  differ: "The two are not the same.",
  nowMissing: "The present passphrase is missing.",
  set: "Set it",
  setting: "This takes a second or two",
  lockDone: "The passphrase is set.",
  remind: "Reminders",
  remindText: "When follow-ups are due, a notification says how many. It names nobody.",
  remindAsk: "Allow reminders",
  remindOn: "Reminders are on. Turn them off in the browser’s settings for this page.",
  remindNo: "The browser does not allow them. Its settings for this page can.",
  remindNone: "This browser knows no notifications.",
  export: "Export",
  exportText: "What no other device has yet, sealed, as a file that only devices of this journal can open.",
  exportNothing: "Nothing waits",
  exportGo: (count: number) => `Export ${many(count, "entry")}`,
  journal: "Journal",
};

/** What a notification says: seen by whoever looks at the phone. */
export const reminders = {
  title: "Twoway",
  due: (count: number) => `${many(count, "follow-up")} ${count === 1 ? "is" : "are"} due.`,
};

export const trouble = {
  lostTitle: "Storage lost",
  lostHead: "This browser has deleted the journal that was here.",
  lostText: "It empties its storage when it needs room, or when a page was not visited for long.",
  lostKept:
    "What had been synced is safe on the server and your other devices. What was only here is gone, and cannot be brought back.",
  lostMend: "Add this phone again: on another device, choose Add a device.",
  lostPaper: "If no other device is left, the paper key brings it back on a computer: twoway recover.",
  lostRevoke: "Then revoke the old entry of this phone in the list of devices: it is of no use to anybody, and looks like a second phone.",
  join: "Add this phone again",
  elsewhereHead: "Another tab of this browser is writing.",
  elsewhereText: "One tab writes at a time. What you see here may lag behind it; what you type is kept.",
  again: "Sync again",
  title: "What is the matter",
  calm: "Nothing is the matter: the last sync went well.",
  never: "Nothing is the matter, and nothing was synced yet.",
};
