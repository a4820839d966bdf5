/** What devices are called: names are sealed in the roster, and a name from elsewhere is made visible. */
import { CannotOpenError } from "../../core/errors.ts";
import type { EpochKeys } from "../../core/trust/epochs.ts";
import { openName } from "../../core/trust/names.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";

const PAPER = "paper";
export const UNKNOWN = "a device";

/** Return device id -> name; a paper key has none of its own, and one that came later is told by a number. */
export async function namesIn(roster: Roster, keys: EpochKeys): Promise<Map<Hex, string>> {
  const names = new Map<Hex, string>();
  let papers = 0;
  for (const [device, member] of roster.members) {
    if (member.isPaper) {
      papers += 1;
      names.set(device, papers === 1 ? PAPER : `${PAPER} ${papers}`);
      continue;
    }
    try {
      names.set(device, visible(await openName(keys.at(member.number), roster.journal, member.public.device, member.name)));
    } catch (error) {
      if (!(error instanceof CannotOpenError)) throw error;
      names.set(device, UNKNOWN);
    }
  }
  return names;
}

const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff\u2028\u2029]/gu;

/** Return `text` with every control, direction and unseen letter as a visible stand-in: hex after a backslash. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
