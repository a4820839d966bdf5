/**
 * What the page remembers to draw its first picture right: whether there is a journal here, and which shape capture has;
 * and when to lock, which has to be known the moment the page goes.
 * Nothing of the journal, and nothing that could not be lost.
 */
const PREFIX = "twoway.";

type What = "journal" | "shape" | "lock";

/** Return what was remembered; empty where there is nothing, or the browser keeps nothing. */
export function recall(what: What): string {
  try {
    return localStorage.getItem(PREFIX + what) ?? "";
  } catch {
    return "";
  }
}

/** Remember it, if the browser lets us. */
export function remember(what: What, value: string): void {
  try {
    if (recall(what) !== value) localStorage.setItem(PREFIX + what, value);
  } catch {
    // A private window: the first picture is drawn without it.
  }
}

/** Whether leaving the app locks it. */
export function locksOnLeaving(): boolean {
  return recall("lock") === "leaving";
}

/** Say whether leaving the app locks it. */
export function lockOnLeaving(isWanted: boolean): void {
  remember("lock", isWanted ? "leaving" : "");
}
