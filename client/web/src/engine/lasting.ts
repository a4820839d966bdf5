/** Whether the browser keeps the storage until the person empties it. */

/** Firefox asks the person, and again at each start; a start is no moment to be asked. Its windows alone have this. */
const ASKS = "mozInnerScreenX";

/** Return whether it does, having asked for it where nobody is asked in turn; null where the browser does not say. */
export async function isLasting(
  storage: Pick<StorageManager, "persisted" | "persist"> = navigator.storage,
  asksPerson: boolean = ASKS in globalThis,
): Promise<boolean | null> {
  try {
    return (await storage.persisted()) || (!asksPerson && (await storage.persist()));
  } catch {
    return null;
  }
}
