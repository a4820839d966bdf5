/** What the notes say about a decision, in words: what is worth asking, what would change it, what else is to be known. */
import { decimals } from "../../core/analysis/rounding.ts";
import type { Deciding } from "../../core/projections/deciding.ts";
import type { FitReport } from "../../core/projections/fit.ts";
import type { FlagRow } from "../../core/projections/flags.ts";
import type { WeightMark } from "../../core/projections/flips.ts";
import { moneyWords } from "../../core/projections/log.ts";
import { listed } from "../../core/projections/people.ts";
import { NOTHING_TO_GAIN } from "../../core/projections/prices.ts";
import { runnerOf } from "../../core/projections/race.ts";
import type { Ask, Promised, Report } from "../../core/projections/report.ts";
import type { AskWorth } from "../../core/projections/worth.ts";
import { shortDay } from "./days.ts";

const MOST_ASKS = 6;
const MOST_FLIPS = 3;
/** No weight so near to nothing or to all is ever meant: a mark there flips nothing. */
const NEVER = 0.005;

/** Return fit, range and coverage, which always stand together, and the present job beside them. */
export function figures(fit: FitReport): string {
  const [low, high] = fit.range80;
  const present = fit.baseline_coverage > 0 ? `present job ${decimals(fit.baseline)}` : "present job not rated";
  const range = `range ${decimals(low)} to ${decimals(high)}`;
  return `fit ${decimals(fit.fit)}, ${range}, coverage ${decimals(fit.coverage)}; ${present}`;
}

/** Return the questions most worth asking, and how many more there are. */
export function asks(view: Report): string[] {
  const lines = view.ask.slice(0, MOST_ASKS).map((one) => priced(view, one));
  const more = view.ask.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

/** Return a question worth asking, with what the answer is worth from whoever it is worth most from. */
function priced(view: Report, one: Ask): string {
  const best = view.word.never_asked.find((row) => row.text === one.text)?.best ?? null;
  const words = askWords(one);
  return best === null ? words : `${words.replace(/\)$/, "")}; ${worthWords(best)})`;
}

/** Return a question worth asking: of whom, and what it takes. */
function askWords(one: Ask): string {
  const minutes = one.minutes > 0 ? `, ${one.minutes} min` : "";
  return `${one.text} (${listed(one.people) || "anybody"}${minutes}${one.writing ? ", in writing" : ""})`;
}

/** Return what asking is worth, in words. */
export function worthWords(one: AskWorth): string {
  if (one.up_to) return `worth up to ${decimals(one.fit, 4)} fit`;
  if (NOTHING_TO_GAIN.includes(one.finding)) return "cannot change your mind";
  return one.finding === "not worth its minutes" ? one.finding : `${decimals(one.per_minute, 4)} a minute`;
}

/** Return what would change who leads: single ratings first, then weights. */
export function flips(view: Report): string[] {
  const { word, opportunity } = view;
  const rival = word.rival === null ? "your present job" : (runnerOf(word.race, word.rival)?.name ?? "");
  const [ahead, behind] = word.flips.leads ? [opportunity, rival] : [rival, opportunity];
  const ratings = word.flips.ratings
    .filter((one) => one.flips)
    .map(
      (one) =>
        `${one.who}'s ${one.rating} on ${one.name} read as ${one.instead}: fit ${decimals(one.fit)}, and ${behind} leads`,
    );
  const weights = word.flips.weights.filter(isWithinReach).map((one) => {
    const side = one.under ? "under" : "over";
    return `${behind} leads over ${ahead} if ${one.name} weighs ${side} ${decimals(one.at)} (yours ${decimals(one.weight)})`;
  });
  return [...ratings, ...weights].slice(0, MOST_FLIPS);
}

/** Return whether the lead passes at a weight that somebody could have. */
function isWithinReach(mark: WeightMark): boolean {
  return NEVER < mark.at && mark.at < 1 - NEVER;
}

/** Return what was never asked and does not stand among the questions to ask. */
export function neverAskedBeside(view: Report): string[] {
  const known = new Set(view.ask.map((one) => one.text));
  return view.never_asked.filter((text) => !known.has(text));
}

/** Return what else is to be known before one decides. */
export function remarks(word: Deciding): string[] {
  const told = word.gut.map((gut) => {
    const said = gut.differs ? "they differ: which knows more?" : "they agree";
    return `gut feeling ${gut.gut} of 5 (interview ${gut.number}), the notes ${decimals(gut.notes, 1)} of 5: ${said}`;
  });
  if (word.drift !== null) {
    const way = word.drift > 0 ? "raised" : "lowered";
    told.push(`ratings changed since the offer came: they ${way} the fit by ${decimals(Math.abs(word.drift))}`);
  }
  for (const promise of word.promises) {
    if (promise.word === "matches") continue;
    told.push(`promised and ${promise.word === "absent" ? "not offered" : "offered otherwise"}: ${promise.term}`);
  }
  return told;
}

/** Return a red flag: how grave it is, and what stands behind it. */
export function flagLine(row: FlagRow): string {
  const sources = row.sources === 1 ? "1 source, an anecdote" : `${row.sources} sources`;
  return `${row.severity}: ${row.text} (${sources}${row.pattern ? ", a pattern" : ""}${row.open ? "" : "; explained"})`;
}

/** Return what was promised, by whom, how and when. */
export function promiseLine(one: Promised): string {
  const since = one.written_since === null ? "" : `; in writing since ${shortDay(one.written_since)}`;
  return `${promiseWords(one)}, ${shortDay(one.at)}${since}`;
}

/** Return what was promised, by whom and how. */
export function promiseWords(one: Promised): string {
  const money = one.money === null ? "" : moneyWords(one.money);
  return [termWords(one), money, one.who, one.medium].filter((part) => part !== "").join(", ");
}

/** Return what a promise is about, and how much of it. */
export function termWords(one: { term: string; value: string }): string {
  return one.value === "" ? one.term : `${one.term}: ${one.value}`;
}
