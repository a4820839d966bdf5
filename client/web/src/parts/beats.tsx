/** What there is to know, each part of it under its head. */
import type { JSX } from "preact";
import "../styles/devices.css";

export function Beats({ beats }: { beats: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <dl class="beats num">
      {beats.map(([head, text]) => (
        <div key={head}>
          <dt>{head}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
