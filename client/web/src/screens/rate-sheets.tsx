/** Beside a card: my reason for the number, and what else can be done with the answer. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RatingCards } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import type { Box } from "../parts/box.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { capital } from "../words/lists.ts";
import { rate } from "../words/rate.ts";
import type { Card } from "./rate-cards.ts";

const { cards: words } = rate;

/** What is typed here goes into the journal with the rating. */
export function WhySheet({ because, better, close }: { because: Box; better: Box; close: () => void }): JSX.Element {
  return (
    <Dialog title={words.whyTitle} onClose={close}>
      <Field label={words.because} long value={because.text.value} onType={(text) => because.type(text)} />
      <Field label={words.better} value={better.text.value} onType={(text) => better.type(text)} />
      <Button look="main" onPress={close}>
        {words.keep}
      </Button>
    </Dialog>
  );
}

interface MoreProps {
  shell: Shell;
  data: RatingCards;
  card: Card;
  skip: () => void;
  close: () => void;
}

export function MoreSheet({ shell, data, card, skip, close }: MoreProps): JSX.Element {
  const [isCorrecting, correct] = useState(false);
  if (isCorrecting) return <Correct shell={shell} data={data} card={card} close={close} />;
  const leave = (): void => {
    close();
    skip();
  };
  return (
    <Dialog title={capital(card.criterion_name)} onClose={close}>
      <Button icon="forward" onPress={leave}>
        {words.later}
      </Button>
      <Button icon="capture" onPress={() => correct(true)}>
        {words.correct}
      </Button>
      <Button icon="end" onPress={() => shell.go({ at: "today" }, "replace")}>
        {words.stop}
      </Button>
    </Dialog>
  );
}

/** I wrote it wrong: the words are replaced for every view, and both readings are kept. */
function Correct({
  shell,
  data,
  card,
  close,
}: {
  shell: Shell;
  data: RatingCards;
  card: Card;
  close: () => void;
}): JSX.Element {
  const box = shell.box(`correct/${card.evidence}`);
  const [typed, type] = useState(box.isEmpty ? card.text : box.text.value);
  const text = box.isEmpty ? typed : box.text.value;
  const { trouble, isBusy, act } = useAct();
  const put = (next: string): void => {
    type(next);
    box.type(next === card.text ? "" : next);
  };
  const isSame = text.trim() === "" || text === card.text;
  const save = (): void =>
    act(async () => {
      const fields = { opportunity: data.opportunity, target: card.evidence, patch: { text } };
      await writeAndSay(shell, [{ type: "entry.corrected", fields }], words.corrected, words.takenBack);
      box.saved(text);
      close();
    });
  return (
    <Dialog title={words.correctTitle} onClose={close} firm>
      <Field label={words.correct} hint={words.correctHint} long value={text} onType={put} />
      {trouble !== null && <TroubleNote trouble={trouble} />}
      <Button look="main" off={isSame || isBusy} onPress={save}>
        {words.correctSave}
      </Button>
    </Dialog>
  );
}
