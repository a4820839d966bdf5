/** Exchanging because somebody asks: what that fails with comes back with the status, but for what never began. */
import { NOT_LOADED } from "../engine/errors.ts";
import { devices } from "../words/devices.ts";
import type { Shell } from "./shell.ts";
import { troubleOf } from "./trouble.ts";

/** Exchange now, and read anew what is shown. Never rejects. */
export async function syncNow(shell: Shell): Promise<void> {
  try {
    await shell.engine.sync();
  } catch (thrown) {
    if (troubleOf(thrown).code === NOT_LOADED) shell.say(devices.notLoaded);
  }
  void shell.changed();
}
