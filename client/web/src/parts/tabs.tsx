/** The four roots at the foot, with how many entries are on this phone alone; busy until that is known. */
import type { JSX } from "preact";
import type { Status } from "../engine/port.ts";
import { shell } from "../words/shell.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";
import { hashOf } from "./route.ts";
import type { Root } from "./shell.ts";
import { isUnknown } from "./unknown.ts";

const ROOTS: readonly { at: Root; icon: IconName }[] = [
  { at: "capture", icon: "capture" },
  { at: "today", icon: "today" },
  { at: "firms", icon: "firms" },
  { at: "devices", icon: "devices" },
];

const MOST_SHOWN = 99;

export function Tabs({ here, status }: { here: Root; status: Status }): JSX.Element {
  return (
    <nav class="tabs" aria-label={shell.roots} aria-busy={isUnknown(status) ? "true" : undefined}>
      {ROOTS.map(({ at, icon }) => (
        <a key={at} href={hashOf({ at })} aria-current={at === here ? "page" : undefined} aria-label={labelOf(at, status)}>
          <Icon name={icon} />
          {shell.tabs[at]}
          {at === "devices" && status.unsynced > 0 && (
            <i aria-hidden="true">{status.unsynced > MOST_SHOWN ? `${MOST_SHOWN}+` : status.unsynced}</i>
          )}
        </a>
      ))}
    </nav>
  );
}

/** What the figure on a tab says, for whoever does not see it. */
function labelOf(at: Root, { unsynced }: Status): string | undefined {
  return at === "devices" && unsynced > 0 ? `${shell.tabs[at]}, ${shell.notElsewhere(unsynced)}` : undefined;
}
