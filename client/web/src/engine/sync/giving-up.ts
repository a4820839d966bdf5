/** Giving up what is missing: the person says that it cannot be had any more, and is asked no further. */
import { hex } from "../../core/bytes.ts";
import type { Hex } from "../store/port.ts";
import { forgottenList, giveUpList } from "./forgotten.ts";
import type { Ledger } from "./ledger.ts";
import { refusal } from "./refusals.ts";
import { Signs } from "./signs.ts";

const NOBODY = "00".repeat(16);

/** Accept the loss of the chain, or of the list of devices, called `name`. Rejects with an EngineError. */
export async function giveUp(ledger: Ledger, name: Hex): Promise<void> {
  const gone = await forgottenList(ledger, ledger.pinned);
  if (gone !== null && hex(gone) === name) {
    giveUpList(ledger);
    await ledger.flush();
    return;
  }
  const signs = await Signs.of(ledger);
  const run = (await signs.missing()).find((each) => each.chain === name);
  if (run === undefined) throw refusal("no-loss", "nothing of that is missing here.", { mend: "look at Devices" });
  const [what, numbers] = signs.runWords(run, signs.plainName(run.device)); // "this device" would not do everywhere
  const { chain, first, last } = run;
  const fields = { device: run.device || NOBODY, chain, first, last, reason: `${what}, ${numbers}` };
  await ledger.session.write([{ type: "loss.accepted", fields }]);
}
