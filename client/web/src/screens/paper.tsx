/**
 * The paper key: 24 words, written down, and three of them asked back before they count.
 *
 * The words are in memory while this screen is open, and nowhere else. Nothing is in force before the check. Where there
 * are several, each is called by its name, which is written on its paper as well.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Acting } from "../parts/act.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { useCopying } from "../parts/copying.ts";
import { Note, TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { End, Wait } from "../parts/stage.tsx";
import { isUnknown } from "../parts/unknown.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import { devices } from "../words/devices.ts";
import { endedWords, fateWords, nextName, nextWords, paper as words, paperCard, papersOf } from "../words/paper.ts";
import type { PaperKey } from "../words/paper.ts";
import { shortDay } from "../words/when.ts";
import { PaperCheck } from "./paper-check.tsx";
import { PaperKeys } from "./paper-keys.tsx";
import { PaperTry } from "./paper-try.tsx";

/** A key in the making: its words, its name, and those that were in force before it. */
interface Made {
  made: string[];
  name: string;
  before: readonly PaperKey[];
}

type Phase =
  | { step: "about" | "try" }
  | ({ step: "words" | "check" | "done" } & Made)
  | { step: "tried"; entries: number; paper: string };

const PLACES: Partial<Record<Phase["step"], number>> = { about: 1, words: 2, check: 3 };

export function PaperScreen({ shell }: { shell: Shell }): JSX.Element {
  const [phase, setPhase] = useState<Phase>({ step: "about" });
  const { data } = useView(shell, "devices", {});
  const { paper } = shell.status.value;
  const place = paper === "none" || phase.step !== "about" ? PLACES[phase.step] : undefined;
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} aside={place && words.step(place)} />
      <Body phase={phase} shell={shell} rows={data?.rows ?? null} to={setPhase} />
    </div>
  );
}

interface BodyProps {
  phase: Phase;
  shell: Shell;
  /** The list of devices; null before it was read. */
  rows: DevicesPage["rows"] | null;
  to: (phase: Phase) => void;
}

function Body({ phase, shell, rows, to }: BodyProps): JSX.Element {
  const acting = useAct();
  const finish = (): void => shell.go({ at: "devices" }, "replace");
  const keys = papersOf(rows ?? [], shell.status.value.paper !== "none");
  switch (phase.step) {
    case "about":
      return <About shell={shell} acting={acting} rows={rows} keys={keys} to={to} />;
    case "words":
      return <Words shell={shell} made={phase} onWritten={() => to({ ...phase, step: "check" })} />;
    case "check":
      return <Check shell={shell} acting={acting} made={phase} to={to} />;
    case "try":
      return <PaperTry shell={shell} keys={keys} onTried={(entries, paper) => to({ step: "tried", entries, paper })} />;
    case "done":
      return (
        <End head={words.done(phase.name)} text={words.doneText} more={told([endedWords(phase.before), words.doneNext(phase.name)])} press={words.finish} onPress={finish} />
      );
    case "tried":
      return <Tried keys={keys} entries={phase.entries} paper={phase.paper} onPress={finish} />;
  }
}

/** Which one it was, and which is left to be tried. */
function Tried({ keys, entries, paper, onPress }: { keys: readonly PaperKey[]; entries: number; paper: string; onPress: () => void }): JSX.Element {
  const key = keys.find(({ id }) => id === paper);
  const left = nextWords(keys.filter(({ id }) => id !== paper));
  return <End head={words.tried(key?.name ?? paperCard.title)} text={words.triedText(entries)} more={told([left])} press={words.finish} onPress={onPress} />;
}

function told(some: readonly string[]): string[] {
  return some.filter((one) => one !== "");
}

interface Acted {
  shell: Shell;
  acting: Acting;
  to: (phase: Phase) => void;
}

interface AboutProps extends Acted {
  rows: DevicesPage["rows"] | null;
  keys: readonly PaperKey[];
}

function About({ shell, acting, rows, keys, to }: AboutProps): JSX.Element {
  const status = shell.status.value;
  const isThere = status.paper !== "none";
  const canTry = isThere && shell.engine.tryPaper !== undefined;
  const name = nextName(rows ?? [], isThere);
  const make = (): void => acting.act(async () => to({ step: "words", made: await shell.engine.makePaper(), name, before: keys }));
  if (acting.isBusy) return <Wait head={words.making} text={words.about} />;
  if (isUnknown(status)) return <main aria-busy="true" />;
  return (
    <>
      <main>
        {status.server === "" && <NeedServer />}
        {isThere ? <There keys={keys} name={name} now={shell.now()} canTry={canTry} /> : <NotYet />}
        {acting.trouble && <TroubleNote trouble={acting.trouble} />}
      </main>
      <div class="foot">
        {canTry && (
          <Button look="main" onPress={() => to({ step: "try" })}>
            {words.try(keys.length > 1)}
          </Button>
        )}
        <Button look={canTry ? "grow" : "main"} off={status.server === "" || rows === null} onPress={make}>
          {isThere ? words.makeAgain : words.make}
        </Button>
      </div>
    </>
  );
}

function NotYet(): JSX.Element {
  return (
    <>
      <p>{words.about}</p>
      <p class="quiet">{words.ready}</p>
    </>
  );
}

function NeedServer(): JSX.Element {
  return (
    <Note icon="alert" look="bad">
      <p>
        <b>{devices.noServer}</b>
      </p>
      <p>{words.needServer}</p>
    </Note>
  );
}

/** What is to be known of those that are there, what is to be done next, and what a new one would do to them. */
function There({ keys, name, now, canTry }: { keys: readonly PaperKey[]; name: string; now: number; canTry: boolean }): JSX.Element {
  const next = nextWords(keys);
  return (
    <>
      <section class="card">
        <PaperKeys keys={keys} now={now} />
        <p class="quiet">{keys.length > 1 ? words.each : words.about}</p>
        {!canTry && <p class="quiet">{words.tryElsewhere}</p>}
      </section>
      {canTry && next !== "" && <p>{next}</p>}
      <h2 class="head">{words.makeAgain}</h2>
      {keys.length > 0 && <p class="quiet">{fateWords(keys, name)}</p>}
      <p class="quiet">{words.ready}</p>
    </>
  );
}

function Words({ shell, made, onWritten }: { shell: Shell; made: Made; onWritten: () => void }): JSX.Element {
  useCopying();
  return (
    <>
      <main>
        <p>{words.write(made.name, shortDay(shell.now(), 0))}</p>
        <ol class="card paper-words">
          {made.made.map((word, at) => (
            <li key={at}>
              <b class="num">{at + 1}</b> {word}
            </li>
          ))}
        </ol>
        <p class="quiet">{words.about}</p>
      </main>
      <div class="foot">
        <Button look="main" onPress={onWritten}>
          {words.written}
        </Button>
      </div>
    </>
  );
}

function Check({ shell, acting, made, to }: Acted & { made: Made }): JSX.Element {
  const confirm = (): void =>
    acting.act(async () => {
      await shell.engine.confirmPaper();
      void shell.changed();
      to({ ...made, made: [], step: "done" });
    });
  if (acting.isBusy) return <Wait head={words.confirming} text={words.doneText} />;
  return <PaperCheck made={made.made} trouble={acting.trouble} onRight={confirm} onLook={() => to({ ...made, step: "words" })} />;
}
