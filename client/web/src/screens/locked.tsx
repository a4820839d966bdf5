/**
 * The lock: no name, no count, nothing of the journal. One may write without unlocking; what is written is filed later.
 *
 * - Whoever forgot the passphrase is told, when asked for, how much is only here: a number, and no word of it.
 * - The box stays while one looks at the lock and comes back. After a restart it is another place: the draft at the last
 *   one cannot be read here, and must not be written over.
 * - A wrong passphrase is said in words, waits longer each time, and never erases anything.
 */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Trouble } from "../engine/port.ts";
import { useAct } from "../parts/act.ts";
import { Box } from "../parts/box.ts";
import { Button } from "../parts/button.tsx";
import type { Drafts } from "../parts/drafts.ts";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { lazily } from "../parts/lazy.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { SaveButton } from "../parts/save-button.tsx";
import type { Shell } from "../parts/shell.ts";
import { troubleOf } from "../parts/trouble.ts";
import { en } from "../words/en.ts";
import { shell as words } from "../words/shell.ts";
import { jotEvents } from "./talk.ts";

const { locked } = words;
const Forgot = lazily(async () => (await import("./forgot.tsx")).ForgotDialog);
const SECOND_MS = 1000;
/** Two tries are free; then 2 s, 4 s, 8 s ... to at most a minute. */
const FREE_TRIES = 2;
const MOST_WAIT_S = 60;

export function LockedScreen({ shell, drafts }: { shell: Shell; drafts: Drafts }): JSX.Element {
  const [isWriting, write] = useState(false);
  const [box] = useState(() => new Box(drafts, `jot/locked-${shell.now()}`));
  return isWriting ? (
    <Writing shell={shell} drafts={drafts} box={box} back={() => write(false)} />
  ) : (
    <Lock shell={shell} write={() => write(true)} />
  );
}

function Lock({ shell, write }: { shell: Shell; write: () => void }): JSX.Element {
  const [hasForgotten, forget] = useState(false);
  return (
    <>
      <Opening shell={shell} write={write} forget={() => forget(true)} />
      {hasForgotten && <Forgot shell={shell} onClose={() => forget(false)} />}
    </>
  );
}

function Opening({ shell, write, forget }: { shell: Shell; write: () => void; forget: () => void }): JSX.Element {
  const [passphrase, type] = useState("");
  const { trouble, isOpening, waitS, unlock } = useUnlock(shell);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isOpening && waitS === 0) void unlock(passphrase);
  };
  return (
    <form class="screen" onSubmit={submit}>
      <main class="calm mid">
        <Icon name="lock" />
        <h1>{locked.title}</h1>
        {shell.status.value.has_draft && <p class="quiet">{locked.kept}</p>}
        <Field label={locked.passphrase} type="password" fill="current-password" value={passphrase} onType={type} />
        <Button look="bare" opens="dialog" onPress={forget}>
          {locked.forgot}
        </Button>
        {trouble !== null && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <Button look="main wide" submits off={isOpening || waitS > 0}>
          {waitS > 0 ? locked.wait(waitS) : isOpening ? locked.opening : locked.unlock}
        </Button>
        <Button look="grow" icon="capture" onPress={write}>
          {locked.write}
        </Button>
      </div>
    </form>
  );
}

interface Unlocking {
  trouble: Trouble | null;
  isOpening: boolean;
  waitS: number;
  unlock: (passphrase: string) => Promise<void>;
}

function useUnlock(shell: Shell): Unlocking {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isOpening, opening] = useState(false);
  const [waitS, wait] = useState(0);
  const tries = useRef(0);
  useEffect(() => {
    if (waitS === 0) return undefined;
    const timer = setTimeout(() => wait(waitS - 1), SECOND_MS);
    return () => clearTimeout(timer);
  }, [waitS]);
  const unlock = async (passphrase: string): Promise<void> => {
    if (passphrase === "") return setTrouble({ code: "empty", what: locked.empty, kept: "", mend: "" });
    opening(true);
    try {
      await shell.engine.unlock(passphrase);
    } catch (thrown) {
      tries.current += 1;
      setTrouble(troubleOf(thrown));
      wait(waitAfter(tries.current));
    } finally {
      opening(false);
    }
  };
  return { trouble, isOpening, waitS, unlock };
}

/** Return the seconds to wait after so many wrong tries. */
export function waitAfter(tries: number): number {
  return tries <= FREE_TRIES ? 0 : Math.min(MOST_WAIT_S, 2 ** (tries - FREE_TRIES));
}

interface WritingProps {
  shell: Shell;
  drafts: Drafts;
  box: Box;
  back: () => void;
}

/** A box and SAVE, and nothing else: the entry is sealed to this device until it is opened. */
function Writing({ shell, drafts, box, back }: WritingProps): JSX.Element {
  const [savedAt, saved] = useState<number | null>(null);
  const { trouble, act } = useAct();
  const save = (): void =>
    act(async () => {
      const text = box.text.value;
      const written = await shell.engine.write(jotEvents(text, null));
      box.saved(text);
      saved(written.at_ms);
    });
  return (
    <div class="screen capture jot">
      <header class="top">
        <Button look="bare square" icon="back" label={locked.back} onPress={back} />
        <Button look="bare last" icon="hide" onPress={() => shell.hide()}>
          {words.hide}
        </Button>
      </header>
      <main>
        <h1 class="sr">{locked.write}</h1>
        <p class="quiet">{locked.writing}</p>
        <Pad box={box} drafts={drafts} />
        {trouble !== null && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        <SaveButton isEmpty={box.isEmpty} savedAt={savedAt} told={en.saved(savedAt ?? 0)} onSave={save} />
      </div>
    </div>
  );
}

function Pad({ box, drafts }: { box: Box; drafts: Drafts }): JSX.Element {
  return (
    <div class="pad">
      <textarea
        aria-label={locked.label}
        placeholder={locked.placeholder}
        autocomplete="off"
        value={box.text.value}
        onInput={(event) => box.type(event.currentTarget.value)}
        onBlur={() => void drafts.flush()}
      />
    </div>
  );
}
