/** An event that this version cannot apply. */

/** Of a newer version, or not what its type allows. */
export type Why = "newer" | "unreadable";

/** `type`: the wire name. No event has a `why`, which tells the two apart. */
export interface Unread {
  readonly type: string;
  readonly why: Why;
}

/** Return whether `event` is one that this version cannot apply. */
export function isUnread(event: { readonly type: string }): event is Unread {
  return "why" in event;
}
