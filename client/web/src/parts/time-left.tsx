/** How long the interview has left, by the second while it is looked at; over time says so. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { capture } from "../words/capture.ts";

const SECOND_MS = 1000;
const MINUTE_S = 60;

interface Props {
  beganMs: number;
  endsMs: number | null;
  now: () => number;
}

export function TimeLeft({ beganMs, endsMs, now }: Props): JSX.Element {
  const [at, look] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") look(now());
    }, SECOND_MS);
    return () => clearInterval(timer);
  }, [now]);
  const { figure, word } = timeLeft(at, beganMs, endsMs);
  return (
    <p class="clock num">
      <b>{figure}</b> {word}
    </p>
  );
}

/** Return the minutes and seconds, and what they are: left, over, or since it began. */
export function timeLeft(at: number, beganMs: number, endsMs: number | null): { figure: string; word: string } {
  if (endsMs === null) return { figure: span(at - beganMs), word: capture.since };
  return endsMs >= at
    ? { figure: span(endsMs - at), word: capture.left }
    : { figure: span(at - endsMs), word: capture.over };
}

function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  return `${Math.floor(seconds / MINUTE_S)}:${String(seconds % MINUTE_S).padStart(2, "0")}`;
}
