/**
 * Where the entries are, in a few words. It never blinks and never blocks.
 *
 * - What waits is exported sealed, at one press; what needs eyes leads to where it is explained.
 */
import type { JSX } from "preact";
import type { Status } from "../engine/port.ts";
import { capture } from "../words/capture.ts";
import { thousands } from "../words/lists.ts";
import { shell } from "../words/shell.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export type Standing = "in-step" | "waiting" | "only-here" | "offline" | "repaired" | "trouble";

/** What ended for good: nothing goes to other devices any more until a person has acted. */
const SHUT_OUT: ReadonlySet<string> = new Set(["revoked", "roster"]);

/** Whether the other devices no longer take anything from this phone. */
export function isShutOut(status: Status): boolean {
  return status.trouble !== null && SHUT_OUT.has(status.trouble.code);
}

/** Return where things stand, the worst first. */
export function standingOf(status: Status): Standing {
  if (isShutOut(status)) return "trouble";
  if (status.signs.some((sign) => sign.needs_eyes))
    return status.signs.some((sign) => sign.state === "went-back") ? "repaired" : "trouble";
  if (status.unsynced === 0) return "in-step";
  if (status.net === "never" || status.server === "") return "only-here";
  return status.net === "offline" ? "offline" : "waiting";
}

const ICONS: Record<Standing, IconName> = {
  "in-step": "check",
  waiting: "export",
  "only-here": "export",
  offline: "offline",
  repaired: "sync",
  trouble: "alert",
};

interface Props {
  status: Status;
  onExport: () => void;
  onLook: () => void;
}

export function Counter({ status, onExport, onLook }: Props): JSX.Element {
  const standing = standingOf(status);
  const isLook = standing === "in-step" || standing === "repaired" || standing === "trouble";
  const isLoud = standing === "repaired" || standing === "trouble";
  return (
    <button
      type="button"
      class={`count num ${isLoud ? "loud" : ""}`}
      aria-label={nameOf(standing, status)}
      onClick={isLook ? onLook : onExport}
    >
      <Icon name={ICONS[standing]} />
      <Sentence standing={standing} status={status} />
    </button>
  );
}

function Sentence({ standing, status }: { standing: Standing; status: Status }): JSX.Element {
  const count = thousands(status.unsynced);
  const { counter } = capture;
  if (standing === "in-step") return <span>{shell.onDevices(status)}</span>;
  if (standing === "repaired")
    return (
      <span>
        {counter.repaired}, {counter.look}
      </span>
    );
  if (standing === "trouble") return <span>{counter.trouble}</span>;
  if (standing === "waiting")
    return (
      <span>
        <b>{count}</b> {counter.elsewhere}
      </span>
    );
  const [before = "", after = ""] = (standing === "offline" ? counter.here : counter.only)("|").split("|");
  return (
    <span>
      {before}
      <b>{count}</b>
      {after}
    </span>
  );
}

function nameOf(standing: Standing, status: Status): string {
  const count = thousands(status.unsynced);
  const { counter } = capture;
  if (standing === "in-step") return shell.onDevices(status);
  if (standing === "repaired") return `${counter.repaired}, ${counter.look}`;
  if (standing === "trouble") return `${counter.trouble}, ${counter.look}`;
  if (standing === "waiting") return counter.export(`${count} ${counter.elsewhere}`);
  return counter.export((standing === "offline" ? counter.here : counter.only)(count));
}
