/** The steps of how one likes to work: the scales, and time of one's own beside pay. */
import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { Note } from "../parts/note.tsx";
import { Pick } from "../parts/pick.tsx";
import { Scale } from "../parts/scale.tsx";
import { Slide } from "../parts/slide.tsx";
import { SCALES } from "../core/starter/styles.ts";
import { capital } from "../words/lists.ts";
import { shiftWords, want as words } from "../words/want.ts";
import { Lead } from "./want-steps.tsx";
import type { StepProps } from "./want-steps.tsx";
import { MOST_POINTS, pointsIn } from "./wishes.ts";
import { shiftsOf } from "./wish-weights.ts";
import { NO_TRADE, PAY, statedIn, TIME, TRADE, tradeStyle, worthsOf } from "./wish-style.ts";
import type { Side, Trade } from "./wish-style.ts";

/** A press on the level that was said a moment ago takes it back: then what is in force stays. */
export function StyleStep({ page, wishes, set }: StepProps): JSX.Element {
  const inForce = statedIn(page);
  const say = (scale: string, level: number | null): void => {
    const { [scale]: _before, ...others } = wishes.styles;
    const stays = level ?? inForce[scale];
    set({ ...wishes, styles: stays === undefined ? others : { ...others, [scale]: stays } });
  };
  return (
    <>
      <Lead lead={words.style.lead} text={words.style.text} />
      {SCALES.map(({ name, low, high }) => (
        <Scale
          key={name}
          legend={capital(name)}
          ends={[low, high]}
          value={wishes.styles[name] ?? null}
          onPick={(level) => say(name, level)}
        />
      ))}
    </>
  );
}

export function TradeStep({ page, wishes, set }: StepProps): JSX.Element {
  const { trade: said } = words;
  const { trade } = wishes;
  const put = (change: Partial<Trade>): void => set({ ...wishes, trade: { ...trade, ...change } });
  const before = page.styles.find(({ scale }) => scale === TRADE);
  const worths = worthsOf(trade);
  const place = worths === null ? null : tradeStyle(worths);
  return (
    <>
      <Lead lead={said.lead} text={said.text} />
      {before !== undefined && <p class="quiet num">{said.now(before.level)}</p>}
      <Pick
        legend={words.first.legend}
        look="rows-of-one"
        optional
        options={[sideOf(PAY), sideOf(TIME)]}
        value={trade.first}
        onPick={(first) => put({ first, worth: null })}
      />
      {trade.first !== null && <Beside trade={trade} first={trade.first} put={put} />}
      <p class="quiet num" role="status">
        {place !== null && said.leans(place.level)}
      </p>
      <Shifts page={page} wishes={wishes} set={set} />
    </>
  );
}

/** What that does to the weights, before and after, and the way to leave them as they were. */
export function Shifts({ page, wishes, set }: StepProps): JSX.Element | null {
  const { trade: said } = words;
  if (worthsOf(wishes.trade) === null) return null;
  const shifts = shiftsOf(page, wishes);
  return (
    <Note icon="rated">
      {shifts.map((shift) => (
        <p key={shift.side} class="num">
          {shiftWords(shift)}
        </p>
      ))}
      <p>{shifts.length > 0 ? said.rest : page.weighed === "" && pointsIn(wishes) === null ? said.unweighed : said.unchanged}</p>
      <p>
        <Button look="bare" onPress={() => set({ ...wishes, trade: NO_TRADE })}>
          {said.back}
        </Button>
      </p>
    </Note>
  );
}

function sideOf(side: Side): { value: Side; label: JSX.Element } {
  const { name, way } = words.trade.sides[side];
  return {
    value: side,
    label: (
      <>
        {name}
        <small>{way}</small>
      </>
    ),
  };
}

/** What was lifted first, at 100, and what the other is worth beside it. */
function Beside({ trade, first, put }: { trade: Trade; first: Side; put: (change: Partial<Trade>) => void }): JSX.Element {
  const { sides, other } = words.trade;
  const rest = sides[first === TIME ? PAY : TIME];
  return (
    <>
      <p>{other(rest.name)}</p>
      <p class="slide whole">
        <b>{sides[first].name}</b>
        <b class="num">{MOST_POINTS}</b>
      </p>
      <Slide label={rest.name} hint={rest.way} value={trade.worth} onSay={(worth) => put({ worth })} />
    </>
  );
}
