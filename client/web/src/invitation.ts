/**
 * The invitation that the app was opened with: a link whose fragment holds a secret.
 *
 * - Imported first of all: loading this file takes the secret out of the address bar, the tab's own history and
 *   whatever is shared of the page, before anything else runs. A browser's list of visited pages may know it all the
 *   same: that is why it is good for five minutes, once, and with a yes alone.
 * - It is kept in memory alone, until the journal is joined or the person says no.
 */
const MARK = "#join=";

interface Address {
  href: string;
  hash: string;
  pathname: string;
  search: string;
}

interface Past {
  state: unknown;
  replaceState(state: unknown, unused: string, url: string): void;
}

/** Return the invitation's link, if the address is one, and take the secret out of the address. */
export function taken(address: Address, past: Past): string {
  if (!address.hash.startsWith(MARK)) return "";
  const link = address.href;
  past.replaceState(past.state, "", address.pathname + address.search);
  return link;
}

let link = typeof location === "undefined" ? "" : taken(location, history);

/** Be told of an invitation that is opened while the app runs. Returns what ends that. */
export function onInvitation(told: () => void): () => void {
  const look = (): void => {
    const found = taken(location, history);
    if (found === "") return;
    link = found;
    told();
  };
  addEventListener("hashchange", look);
  return () => removeEventListener("hashchange", look);
}

/** The link that the app was opened with; empty where there was none, or it is done with. */
export function heldInvitation(): string {
  return link;
}

/** Forget the link: it was used, or is not wanted. */
export function dropInvitation(): void {
  link = "";
}

/** Keep a link that was scanned, until the journal is joined. */
export function holdInvitation(scanned: string): void {
  link = scanned;
}

/** Whether a text that a camera read is the link of an invitation. */
export function isInvitation(text: string): boolean {
  return /^https?:\/\/[^#]+#join=[A-Za-z0-9_-]{18}$/.test(text);
}

/** The server that an invitation leads to, as a person reads it: its host. */
export function hostOf(invitation: string): string {
  try {
    return new URL(invitation).host;
  } catch {
    return "";
  }
}

/** The server that serves this app: the app lies in a folder of it. */
export function serverOf(page: string): string {
  return new URL("..", page).href.replace(/\/$/, "");
}

/** Fold nine words as they were typed: spaces, line ends, commas and numbers before them do not matter. */
export function wordsTyped(typed: string): string[] {
  return typed.toLowerCase().split(/[^a-z]+/).filter((word) => word !== "");
}
