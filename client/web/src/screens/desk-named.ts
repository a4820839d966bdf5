/** What a firm is called that was put back by its id: only what was chosen by hand and not saved needs it. */
import type { CapturePlan, Engine } from "../engine/port.ts";
import type { Chosen } from "./desk-chosen.ts";

/**
 * Read what the firm is called that was put back. Of one that is known no more the note is to find its own later: it
 * goes to no other firm. Never rejects.
 */
export async function named(chosen: Chosen, { opportunity }: CapturePlan, engine: Pick<Engine, "view">): Promise<void> {
  const { firm, sinceMs } = chosen.now;
  if (firm === null || firm.name !== "") return;
  try {
    const isNext = opportunity?.id === firm.id;
    const found = isNext ? opportunity : (await engine.view("firms", {})).find(({ id }) => id === firm.id);
    if (chosen.now.firm !== firm) return;
    const known = found === undefined ? null : { id: found.id, name: found.name, role: found.role };
    chosen.file(known, sinceMs);
  } catch {
    // Locked again: what was chosen is on the disk.
  }
}
