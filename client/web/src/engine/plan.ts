/**
 * The capture plan at rest: what the first screen needs, in one row; no history is read before the first letter.
 *
 * The ids lie in clear, for a locked journal can still be written to in its place; every word is sealed beside them.
 */
import { type Bytes, text, utf8 } from "../core/bytes.ts";
import type { Desk } from "./desk.ts";
import { orNothing } from "./outbox.ts";
import type { CapturePlan } from "./port.ts";

const USE = "plan";
const EMPTY: CapturePlan = {
  opportunity: null,
  interview: null,
  people: [],
  agenda: null,
  questions: [],
  stories: [],
  criteria: [],
  made_ms: 0,
};

/** Return the plan as last kept: with its words while open, as bare ids while locked. One row is read. */
export async function readPlan(desk: Desk): Promise<CapturePlan> {
  const row = await desk.store.get("plan", "plan");
  if (row === undefined) return EMPTY;
  const secrets = desk.secretsIfOpen();
  const opened = secrets === null ? null : await orNothing(secrets.local.open(USE, row.sealed));
  return parsed(opened ?? row.ids) ?? EMPTY;
}

/** Keep `plan`, unless it is as it was. */
export async function keepPlan(desk: Desk, plan: CapturePlan): Promise<void> {
  const kept = await readPlan(desk);
  if (JSON.stringify({ ...kept, made_ms: 0 }) === JSON.stringify({ ...plan, made_ms: 0 })) return;
  const sealed = await desk.secrets().local.seal(USE, encoded(plan));
  await desk.store.commit({ put: { plan: [{ key: "plan", ids: encoded(bare(plan)), sealed }] } });
}

/** Return `plan` without a word, and without the time of an interview: ids and numbers. */
function bare(plan: CapturePlan): CapturePlan {
  return {
    ...plan,
    opportunity: plan.opportunity === null ? null : { ...plan.opportunity, name: "", role: "" },
    interview: plan.interview === null ? null : { id: plan.interview.id, kind: "", began_ms: 0, ends_ms: null },
    people: plan.people.map(({ id }) => ({ id, name: "", role: "other" })),
    questions: plan.questions.map((line) => ({ ...line, text: "", reason: "" })),
    stories: plan.stories.map(({ id }) => ({ id, title: "" })),
    criteria: plan.criteria.map(({ id }) => ({ id, name: "" })),
  };
}

function encoded(plan: CapturePlan): Bytes {
  return utf8(JSON.stringify(plan));
}

function parsed(data: Bytes): CapturePlan | null {
  try {
    return { ...EMPTY, ...(JSON.parse(text(data)) as CapturePlan) };
  } catch {
    return null;
  }
}
