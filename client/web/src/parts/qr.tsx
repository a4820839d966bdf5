/**
 * A link as a square of modules, drawn as one path: dark on light in both schemes, as scanners expect.
 */
import { encodeQR } from "qr";
import type { VNode } from "preact";

/** The quiet zone that scanners need around a code, in modules. */
const MARGIN = 4;

/** Return the dark modules as a path of horizontal runs, one unit a module. */
export function runsOf(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => rowRuns(row, y)).join("");
}

function rowRuns(row: readonly boolean[], y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const start = x;
    while (row[x + 1] === true) x += 1;
    const width = x - start + 1;
    runs.push(`M${start} ${y}h${width}v1h-${width}z`);
  }
  return runs;
}

/** Draw `text`; `label` says to a screen reader what the square is. */
export function Qr({ text, label }: { text: string; label: string }): VNode {
  const modules = encodeQR(text, "raw", { ecc: "low", border: MARGIN });
  const size = modules.length;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path class="paper" d={`M0 0h${size}v${size}h-${size}z`} />
      <path class="ink" d={runsOf(modules)} />
    </svg>
  );
}
