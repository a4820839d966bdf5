/**
 * The paper key: 24 words, shown once, written down, and three of them asked back before they count.
 *
 * The words are in memory while this screen is open, and nowhere else. Nothing is in force before the check.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../engine/port.ts";
import type { Acting } from "../parts/act.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { End, Wait } from "../parts/stage.tsx";
import { Top } from "../parts/top.tsx";
import { devices, paperWords } from "../words/devices.ts";
import { paper as words } from "../words/pairing.ts";
import { PaperCheck } from "./paper-check.tsx";
import { PaperTry } from "./paper-try.tsx";

type Phase = { step: "about" } | { step: "words" | "check"; made: string[] } | { step: "done" } | { step: "try" } | { step: "tried"; entries: number };

const PLACES: Partial<Record<Phase["step"], number>> = { about: 1, words: 2, check: 3 };

export function PaperScreen({ shell }: { shell: Shell }): JSX.Element {
  const [phase, setPhase] = useState<Phase>({ step: "about" });
  const place = PLACES[phase.step];
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} aside={place && words.step(place)} />
      <Body phase={phase} shell={shell} to={setPhase} />
    </div>
  );
}

interface BodyProps {
  phase: Phase;
  shell: Shell;
  to: (phase: Phase) => void;
}

function Body({ phase, shell, to }: BodyProps): JSX.Element {
  const acting = useAct();
  const finish = (): void => shell.go({ at: "devices" }, "replace");
  switch (phase.step) {
    case "about":
      return <About shell={shell} acting={acting} to={to} />;
    case "words":
      return <Words made={phase.made} onWritten={() => to({ step: "check", made: phase.made })} />;
    case "check":
      return <Check shell={shell} acting={acting} made={phase.made} to={to} />;
    case "try":
      return <PaperTry shell={shell} onTried={(entries) => to({ step: "tried", entries })} />;
    case "done":
      return <End head={words.done} text={words.doneText} press={words.finish} onPress={finish} />;
    case "tried":
      return <End head={words.tried} text={words.triedText(phase.entries)} press={words.finish} onPress={finish} />;
  }
}

interface Acted {
  shell: Shell;
  acting: Acting;
  to: (phase: Phase) => void;
}

function About({ shell, acting, to }: Acted): JSX.Element {
  const status = shell.status.value;
  const isThere = status.paper !== "none";
  const canTry = shell.engine.tryPaper !== undefined;
  const make = (): void => acting.act(async () => to({ step: "words", made: await shell.engine.makePaper() }));
  if (acting.isBusy) return <Wait head={words.making} text={words.about} />;
  return (
    <>
      <main>
        {!isThere && <p>{words.about}</p>}
        {status.server === "" && <NeedServer />}
        {isThere && <There status={status} now={shell.now()} canTry={canTry} />}
        {!isThere && <p class="quiet">{words.ready}</p>}
        {acting.trouble && <TroubleNote trouble={acting.trouble} />}
      </main>
      <div class="foot">
        {isThere && canTry && (
          <Button look="main" onPress={() => to({ step: "try" })}>
            {words.try}
          </Button>
        )}
        <Button look={isThere && canTry ? "grow" : "main"} off={status.server === ""} onPress={make}>
          {isThere ? words.makeAgain : words.make}
        </Button>
      </div>
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

/** What is to be known of the paper key that is there. */
function There({ status, now, canTry }: { status: Status; now: number; canTry: boolean }): JSX.Element {
  return (
    <>
      <section class="card">
        <p class="num">{paperWords(status.paper, now)}</p>
        {!canTry && <p class="quiet">{words.tryText}</p>}
      </section>
      <h2 class="head">{words.makeAgain}</h2>
      <p class="quiet">{words.ready}</p>
      <p class="quiet">
        {words.readyAgain} {words.stays}
      </p>
    </>
  );
}

function Words({ made, onWritten }: { made: readonly string[]; onWritten: () => void }): JSX.Element {
  return (
    <>
      <main>
        <p>{words.write}</p>
        <ol class="card paper-words">
          {made.map((word, at) => (
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

function Check({ shell, acting, made, to }: Acted & { made: string[] }): JSX.Element {
  const confirm = (): void =>
    acting.act(async () => {
      await shell.engine.confirmPaper();
      void shell.changed();
      to({ step: "done" });
    });
  if (acting.isBusy) return <Wait head={words.confirming} text={words.doneText} />;
  return <PaperCheck made={made} trouble={acting.trouble} onRight={confirm} onLook={() => to({ step: "words", made })} />;
}
