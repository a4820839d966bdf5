/** What a new journal begins with: sixteen criteria and twenty-eight questions, as one write. */
import { CRITERIA } from "../../core/starter/criteria.ts";
import { QUESTIONS } from "../../core/starter/questions.ts";
import type { NewEvent } from "../port.ts";

const ORIGIN = "starter";

/** Return the events; a question names its criterion by its place in the same write. */
export function starterEvents(): NewEvent[] {
  const places = new Map<string, string>(CRITERIA.map((shipped, at) => [shipped.name, `$${at}`]));
  return [...CRITERIA.map(criterion), ...QUESTIONS.map((shipped) => question(shipped, places.get(shipped.about)))];
}

function criterion(shipped: (typeof CRITERIA)[number]): NewEvent {
  const { name, lens, sphere, shape } = shipped;
  const [anchor1, anchor3, anchor5] = shipped.anchors;
  return { type: "criterion.defined", fields: { name, lens, sphere, shape, anchor1, anchor3, anchor5 } };
}

function question(shipped: (typeof QUESTIONS)[number], about: string | undefined): NewEvent {
  const { text, kind, tag, topic, ask, minutes } = shipped;
  return {
    type: "question.added",
    fields: {
      text,
      criteria: about === undefined ? [] : [about],
      kind,
      tag,
      topic,
      ask: [...ask],
      when: "when" in shipped ? shipped.when : "",
      condition: "condition" in shipped ? shipped.condition : "",
      in_writing: "in_writing" in shipped ? shipped.in_writing : false,
      minutes,
      origin: ORIGIN,
    },
  };
}
