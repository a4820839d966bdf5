/**
 * An interview, step by step, as it is known now or as it was known on any date since.
 *
 * The slider, its two buttons and play do the same: they choose a stop, and the engine says what was known then.
 */
import { Fragment } from "preact";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Id, ReplayPage } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { EntryDialog } from "../parts/entry-dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import type { IconName } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/replay.css";
import "../styles/today.css";
import { capital } from "../words/lists.ts";
import { replay as words } from "../words/replay.ts";
import { clock, dayAndClock, longDay, shortDay } from "../words/when.ts";

type Step = ReplayPage["steps"][number];
type Kind = Step["kind"];

/** How long each stop stays while it plays. */
const STAY_MS = 900;

const ICONS: Record<Kind, IconName> = {
  asked: "square",
  noted: "circle",
  promise: "promise",
  flag: "flag",
  got: "theirs",
  said: "capture",
  saw: "circle",
  rated: "rated",
  follow: "follow",
  other: "circle",
};

/** Mine and theirs have their colours; the rest is ink. */
const LOOKS: Partial<Record<Kind, string>> = { asked: "me", follow: "me", got: "them" };

export function ReplayScreen({ shell, id }: { shell: Shell; id: Id; from?: Id }): JSX.Element {
  const [stop, setStop] = useState<number | null>(null);
  const { data, trouble } = useView(shell, "replay", stop === null ? { interview: id } : { interview: id, at_ms: stop });
  const [read, setRead] = useState<Step | null>(null);
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={data ? words.backTo(data.firm) : words.back} aside={data && <Where page={data} />} />
      <main>
        {trouble && <TroubleNote trouble={trouble} />}
        {data && <Steps page={data} hidden={hiddenAfter(data, stop)} onRead={setRead} />}
        {read && (
          <EntryDialog shell={shell} title={words.step} id={read.id} text={read.text} onClose={() => setRead(null)}>
            <p class="quiet num">{dayAndClock(read.at_ms)}</p>
            {read.detail !== "" && <p class="quiet">{capital(read.detail)}</p>}
            {read.later !== "" && <p>{capital(read.later)}</p>}
          </EntryDialog>
        )}
      </main>
      {data && data.stops_ms.length > 1 && (
        <footer class="foot">
          <Slider stops={data.stops_ms} at={stop} onMove={setStop} />
        </footer>
      )}
    </div>
  );
}

function Where({ page }: { page: ReplayPage }): JSX.Element {
  const first = page.steps[0] ?? { at_ms: page.stops_ms[0] };
  return (
    <>
      <span class="short">{page.firm}</span>
      {first.at_ms !== undefined && (
        <>
          , <b>{shortDay(first.at_ms)}</b>
        </>
      )}
    </>
  );
}

/** How many stops lie after the one that is looked from. */
function hiddenAfter(page: ReplayPage, stop: number | null): number {
  return stop === null ? 0 : page.stops_ms.filter((one) => one > stop).length;
}

function Steps({ page, hidden, onRead }: { page: ReplayPage; hidden: number; onRead: (step: Step) => void }): JSX.Element {
  const isEmpty = page.steps.length === 0;
  return (
    <>
      {page.summary !== "" && <p class="quiet">{page.summary}</p>}
      {isEmpty && <p>{hidden === 0 ? words.empty : words.emptyThen}</p>}
      <ol class="line">
        {page.steps.map((step, place) => (
          <Fragment key={step.id}>
            {startsDay(page.steps, place) && (
              <li class="day">
                {longDay(step.at_ms)}
              </li>
            )}
            <li class={LOOKS[step.kind]}>
              <time>{clock(step.at_ms)}</time>
              <Icon name={ICONS[step.kind]} />
              <StepButton step={step} onRead={onRead} />
            </li>
          </Fragment>
        ))}
        {hidden > 0 && (
          <li>
            <p class="ghost">{words.hidden(hidden)}</p>
          </li>
        )}
      </ol>
    </>
  );
}

/** Whether the step at `place` is of another day than the one before it. */
function startsDay(steps: readonly Step[], place: number): boolean {
  const [before, step] = [steps[place - 1], steps[place]];
  return before !== undefined && step !== undefined && longDay(before.at_ms) !== longDay(step.at_ms);
}

function StepButton({ step, onRead }: { step: Step; onRead: (step: Step) => void }): JSX.Element {
  const isQuestion = LOOKS[step.kind] !== undefined;
  const kind = words.kinds[step.kind];
  return (
    <button type="button" class="step" aria-haspopup="dialog" onClick={() => onRead(step)}>
      <span class={isQuestion ? "q" : ""}>
        {kind !== "" && <b>{kind}: </b>}
        {step.text}
      </span>
      {step.detail !== "" && <span class="lit">{capital(step.detail)}</span>}
      {step.later !== "" && <span class="changed">{capital(step.later)}</span>}
    </button>
  );
}

interface Sliding {
  stops: readonly number[];
  /** The moment it is looked from; null: now. */
  at: number | null;
  onMove: (stop: number | null) => void;
}

function Slider({ stops, at, onMove }: Sliding): JSX.Element {
  const last = stops.length;
  const place = at === null ? last : stops.filter((one) => one <= at).length;
  const [isPlaying, setPlaying] = useState(false);
  const move = (to: number): void => onMove(to >= last ? null : (stops[Math.max(to, 1) - 1] ?? null));
  useEffect(() => {
    if (!isPlaying) return;
    if (place >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => move(place + 1), STAY_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, place, last]);
  const play = (): void => {
    if (!isPlaying && place >= last) move(1);
    setPlaying(!isPlaying);
  };
  const step = (to: number): void => {
    setPlaying(false);
    move(to);
  };
  const when = at === null ? words.now : dayAndClock(at);
  return (
    <div class="scrub">
      <p class="lab">
        <label for="known">
          {words.known} <b class="num">{when}</b>
        </label>
        <span class="quiet num">{words.of(place, last)}</span>
      </p>
      <div class="row">
        <Button look="square" icon="back" label={words.earlier} off={place <= 1} onPress={() => step(place - 1)} />
        <input
          id="known"
          type="range"
          min="1"
          max={last}
          value={place}
          aria-valuetext={words.value(when, place, last)}
          onInput={(event) => step(Number(event.currentTarget.value))}
        />
        <Button look="square" icon="forward" label={words.later} off={place >= last} onPress={() => step(place + 1)} />
        <Button look="square" icon={isPlaying ? "pause" : "play"} label={isPlaying ? words.pause : words.play} onPress={play} />
      </div>
    </div>
  );
}
