/**
 * What counts, as a table, in the order of the steps: weights with bars and the present job, must-haves, ways to work.
 *
 * Widths are attributes of SVG.
 */
import type { JSX } from "preact";
import { sharedDecimals } from "../core/analysis/rounding.ts";
import type { WantPage } from "../engine/port.ts";
import "../styles/firm.css";
import { capital } from "../words/lists.ts";
import { mustWords, presentWords, want as words } from "../words/want.ts";
import type { Weighed } from "./wish-weights.ts";

interface Required {
  key: string;
  name: string;
  threshold: number | null;
  negotiable: boolean;
}

/** What is in force now. */
export function InForce({ page }: { page: WantPage }): JSX.Element {
  const weighed = page.criteria.filter((one) => page.weighed !== "" && one.weight > 0);
  const present = presentWords(page);
  return (
    <>
      {weighed.length === 0 && <p class="quiet">{words.nothing}</p>}
      <Weights rows={weighed.map((one) => ({ ...one, key: one.id }))} />
      {weighed.length > 0 && present !== "" && <p class="quiet num">{present}</p>}
      <Musts rows={page.must_haves.map((one) => ({ ...one, key: one.id }))} />
      <Styles rows={page.styles} />
    </>
  );
}

export function Weights({ rows }: { rows: readonly Weighed[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((one) => one.weight));
  const shown = sharedDecimals(rows.map((one) => one.weight));
  return (
    <section class="block">
      <h2 class="head">
        {words.counts} <small>{words.weight}</small>
      </h2>
      <ul class="card crits">
        {rows.map(({ key, name, weight, present }, at) => (
          <li key={key} class="crit num">
            <span>
              {capital(name)} {present !== null && <small>{words.now(present)}</small>}
            </span>
            <small>{shown[at]}</small>
            <svg class="bar plain" aria-hidden="true">
              <rect width={`${(weight / most) * 100}%`} height="100%" />
            </svg>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Musts({ rows }: { rows: readonly Required[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section class="block">
      <h2 class="head">
        {words.musts} <small>{words.without}</small>
      </h2>
      <ul class="rows">
        {rows.map((one) => (
          <li key={one.key}>
            <div class="what">{capital(one.name)}</div>
            <span class="quiet">{mustWords(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each scale with its two ends and the place of mine between them. */
export function Styles({ rows }: { rows: WantPage["styles"] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section class="block">
      <h2 class="head">
        {words.style.head} <small>{words.style.unit}</small>
      </h2>
      <ul class="card crits">
        {rows.map(({ scale, level, low, high }) => (
          <li key={scale} class="crit leans num">
            <span>{capital(scale)}</span>
            <small>
              <span aria-hidden="true">{level}</span>
              <span class="sr">{words.style.level(level, low, high)}</span>
            </small>
            <Rungs level={level} />
            <p class="ends" aria-hidden="true">
              <small>{low}</small>
              <small>{high}</small>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const RUNGS = [1, 2, 3, 4, 5] as const;

/** Five places on a line, and mine on it. */
function Rungs({ level }: { level: number }): JSX.Element {
  return (
    <svg class="rungs" aria-hidden="true">
      <line x1="2%" x2="98%" y1="50%" y2="50%" />
      {RUNGS.map((one) => (
        <circle key={one} class={one === level ? "mine" : ""} cx={`${2 + 24 * (one - 1)}%`} cy="50%" r={one === level ? 7 : 3} />
      ))}
    </svg>
  );
}
