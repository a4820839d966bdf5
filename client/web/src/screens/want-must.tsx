/** The step of must-haves: those that were said, and one more. */
import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { Field, Tick } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Pick } from "../parts/pick.tsx";
import { said } from "../parts/said.ts";
import { Scale } from "../parts/scale.tsx";
import { capital } from "../words/lists.ts";
import { mustWords, want as words } from "../words/want.ts";
import { lengthOf } from "./deeds.ts";
import { Lead } from "./want-steps.tsx";
import type { StepProps } from "./want-steps.tsx";
import { LONGEST, missing, named, required, things, tidy } from "./wishes.ts";
import type { Adding, Thing, Wishes } from "./wishes.ts";

const { must } = words;

export function MustStep({ page, wishes, set }: StepProps): JSX.Element {
  const all = things(page, wishes);
  const remove = (key: string): void => set({ ...wishes, musts: wishes.musts.filter((one) => one.key !== key) });
  return (
    <>
      <Lead lead={must.lead} text={must.text} />
      {wishes.musts.length > 0 && (
        <ul class="rows">
          {wishes.musts.map((one) => {
            const name = capital(all.find(({ key }) => key === one.key)?.name ?? "");
            return (
              <li key={one.key}>
                <div class="what">
                  {name}
                  <small>{mustWords(one)}</small>
                </div>
                <button type="button" class="btn bare square" aria-label={must.remove(name)} onClick={() => remove(one.key)}>
                  <Icon name="close" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <AddForm page={page} wishes={wishes} set={set} all={all} />
    </>
  );
}

function AddForm({ page, wishes, set, all }: StepProps & { all: readonly Thing[] }): JSX.Element {
  const { adding } = wishes;
  const change = (change: Partial<Adding>): void => set({ ...wishes, adding: { ...adding, ...change } });
  const known = named(all, adding.name);
  const isNamed = tidy(adding.name) !== "";
  const isLong = lengthOf(tidy(adding.name)) > LONGEST;
  const lacks = missing(page, wishes);
  const options = offeredOf(all, wishes).map((name) => ({ value: name, label: capital(name) }));
  const picked = options.find(({ value }) => value === (known?.name ?? tidy(adding.name)))?.value ?? null;
  return (
    <form
      class="stack adding"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLong) set(required(page, wishes));
      }}
    >
      <Pick legend={must.legend} look="even" optional options={options} value={picked} onPick={(name) => change({ name: name ?? "", threshold: null })} />
      <Field label={must.own} value={adding.name} onType={(name) => change({ name })} {...said(isLong && words.what.long(LONGEST))} />
      {known !== undefined && !known.yes_no && (
        <Scale legend={must.atLeast} ends={[known.anchors[0], known.anchors[4]]} value={adding.threshold} onPick={(threshold) => change({ threshold })} />
      )}
      {isNamed && (known === undefined || known.yes_no) && <p class="quiet">{must.yesNo}</p>}
      {isNamed && <Tick label={must.negotiable} value={adding.negotiable} onTick={(negotiable) => change({ negotiable })} />}
      <Button submits icon="plus" off={lacks !== null || isLong}>
        {must.add}
      </Button>
    </form>
  );
}

/** What may be asked for with one press: what is often named, and what was chosen. All else is one word away. */
function offeredOf(all: readonly Thing[], { chosen, musts }: Wishes): string[] {
  const rest = all.filter((one) => !musts.some(({ key }) => key === one.key));
  const often = must.often.filter((name) => named(all, name) === undefined);
  const near = chosen.length === 0 ? rest : rest.filter((one) => one.yes_no || chosen.includes(one.key));
  return [...often, ...near.map((one) => one.name)];
}

