/** The top of a screen: where one is, and the way back. The heading takes the focus when the screen comes. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { en } from "../words/en.ts";
import { Icon } from "./icon.tsx";

/** From so many letters on a title has a row of its own. */
const LONG = 20;

interface Props {
  title: string;
  /** There on a pushed screen; what it goes back to is named for a screen reader. */
  onBack?: (() => void) | undefined;
  backTo?: string | undefined;
  /** A short figure at the right: a day, minutes left. */
  aside?: ComponentChildren;
  children?: ComponentChildren;
}

export function Top({ title, onBack, backTo, aside, children }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header class="top">
      {onBack && (
        <button type="button" class="btn bare square" aria-label={backTo ?? en.back} onClick={onBack}>
          <Icon name="back" />
        </button>
      )}
      <h1 ref={heading} class={title.length > LONG ? "long" : ""} tabIndex={-1}>
        {title}
      </h1>
      {aside !== undefined && <p class="clock num">{aside}</p>}
      {children}
    </header>
  );
}
