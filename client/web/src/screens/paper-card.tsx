/** The paper keys on the page of devices: what is known of each, and the way to try one, or to make one. */
import type { JSX } from "preact";
import type { DevicesPage } from "../engine/devices-page.ts";
import type { Id, Status } from "../engine/port.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Shell } from "../parts/shell.ts";
import { devices } from "../words/devices.ts";
import { paperCard as words, papersOf, untried } from "../words/paper.ts";
import type { PaperKey } from "../words/paper.ts";
import { PaperKeys } from "./paper-keys.tsx";

interface Props {
  shell: Shell;
  status: Status;
  rows: DevicesPage["rows"];
  isUrgent: boolean;
  onEnd: (id: Id) => void;
}

export function PaperCard({ shell, status, rows, isUrgent, onEnd }: Props): JSX.Element {
  const hasFirst = status.paper !== "none";
  const keys = papersOf(rows, hasFirst);
  const end = (key: PaperKey): JSX.Element | false =>
    key.endsHere && (
      <Button label={devices.revokeOne(key.name)} opens="dialog" onPress={() => onEnd(key.id)}>
        {devices.revoke}
      </Button>
    );
  return (
    <section class={isUrgent ? "card bad" : "card"}>
      <h2 class="state-head">
        <Icon name={isUrgent ? "alert" : "document"} />
        {keys.length > 1 ? words.titles : words.title}
      </h2>
      <p class="quiet">{keys.length === 0 ? words.none : words.about}</p>
      {keys.length > 0 && <PaperKeys keys={keys} now={shell.now()} aside={end} />}
      <Button onPress={() => shell.go({ at: "paper" })}>{hasFirst ? tryWords(keys) : words.make}</Button>
    </section>
  );
}

function tryWords(keys: readonly PaperKey[]): string {
  const key = untried(keys);
  return key === null ? words.again(keys.length > 1) : words.try(keys.length > 1 ? key.name : "");
}
