/** The words of a check of this phone's copy. */
import type { Checked } from "../engine/checked.ts";
import { many } from "./lists.ts";

export const checking = {
  title: "This phone's copy",
  going: "Every signature and every text on this phone is checked.",
  state: (state: string) => `State ${state}. Devices that show the same state show the same entries.`,
  close: "Close",
};

/** What was checked, and whether it is good. */
export function foundWords({ entries, segments, devices, good }: Checked): string {
  const held = `${many(entries, "entry")}, ${many(segments, "segment")}, ${many(devices, "device")}`;
  return `${held}: ${good ? "all good" : "something needs your eyes"}.`;
}

/** What became of what was damaged; empty where nothing was. */
export function mendedWords({ damaged, mended }: Checked): string {
  if (damaged === 0) return "";
  const left = damaged - mended;
  const back = mended > 0 ? `${many(mended, "segment")} came again from the server.` : "";
  const more = left > 0 ? `${many(left, "segment")} did not come yet. Each sync asks again.` : "";
  return [back, more].filter((words) => words !== "").join(" ");
}

/** What is kept and not shown, and what is destroyed: each a line. */
export function besideWords({ newer, unreadable, erased, destroyed }: Checked): string[] {
  const lines = [];
  if (newer > 0) lines.push(`${many(newer, "entry")} of a newer Twoway: kept. Load the newest app to see them.`);
  if (unreadable > 0) lines.push(`${many(unreadable, "entry")} that no view can show: kept.`);
  const waiting = erased > 0 ? `, ${erased} to go 72 hours after this phone heard of it` : "";
  if (erased + destroyed > 0) lines.push(`${many(destroyed, "text")} destroyed${waiting}.`);
  return lines;
}
