/** The last step: what would count, before it is kept. */
import type { JSX } from "preact";
import { want as words } from "../words/want.ts";
import { wantEvents } from "./wish-events.ts";
import type { StepProps } from "./want-steps.tsx";
import { Musts, Styles, Weights } from "./want-table.tsx";
import type { Weighed } from "./want-table.tsx";
import { stylesAfter } from "./wish-style.ts";
import { pointsIn, ratable, things, tradedPoints } from "./wishes.ts";

export function Look({ page, wishes }: StepProps): JSX.Element {
  const names = new Map(things(page, wishes).map((one) => [one.key, one.name]));
  const nameOf = (key: string): string => names.get(key) ?? key.replace(/^\+/, "");
  const { look } = words;
  const isSame = wantEvents(page, wishes).length === 0;
  const isLeft = pointsIn(wishes) === null && tradedPoints(page, wishes) === null;
  return (
    <>
      <p class="lead">{isSame ? look.same : look.lead}</p>
      {isLeft && <p class="quiet">{page.weighed === "" ? look.leftOut : look.stays}</p>}
      <Weights rows={weighed({ page, wishes }, nameOf)} />
      <Styles rows={stylesAfter(page, wishes.styles, wishes.trade)} />
      <Musts rows={wishes.musts.map((one) => ({ ...one, name: nameOf(one.key) }))} />
      {!isSame && <p class="quiet">{words.unwritten}</p>}
    </>
  );
}

/** The weights as they would be: each one's share. What is required as a yes or no weighs nothing beside that. */
function weighed({ page, wishes }: Omit<StepProps, "set">, nameOf: (key: string) => string): Weighed[] {
  const traded = tradedPoints(page, wishes);
  const points = traded ?? pointsIn(wishes) ?? new Map(page.criteria.map((one) => [one.id, one.weight]));
  const required = new Set(wishes.musts.filter((one) => one.threshold === null).map((one) => one.key));
  const keys = [...(traded?.keys() ?? ratable(page, wishes))].filter((key) => !required.has(key) && (points.get(key) ?? 0) > 0);
  const whole = keys.reduce((total, key) => total + (points.get(key) ?? 0), 0);
  const rows = keys.map((key) => ({
    key,
    name: nameOf(key),
    weight: (points.get(key) ?? 0) / whole,
    present: wishes.present[key] ?? null,
  }));
  return rows.sort((one, other) => other.weight - one.weight);
}
