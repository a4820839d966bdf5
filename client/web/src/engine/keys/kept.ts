/**
 * Keys that are kept before there is a profile: from this device's own yes in a pairing until it is known whether the
 * other side has let it in. No list is to name keys that nobody has.
 */
import type { NewProfile } from "../session.ts";
import type { Store } from "../store/port.ts";
import type { World } from "../world.ts";
import { profileOf } from "./keeper.ts";
import { PENDING, exists, putFirst, rowsOf } from "./lockbox.ts";

/** The name of the lock of the window that joins a journal. */
export const JOINING = "joining";
const TRIES = 5;
const PAUSE_MS = 200;

interface Ground {
  readonly store: Store;
  readonly world: Pick<World, "random">;
}

/** Keep the keys of `profile`. Rejects with an EngineError "exists", also where those of another device are kept so. */
export async function keep({ store, world }: Ground, profile: NewProfile): Promise<void> {
  const { fresh, journal, name, passphrase, meta } = profile;
  if ((await store.get("profile", PENDING)) !== undefined) throw exists();
  const row = await profileOf(fresh, journal, name, passphrase, world.random);
  await putFirst(store, { put: { profile: [{ ...row, key: PENDING }], meta: rowsOf(meta) } });
}

/** Forget the keys of `profile`, and what was kept with them: nobody has let them in. */
export async function drop({ store }: Ground, { meta }: NewProfile): Promise<void> {
  await putFirst(store, { del: { profile: [PENDING], meta: Object.keys(meta ?? {}) } });
}

/**
 * Make a profile of the keys that are kept: the window that waited to hear whether they are let in was ended meanwhile.
 *
 * `alone`: run work while no other window joins; null where one does.
 */
export async function goOn(
  store: Store,
  alone: (work: () => Promise<boolean>) => Promise<boolean | null>,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  for (let tries = TRIES; tries > 0; tries -= 1) {
    const kept = await store.get("profile", PENDING);
    if (kept === undefined) return;
    const put = { profile: [{ ...kept, key: "profile" as const }] };
    const work = async (): Promise<boolean> => (await putFirst(store, { del: { profile: [PENDING] }, put }), true);
    if ((await alone(work)) !== null) return;
    await sleep(PAUSE_MS); // it was closed a moment ago, or is at it still
  }
}
