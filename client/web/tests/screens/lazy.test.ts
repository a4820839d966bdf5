/** A screen that is fetched later: it is drawn once it is here, whoever asked for it first. */
import { beforeEach, expect, test, vi } from "vitest";
import { lazily } from "../../src/parts/lazy.tsx";

/** What the picture has asked for: what runs after it, and to be drawn again. */
const asked = vi.hoisted(() => ({ effects: [] as (() => void)[], drawn: 0 }));

vi.mock("preact/hooks", () => ({
  useEffect: (effect: () => void) => void asked.effects.push(effect),
  useState: (value: unknown) => [value, () => void (asked.drawn += 1)],
}));

const Screen = (): null => null;

beforeEach(() => {
  Object.assign(asked, { effects: [], drawn: 0 });
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

test("is drawn where it came between the picture that lacked it and what runs after that picture", async () => {
  const Later = lazily(() => Promise.resolve(Screen));
  Later.warm();
  const before = Later({});
  await settle();
  for (const effect of asked.effects) effect();
  const told = asked.drawn;
  await settle();

  expect(before).toBeNull();
  expect(asked.drawn).toBeGreaterThan(told);
  expect(Later({})?.type).toBe(Screen);
});

test("that was fetched beforehand is there in the first picture", async () => {
  const Later = lazily(() => Promise.resolve(Screen));
  Later.warm();
  await settle();

  expect(Later({})?.type).toBe(Screen);
});
