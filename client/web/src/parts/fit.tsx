/**
 * The fit of one opportunity: the figure, its interval, the present job, and how much of it is known.
 *
 * They stand together or not at all. What is unknown is a word and a hatch, never 0. Widths are attributes of SVG.
 */
import type { JSX } from "preact";
import { decimals } from "../core/analysis/rounding.ts";
import type { FirmPage } from "../engine/port.ts";
import "../styles/firm.css";
import { axisWords, barWords, firm as words, knownWords } from "../words/firms.ts";
import { capital } from "../words/lists.ts";

type Figure = NonNullable<FirmPage["fit"]>;
type Criterion = FirmPage["criteria"][number];

const DOT = 7;
const BASELINE_Y = 12;
/** Up to here the words below the axis begin at their mark, from its mirror image on they end there. */
const NEAR_EDGE = 0.3;

export function Fit({ fit }: { fit: FirmPage["fit"] }): JSX.Element {
  if (fit === null) return <p class="quiet">{words.noFitText}</p>;
  return (
    <>
      <div class="fit">
        <p class="big num">{decimals(fit.fit)}</p>
        <div class="axis-row">
          <small aria-hidden="true">0</small>
          <Axis fit={fit} />
          <small aria-hidden="true">1</small>
        </div>
      </div>
      <p class="quiet num">
        {words.likely}{" "}
        <b>
          {decimals(fit.low)} {words.to} {decimals(fit.high)}
        </b>
        . {knownWords(fit.coverage)}: {words.coverage} <b>{decimals(fit.coverage)}</b>.
      </p>
    </>
  );
}

function Axis({ fit }: { fit: Figure }): JSX.Element {
  const anchor = fit.baseline < NEAR_EDGE ? "start" : fit.baseline > 1 - NEAR_EDGE ? "end" : "middle";
  return (
    <svg class="axis num" role="img" aria-label={axisWords(fit, decimals)}>
      <line class="base" x1="0" x2="100%" y1={BASELINE_Y} y2={BASELINE_Y} />
      <rect class="span" x={percent(fit.low)} width={percent(fit.high - fit.low)} y={BASELINE_Y - 4} height="8" rx="4" />
      <line class="now" x1={percent(fit.baseline)} x2={percent(fit.baseline)} y1="2" y2="22" />
      <circle class="dot" cx={percent(fit.fit)} cy={BASELINE_Y} r={DOT} />
      <text x={percent(fit.baseline)} y="38" text-anchor={anchor} aria-hidden="true">
        {words.present} {decimals(fit.baseline)}
      </text>
    </svg>
  );
}

/** What is known of one criterion, and what it weighs, as it is shown. */
export function Known({ criterion, weight }: { criterion: Criterion; weight: string }): JSX.Element {
  const { name, value, coverage } = criterion;
  const isKnown = value !== null && coverage > 0;
  return (
    <li class="crit num">
      <span>
        {capital(name)} <b>{isKnown ? decimals(value) : words.unknown}</b>
      </span>
      <small>{weight}</small>
      <svg class="bar" role="img" aria-label={barWords(isKnown ? coverage : 0)}>
        {isKnown && <rect width={percent(coverage)} height="100%" />}
      </svg>
    </li>
  );
}

function percent(share: number): string {
  return `${Math.min(Math.max(share, 0), 1) * 100}%`;
}
