/** The steps of saying what one wants that weigh: what matters, at which level, which first, and the present job. */
import type { JSX } from "preact";
import type { WantPage } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Chips } from "../parts/chips.tsx";
import { Field } from "../parts/field.tsx";
import { Pick } from "../parts/pick.tsx";
import { said } from "../parts/said.ts";
import { Scale } from "../parts/scale.tsx";
import { Slide } from "../parts/slide.tsx";
import { capital, joined } from "../words/lists.ts";
import { want as words } from "../words/want.ts";
import { lengthOf } from "./deeds.ts";
import { levelled, LONGEST, MOST_POINTS, ratable, taken, things, tidy, toggled } from "./wishes.ts";
import type { Thing, Wishes } from "./wishes.ts";

export interface StepProps {
  page: WantPage;
  wishes: Wishes;
  set: (wishes: Wishes) => void;
}

/** What a step asks, and what to know about it. */
export function Lead({ lead, text }: { lead: string; text: string }): JSX.Element {
  return (
    <>
      <p class="lead">{lead}</p>
      <p class="quiet">{text}</p>
    </>
  );
}

export function WhatStep({ page, wishes, set }: StepProps): JSX.Element {
  const { what } = words;
  const offered = things(page, wishes).filter((one) => !one.yes_no || wishes.chosen.includes(one.key));
  const isLong = lengthOf(tidy(wishes.typed)) > LONGEST;
  return (
    <>
      <Lead lead={what.lead} text={what.text} />
      <Chips
        legend={what.legend}
        options={offered.map((one) => ({ value: one.key, label: capital(one.name) }))}
        chosen={wishes.chosen}
        onToggle={(key) => set(toggled(wishes, key))}
      />
      <form
        class="beside"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isLong) set(taken(page, wishes));
        }}
      >
        <Field
          label={what.own}
          value={wishes.typed}
          onType={(typed) => set({ ...wishes, typed })}
          {...said(isLong && what.long(LONGEST))}
        />
        <Button submits off={isLong || tidy(wishes.typed) === ""}>
          {what.add}
        </Button>
      </form>
    </>
  );
}

export function LevelStep({ page, wishes, set }: StepProps): JSX.Element {
  const { levels } = wishes;
  const say = (key: string, level: number | null): void => {
    const { [key]: _before, ...others } = levels;
    set({ ...wishes, levels: level === null ? others : { ...levels, [key]: level } });
  };
  return (
    <>
      <Lead lead={words.level.lead} text={words.level.text} />
      {levelled(page, wishes).map((one) => (
        <Scale
          key={one.key}
          legend={capital(one.name)}
          ends={one.ends}
          value={levels[one.key] ?? null}
          onPick={(level) => say(one.key, level)}
        />
      ))}
    </>
  );
}

export function FirstStep({ page, wishes, set }: StepProps): JSX.Element {
  const options = chosenOf(page, wishes).map((one) => ({ value: one.key, label: <Lifted thing={one} /> }));
  const pick = (first: string | null): void => {
    const { [wishes.first ?? ""]: _before, ...points } = wishes.points;
    if (first !== null && first !== wishes.first) set({ ...wishes, first, points });
  };
  return (
    <>
      <Lead lead={words.first.lead(options.length)} text={words.first.text} />
      <Pick legend={words.first.legend} look="rows-of-one" options={options} value={wishes.first} onPick={pick} />
    </>
  );
}

/** A thing, and what lifting it from its worst to its best would change. */
function Lifted({ thing }: { thing: Thing }): JSX.Element {
  const way = liftOf(thing);
  return (
    <>
      {capital(thing.name)}
      {way !== "" && <small>{way}</small>}
    </>
  );
}

export function WorthStep({ page, wishes, set }: StepProps): JSX.Element {
  const { worth } = words;
  const { first, points } = wishes;
  const chosen = chosenOf(page, wishes);
  const others = chosen.filter((one) => one.key !== first);
  const lifted = chosen.find((one) => one.key === first)?.name ?? "";
  const say = (key: string, value: number | null): void => {
    const { [key]: _before, ...rest } = points;
    set({ ...wishes, points: value === null ? rest : { ...rest, [key]: value } });
  };
  const left = others.filter((one) => points[one.key] === undefined).length;
  return (
    <>
      <Lead lead={worth.lead(lifted)} text={worth.text} />
      <p class="slide whole">
        <b>{capital(lifted)}</b>
        <b class="num">{MOST_POINTS}</b>
      </p>
      {others.map((one) => (
        <Slide
          key={one.key}
          label={capital(one.name)}
          hint={liftOf(one)}
          value={points[one.key] ?? null}
          onSay={(value) => say(one.key, value)}
        />
      ))}
      <p class="quiet" role="status">
        {left > 0 && worth.left(left)}
      </p>
    </>
  );
}

export function PresentStep({ page, wishes, set }: StepProps): JSX.Element {
  const all = things(page, wishes);
  const rated = ratable(page, wishes).flatMap((key) => all.find((one) => one.key === key) ?? []);
  const { present } = wishes;
  return (
    <>
      <Lead lead={words.present.lead} text={words.present.text} />
      {rated.map((one) => (
        <Scale
          key={one.key}
          legend={capital(one.name)}
          ends={[one.anchors[0], one.anchors[4]]}
          value={present[one.key] ?? null}
          onPick={(rating) => set({ ...wishes, present: { ...present, [one.key]: rating } })}
        />
      ))}
    </>
  );
}

/** What was chosen, in the order in which it was. */
function chosenOf(page: WantPage, wishes: Wishes): Thing[] {
  const all = things(page, wishes);
  return wishes.chosen.flatMap((key) => all.find((one) => one.key === key) ?? []);
}

/** From its worst to its best, in the words of its anchors; the best may be a level of one's own. */
function liftOf({ shape, anchors }: Thing): string {
  if (shape === "ideal") return words.first.level;
  const ends = [anchors[0], anchors[4]];
  return joined(shape === "less" ? ends.toReversed() : ends, ` ${words.first.to} `);
}
