/**
 * Rating, card by card: the answer is read first, then it gets a number, or "cannot say".
 *
 * - An answer without a form of its own is asked for it again; unsaid, it stays a general one.
 * - Nothing is chosen beforehand. Each card is written when it is left by its button, so that nothing is lost half-way.
 * - The gut feeling stays sealed until the last card; when it opens, it is shown beside what was found.
 */
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import "../styles/rate.css";
import type { Form, Id, RatingCards } from "../engine/port.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Ladder } from "../parts/ladder.tsx";
import { Pick } from "../parts/pick.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import { en } from "../words/en.ts";
import { rate } from "../words/rate.ts";
import { FORMS } from "./forms.ts";
import { keyOf, rungsOf, standing, UNKNOWN } from "./rate-cards.ts";
import type { Card } from "./rate-cards.ts";
import { MoreSheet, WhySheet } from "./rate-sheets.tsx";
import { ratingEvents } from "./talk-beside.ts";

const { cards: words } = rate;

export function RateScreen({ shell, id }: { shell: Shell; id: Id }): JSX.Element {
  const { data, trouble } = useView(shell, "rate", { interview: id });
  const [rated, setRated] = useState<readonly string[]>([]);
  const [later, setLater] = useState<readonly string[]>([]);
  const [formed, setFormed] = useState<readonly Id[]>([]);
  if (data === null) return <Empty shell={shell}>{trouble && <TroubleNote trouble={trouble} />}</Empty>;
  const { card, n, of, left, isLast } = standing(data, rated, later);
  if (card === null) return <Over shell={shell} data={data} left={left} />;
  const key = keyOf(card);
  return (
    <CardScreen
      key={key}
      shell={shell}
      data={data}
      card={card}
      n={n}
      of={of}
      isLast={isLast}
      isFormed={formed.includes(card.evidence)}
      done={(form) => {
        setRated([...rated, key]);
        if (form !== null) setFormed([...formed, card.evidence]);
      }}
      skip={() => setLater([...later, key])}
    />
  );
}

interface CardProps {
  shell: Shell;
  data: RatingCards;
  card: Card;
  n: number;
  of: number;
  isLast: boolean;
  /** Whether its form was said on a card before. */
  isFormed: boolean;
  done: (form: Form | null) => void;
  skip: () => void;
}

function CardScreen({ shell, data, card, n, of, isLast, isFormed, done, skip }: CardProps): JSX.Element {
  const [value, choose] = useState<string | null>(null);
  const because = shell.box(`because/${keyOf(card)}`);
  const better = shell.box(`better/${keyOf(card)}`);
  const [form, setForm] = useState<Form | null>(null);
  const isFormOpen = card.form === "general" && !isFormed;
  const [sheet, open] = useState<"why" | "more" | null>(null);
  const rungs = useMemo(() => rungsOf(card), [card]);
  const { trouble, isBusy, act } = useAct();
  const save = (): void =>
    act(async () => {
      if (value === null) return;
      const rating = value === UNKNOWN ? null : Number(value);
      const why = { because: because.text.value.trim(), better: better.text.value.trim() };
      const mark = { answer: card.evidence, criterion: card.criterion, rating, ...why };
      await shell.engine.write(ratingEvents(data.opportunity, data.interview, mark, form));
      for (const box of [because, better]) box.saved(box.text.value);
      done(form);
      void shell.changed();
    });
  return (
    <div class="screen">
      <Top title={words.title} aside={<At n={n} of={of} />}>
        <Button look="bare square" icon="more" label={words.more} opens="dialog" onPress={() => open("more")} />
      </Top>
      <main class="rating">
        <Steps n={n} of={of} />
        <Said card={card} isFormOpen={isFormOpen} />
        {isFormOpen && <Pick legend={words.form} shown options={FORMS} value={form} optional onPick={setForm} />}
        <p class="push">
          <b class="criterion">{card.criterion_name}</b>
        </p>
        <Ladder legend={words.legend(card.criterion_name)} rungs={rungs} value={value} onPick={choose} />
        <GutLine shell={shell} data={data} />
        {trouble !== null && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button icon="plus" opens="dialog" onPress={() => open("why")}>
          {words.why}
        </Button>
        <Button look="main" off={value === null || isBusy} onPress={save}>
          {isLast ? words.last : words.next}
        </Button>
      </div>
      {sheet === "why" && <WhySheet because={because} better={better} close={() => open(null)} />}
      {sheet === "more" && <MoreSheet shell={shell} data={data} card={card} skip={skip} close={() => open(null)} />}
    </div>
  );
}

function At({ n, of }: { n: number; of: number }): JSX.Element {
  const at = words.at(n, of);
  return (
    <>
      <b>{at.n}</b>
      {at.of}
    </>
  );
}

function Steps({ n, of }: { n: number; of: number }): JSX.Element {
  return (
    <div class="steps" aria-hidden="true">
      {Array.from({ length: of }, (_, step) => (
        <i key={step} class={step < n ? "done" : ""} />
      ))}
    </div>
  );
}

/** The answer, as it was noted: always above its number. */
function Said({ card, isFormOpen }: { card: Card; isFormOpen: boolean }): JSX.Element {
  return (
    <section class="said">
      <small class="num">{words.meta(card.who, isFormOpen ? "" : en.forms[card.form], card.at_ms)}</small>
      {card.question !== "" && <p class="asked">{card.question}</p>}
      <p class="words">{card.text}</p>
    </section>
  );
}

function GutLine({ shell, data }: { shell: Shell; data: RatingCards }): JSX.Element {
  return (
    <p class="state num">
      <Icon name="lock" />
      <span>{words.gut[data.gut]}</span>
      {data.gut === "open" && (
        <Button look="bare" onPress={() => shell.go({ at: "gut", id: data.interview }, "replace")}>
          {words.seal}
        </Button>
      )}
    </p>
  );
}

/** No card is left: what was sealed is opened. */
function Over({ shell, data, left }: { shell: Shell; data: RatingCards; left: number }): JSX.Element {
  const isNothing = data.rated === 0 && left === 0 && data.cards.length === 0;
  const { impression } = data;
  return (
    <Empty shell={shell}>
      <p class="lead">{isNothing ? words.none : words.done}</p>
      <p class="quiet">{isNothing ? words.noneMore : words.doneMore(left, data.rated, data.unknown)}</p>
      {impression !== null && (
        <Note icon="open" told>
          <p>
            <b>{words.opened(impression.gut, impression.words)}</b>
          </p>
        </Note>
      )}
      {impression === null && !isNothing && <GutLine shell={shell} data={data} />}
      <OnlyCopy shell={shell} />
    </Empty>
  );
}

/** Asked for after the interview, as the first run promised: what the journal rests on. */
function OnlyCopy({ shell }: { shell: Shell }): JSX.Element | null {
  const { devices, paper } = shell.status.value;
  if (devices > 1 || paper !== "none") return null;
  return (
    <Note icon="devices">
      <p>
        <b>{words.only.what}</b> {words.only.more}
      </p>
      <p class="ways">
        <Button look="bare" onPress={() => shell.go({ at: "invite" })}>
          {words.only.device}
        </Button>
        <Button look="bare" onPress={() => shell.go({ at: "paper" })}>
          {words.only.paper}
        </Button>
      </p>
    </Note>
  );
}

function Empty({ shell, children }: { shell: Shell; children: ComponentChildren }): JSX.Element {
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} />
      <main class="calm">{children}</main>
      <div class="foot">
        <Button look="main" onPress={() => shell.go({ at: "today" }, "replace")}>
          {words.today}
        </Button>
      </div>
    </div>
  );
}
