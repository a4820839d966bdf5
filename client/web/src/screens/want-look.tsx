/** The last step: what would count, before it is kept; what "time or pay" changed can be taken back here as well. */
import type { JSX } from "preact";
import { want as words } from "../words/want.ts";
import { wantEvents } from "./wish-events.ts";
import type { StepProps } from "./want-steps.tsx";
import { Shifts } from "./want-style.tsx";
import { Musts, Styles, Weights } from "./want-table.tsx";
import { stylesAfter } from "./wish-style.ts";
import { bareName, weighed } from "./wish-weights.ts";
import { pointsIn, things, tradedPoints } from "./wishes.ts";

export function Look({ page, wishes, set }: StepProps): JSX.Element {
  const names = new Map(things(page, wishes).map((one) => [one.key, one.name]));
  const { look } = words;
  const isSame = wantEvents(page, wishes).length === 0;
  const isLeft = pointsIn(wishes) === null && tradedPoints(page, wishes) === null;
  return (
    <>
      <p class="lead">{isSame ? look.same : look.lead}</p>
      {isLeft && <p class="quiet">{page.weighed === "" ? look.leftOut : look.stays}</p>}
      <Weights rows={weighed(page, wishes)} />
      <Musts rows={wishes.musts.map((one) => ({ ...one, name: names.get(one.key) ?? bareName(one.key) }))} />
      <Styles rows={stylesAfter(page, wishes.styles, wishes.trade)} />
      <Shifts page={page} wishes={wishes} set={set} />
      {!isSame && <p class="quiet">{words.unwritten}</p>}
    </>
  );
}
