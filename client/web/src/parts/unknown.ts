/** The moment before the engine has told its first status: what is empty then says nothing. */
import type { Status } from "../engine/port.ts";

/** Return whether nothing was told yet: no figure does not mean that everything is elsewhere, no server that there is none. */
export function isUnknown({ journal, trouble }: Status): boolean {
  return journal === "" && trouble === null;
}
