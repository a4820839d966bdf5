/** The column that each table of the store is keyed by. */
import type { Table, Tables } from "./port.ts";

export const KEY_PATHS: { readonly [T in Table]: keyof Tables[T] & string } = {
  segments: "hash",
  aside: "hash",
  bodies: "hash",
  roster: "number",
  branches: "head",
  outbox: "key",
  drafts: "where",
  clock: "key",
  meta: "key",
  profile: "key",
  plan: "key",
  unread: "hash",
  missing: "key",
  heard: "device",
  erasures: "erasure",
  destroyed: "entry",
  bare: "key",
  newBodies: "hash",
};
