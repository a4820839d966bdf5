/**
 * This phone joins a journal: by a link that a camera read, or by nine words; then a code is compared, then it waits.
 *
 * The secret is in memory alone. Leaving ends the invitation; a page that goes after its person's yes does not: the app
 * goes on when it is opened again.
 */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Join, JoinStep, Trouble } from "../engine/port.ts";
import { dropInvitation, heldInvitation } from "../invitation.ts";
import { CheckCode, CodeAnswer, Stopped } from "../parts/check-code.tsx";
import { closeWithPage } from "../parts/closing.ts";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { End, Wait } from "../parts/stage.tsx";
import { Top } from "../parts/top.tsx";
import { troubleOf } from "../parts/trouble.ts";
import "../styles/pairing.css";
import { join as words } from "../words/pairing.ts";
import { JoinForm, type Typed } from "./join-form.tsx";

/** Where it stands: the form, what the engine last told, or how it ended. */
type Phase = { step: "form" } | { step: "asking" } | JoinStep | { step: "stopped" };

/** What the engine says of an invitation that nobody can use any more. */
const BURNT = "pairing";
/** ... and of one after which nobody could be asked whether this phone was let in. */
const UNKNOWN = "unknown";
const CANCELLED = "cancelled";

/** Which of the three steps the phase belongs to. */
const PLACES: Record<Phase["step"], number> = { form: 1, asking: 1, found: 2, compare: 2, admitted: 3, fetching: 3, done: 3, stopped: 3 };

export function JoinScreen({ shell }: { shell: Shell }): JSX.Element {
  const joining = useJoining(shell);
  const { phase } = joining;
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} aside={words.step(PLACES[phase.step])} />
      <Body shell={shell} {...joining} />
    </div>
  );
}

interface Joining {
  phase: Phase;
  trouble: Trouble | null;
  /** Whether the person has said that the codes are the same. */
  isSame: boolean;
  /** What the form held when it was sent. */
  typed: Typed | null;
  ask: (how: Join, typed: Typed) => void;
  answer: (same: boolean) => void;
  again: () => void;
}

/** One way through the screen, and back to where it began. */
function useJoining(shell: Shell): Joining {
  const [phase, setPhase] = useState<Phase>({ step: "form" });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSame, setSame] = useState(false);
  const [typed, hadLink] = [useRef<Typed | null>(null), useRef(false)];
  const [isOpen, isHere, mailbox] = [useRef(false), useRef(true), useRef("")];
  useEffect(() => leaving(shell, isOpen, isHere, mailbox), [shell]);
  const heard = (step: JoinStep): void => {
    if (!isHere.current) return;
    if (step.step === "found") mailbox.current = step.mailbox;
    setPhase(step);
  };
  const ended = (): void => {
    isOpen.current = false;
    mailbox.current = "";
  };
  const failed = (thrown: unknown): void => {
    ended();
    const found = troubleOf(thrown);
    if (found.code === BURNT) dropInvitation();
    if (!isHere.current) return;
    if (found.code !== CANCELLED) setTrouble(found); // the person has said no, and knows
    setPhase((before) => failedAt(before, found, hadLink.current));
  };
  const ask = (how: Join, before: Typed): void => {
    typed.current = before;
    hadLink.current = heldInvitation() !== "";
    isOpen.current = true;
    setTrouble(null);
    setSame(false);
    setPhase({ step: "asking" });
    shell.engine.join(how, heard).then(() => (ended(), dropInvitation()), failed);
  };
  const answer = (same: boolean): void => {
    setSame(same);
    mailbox.current = ""; // a yes stands, also where the page goes after it; a no is said by the engine
    if (!same) {
      dropInvitation();
      setPhase({ step: "stopped" });
    }
    shell.engine.compare(same).catch((thrown: unknown) => setTrouble(troubleOf(thrown)));
  };
  const again = (): void => {
    if (hadLink.current) return shell.go({ at: "scan" }, "replace");
    if (typed.current !== null) typed.current = { ...typed.current, words: "" }; // they are burnt
    setTrouble(null);
    setPhase({ step: "form" });
  };
  return { phase, trouble, isSame, typed: typed.current, ask, answer, again };
}

/** Where a refusal leads: back to the form, unless the invitation is of no more use. Words may have been mistyped. */
function failedAt(before: Phase, { code }: Trouble, hadLink: boolean): Phase {
  const isSpent = code === BURNT && (hadLink || before.step !== "asking");
  return { step: isSpent || before.step === "stopped" || code === UNKNOWN || code === CANCELLED ? "stopped" : "form" };
}

/** End the invitation when the screen is left while it runs, or the page goes while its person is asked. */
function leaving(shell: Shell, isOpen: { current: boolean }, isHere: { current: boolean }, mailbox: { current: string }): () => void {
  const leave = (): void => void shell.engine.compare(false).catch(() => undefined);
  isHere.current = true;
  const unclose = closeWithPage(mailbox, leave);
  return () => {
    isHere.current = false;
    unclose();
    if (isOpen.current) leave();
  };
}

function Body({ phase, trouble, shell, isSame, typed, ask, answer, again }: Joining & { shell: Shell }): JSX.Element {
  switch (phase.step) {
    case "form":
      return <JoinForm shell={shell} link={heldInvitation()} trouble={trouble} before={typed} onAsk={ask} />;
    case "asking":
    case "found":
      return <Wait head={phase.step === "found" ? words.found : words.asking} text={words.fromText} />;
    case "compare":
      return (
        <>
          <main>
            <CheckCode ask={words.compareAsk} code={phase.code} name={[words.withName, phase.name]} />
            <Beats isCompared={isSame} />
            {trouble && <TroubleNote trouble={trouble} />}
          </main>
          {!isSame && <CodeAnswer same={words.same} different={words.different} isBusy={false} onAnswer={answer} />}
        </>
      );
    case "admitted":
      return <Wait head={words.fetching(0, 0)} text={words.fetchingText} />;
    case "fetching":
      return <Wait head={words.fetching(phase.done, phase.of)} text={words.fetchingText} done={phase.done} of={phase.of} />;
    case "done":
      return <End head={words.done} text={words.doneText} press={words.begin} onPress={() => shell.go({ at: "capture" }, "replace")} />;
    case "stopped":
      return <Stopped trouble={trouble} head={words.stopped} text={words.stoppedText} press={words.again} again={again} />;
  }
}

/** The three beats of pairing, with the one that is on. */
function Beats({ isCompared }: { isCompared: boolean }): JSX.Element {
  const { found, compare, confirm } = words.beats;
  return (
    <ol class="steps-list">
      <Beat icon="done" says={found} isMine />
      <Beat icon={isCompared ? "done" : "now"} says={compare} isMine />
      <Beat icon={isCompared ? "now" : "circle"} says={confirm} isMine={isCompared} />
    </ol>
  );
}

function Beat({ icon, says, isMine = false }: { icon: "done" | "now" | "circle"; says: readonly string[]; isMine?: boolean }): JSX.Element {
  return (
    <li aria-current={icon === "now" ? "step" : undefined}>
      <span class={isMine ? "me" : ""}>
        <Icon name={icon} />
      </span>
      <div>
        <b>{says[0]}</b>
        <span class="quiet">{says[1]}</span>
      </div>
    </li>
  );
}
