/** The gut feeling, sealed before anything is read again: neither it nor the ratings shall colour the other. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import "../styles/rate.css";
import type { Id } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Ladder } from "../parts/ladder.tsx";
import type { Rung } from "../parts/ladder.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { rate } from "../words/rate.ts";
import type { Desk } from "./desk.ts";
import { gutEvents } from "./talk-beside.ts";

const { gut: words } = rate;
const RUNGS: Rung[] = [5, 4, 3, 2, 1].map((value) => ({
  value: String(value),
  text: words.words[value] || words.between,
  isHalf: !words.words[value],
}));

interface Props {
  shell: Shell;
  desk: Desk;
  /** The interview. */
  id: Id;
  /** Its opportunity, where one came from its end. */
  from?: Id;
}

export function GutScreen({ shell, desk, id, from }: Props): JSX.Element {
  const [gut, choose] = useState<string | null>(null);
  const box = desk.box(`gut/${id}`);
  const opportunity = useOpportunity(shell, id, from);
  const { trouble, isBusy, act } = useAct();
  const toCards = (): void => shell.go({ at: "rate", id }, "replace");
  const seal = (): void =>
    act(async () => {
      if (gut === null || opportunity === null) return;
      const text = box.text.value;
      await writeAndSay(shell, gutEvents(opportunity, id, Number(gut), text), words.done, words.undone);
      box.saved(text);
      toCards();
    });
  return (
    <div class="screen">
      <Top title={words.title}>
        {from !== undefined && (
          <Button look="bare" icon="undo" onPress={() => act(() => resume(shell, desk))}>
            {words.notOver}
          </Button>
        )}
      </Top>
      <main>
        <p>{words.what}</p>
        <p class="state">
          <Icon name="lock" />
          <span>{words.sealed}</span>
        </p>
        <div class="push" />
        <Field label={words.inWords} hint={words.hint} value={box.text.value} onType={(text) => box.type(text)} />
        <Ladder legend={words.legend} rungs={RUNGS} value={gut} onPick={choose} />
        {trouble !== null && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button onPress={toCards}>{words.later}</Button>
        <Button look="main" icon="lock" off={gut === null || opportunity === null || isBusy} onPress={seal}>
          {words.seal}
        </Button>
      </div>
    </div>
  );
}

/** The interview ended by a slip of the thumb: take that back. */
async function resume(shell: Shell, desk: Desk): Promise<void> {
  await shell.engine.undo();
  void shell.changed();
  await desk.refresh();
  shell.say(words.resumed);
  shell.go({ at: "capture" }, "replace");
}

/** Whose interview it is: told by where one comes from, or looked up. */
function useOpportunity(shell: Shell, interview: Id, from: Id | undefined): Id | null {
  const [found, find] = useState<Id | null>(from ?? null);
  useEffect(() => {
    if (from !== undefined) return;
    shell.engine.view("rate", { interview }).then(
      ({ opportunity }) => find(opportunity),
      () => undefined,
    );
  }, [interview, from]);
  return found;
}
