/** Checking this device's copy when the person asks: what was found, and what has come back since. */
import type { Checked } from "../checked.ts";
import type { Session } from "../session.ts";
import { type Found, checkJournal } from "./checking.ts";
import { orNothing } from "./destroying.ts";
import { fileArrivals } from "./filing.ts";
import { Ledger } from "./ledger.ts";
import { openGaps } from "./mending.ts";
import { Signs } from "./signs.ts";
import { refreshSigns, rememberedServer } from "./syncing.ts";
import { damage } from "./trust-states.ts";

/** How the journal of `session` is checked: while nothing else is exchanged, and with an exchange after it. */
export interface Ways {
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Exchange; what goes wrong stands in the status. */
  readonly sync: () => Promise<void>;
}

/** Check everything; what is damaged and was sent once is fetched again at once, where there is a server. */
export async function verify(session: Session, { exclusively, sync }: Ways): Promise<Checked> {
  const { found, states } = await exclusively(() => check(session));
  if (found.damaged > 0 && (await rememberedServer(session))) await sync();
  const left = await exclusively(async () => {
    const ledger = await Ledger.load(session);
    await orNothing(refreshSigns(ledger)); // without any key there is nothing to tell them with
    return (await openGaps(ledger)).filter((gap) => gap.isSent).length;
  });
  session.told();
  const good = !states.some((state) => state.needs_eyes);
  return { journal: session.profile()?.journal ?? "", good, ...found, states, mended: found.damaged - left };
}

async function check(session: Session): Promise<{ found: Found; states: Checked["states"] }> {
  const ledger = await Ledger.load(session);
  await orNothing(fileArrivals(ledger)); // so that it is known what is missing
  const found = await checkJournal(ledger);
  const signs = await orNothing(Signs.of(ledger));
  return { found, states: signs === null ? damage(found.faults) : await signs.checked(found) };
}
