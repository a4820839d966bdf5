/** Pulling the page down from its very top: the twin of a button that does the same. */

const DOWN_PX = 100;

interface Touches {
  onTouchStart: (event: TouchEvent) => void;
  onTouchEnd: (event: TouchEvent) => void;
}

/** Return what calls `pulled` when one finger has drawn the page down; `isTop` says whether it was at its top. */
export function pulling(pulled: () => void, isTop: () => boolean = () => scrollY <= 0): Touches {
  let from: { x: number; y: number } | null = null;
  return {
    onTouchStart: ({ touches }) => {
      const [only] = touches;
      from = touches.length === 1 && only !== undefined && isTop() ? { x: only.clientX, y: only.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }) => {
      const [only] = changedTouches;
      if (from !== null && only !== undefined && isPull(only.clientX - from.x, only.clientY - from.y)) pulled();
      from = null;
    },
  };
}

/** Whether a finger went far enough down, and not to the side. */
export function isPull(across: number, down: number): boolean {
  return down > DOWN_PX && down > 2 * Math.abs(across);
}
