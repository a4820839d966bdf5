/**
 * What I want: what is in force, and a walk through it in a few steps.
 *
 * - Each step is a page of its own, so that the phone's own back goes one step back. Any step can be left out.
 * - Nothing is written before "Keep it"; then everything is, in one batch. What is left half-way stays on the table.
 */
import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { WantPage } from "../engine/port.ts";
import { useAct, writeAndSay } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell, WantStep } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/rate.css";
import "../styles/want.css";
import { rate } from "../words/rate.ts";
import { want as words } from "../words/want.ts";
import { WISHES } from "./desk-last.ts";
import type { Desk } from "./desk.ts";
import { wantEvents } from "./wish-events.ts";
import { begin, depthOf, goAfter, goingOf, goOn, recovered } from "./want-going.ts";
import type { Going } from "./want-going.ts";
import { Look } from "./want-look.tsx";
import { MustStep } from "./want-must.tsx";
import { StyleStep, TradeStep } from "./want-style.tsx";
import { FirstStep, LevelStep, PresentStep, WhatStep, WorthStep } from "./want-steps.tsx";
import type { StepProps } from "./want-steps.tsx";
import { InForce } from "./want-table.tsx";
import { isSaid, LONGEST, missing, required, taken, tidy, toCome } from "./wishes.ts";
import type { Wishes } from "./wishes.ts";
import { lengthOf } from "./deeds.ts";

interface Props {
  shell: Shell;
  desk: Desk;
  step?: WantStep;
}

export function WantScreen({ shell, desk, step }: Props): JSX.Element | null {
  const { data, trouble } = useView(shell, "want", {});
  const going = goingOf(desk);
  const draft = desk.box(WISHES).text.value;
  useEffect(() => {
    if (data !== null && going.value === null && draft !== "") going.value = recovered(draft, data);
  }, [data, draft]);
  const at = going.value;
  const isThere = step !== undefined && at !== null && depthOf(at, step) > 0;
  useEffect(() => {
    if (step !== undefined && !isThere) shell.go({ at: "want" }, "replace"); // opened by its address, or kept by now
  }, [isThere]);
  if (isThere) return <StepScreen shell={shell} going={going} at={at} page={data ?? at.page} step={step} />;
  return (
    <Overview shell={shell} going={going} page={data}>
      {trouble && <TroubleNote trouble={trouble} />}
    </Overview>
  );
}

interface OverviewProps {
  shell: Shell;
  going: Signal<Going | null>;
  page: WantPage | null;
  children: ComponentChildren;
}

function Overview({ shell, going, page, children }: OverviewProps): JSX.Element {
  const isBegun = going.value !== null;
  const isNew = page !== null && page.weighed === "" && page.must_haves.length === 0 && page.styles.length === 0;
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} />
      <main class={isNew ? "calm" : ""}>
        {children}
        {isNew && <Intro />}
        {page && !isNew && <InForce page={page} />}
        {page && !isNew && !isBegun && (
          <Button onPress={() => begin(shell, going, page, "style")}>
            {page.styles.length === 0 ? words.style.say : words.style.change}
          </Button>
        )}
        {isBegun && <p class="quiet">{words.waits}</p>}
      </main>
      {page && (
        <div class="foot">
          <Button look="main" onPress={() => (isBegun ? goOn(shell, going) : begin(shell, going, page))}>
            {isBegun ? words.goOn : isNew ? words.begin : words.change}
          </Button>
          {isBegun ? (
            <Button onPress={() => begin(shell, going, page)}>{words.afresh}</Button>
          ) : (
            <Button onPress={() => shell.go({ at: "capture" })}>{words.capture}</Button>
          )}
        </div>
      )}
    </div>
  );
}

function Intro(): JSX.Element {
  return (
    <>
      <p class="lead">{words.lead}</p>
      <p>{words.intro}</p>
      <p class="quiet">
        {words.nothing} {words.unwritten}
      </p>
    </>
  );
}

interface StepScreenProps {
  shell: Shell;
  going: Signal<Going | null>;
  at: Going;
  page: WantPage;
  step: WantStep;
}

function StepScreen({ shell, going, at, page, step }: StepScreenProps): JSX.Element {
  const { wishes } = at;
  const steps = toCome(page, wishes, at.trail[0]);
  const n = steps.indexOf(step) + 1;
  const isCounted = step !== "what"; // what is chosen there decides how many come
  const set = (next: Wishes): void => {
    going.value = { ...(going.value ?? at), wishes: next };
  };
  const Body = BODIES[step];
  const leave = (): void => shell.back(depthOf(at, step), { at: "want" });
  return (
    <div class="screen">
      <Top title={words[step].title} onBack={() => shell.back(1, { at: "want" })} aside={isCounted ? <At n={n} of={steps.length} /> : undefined}>
        <Button look="bare square" icon="close" label={words.leave} onPress={leave} />
      </Top>
      <main class="want">
        {isCounted && (
          <div class="steps" aria-hidden="true">
            {steps.map((one, place) => (
              <i key={one} class={place < n ? "done" : ""} />
            ))}
          </div>
        )}
        <Body page={page} wishes={wishes} set={set} />
      </main>
      {step === "look" ? (
        <KeepFoot shell={shell} going={going} page={page} wishes={wishes} leave={leave} />
      ) : (
        <NextFoot step={step} page={page} wishes={wishes} go={(next) => goAfter(shell, going, page, step, next)} />
      )}
    </div>
  );
}

const BODIES: Record<WantStep, (props: StepProps) => JSX.Element> = {
  what: WhatStep,
  level: LevelStep,
  first: FirstStep,
  worth: WorthStep,
  must: MustStep,
  present: PresentStep,
  style: StyleStep,
  trade: TradeStep,
  look: Look,
};

function At({ n, of }: { n: number; of: number }): JSX.Element {
  const at = rate.cards.at(n, of);
  return (
    <>
      <b>{at.n}</b>
      {at.of}
    </>
  );
}

interface NextProps extends Omit<StepProps, "set"> {
  step: WantStep;
  go: (wishes: Wishes) => void;
}

/** On to the next step; where an answer is missing, the step can be left out instead. */
function NextFoot({ step, page, wishes, go }: NextProps): JSX.Element {
  const isWhole = isSaid(step, wishes);
  const isWrong = [wishes.typed, wishes.adding.name].some((typed) => lengthOf(tidy(typed)) > LONGEST);
  const isHalf = step === "must" && missing(page, wishes) === "level";
  const next = (): void => go(step === "what" ? taken(page, wishes) : step === "must" ? required(page, wishes) : wishes);
  return (
    <div class="foot">
      {!isWhole && <Button look="leave" onPress={() => go(wishes)}>{words.leaveOut}</Button>}
      <Button look="main narrow" off={!isWhole || isWrong || isHalf} onPress={next}>
        {words.next}
      </Button>
    </div>
  );
}

interface KeepProps extends Omit<StepProps, "set"> {
  shell: Shell;
  going: Signal<Going | null>;
  leave: () => void;
}

function KeepFoot({ shell, going, page, wishes, leave }: KeepProps): JSX.Element {
  const { trouble, isBusy, act } = useAct();
  const events = wantEvents(page, wishes);
  const keep = (): void =>
    act(async () => {
      await writeAndSay(shell, events, words.kept(events.length), words.undone);
      leave();
      going.value = null;
    });
  const drop = (): void => {
    leave();
    going.value = null;
  };
  return (
    <div class="base">
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="foot">
        <Button look="main" off={isBusy} onPress={events.length === 0 ? drop : keep}>
          {events.length === 0 ? words.nothingNew : words.keep}
        </Button>
      </div>
    </div>
  );
}
