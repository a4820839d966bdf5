/**
 * What is missing: segments that somebody saw, or that are named here, and that are nowhere to be had.
 *
 * Four things name one: what other devices saw (told in their segments), what this device held at its last exchange
 * (its rollback memory), a segment that waits for the one before it, and the cut-offs of a revocation. What is held,
 * put aside, or could not count is not missing.
 */
import { hex } from "../../core/bytes.ts";
import { decodeEvent } from "../../core/events/vocabulary.ts";
import { resolve } from "../../core/journal/amendments.ts";
import { gather } from "../../core/journal/gather.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Session } from "../session.ts";
import type { Hex } from "../store/port.ts";
import { headersAside } from "./aside.ts";
import type { Ledger } from "./ledger.ts";

/** A chain, and the first and last number of segments of it that the person gave up. */
export interface Range {
  readonly chain: Hex;
  readonly first: number;
  readonly last: number;
}

/** By what a missing segment is known; the first of these is said. */
const HOW = ["seen", "held", "followed", "listed"] as const;
export type How = (typeof HOW)[number];

/** A segment that is named somewhere. `device`: its author, empty where nobody says. `teller`: who saw it. */
interface Named {
  readonly hash: Hex;
  readonly device: Hex;
  readonly chain: Hex;
  readonly number: number;
  readonly how: How;
  readonly teller: Hex;
}

/** Segments `first` to `last` of a chain, which cannot be had. `tellers`: the devices that saw them. */
export interface Missing {
  readonly device: Hex;
  readonly chain: Hex;
  readonly first: number;
  readonly last: number;
  readonly how: How;
  readonly tellers: ReadonlySet<Hex>;
}

/** Return what the person gave up, on any device. */
export async function givenUp(session: Session): Promise<Range[]> {
  const { entries } = gather((await session.entries()).map((placed) => placed.entry));
  const amendments = resolve(entries);
  return entries.flatMap(({ id, entry }) => {
    if (entry.type !== "loss.accepted" || amendments.hides(id)) return [];
    const event = decodeEvent(entry.type, entry.fields);
    if (event.type !== "loss.accepted" || !("chain" in event)) return [];
    return [{ chain: event.chain, first: event.first, last: event.last }];
  });
}

/** Return what cannot be had and may count under `roster`, a run for each chain; not what was `givenUp`. */
export async function missingSegments(ledger: Ledger, roster: Roster, givenUp: readonly Range[]): Promise<Missing[]> {
  const byChain = new Map<Hex, Named[]>();
  for (const named of await namedAnywhere(ledger, roster)) {
    if (!mayCount(roster, named) || ledger.isHeld(named.hash)) continue;
    byChain.set(named.chain, [...(byChain.get(named.chain) ?? []), named]);
  }
  const chains = [...byChain].sort(([one], [other]) => (one < other ? -1 : 1));
  return chains.flatMap(([chain, names]) => {
    return runOf(ledger, chain, names, givenUp.filter((range) => range.chain === chain)) ?? [];
  });
}

async function namedAnywhere(ledger: Ledger, roster: Roster): Promise<Named[]> {
  const names: Named[] = [];
  for (const row of await ledger.session.store.all("missing")) {
    const { hash, device, chain, number, teller } = row;
    names.push({ hash, device, chain, number, teller, how: teller ? "seen" : "held" });
  }
  for (const [name, header] of headersAside(ledger)) {
    if (header.number === 1 || ledger.aside.get(name)?.verdict !== "waiting") continue;
    const place = { device: hex(header.device), chain: hex(header.chain), number: header.number - 1 };
    names.push({ hash: hex(header.previous), ...place, teller: "", how: "followed" });
  }
  for (const [device, member] of roster.members) {
    for (const cutoff of member.cutoffs) {
      const { number } = cutoff;
      names.push({ hash: hex(cutoff.hash), device, chain: hex(cutoff.chain), number, teller: "", how: "listed" });
    }
  }
  return names;
}

/** Return whether it would count if it came; nobody knows of what has no author here. */
function mayCount(roster: Roster, named: Named): boolean {
  const member = roster.members.get(named.device);
  if (member === undefined) return named.device === "";
  if (member.revoked === null) return true;
  return member.cutoffs.some((cutoff) => hex(cutoff.chain) === named.chain && named.number <= cutoff.number);
}

/** Return what is missing of one chain; null when all of it was given up. */
function runOf(ledger: Ledger, chain: Hex, names: readonly Named[], givenUp: readonly Range[]): Missing | null {
  const left = names.filter((one) => !givenUp.some((range) => range.first <= one.number && one.number <= range.last));
  if (left.length === 0) return null;
  const held = ledger.last(chain);
  const numbers = left.map((one) => one.number);
  const below = numbers.filter((number) => number <= held);
  let first = below.length > 0 ? Math.min(...below) : held + 1;
  for (const range of [...givenUp].sort((one, other) => one.first - other.first || one.last - other.last)) {
    if (range.first <= first && first <= range.last) first = range.last + 1;
  }
  return {
    device: ledger.author(chain) ?? left.find((one) => one.device)?.device ?? "",
    chain,
    first,
    last: Math.max(...numbers),
    how: HOW.find((how) => left.some((one) => one.how === how)) ?? "listed",
    tellers: new Set(left.map((one) => one.teller).filter((teller) => teller !== "")),
  };
}
