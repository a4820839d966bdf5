/** The icons: 24 by 24, one stroke, drawn here so that no image file is needed. They say nothing to a screen reader. */
import type { JSX } from "preact";

/** Shapes that are filled stand after a bar. */
const SHAPES = {
  alert: "M12 4l9 16H3zM12 10v4.5M12 17.3v.1",
  back: "M15 5l-7 7 7 7",
  camera: "M4 8h3l1.5-2.5h7L17 8h3v11H4zM12 10a3.2 3.2 0 1 0 .1 0",
  capture: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  circle: "M12 5a7 7 0 1 0 .1 0",
  close: "M6 6l12 12M18 6L6 18",
  devices:
    "M9.5 3h5A2.5 2.5 0 0 1 17 5.5v13a2.5 2.5 0 0 1-2.5 2.5h-5A2.5 2.5 0 0 1 7 18.5v-13A2.5 2.5 0 0 1 9.5 3zM11 18h2",
  document: "M6 3h9l4 4v14H6zM9 11h7M9 15h7M15 3v4h4",
  done: "M12 3.5a8.5 8.5 0 1 0 .1 0M8 12.3l2.8 2.8L16 9.8",
  down: "M6 9l6 6 6-6",
  end: "M8 6h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z",
  export: "M12 15V4M8 7.5L12 4l4 3.5M5 12v8h14v-8",
  firms: "M5 21V4h9v17M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2",
  flag: "M6 21V4|M6 5c4-2.5 7 2 12 0v9c-5 2-8-2.5-12 0",
  follow: "M5 4v7a4 4 0 0 0 4 4h10M15 11l4 4-4 4",
  forward: "M9 5l7 7-7 7",
  hide: "M3 3l18 18M10.6 5.1A10 10 0 0 1 12 5c5 0 8.5 4 9.5 7a12 12 0 0 1-2.6 4M6.4 6.7A12 12 0 0 0 2.5 12c1 3 4.5 7 9.5 7a9.6 9.6 0 0 0 5-1.4M9.9 9.9a3 3 0 0 0 4.2 4.2",
  laptop:
    "M6.5 5h11A1.5 1.5 0 0 1 19 6.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 13.5v-7A1.5 1.5 0 0 1 6.5 5zM2.5 19h19",
  lock: "M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM8 11V8a4 4 0 0 1 8 0v3",
  more: "|M5 11a1 1 0 1 0 .01 0zM12 11a1 1 0 1 0 .01 0zM19 11a1 1 0 1 0 .01 0z",
  now: "|M12 7a5 5 0 1 0 .1 0",
  offline:
    "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M2 9a15 15 0 0 1 4.5-2.8M12 6c3.8 0 7.3 1.2 10 3M15 11a10 10 0 0 1 4 1.5M9 16.2a4.5 4.5 0 0 1 6 0M12 20v.1",
  open: "M12 4.5a7.5 7.5 0 0 1 3.7 1M18.5 8.3a7.5 7.5 0 0 1 0 7.4M15.7 18.5a7.5 7.5 0 0 1-7.4 0M5.5 15.7a7.5 7.5 0 0 1 0-7.4M8.3 5.5a7.5 7.5 0 0 1 1.9-.8",
  pause: "M9 5v14M15 5v14",
  person: "M12 5a3.5 3.5 0 1 0 .1 0M5 20c.6-4 3.4-6 7-6s6.4 2 7 6",
  play: "M8 5l11 7-11 7z",
  plus: "M12 5v14M5 12h14",
  promise: "M6 3h9l4 4v14H6zM9.5 14l2 2 4-4.5M15 3v4h4",
  rated: "M12 3.5a8.5 8.5 0 1 0 .1 0M8 12.3l2.8 2.8L16 9.8",
  search: "M11 4.5a6.5 6.5 0 1 0 .1 0M20 20l-4.2-4.2",
  square: "|M7 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z",
  swap: "M4 8h12M13 5l3 3-3 3M20 16H8M11 13l-3 3 3 3",
  sync: "M4 12a8 8 0 0 1 14-5.3M20 12a8 8 0 0 1-14 5.3M18 3v4h-4M6 21v-4h4",
  tablet: "M7 3h10a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM11 18h2",
  theirs: "M20 5H4v11h4v4l5-4h7zM12 13.2v.1M10.2 9a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.5-.8 1",
  today: "M6 6h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM4 10.5h16M8.5 3.5V7M15.5 3.5V7",
  undo: "M4 9h10a5 5 0 0 1 0 10H8M8 5L4 9l4 4",
  words: "M4 7h6M4 12h6M4 17h6M14 7h6M14 12h6M14 17h6",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { name: IconName }): JSX.Element {
  const [lines = "", filled] = SHAPES[name].split("|");
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {lines !== "" && <path d={lines} />}
      {filled !== undefined && <path d={filled} fill="currentColor" />}
    </svg>
  );
}

/** The street with two lanes: what I ask goes one way, what they ask comes the other. */
export function Street(): JSX.Element {
  return (
    <svg class="street me" viewBox="0 0 88 48" aria-hidden="true" focusable="false">
      <path d="M6 16h72M68 6l10 10-10 10" />
      <path class="them" d="M82 36H10M20 26L10 36l10 10" />
    </svg>
  );
}
