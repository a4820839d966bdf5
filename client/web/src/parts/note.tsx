/** A strip that says something: quiet, or framed where something went wrong and needs eyes. */
import type { ComponentChildren, JSX } from "preact";
import type { Trouble } from "../engine/port.ts";
import { en } from "../words/en.ts";
import { capital } from "../words/lists.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

interface Props {
  children: ComponentChildren;
  /** Further classes: bad, theirs. */
  look?: string | undefined;
  icon?: IconName | undefined;
  /** Read aloud when it appears. */
  told?: boolean;
}

export function Note({ children, look = "", icon, told = false }: Props): JSX.Element {
  return (
    <div class={`note ${look}`} role={told ? "status" : undefined}>
      {icon && <Icon name={icon} />}
      <div>{children}</div>
    </div>
  );
}

/** What happened, what is kept, what to do: framed, with a sign, read aloud. */
export function TroubleNote({ trouble, children }: { trouble: Trouble; children?: ComponentChildren }): JSX.Element {
  const rest = [keptWords(trouble.kept), trouble.mend].filter((words) => words !== "").map(sentence);
  return (
    <div class="note bad" role="alert">
      <Icon name="alert" />
      <div>
        <p>
          <b>{sentence(trouble.what)}</b>
        </p>
        {rest.length > 0 && <p>{rest.join(" ")}</p>}
        {children}
      </div>
    </div>
  );
}

/** What is safe, said as such where it is no sentence of its own: "everything" is "Kept: everything". */
function keptWords(kept: string): string {
  return /^\p{Ll}/u.test(kept) ? `${en.kept}: ${kept}` : kept;
}

/** Return the words as a sentence: a capital first, but an address stays as it is typed; a full stop last. */
export function sentence(words: string): string {
  const first = /^https?:/.test(words) ? words : capital(words);
  return /[.!?:]$/.test(first) ? first : `${first}.`;
}
