/** One to five as five radios in a row, with what the ends mean below them. A second press takes the choice back. */
import type { JSX } from "preact";
import { Pick } from "./pick.tsx";

const RATINGS = ["1", "2", "3", "4", "5"] as const;

interface Props {
  legend: string;
  /** The words at 1 and at 5; either may be empty. */
  ends: readonly [string, string];
  value: number | null;
  onPick: (value: number | null) => void;
}

export function Scale({ legend, ends: [low, high], value, onPick }: Props): JSX.Element {
  const options = RATINGS.map((one) => ({ value: one, label: <Rung rating={one} low={low} high={high} /> }));
  const picked = RATINGS.find((one) => Number(one) === value) ?? null;
  return (
    <div class="scale">
      <Pick
        legend={legend}
        look="joined num"
        shown
        optional
        options={options}
        value={picked}
        onPick={(one) => onPick(one === null ? null : Number(one))}
      />
      {low + high !== "" && (
        <p class="ends" aria-hidden="true">
          <small>{low}</small>
          <small>{high}</small>
        </p>
      )}
    </div>
  );
}

/** The number, with the words of its end for whoever does not see them below. */
function Rung({ rating, low, high }: { rating: string; low: string; high: string }): JSX.Element {
  const words = rating === "1" ? low : rating === "5" ? high : "";
  return (
    <>
      {rating}
      {words !== "" && <span class="sr">, {words}</span>}
    </>
  );
}
