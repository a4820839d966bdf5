/** Days in words, from the times that projections tell. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Return the day of `moment` ("2026-03-05T14:36:00+01:00") as "5 Mar". */
export function shortDay(moment: string): string {
  return `${Number(moment.slice(8, 10))} ${MONTHS[Number(moment.slice(5, 7)) - 1] ?? ""}`;
}
