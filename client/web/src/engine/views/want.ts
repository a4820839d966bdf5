/** What the person wants: criteria with their weights, must-haves, how the present job does, and the style of work. */
import type { Criterion } from "../../core/journal/items.ts";
import type { Mine } from "../../core/journal/state.ts";
import { sortedBy } from "../../core/order.ts";
import { type Matters, mattersOf, nameOf, presentFit } from "../../core/projections/matters.ts";
import { CRITERIA } from "../../core/starter/criteria.ts";
import { casefold } from "../../core/words.ts";
import type { WantPage } from "../port.ts";
import type { View } from "./journal.ts";

export const view: View<"want"> = ({ state: { mine } }) => {
  const matters = mattersOf(mine);
  const { mean, coverage } = presentFit(mine, matters);
  const alive = [...mine.criteria.values()].filter((one) => one.retired === null);
  const inOrder = sortedBy(alive, (one) => [-matters.weight(one.id)]);
  return {
    weighed: matters.method,
    criteria: inOrder.map((one) => wanted(mine, matters, one)),
    must_haves: [...matters.mustHaves.values()].map(({ criterion, threshold, negotiable }) => ({
      id: criterion,
      name: nameOf(mine, criterion),
      threshold,
      negotiable,
    })),
    answers: (mine.weights?.event.answers ?? []).map(({ criterion, points }) => ({ criterion, points })),
    styles: [...mine.styles].map(([scale, { event: { level, low, high } }]) => ({ scale, level, low, high })),
    present: mean,
    present_coverage: coverage,
    has_starter: hasStarter(mine),
  };
};

function wanted(mine: Mine, matters: Matters, { id, event }: Criterion): WantPage["criteria"][number] {
  const { name, lens, sphere, shape, yes_no, ideal, ideals, anchor1, anchor3, anchor5 } = event;
  return {
    id,
    name,
    lens,
    sphere,
    shape,
    yes_no,
    ideal,
    ideals: ideals.map((one) => ({ ...one })),
    anchors: [anchor1, "", anchor3, "", anchor5],
    weight: matters.weight(id),
    points: pointsOf(mine, id),
    present: mine.baseline.get(id)?.event.rating ?? null,
  };
}

/** Return the points given last; null where they were not given by points, or weights were chosen beside them. */
function pointsOf(mine: Mine, criterion: string): number | null {
  const said = mine.weights?.event;
  if (said === undefined || said.method !== "swing" || said.weights.length > 0) return null;
  return said.answers.find((one) => one.criterion === criterion)?.points ?? null;
}

/** Return whether any of them was ever here: whoever retired one does not want it offered again. */
function hasStarter(mine: Mine): boolean {
  const shipped = new Set<string>(CRITERIA.map((one) => one.name));
  return [...mine.criteria.values()].some((one) => shipped.has(casefold(one.event.name)));
}
