/** What joining asks for: the invitation, a name for this phone, and, if wanted, a passphrase. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Join, Trouble } from "../engine/port.ts";
import { dropInvitation, heldInvitation, hostOf, serverOf, wordsTyped } from "../invitation.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import { said } from "../parts/said.ts";
import type { Shell } from "../parts/shell.ts";
import "../styles/empty.css";
import { join as words } from "../words/pairing.ts";
import { settings } from "../words/settings.ts";

const NINE = 9;
/** As on the command line: shorter ones are guessed. */
export const SHORTEST_PASSPHRASE = 8;
const LONGEST_NAME = 63;

interface Props {
  shell: Shell;
  /** The link of the invitation; empty where the words are typed. */
  link: string;
  trouble: Trouble | null;
  /** What was typed before the last refusal. */
  before: Typed | null;
  onAsk: (how: Join, typed: Typed) => void;
}

/** What was typed, for as long as the screen is there: after a refusal nothing has to be typed again. */
export interface Typed {
  words: string;
  server: string;
  name: string;
  passphrase: string;
}

export function JoinForm(props: Props): JSX.Element {
  const { stage, device } = props.shell.status.value;
  const [isAgain, setAgain] = useState(false);
  const hasJournal = stage === "open" || stage === "locked";
  if (hasJournal && !isAgain) return <Taken shell={props.shell} onAgain={() => setAgain(true)} />;
  return <Form {...props} known={hasJournal ? device : null} />;
}

/** `known`: the name of this phone, where it has a journal and is only paired anew. */
function Form({ shell, link, trouble, before, onAsk, known }: Props & { known: string | null }): JSX.Element {
  const [typed, setTyped] = useState<Typed>(before ?? { words: "", server: serverOf(location.href), name: known ?? words.namePreset, passphrase: "" });
  const [isTried, setTried] = useState(false);
  const put = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  const wrong = wrongIn(typed, link);
  const ask = (): void => {
    setTried(true);
    if (!Object.values(wrong).some((one) => one !== "")) onAsk(asked(typed, link), typed);
  };
  const wrongNow = (field: keyof Typed): { wrong?: string } => said(isTried && wrong[field]);
  return (
    <form
      class="filled"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <main>
        {trouble && <TroubleNote trouble={trouble} />}
        {link === "" ? <Words typed={typed} put={put} wrongNow={wrongNow} /> : <Linked link={link} />}
        {known === null && <Own typed={typed} put={put} wrongNow={wrongNow} />}
      </main>
      <div class="foot">
        <Button look="main" submits>
          {words.go}
        </Button>
        {link === "" && (
          <Button look="grow" icon="camera" onPress={() => shell.go({ at: "scan" }, "replace")}>
            {words.scan}
          </Button>
        )}
      </div>
    </form>
  );
}

interface Part {
  typed: Typed;
  put: (change: Partial<Typed>) => void;
  wrongNow: (field: keyof Typed) => { wrong?: string };
}

function Words({ typed, put, wrongNow }: Part): JSX.Element {
  return (
    <>
      <Field label={words.wordsHead} hint={hintOf(typed.words)} long isSecret value={typed.words} onType={(one) => put({ words: one })} {...wrongNow("words")} />
      <Field label={words.server} hint={words.serverHelp} type="url" fill="url" value={typed.server} onType={(one) => put({ server: one })} {...wrongNow("server")} />
    </>
  );
}

function Linked({ link }: { link: string }): JSX.Element {
  return (
    <Note icon="lock">
      <p>
        <b>{words.from(hostOf(link))}</b>
      </p>
      <p>{words.fromText}</p>
    </Note>
  );
}

/** What a new device has of its own. */
function Own({ typed, put, wrongNow }: Part): JSX.Element {
  return (
    <>
      <Field label={words.name} hint={words.nameHelp} value={typed.name} most={LONGEST_NAME} onType={(one) => put({ name: one })} {...wrongNow("name")} />
      <Field label={words.passphrase} hint={words.passphraseHelp} type="password" fill="new-password" value={typed.passphrase} onType={(one) => put({ passphrase: one })} {...wrongNow("passphrase")} />
    </>
  );
}

function hintOf(typed: string): string {
  const count = wordsTyped(typed).length;
  return count === 0 ? words.wordsText : words.wordsCount(count);
}

/** What is wrong with each field; empty where nothing is. */
function wrongIn(typed: Typed, link: string): Typed {
  const count = wordsTyped(typed.words).length;
  return {
    words: link !== "" || count === NINE ? "" : words.wordsMissing(count),
    server: link !== "" || typed.server.trim() !== "" ? "" : words.serverMissing,
    name: typed.name.trim() === "" ? words.nameMissing : "",
    passphrase: typed.passphrase !== "" && typed.passphrase.length < SHORTEST_PASSPHRASE ? settings.short(SHORTEST_PASSPHRASE) : "",
  };
}

function asked(typed: Typed, link: string): Join {
  const invited = link === "" ? { secret: wordsTyped(typed.words).join(" "), server: typed.server.trim() } : { secret: link };
  return { ...invited, name: typed.name.trim(), ...(typed.passphrase === "" ? {} : { passphrase: typed.passphrase }) };
}

/** A phone holds one journal: the invitation is left alone, unless the list of devices has lost this phone. */
function Taken({ shell, onAgain }: { shell: Shell; onAgain: () => void }): JSX.Element {
  const leave = (): void => {
    dropInvitation();
    shell.go({ at: "devices" }, "replace");
  };
  return (
    <>
      <main class="calm mid">
        <Icon name="devices" />
        <h2>{words.hasJournal}</h2>
        {heldInvitation() !== "" && <p class="quiet">{words.hasJournalText}</p>}
        <p class="quiet">{words.againText}</p>
      </main>
      <div class="foot">
        <Button look="main" onPress={leave}>
          {words.toDevices}
        </Button>
        <Button look="grow" onPress={onAgain}>
          {words.anew}
        </Button>
      </div>
    </>
  );
}
