/** The server, the passphrase, reminders, the export: what one sets once. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../engine/port.ts";
import { serverOf } from "../invitation.ts";
import { askLeave, leave } from "../notify.ts";
import type { Leave } from "../notify.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Field, Tick } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { lockOnLeaving, locksOnLeaving } from "../parts/memory.ts";
import type { IconName } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/note.tsx";
import { said } from "../parts/said.ts";
import { saveFile } from "../parts/save-file.ts";
import type { Shell } from "../parts/shell.ts";
import { isUnknown } from "../parts/unknown.ts";
import { TakeOff } from "../parts/take-off.tsx";
import { Top } from "../parts/top.tsx";
import "../styles/devices.css";
import { devices } from "../words/devices.ts";
import { isRevoked, leaving } from "../words/leaving.ts";
import { settings as words } from "../words/settings.ts";
import { PassphraseDialog } from "./passphrase.tsx";

interface Part {
  shell: Shell;
  status: Status;
}

export function SettingsScreen({ shell }: { shell: Shell }): JSX.Element {
  const status = shell.status.value;
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} backTo={words.back} />
      <main aria-busy={isUnknown(status) ? "true" : undefined}>
        <Wishes shell={shell} />
        {!isUnknown(status) && <Known shell={shell} status={status} />}
      </main>
    </div>
  );
}

/** What can be said once it is known where things stand: before that, "no server yet" would be a guess. */
function Known({ shell, status }: Part): JSX.Element {
  return (
    <>
      <Server shell={shell} status={status} />
      <Passphrase shell={shell} status={status} />
      <Reminders />
      <Export shell={shell} status={status} />
      <section class="card">
        <Head icon="document" text={words.journal} />
        <p class="words-row">{status.journal}</p>
        <p class="quiet">{words.anewText}</p>
        <Button onPress={() => shell.go({ at: "scan" })}>{words.anew}</Button>
      </section>
      <section class="card">
        <Head icon="close" text={leaving.head} />
        <p class="quiet">{isRevoked(status) ? leaving.revoked : leaving.text}</p>
        <TakeOff shell={shell} />
      </section>
    </>
  );
}

function Head({ icon, text }: { icon: IconName; text: string }): JSX.Element {
  return (
    <h2 class="state-head">
      <Icon name={icon} />
      {text}
    </h2>
  );
}

function Wishes({ shell }: { shell: Shell }): JSX.Element {
  return (
    <section class="card">
      <Head icon="rated" text={words.want} />
      <p class="quiet">{words.wantText}</p>
      <Button onPress={() => shell.go({ at: "want" })}>{words.wantGo}</Button>
    </section>
  );
}

function Server({ shell, status }: Part): JSX.Element {
  return (
    <section class="card">
      <Head icon="sync" text={words.server} />
      {status.server === "" ? (
        <Register shell={shell} />
      ) : (
        <p>
          {words.serverNow} <b class="address">{status.server}</b>
        </p>
      )}
    </section>
  );
}

function Register({ shell }: { shell: Shell }): JSX.Element {
  const [address, setAddress] = useState(serverOf(location.href));
  const [code, setCode] = useState("");
  const [isTried, setTried] = useState(false);
  const { trouble, isBusy, act } = useAct();
  const wrong = address.trim() === "" ? words.addressMissing : "";
  const isCodeWrong = trouble?.code === "not-here" && code.trim() !== "";
  const register = (): void => {
    setTried(true);
    if (wrong !== "") return;
    act(async () => {
      await shell.engine.register(address.trim(), code.trim());
      void shell.changed();
      shell.say(words.registered);
    });
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        register();
      }}
    >
      <p class="quiet">{words.serverNone}</p>
      <Field label={words.address} hint={words.addressHelp} type="url" fill="url" value={address} onType={setAddress} {...said(isTried && wrong)} />
      <Field label={words.code} hint={words.codeHelp} value={code} onType={setCode} />
      {trouble && <TroubleNote trouble={isCodeWrong ? { ...trouble, what: words.codeWrong(address.trim()), mend: words.codeWrongMend } : trouble} />}
      <Button submits off={isBusy}>
        {isBusy ? words.registering : words.register}
      </Button>
    </form>
  );
}

function Passphrase({ shell, status }: Part): JSX.Element {
  const [isSetting, setSetting] = useState(false);
  const { trouble, act } = useAct();
  return (
    <section class="card">
      <Head icon="lock" text={words.lock} />
      <p class="quiet">{status.has_passphrase ? words.lockHas : words.lockNone}</p>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="acts">
        <Button look="grow" opens="dialog" onPress={() => setSetting(true)}>
          {status.has_passphrase ? words.lockChange : words.lockSet}
        </Button>
        {status.has_passphrase && (
          <Button look="grow" onPress={() => act(() => shell.engine.lock())}>
            {words.lockNow}
          </Button>
        )}
      </div>
      {status.has_passphrase && <OnLeaving />}
      {isSetting && <PassphraseDialog shell={shell} hasOne={status.has_passphrase} onClose={() => setSetting(false)} />}
    </section>
  );
}

/** Whether leaving the app locks it: a phone in the background otherwise keeps the keys in its memory. */
function OnLeaving(): JSX.Element {
  const [isOn, turn] = useState(locksOnLeaving);
  const put = (isWanted: boolean): void => {
    lockOnLeaving(isWanted);
    turn(locksOnLeaving());
  };
  return (
    <>
      <Tick label={words.lockLeaving} value={isOn} onTick={put} />
      <p class="quiet">{words.lockLeavingText}</p>
    </>
  );
}

const REMINDED: Record<Leave, string> = { ask: words.remindText, on: words.remindOn, off: words.remindNo, none: words.remindNone };

function Reminders(): JSX.Element {
  const [state, setState] = useState<Leave>(leave);
  const ask = async (): Promise<void> => setState(await askLeave());
  return (
    <section class="card">
      <Head icon="today" text={words.remind} />
      <p class="quiet" role="status">
        {REMINDED[state]}
      </p>
      {state === "ask" && <Button onPress={() => void ask()}>{words.remindAsk}</Button>}
    </section>
  );
}

function Export({ shell, status }: Part): JSX.Element {
  const { trouble, isBusy, act } = useAct();
  const save = (): void =>
    act(async () => {
      const { name, bytes } = await shell.engine.exportUnsynced();
      if (await saveFile(name, bytes)) shell.say(devices.exported(name));
    });
  return (
    <section class="card">
      <Head icon="export" text={words.export} />
      <p class="quiet">{words.exportText}</p>
      {trouble && <TroubleNote trouble={trouble} />}
      <Button off={isBusy || status.unsynced === 0} onPress={save}>
        {status.unsynced === 0 ? words.exportNothing : words.exportGo(status.unsynced)}
      </Button>
    </section>
  );
}
