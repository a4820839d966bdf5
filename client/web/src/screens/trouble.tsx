/**
 * What keeps the app from going on as usual: storage that the browser has emptied, a sync that failed, another tab.
 *
 * Each says what happened, what is kept, what is gone, what to do. Lost storage is said plainly.
 */
import type { JSX } from "preact";
import { useAct } from "../parts/act.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Note } from "../parts/note.tsx";
import type { Shell } from "../parts/shell.ts";
import { Signs } from "../parts/signs.tsx";
import { Standstill } from "../parts/standstill.tsx";
import { syncNow } from "../parts/sync-now.ts";
import { Top } from "../parts/top.tsx";
import "../styles/empty.css";
import { devices } from "../words/devices.ts";
import { trouble as words } from "../words/settings.ts";

export function TroubleScreen({ shell }: { shell: Shell }): JSX.Element {
  return shell.status.value.stage === "lost" ? <Lost shell={shell} /> : <Passing shell={shell} />;
}

/** The journal that was here is gone: what that means, and the way back. */
function Lost({ shell }: { shell: Shell }): JSX.Element {
  return (
    <div class="screen">
      <Top title={words.lostTitle} />
      <main class="calm">
        <Icon name="alert" />
        <h2 class="lead">{words.lostHead}</h2>
        <p>{words.lostText}</p>
        <p>{words.lostKept}</p>
        <p>
          {words.lostMend} {words.lostPaper}
        </p>
        <p class="quiet">{words.lostRevoke}</p>
      </main>
      <div class="foot">
        <Button look="main" onPress={() => shell.go({ at: "scan" })}>
          {words.join}
        </Button>
      </div>
    </div>
  );
}

/** What passes, or needs a hand: a failed sync, another tab, signs. */
function Passing({ shell }: { shell: Shell }): JSX.Element {
  const { isBusy, act } = useAct();
  const status = shell.status.value;
  const isCalm = status.trouble === null && status.signs.length === 0 && !status.is_elsewhere;
  const again = (): void => act(() => syncNow(shell));
  return (
    <div class="screen">
      <Top title={words.title} onBack={() => shell.back()} />
      <main>
        <Standstill shell={shell} status={status} />
        {status.is_elsewhere && (
          <Note icon="alert" look="bad">
            <p>
              <b>{words.elsewhereHead}</b>
            </p>
            <p>{words.elsewhereText}</p>
          </Note>
        )}
        <Signs shell={shell} signs={status.signs} />
        {isCalm && <p>{status.synced_ms === null ? words.never : words.calm}</p>}
      </main>
      <div class="foot">
        <Button look="main" off={isBusy || status.server === ""} onPress={again}>
          {status.net === "syncing" ? devices.syncing : words.again}
        </Button>
        <Button onPress={() => shell.go({ at: "devices" })}>{devices.title}</Button>
      </div>
    </div>
  );
}
