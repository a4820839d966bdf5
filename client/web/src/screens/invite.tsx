/**
 * Another device is added: the square and the nine words, then the code that both show, then a yes or a no.
 *
 * Leaving ends the invitation. Nobody is admitted before "Same code".
 */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { InviteStep, Trouble } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { CheckCode, CodeAnswer, Stopped } from "../parts/check-code.tsx";
import { closeWithPage } from "../parts/closing.ts";
import { Icon } from "../parts/icon.tsx";
import { Note } from "../parts/note.tsx";
import { Qr } from "../parts/qr.tsx";
import type { Shell } from "../parts/shell.ts";
import { End, Wait } from "../parts/stage.tsx";
import { Top } from "../parts/top.tsx";
import { troubleOf } from "../parts/trouble.ts";
import "../styles/pairing.css";
import { devices } from "../words/devices.ts";
import { invite as words } from "../words/pairing.ts";

type Ready = Extract<InviteStep, { step: "ready" }>;
type Phase = { step: "preparing" } | InviteStep | { step: "admitting" } | { step: "stopped" };

const SECOND_MS = 1000;

export function InviteScreen({ shell }: { shell: Shell }): JSX.Element {
  const [phase, setPhase] = useState<Phase>({ step: "preparing" });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [round, setRound] = useState(0);
  const hasServer = shell.status.value.server !== "";
  useEffect(() => {
    if (!hasServer) return;
    return inviting(shell, setPhase, (thrown) => {
      setPhase((before) => (before.step === "stopped" ? before : (setTrouble(troubleOf(thrown)), { step: "stopped" })));
    });
  }, [shell, round, hasServer]);
  const answer = (isSame: boolean): void => {
    setPhase({ step: isSame ? "admitting" : "stopped" });
    shell.engine.compare(isSame).catch((thrown: unknown) => setTrouble(troubleOf(thrown)));
  };
  const again = (): void => {
    setTrouble(null);
    setPhase({ step: "preparing" });
    setRound(round + 1);
  };
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} />
      {hasServer ? <Body phase={phase} trouble={trouble} shell={shell} answer={answer} again={again} /> : <NoServer shell={shell} />}
    </div>
  );
}

/** Invite, and tell how it goes. Returns what ends it, where the screen or the page is left. */
function inviting(shell: Shell, told: (step: InviteStep) => void, failed: (thrown: unknown) => void): () => void {
  let [isHere, isOpen] = [true, true];
  const mailbox = { current: "" };
  const leave = (): void => {
    if (isOpen) shell.engine.compare(false).catch(() => undefined);
  };
  const unclose = closeWithPage(mailbox, leave);
  const ended = (): void => {
    isOpen = false;
    mailbox.current = "";
  };
  const heard = (step: InviteStep): void => {
    if (step.step === "ready") mailbox.current = step.mailbox;
    if (isHere) told(step);
  };
  shell.engine.invite(heard).then(
    () => {
      ended();
      void shell.changed();
    },
    (thrown: unknown) => {
      ended();
      if (isHere) failed(thrown);
    },
  );
  return () => {
    isHere = false;
    unclose();
    leave();
  };
}

interface BodyProps {
  phase: Phase;
  trouble: Trouble | null;
  shell: Shell;
  answer: (isSame: boolean) => void;
  again: () => void;
}

function Body({ phase, trouble, shell, answer, again }: BodyProps): JSX.Element {
  switch (phase.step) {
    case "preparing":
      return <Wait head={words.preparing} text={words.about} />;
    case "ready":
      return <Invitation ready={phase} shell={shell} />;
    case "compare":
      return (
        <>
          <main>
            <h2 class="lead">{words.asks(phase.name)}</h2>
            <CheckCode ask={words.compareAsk} code={phase.code} name={[words.withName, phase.name]} />
            <p class="quiet">{words.effect(phase.name)}</p>
          </main>
          <CodeAnswer same={words.same} different={words.different} isBusy={false} onAnswer={answer} />
        </>
      );
    case "admitting":
      return <Wait head={words.admitting} text={words.admittingText} />;
    case "done":
      return <End head={words.done(phase.name)} text={words.doneText} press={words.toDevices} onPress={() => shell.go({ at: "devices" }, "replace")} />;
    case "stopped":
      return <Stopped trouble={trouble} head={words.stopped} text={words.stoppedText} press={words.again} again={again} />;
  }
}

/** The square, the words that do the same, and how long they are good for. */
function Invitation({ ready, shell }: { ready: Ready; shell: Shell }): JSX.Element {
  const left = useCountdown(ready.until_ms, shell);
  return (
    <main>
      <p class="quiet">{words.scanText}</p>
      <Qr text={ready.link} label={words.qr} />
      <section class="card">
        <h2>{words.words}</h2>
        <ol class="nine">
          {ready.words.map((word, at) => (
            <li key={at}>{word}</li>
          ))}
        </ol>
        <p class="quiet">
          {words.server} <b class="address">{shell.status.value.server}</b>
        </p>
      </section>
      <p class="state num">
        <Icon name="lock" />
        <span>
          <span role="timer">{words.left(left)}</span> {words.about}
        </span>
      </p>
    </main>
  );
}

function useCountdown(until: number, shell: Shell): number {
  const [now, setNow] = useState(shell.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(shell.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [shell]);
  return until - now;
}

function NoServer({ shell }: { shell: Shell }): JSX.Element {
  return (
    <>
      <main>
        <Note icon="devices">
          <p>
            <b>{devices.noServer}</b>
          </p>
          <p>{words.needServer}</p>
        </Note>
      </main>
      <div class="foot">
        <Button look="main" onPress={() => shell.go({ at: "settings" }, "replace")}>
          {devices.addServer}
        </Button>
      </div>
    </>
  );
}
