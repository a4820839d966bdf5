/** The first start: what this is for, and the first note. Device and paper key are asked for after it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Trouble } from "../engine/port.ts";
import type { Box } from "../parts/box.ts";
import { Button } from "../parts/button.tsx";
import { Icon, Street } from "../parts/icon.tsx";
import { Note, TroubleNote } from "../parts/note.tsx";
import type { Route, Shell } from "../parts/shell.ts";
import { troubleOf } from "../parts/trouble.ts";
import { shell as words } from "../words/shell.ts";
import { WISHES } from "./desk-last.ts";

const { first } = words;

interface Props {
  shell: Shell;
  isLost: boolean;
  /** What was typed when the storage went: it is nowhere else. */
  boxes: readonly Box[];
}

export function FirstRunScreen({ shell, isLost, boxes }: Props): JSX.Element {
  const [isMaking, making] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const begin = async (to: Route): Promise<void> => {
    making(true);
    setTrouble(null);
    try {
      await shell.engine.found({ name: first.device });
      shell.go(to, "replace");
    } catch (thrown) {
      setTrouble(troubleOf(thrown));
    } finally {
      making(false);
    }
  };
  return (
    <div class="screen">
      <header class="top">
        <p class="quiet">
          <b>{first.name}</b>
        </p>
      </header>
      <main class="calm">
        {isLost ? <Lost typed={typedIn(boxes)} /> : <Welcome />}
        {trouble !== null && <TroubleNote trouble={trouble} />}
      </main>
      <div class="foot">
        {isLost && (
          <Button look="main wide" onPress={() => shell.go({ at: "trouble" })}>
            {first.bring}
          </Button>
        )}
        <Button look={isLost ? "grow" : "main wide"} off={isMaking} onPress={() => void begin({ at: "capture" })}>
          {isMaking ? first.beginning : isLost ? first.anew : first.begin}
        </Button>
        {!isLost && <Others shell={shell} isMaking={isMaking} want={() => void begin({ at: "want" })} />}
      </div>
    </div>
  );
}

/** What else one may begin with. */
function Others({ shell, isMaking, want }: { shell: Shell; isMaking: boolean; want: () => void }): JSX.Element {
  return (
    <>
      <Button look="grow" onPress={() => shell.go({ at: "scan" })}>
        {first.join}
      </Button>
      <Button look="grow" off={isMaking} onPress={want}>
        {first.want}
      </Button>
    </>
  );
}

function Welcome(): JSX.Element {
  const [before, only, after] = first.alone;
  return (
    <>
      <Street />
      <h1>{first.claim}</h1>
      <p>{first.what}</p>
      <p class="quiet">{first.where}</p>
      <Note icon="devices">
        <p>
          {before}
          <b>{only}</b>
          {after}
        </p>
      </Note>
    </>
  );
}

function typedIn(boxes: readonly Box[]): string {
  return boxes.flatMap((box) => (box.isEmpty || box.where === WISHES ? [] : [box.text.value])).join("\n\n");
}

/** There was a journal here, and the browser has emptied its storage; what was being typed is shown, to be copied. */
function Lost({ typed }: { typed: string }): JSX.Element {
  return (
    <div role="alert">
      <Icon name="alert" />
      <h1>{first.lost}</h1>
      <p>{first.lostMore}</p>
      {typed !== "" && (
        <Note look="bad" icon="capture">
          <p>
            <b>{first.lostTyped}</b>
          </p>
          <p class="typed">{typed}</p>
        </Note>
      )}
    </div>
  );
}
