/**
 * What a screen says of an entry that is there: completed, so that it takes effect.
 *
 * An amendment lies where its target lies, and a correction's new values are encoded as fields of what it corrects.
 */
import { hex } from "../core/bytes.ts";
import type { Entry } from "../core/entry.ts";
import { EventRefusedError } from "../core/errors.ts";
import { patchOf } from "../core/events/vocabulary.ts";
import { AMENDMENTS, partOf } from "../core/journal/parts.ts";
import { EngineError } from "./errors.ts";
import type { NewEvent } from "./port.ts";

/** Whether any of `events` amends another, so that what is there has to be looked up. */
export function isAmending(events: readonly NewEvent[]): boolean {
  return events.some((event) => AMENDMENTS.has(event.type));
}

/** Return `events`, the amendments among them completed from what they amend. Throws an EngineError. */
export function completed(events: readonly NewEvent[], entries: readonly Entry[]): NewEvent[] {
  const byId = new Map(entries.map((entry) => [hex(entry.id), entry]));
  return events.map((event) => {
    if (!AMENDMENTS.has(event.type)) return event;
    const target = byId.get(String(event.fields["target"]));
    if (target === undefined) throw new EngineError("not-found", "what this is about is not in the journal.");
    const fields = { ...event.fields, opportunity: partOf(target) };
    return { ...event, fields: { ...fields, ...encodedPatch(event.fields["patch"], target) } };
  });
}

function encodedPatch(patch: unknown, target: Entry): object {
  if (typeof patch !== "object" || patch === null || patch instanceof Map) return {};
  try {
    return { patch: patchOf(target.type, patch as Readonly<Record<string, unknown>>) };
  } catch (error) {
    if (!(error instanceof EventRefusedError)) throw error;
    throw new EngineError("event", `${error.message}.`, { kept: "nothing was saved", cause: error });
  }
}
