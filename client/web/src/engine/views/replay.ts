/**
 * The replay of an interview, as it is known now or as it was known at a time since.
 *
 * - Its steps are those of the core's replay, in the words of the screen, and the ratings given to them.
 * - `later` says how a step changed after one looks: corrected, changed by them, taken back. Looked at from now, it
 *   says how the step read before.
 * - One may look from every time at which something of it was written.
 */
import type { Id } from "../../core/events/base.ts";
import { isUnread } from "../../core/events/unread.ts";
import { type EntryRecord, history } from "../../core/journal/history.ts";
import { msOf } from "../../core/journal/named.ts";
import type { Rating } from "../../core/journal/items.ts";
import type { Case, Mine, State } from "../../core/journal/state.ts";
import { sortedBy, unique } from "../../core/order.ts";
import { writtenSince } from "../../core/projections/kept.ts";
import { labelsOf } from "../../core/projections/labels.ts";
import { CANNOT_SAY, told } from "../../core/projections/log.ts";
import { nameOf } from "../../core/projections/matters.ts";
import { listed } from "../../core/projections/people.ts";
import { type Replay, replay } from "../../core/projections/replay.ts";
import type { Step } from "../../core/projections/steps.ts";
import { dayOf, moment } from "../../core/projections/view.ts";
import type { ReplayPage } from "../port.ts";
import { calledIn } from "./called.ts";
import { shortDay } from "./days.ts";
import type { Journal, View } from "./journal.ts";
import { type Talk, talkOf } from "./talks.ts";

type Shown = ReplayPage["steps"][number];

const KINDS: ReadonlyMap<string, Shown["kind"]> = new Map([
  ["asked", "asked"],
  ["followed", "follow"],
  ["noted", "noted"],
  ["saw", "saw"],
  ["flagged", "flag"],
  ["promised", "promise"],
  ["received", "got"],
  ["said", "said"],
]);

/** What a step is that has no sign of its own. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ["need", "they need this"],
  ["feedback", "how they see you"],
  ["limit", "how far you may decide"],
  ["gave", "you offered this"],
]);

export const view: View<"replay"> = (journal, { interview: id, at_ms: at }) => {
  const now = talkOf(journal.state, id);
  const then = at === undefined ? journal.state : journal.stateAt(at);
  const records = history(journal.entries);
  const known = stepsIn(then, id);
  const whole = replay(journal.state.mine, now.opportunity, now.interview, "");
  return {
    interview: id,
    firm: calledIn(journal.state).get(now.opportunity.id) ?? "",
    day: whole.starts?.slice(0, 10) ?? dayOf(journal.nowMs, journal.offset(journal.nowMs)),
    summary: known === null ? "" : summaryOf(known.replay),
    steps: known === null ? [] : shownOf(journal, known, { records, now: whole, at }),
    stops_ms: stopsOf(records, id),
    now_ms: journal.nowMs,
  };
};

/** An interview as it was known: its opportunity, and what happened in it. */
interface Known {
  readonly mine: Mine;
  readonly talk: Talk;
  readonly replay: Replay;
}

/** Return the interview as `state` knows it; null where it was not known. */
function stepsIn(state: State, id: Id): Known | null {
  for (const opportunity of state.cases.values()) {
    const interview = opportunity.interviews.get(id);
    if (interview === undefined) continue;
    const talk = { opportunity, interview };
    return { mine: state.mine, talk, replay: replay(state.mine, opportunity, interview, "") };
  }
  return null;
}

function summaryOf({ planned, asked, partly, own, unasked, sealed, gut }: Replay): string {
  const counted = planned > 0 ? `Asked ${asked} of ${planned} planned${partly > 0 ? `, ${partly} in part` : ""}` : "No plan";
  const left = unasked.map(({ about, text, people }) => (about || text) + (people.length > 0 ? ` (${listed(people)})` : ""));
  const felt = gut === null ? "" : `Gut feeling: ${gut.gut}.`;
  return [
    own > 0 ? `${counted}, ${own} of your own.` : `${counted}.`,
    left.length > 0 ? `Not asked: ${left.join(", ")}.` : "",
    sealed ? "Gut feeling: sealed until the ratings are in." : felt,
  ].join(" ").trim();
}

/** What a step is held against: every entry's fate, the replay as of now, and from when one looks. */
interface Since {
  readonly records: readonly EntryRecord[];
  readonly now: Replay;
  readonly at: number | undefined;
}

function shownOf(journal: Journal, known: Known, since: Since): Shown[] {
  const labels = labelsOf(journal.state, calledIn(journal.state));
  const fates = new Map(since.records.map((record) => [record.id, record]));
  const now = new Map(since.now.steps.map((step) => [step.id, step]));
  const times = atOf(known);
  const steps = known.replay.steps.map((step): Shown => {
    const fate = fates.get(step.id);
    const later = since.at === undefined ? before(step, fate, labels) : after(step, now.get(step.id), fate);
    const kind = KINDS.get(step.word) ?? "other";
    const newer = supersededIn(known.talk, journal.state, step.id);
    return {
      id: step.id,
      at_ms: times.get(step.id) ?? 0,
      kind,
      text: step.word === "ended" ? "The interview ended." : step.text,
      detail: step.word === "promised" ? promisedHow(known.talk.opportunity, step) : detailOf(step),
      later: [later, newer].filter((word) => word !== "").join("; "),
    };
  });
  return sortedBy([...steps, ...ratingsOf(known)], (step) => [step.at_ms, step.id]);
}

/** Return when each step happened, ms since 1970 UTC. */
function atOf({ talk: { opportunity: one, interview } }: Known): Map<Id, number> {
  const maps = [one.asked, one.answers, one.observations, one.flags, one.commitments, one.limits];
  const others = [one.received, one.myAnswers, one.contributions, one.needs, one.feedback];
  const facts = [...maps, ...others].flatMap((map) => [...map.values()]);
  const ended = interview.ended === null ? [] : [interview.ended];
  return new Map([...facts, ...ended].map((fact) => [fact.id, fact.at]));
}

/** Return what stands under a step: who, how it was said, what else there is to say of it. */
function detailOf(step: Step): string {
  const { word, who, form, certainty, extra } = step;
  if (word === "asked" || word === "followed") return who === "" ? "" : `I asked ${who}`;
  if (word === "received") return joined([who === "" ? "" : `${who} asked`, extra]);
  if (word === "flagged") return extra.split(",")[0] ?? "";
  const said = [form === "general" ? "" : form, certainty === "fairly" ? "" : certainty]; // what goes without saying
  return joined([who, ...said, OTHERS.get(word) ?? "", extra]);
}

/** Return who promised it and how; of a spoken promise also since when it is in writing, or that it is not. */
function promisedHow(opportunity: Case, { id, who, extra }: Step): string {
  const promise = opportunity.commitments.get(id);
  const since = promise === undefined ? null : writtenSince(opportunity, promise);
  if (since !== null) return joined([who, extra, `in writing since ${shortDay(since)}`]);
  return joined([who, extra === "spoken" ? "spoken, not in writing" : extra]);
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== "").join(", ");
}

/** Return how a step read before it was corrected. */
function before(step: Step, fate: EntryRecord | undefined, labels: ReadonlyMap<Id, string>): string {
  const last = fate?.corrections.at(-1);
  if (last === undefined) return "";
  const day = shortDay(moment(last.at, last.offset));
  const words = isUnread(last.before) ? "" : told(last.before, labels);
  if (words === step.text) return `noted more exactly ${day}`; // another form, or another certainty: the words are the same
  return words === "" ? `corrected ${day}` : `corrected ${day}, before: ${words}`;
}

/** Return what became of a step after the time that one looks from. */
function after(step: Step, now: Step | undefined, fate: EntryRecord | undefined): string {
  if (now === undefined) return fate?.standing === "retracted" ? "taken back" : "";
  const last = fate?.corrections.at(-1);
  if (last === undefined || (now.text === step.text && now.at === step.at)) return "";
  return `corrected ${shortDay(moment(last.at, last.offset))}: ${now.text}`;
}

/** Return what they said instead of an answer since, as it is known now. */
function supersededIn({ opportunity }: Talk, state: State, id: Id): string {
  const answers = state.cases.get(opportunity.id)?.answers;
  const newer = answers?.get(answers.get(id)?.supersededBy.at(-1) ?? "");
  return newer === undefined ? "" : `they changed it ${shortDay(moment(newer.at, newer.offset))}: ${newer.event.text}`;
}

/** Return the ratings of what was noted in the interview, as steps of their own. */
function ratingsOf({ mine, talk, replay: { steps } }: Known): Shown[] {
  const noted = new Map(steps.map((step) => [step.id, step]));
  return [...talk.opportunity.rated.values()].flatMap((rating): Shown[] => {
    const step = noted.get(rating.event.answer);
    return step === undefined ? [] : [ratingOf(mine, rating, step)];
  });
}

/** Return one rating of what was noted in `step`, as it was first given. */
function ratingOf(mine: Mine, { id, at, event, revisions }: Rating, step: Step): Shown {
  const name = nameOf(mine, event.criterion);
  const text = event.rating === null ? `Not rated on ${name}` : `Rated ${event.rating} on ${name}`;
  const latest = revisions.at(-1);
  const day = latest === undefined ? "" : shortDay(moment(latest.at, latest.offset));
  const later = latest === undefined ? "" : `revised ${day}: ${latest.event.rating ?? CANNOT_SAY}`;
  return { id, at_ms: at, kind: "rated", text, detail: joined([step.who, step.at.slice(11, 16)]), later };
}

/** The types of entries that are a step, or change one. */
const STEPS: ReadonlySet<string> = new Set([
  "question.asked",
  "answer.noted",
  "observation.noted",
  "red-flag.raised",
  "commitment.noted",
  "autonomy-limit.noted",
  "question.received",
  "my-answer.noted",
  "contribution.offered",
  "employer-need.noted",
  "fit-feedback.received",
  "interview.ended",
]);

/** Return the times at which something of the interview was written: steps, their ratings, and what amended them. */
function stopsOf(records: readonly EntryRecord[], interview: Id): number[] {
  const own = new Set<Id>();
  for (const { id, type, event } of records) {
    if (event === null || isUnread(event)) continue;
    const isStep = STEPS.has(type) && event.interview === interview;
    const isRating = event.type === "answer.rated" && own.has(event.answer);
    const isRevision = event.type === "rating.revised" && own.has(event.rated);
    if (isStep || isRating || isRevision) own.add(id);
  }
  const amending = records.filter((record) => own.has(record.id)).flatMap((record) => record.amendedBy);
  return unique([...own, ...amending].map(msOf).sort((one, other) => one - other));
}
