/**
 * Where one is, in the address: the fragment names a screen and ids, never a word of the person's and never a secret.
 *
 * - What it does not know leads to capture.
 * - `#/next/ID/INTERVIEW`, `#/rate/INTERVIEW/OPPORTUNITY`: the second id is where it came from.
 */
import { WANT_STEPS } from "./shell.ts";
import type { Route } from "./shell.ts";

const PLAIN = [
  "capture",
  "today",
  "devices",
  "join",
  "invite",
  "scan",
  "paper",
  "settings",
  "open-firm",
  "trouble",
  "they-asked",
] as const;
const OF_ONE = ["firm", "report", "file"] as const;
const OF_INTERVIEW = ["replay", "rate", "gut"] as const;
const ID = /^[0-9a-f]{32}$/;

/** Return the fragment of a route. */
export function hashOf(route: Route): string {
  const parts: string[] = [route.at];
  if (route.at === "firms" && route.search) parts.push("search");
  if (route.at === "want" && route.step !== undefined) parts.push(route.step);
  if ("id" in route) parts.push(route.id);
  if ("from" in route && route.from !== undefined) parts.push(route.from);
  if ("interview" in route && route.interview !== undefined) parts.push(route.interview);
  return `#/${parts.join("/")}`;
}

/** Return the route that a fragment names. */
export function routeOf(hash: string): Route {
  const [at = "", first = "", second = ""] = hash.replace(/^#\/?/, "").split("/");
  const also = ID.test(second) ? second : undefined;
  if (at === "firms") return first === "search" ? { at, search: true } : { at };
  if (at === "want") return isOneOf(WANT_STEPS, first) ? { at, step: first } : { at };
  if (isOneOf(PLAIN, at)) return { at };
  if (!ID.test(first)) return { at: "capture" };
  if (isOneOf(OF_ONE, at)) return { at, id: first };
  if (isOneOf(OF_INTERVIEW, at)) return also === undefined ? { at, id: first } : { at, id: first, from: also };
  if (at === "next") return also === undefined ? { at, id: first } : { at, id: first, interview: also };
  return { at: "capture" };
}

function isOneOf<P extends string>(places: readonly P[], at: string): at is P {
  return (places as readonly string[]).includes(at);
}
