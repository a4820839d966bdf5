/** What joining asks for: the invitation, a name for this phone, and, if wanted, a passphrase. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Join, Trouble } from "../engine/port.ts";
import { hostOf, wordsTyped } from "../invitation.ts";
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
  onAsk: (how: Join) => void;
}

interface Typed {
  words: string;
  server: string;
  name: string;
  passphrase: string;
}

export function JoinForm({ shell, link, trouble, onAsk }: Props): JSX.Element {
  const [typed, setTyped] = useState<Typed>({ words: "", server: location.origin, name: words.namePreset, passphrase: "" });
  const [isTried, setTried] = useState(false);
  const put = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  const wrong = wrongIn(typed, link);
  const ask = (): void => {
    setTried(true);
    if (!Object.values(wrong).some((one) => one !== "")) onAsk(asked(typed, link));
  };
  if (shell.status.value.stage === "open" || shell.status.value.stage === "locked") return <Taken shell={shell} />;
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
        {link === "" ? (
          <>
            <Field label={words.wordsHead} hint={hintOf(typed.words)} long value={typed.words} onType={(one) => put({ words: one })} {...said(isTried && wrong.words)} />
            <Field label={words.server} hint={words.serverHelp} type="url" fill="url" value={typed.server} onType={(one) => put({ server: one })} {...said(isTried && wrong.server)} />
          </>
        ) : (
          <Note icon="lock">
            <p>
              <b>{words.from(hostOf(link))}</b>
            </p>
            <p>{words.fromText}</p>
          </Note>
        )}
        <Field label={words.name} hint={words.nameHelp} value={typed.name} most={LONGEST_NAME} onType={(one) => put({ name: one })} {...said(isTried && wrong.name)} />
        <Field label={words.passphrase} hint={words.passphraseHelp} type="password" fill="new-password" value={typed.passphrase} onType={(one) => put({ passphrase: one })} {...said(isTried && wrong.passphrase)} />
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

/** A phone holds one journal: the invitation is left alone, and stays good for another device. */
function Taken({ shell }: { shell: Shell }): JSX.Element {
  return (
    <>
      <main class="calm mid">
        <Icon name="devices" />
        <h2>{words.hasJournal}</h2>
        <p class="quiet">{words.hasJournalText}</p>
      </main>
      <div class="foot">
        <Button look="main" onPress={() => shell.go({ at: "devices" }, "replace")}>
          {words.toDevices}
        </Button>
      </div>
    </>
  );
}
