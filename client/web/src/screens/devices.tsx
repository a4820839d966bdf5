/**
 * Devices and trust: what needs eyes, who holds the journal, how to add one, how to end one.
 *
 * What went wrong stands first, framed, in words; a paper key that was never made or tried stands before the list.
 */
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Id, Status } from "../engine/port.ts";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { lazily } from "../parts/lazy.tsx";
import { Icon } from "../parts/icon.tsx";
import type { IconName } from "../parts/icon.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import { pulling } from "../parts/pull.ts";
import { saveFile } from "../parts/save-file.ts";
import type { Shell } from "../parts/shell.ts";
import { Signs } from "../parts/signs.tsx";
import { Standstill } from "../parts/standstill.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { isUnknown } from "../parts/unknown.ts";
import { syncNow } from "../parts/sync-now.ts";
import { Top } from "../parts/top.tsx";
import { useView } from "../parts/use-view.ts";
import "../styles/devices.css";
import "../styles/today.css";
import { devices as words, heardWords, thisPhone, netWords, silentWords, storage, update, whereWords } from "../words/devices.ts";
import { isPaperUrgent, papersOf } from "../words/paper.ts";
import { PaperCard } from "./paper-card.tsx";
import { RevokeDialog } from "./revoke.tsx";

type Row = DevicesPage["rows"][number];

const CheckCopy = lazily(async () => (await import("./check-copy.tsx")).CheckCopy);

export function DevicesScreen({ shell }: { shell: Shell }): JSX.Element {
  const { data, trouble } = useView(shell, "devices", {});
  const [ended, setEnded] = useState<Id | null>(null);
  const status = shell.status.value;
  const now = shell.now();
  const keys = papersOf(data?.rows ?? [], status.paper !== "none");
  const isUrgent = isPaperUrgent(status.paper, keys, now);
  const { act } = useAct();
  const sync = (): void => act(() => synced(shell));
  const pull = useMemo(() => pulling(() => void synced(shell)), [shell]);
  const row = data?.rows.find((one) => one.id === ended);
  const name = keys.find((key) => key.id === ended)?.name ?? row?.name ?? "";
  const isKnown = !isUnknown(status);
  const paper = isKnown && (data !== null || status.paper === "none") && (
    <PaperCard shell={shell} status={status} rows={data?.rows ?? []} isUrgent={isUrgent} onEnd={setEnded} />
  );
  return (
    <div class="screen">
      <Top title={words.title} aside={isKnown ? netWords(status, now) : undefined}>
        <Button look="bare square" icon="more" label={words.settings} onPress={() => shell.go({ at: "settings" })} />
      </Top>
      <main class="pulled" {...pull}>
        {trouble && <TroubleNote trouble={trouble} />}
        <Notes shell={shell} status={status} />
        {isUrgent && paper}
        {data && isKnown && <Rows rows={data.rows} shell={shell} status={status} onEnd={setEnded} />}
        {!isUrgent && paper}
        {data && data.fingerprint.length > 0 && <Fingerprint words_={data.fingerprint} />}
        <Check shell={shell} />
        {data && row && <RevokeDialog shell={shell} row={{ ...row, name }} rows={data.rows} onClose={() => setEnded(null)} />}
      </main>
      <div class="base">
        <Foot shell={shell} status={status} onSync={sync} />
        <Tabs here="devices" status={status} />
      </div>
    </div>
  );
}

/** A newer app waits; letting it in may take as long as other windows are being loaded. */
function Newer({ shell }: { shell: Shell }): JSX.Element {
  const { act, isBusy } = useAct();
  const restart = async (): Promise<void> => {
    if (!(await shell.restart())) shell.say(update.late);
  };
  return (
    <Note icon="sync">
      <p>
        <b>{update.head}</b>
      </p>
      <p>{update.text}</p>
      <p>
        <Button look="bare" off={isBusy} onPress={() => act(restart)}>
          {isBusy ? update.going : update.go}
        </Button>
      </p>
    </Note>
  );
}

/** What is to be known before the list is read. */
function Notes({ shell, status }: { shell: Shell; status: Status }): JSX.Element {
  return (
    <>
      <Standstill shell={shell} status={status} />
      <Signs shell={shell} signs={status.signs} />
      {status.has_update && <Newer shell={shell} />}
      {status.server === "" && !isUnknown(status) && (
        <Note icon="devices">
          <p>
            <b>{words.noServer}</b>
          </p>
          <p>{words.noServerText}</p>
          <p>
            <Button look="bare" onPress={() => shell.go({ at: "settings" })}>
              {words.addServer}
            </Button>
          </p>
        </Note>
      )}
      {status.is_persisted === false && <Persist />}
    </>
  );
}

/** The browser may empty its storage; asked from a press, it may promise not to. */
function Persist(): JSX.Element {
  const [answer, setAnswer] = useState<boolean | null>(null);
  const ask = async (): Promise<void> => setAnswer(await navigator.storage.persist().catch(() => false));
  return (
    <Note icon={answer === true ? "check" : "alert"} told={answer !== null}>
      {answer === true ? (
        <p>{storage.kept}</p>
      ) : (
        <>
          <p>
            <b>{storage.head}</b>
          </p>
          <p>{answer === false ? storage.refused : storage.text}</p>
          {answer === null && (
            <p>
              <Button look="bare" onPress={() => void ask()}>
                {storage.ask}
              </Button>
            </p>
          )}
        </>
      )}
    </Note>
  );
}

interface Listing {
  rows: readonly Row[];
  shell: Shell;
  status: Status;
  onEnd: (id: Id) => void;
}

/** This phone first, then the others as the list has them, those that were revoked last. Paper keys have a card. */
function Rows({ rows, shell, status, onEnd }: Listing): JSX.Element {
  const shown = rows.filter((row) => !row.is_this && !row.is_paper);
  const rest = [...shown.filter((row) => !row.is_revoked), ...shown.filter((row) => row.is_revoked)];
  return (
    <ul class="rows">
      <ThisPhone shell={shell} status={status} />
      {rest.map((row) => (
        <Other key={row.id} row={row} now={shell.now()} onEnd={onEnd} />
      ))}
    </ul>
  );
}

function ThisPhone({ shell, status }: { shell: Shell; status: Status }): JSX.Element {
  const { trouble, isBusy, act } = useAct();
  const save = (): void =>
    act(async () => {
      const { name, bytes } = await shell.engine.exportUnsynced();
      if (await saveFile(name, bytes)) shell.say(words.exported(name));
    });
  return (
    <li>
      <Icon name="devices" />
      <div class="what">
        <b>{thisPhone(status.device)}</b>
        <small class="num">{whereWords(status, shell.now())}</small>
        {trouble && <TroubleNote trouble={trouble} />}
      </div>
      {status.unsynced > 0 && (
        <Button icon="export" off={isBusy} onPress={save}>
          {words.export}
        </Button>
      )}
    </li>
  );
}

function Other({ row, now, onEnd }: { row: Row; now: number; onEnd: (id: Id) => void }): JSX.Element {
  return (
    <li class={row.is_revoked ? "gone" : ""}>
      <Icon name={iconOf(row)} />
      <div class="what">
        <b>{row.name}</b> <Standing row={row} />
        <small class="num">{row.is_revoked ? words.revoked : <Heard row={row} now={now} />}</small>
      </div>
      {row.may_revoke && !row.is_revoked && (
        <Button look={row.silent_days > 0 ? "loud" : ""} label={words.revokeOne(row.name)} opens="dialog" onPress={() => onEnd(row.id)}>
          {words.revoke}
        </Button>
      )}
    </li>
  );
}

function Heard({ row, now }: { row: Row; now: number }): ComponentChildren {
  if (row.silent_days === 0) return heardWords(row, now);
  return (
    <span class="word loud">
      <Icon name="alert" />
      {silentWords(row.silent_days)}
    </span>
  );
}

/** In step, or not: beside the name, so that a narrow phone has room for when it was heard from. */
function Standing({ row }: { row: Row }): JSX.Element | null {
  if (row.is_revoked) return null;
  const isQuiet = row.silent_days === 0 && !row.is_incomplete && row.heard_ms !== null;
  return (
    <>
      {row.is_incomplete && <span class="word loud">{words.incomplete}</span>}
      {isQuiet && (
        <span class="word me">
          <Icon name="check" />
          {words.inStep}
        </span>
      )}
    </>
  );
}

function iconOf(row: Row): IconName {
  if (/tablet|ipad/i.test(row.name)) return "tablet";
  return /phone|pixel|galaxy/i.test(row.name) ? "devices" : "laptop";
}

function Fingerprint({ words_ }: { words_: readonly string[] }): JSX.Element {
  return (
    <section class="card">
      <h2>{words.fingerprint}</h2>
      <p class="words-row">
        {words_.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </p>
      <p class="quiet">{words.fingerprintText}</p>
    </section>
  );
}

/** Every byte that is stored here, held against what was signed; what does not fit is fetched again. */
function Check({ shell }: { shell: Shell }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="bare" opens="dialog" onPress={() => setOpen(true)}>
        {words.check}
      </Button>
      {isOpen && <CheckCopy shell={shell} onClose={() => setOpen(false)} />}
    </>
  );
}

function Foot({ shell, status, onSync }: { shell: Shell; status: Status; onSync: () => void }): JSX.Element {
  const isSyncing = status.net === "syncing";
  return (
    <div class="foot">
      <Button look="main" icon="plus" onPress={() => shell.go({ at: "invite" })}>
        {words.add}
      </Button>
      <Button icon="sync" off={isSyncing || status.server === ""} onPress={onSync}>
        {isSyncing ? words.syncing : words.sync}
      </Button>
    </div>
  );
}

/** Exchange now. What it fails with stands in the status, and so at the head of the page. */
async function synced(shell: Shell): Promise<void> {
  if (shell.status.value.server !== "") await syncNow(shell);
}
