/**
 * Giving up what is missing: the person says that it cannot be had any more, and is asked no further.
 *
 * What was changed on this disk is given up like what another device never sent: it is asked for all the same, and
 * counts if it comes. What waited to be sent and does not open any more can come from nowhere, and is let go.
 */
import { hex } from "../../core/bytes.ts";
import type { Hex } from "../store/port.ts";
import { forgottenList, giveUpList } from "./forgotten.ts";
import type { Gap } from "./gaps.ts";
import type { Ledger } from "./ledger.ts";
import { spoiltEntries } from "./mending.ts";
import { refusal } from "./refusals.ts";
import { type Run, Signs } from "./signs.ts";

const NOBODY = "00".repeat(16);

/**
 * Accept the loss of what `name` stands for: a chain, the list of devices, what is damaged, or what waits in here.
 *
 * Rejects with an EngineError.
 */
export async function giveUp(ledger: Ledger, name: Hex): Promise<void> {
  const gone = await forgottenList(ledger, ledger.pinned);
  if (gone !== null && hex(gone) === name) {
    giveUpList(ledger);
    await ledger.flush();
    return;
  }
  const signs = await Signs.of(ledger);
  if (name === signs.own) return giveUpWaiting(ledger);
  const run = (await signs.missing()).find((each) => each.chain === name);
  const runs = run === undefined ? damagedRuns(ledger, await signs.gaps(), name) : [run];
  if (runs.length === 0) throw refusal("no-loss", "nothing of that is missing here.", { mend: "look at Devices" });
  await ledger.session.write(runs.map((each) => ({ type: "loss.accepted", fields: fieldsOf(signs, each) })));
}

function fieldsOf(signs: Signs, run: Run): Record<string, unknown> {
  const [what, numbers] = signs.runWords(run, signs.plainName(run.device)); // "this device" would not do everywhere
  const { chain, first, last } = run;
  return { device: run.device || NOBODY, chain, first, last, reason: `${what}, ${numbers}` };
}

/** Return what one sign calls damaged, in runs; the sign goes by the `name` of one of its chains. */
function damagedRuns(ledger: Ledger, gaps: readonly Gap[], name: Hex): Run[] {
  const meant = new Set(gaps.filter((gap) => hex(gap.chain) === name).map((gap) => gap.isSent));
  const places = gaps.filter((gap) => meant.has(gap.isSent)).map((gap) => ({ chain: hex(gap.chain), number: gap.number }));
  const runs: Run[] = [];
  for (const { chain, number } of places.sort((one, other) => one.number - other.number)) {
    const before = runs.find((run) => run.chain === chain && run.last === number - 1);
    if (before !== undefined) before.last = number;
    else runs.push({ device: ledger.author(chain) ?? "", chain, first: number, last: number });
  }
  return runs;
}

/** Let go of what waited to be sent and does not open any more. */
async function giveUpWaiting({ session }: Ledger): Promise<void> {
  await session.store.commit({ del: { outbox: await spoiltEntries(session) } });
  session.changed();
}
