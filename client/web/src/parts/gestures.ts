/** Gestures, each with a twin that is a button: a swipe to either side, two fingers down, a long hold. */

const SIDEWAYS_PX = 48;
const DOWN_PX = 60;

interface Touches {
  onTouchStart: (event: TouchEvent) => void;
  onTouchEnd: (event: TouchEvent) => void;
}

/** Return what turns a swipe into a step: to the left is onward. */
export function swiping(turn: (by: -1 | 1) => void): Touches {
  let from: { x: number; y: number } | null = null;
  return {
    onTouchStart: ({ touches }) => {
      const [only] = touches;
      from = touches.length === 1 && only !== undefined ? { x: only.clientX, y: only.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }) => {
      const [only] = changedTouches;
      if (from === null || only === undefined) return;
      const by = swiped(only.clientX - from.x, only.clientY - from.y);
      from = null;
      if (by !== 0) turn(by);
    },
  };
}

/** Return which way a finger went: 1 is onward, -1 is back, 0 is no swipe. */
export function swiped(across: number, along: number): -1 | 0 | 1 {
  if (Math.abs(across) < SIDEWAYS_PX || Math.abs(across) < 2 * Math.abs(along)) return 0;
  return across < 0 ? 1 : -1;
}

/** Call `hide` when two fingers are drawn down anywhere. Returns what ends that. */
export function twoFingersDown(hide: () => void, page: Document = document): () => void {
  let from: number | null = null;
  const height = (touches: TouchList): number =>
    [...touches].reduce((sum, one) => sum + one.clientY, 0) / touches.length;
  const start = ({ touches }: TouchEvent): void => {
    from = touches.length === 2 ? height(touches) : null;
  };
  const move = ({ touches }: TouchEvent): void => {
    if (from === null || touches.length !== 2 || height(touches) - from < DOWN_PX) return;
    from = null;
    hide();
  };
  page.addEventListener("touchstart", start, { passive: true });
  page.addEventListener("touchmove", move, { passive: true });
  return () => {
    page.removeEventListener("touchstart", start);
    page.removeEventListener("touchmove", move);
  };
}
