/**
 * Local reminders: that follow-ups are due, and how many; never whose, and nothing from the journal.
 *
 * - Only where the person has allowed notifications, once a day, and only while the app lies in the background: whoever
 *   looks at it sees the list itself.
 * - Nothing comes from a server: the phone counts by itself, and a locked journal is not counted.
 */
import type { Engine, Today } from "./engine/port.ts";
import { reminders as words } from "./words/settings.ts";
import { dayName } from "./words/when.ts";

/** Whether reminders may be shown: to be asked for, allowed, refused, or not known to this browser. */
export type Leave = "ask" | "on" | "off" | "none";

/** How often a page in the background looks whether something is due. */
const LOOK_MS = 15 * 60 * 1000;
/** Where the day of the last reminder is kept; a day says nothing about anybody. */
const TOLD = "twoway-reminded";
const TAG = "due";

export function leave(): Leave {
  if (typeof Notification === "undefined") return "none";
  if (Notification.permission === "granted") return "on";
  return Notification.permission === "denied" ? "off" : "ask";
}

/** Ask the person. To be called from a press. */
export async function askLeave(): Promise<Leave> {
  if (typeof Notification !== "undefined") await Notification.requestPermission();
  return leave();
}

/** How many follow-ups are due on that day or before, and wait for the person. */
export function dueOn(today: Today): number {
  return today.todos.filter((todo) => todo.due !== null && todo.due <= today.day).length;
}

/** What a reminder needs of its surroundings. */
export interface Surroundings {
  engine: Pick<Engine, "view">;
  now: () => number;
  isAllowed: () => boolean;
  isSeen: () => boolean;
  /** The day of the last reminder, and a new one. */
  told: () => string;
  tell: (day: string, text: string) => Promise<void>;
}

/** Remind, if something is due and nobody was reminded of it today. */
export async function remind(around: Surroundings): Promise<void> {
  const day = dayName(around.now());
  if (!around.isAllowed() || around.isSeen() || around.told() === day) return;
  const count = dueOn(await around.engine.view("today", {}));
  if (count > 0) await around.tell(day, words.due(count));
}

/** Look now and then; call it once, after the first paint. Returns what ends it. */
export function startReminders(engine: Engine, now: () => number): () => void {
  const around: Surroundings = {
    engine,
    now,
    isAllowed: () => leave() === "on",
    isSeen: () => document.visibilityState === "visible",
    told: () => localStorage.getItem(TOLD) ?? "",
    tell: async (day, text) => {
      localStorage.setItem(TOLD, day);
      await show(text);
    },
  };
  // A locked journal refuses, and so does a browser without storage: there is nothing to remind of then.
  const look = (): void => void remind(around).catch(() => undefined);
  const timer = setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

/** Take back what is shown: the journal that it speaks of is not here any more. */
export async function forgetReminders(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    for (const each of (await registration?.getNotifications({ tag: TAG })) ?? []) each.close();
  } catch {
    // A browser that shows none has none to take back.
  }
}

/** By the service worker where there is one: on phones a page may not show them itself. */
async function show(text: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration === undefined) new Notification(words.title, { body: text, tag: TAG });
  else await registration.showNotification(words.title, { body: text, tag: TAG });
}
