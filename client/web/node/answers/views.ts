/** What the projections that read the journal as it is say of a whole journal. */
import { fold } from "../../src/core/journal/fold.ts";
import { history } from "../../src/core/journal/history.ts";
import type { Case, Mine } from "../../src/core/journal/state.ts";
import { debrief, unaskedLines } from "../../src/core/projections/debrief.ts";
import { briefs, todoRows } from "../../src/core/projections/followups.ts";
import { labelsOf } from "../../src/core/projections/labels.ts";
import { logRows } from "../../src/core/projections/log.ts";
import { cardsOf, toRate } from "../../src/core/projections/rating.ts";
import { replay } from "../../src/core/projections/replay.ts";
import { daysOf, silences, timeline } from "../../src/core/projections/timeline.ts";
import { neverAsked } from "../../src/core/projections/unasked.ts";
import { entriesOf, plain, type Sent } from "./journal.ts";

interface Asked extends Sent {
  readonly now_ms: number;
  readonly today: string;
}

/** Return an answer, or the name of the error that stood in its place. */
function orError(answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    return { error: error instanceof Error ? error.name : "Error" };
  }
}

function ofCase(mine: Mine, one: Case, asked: Asked): object {
  const happened = timeline(mine, one, "it");
  return {
    timeline: happened,
    silences: silences(happened.happenings, asked.today).map((silence) => [silence, daysOf(silence)]),
    unasked: neverAsked(mine, one),
    rate: toRate(mine, one),
    cards: [...one.answers.keys(), ...one.observations.keys(), ...one.asked.keys()].map((id) =>
      orError(() => cardsOf(mine, one, id)),
    ),
    interviews: [...one.interviews.values()].map((interview) => ({
      replay: replay(mine, one, interview, "it/1"),
      debrief: debrief(mine, one, interview, asked.now_ms, "it/1"),
      unasked: unaskedLines(mine, one, interview),
      rate: toRate(mine, one, interview.id),
    })),
  };
}

export const VIEWS = {
  views: (asked: Asked) => {
    const entries = entriesOf(asked);
    const state = fold(entries, asked.until_ms);
    const cases = [...state.cases.values()];
    const todos = [
      ...briefs(state.mine).map((brief) => ["", brief] as const),
      ...cases.flatMap((one) => briefs(state.mine, one).map((brief) => [one.id, brief] as const)),
    ];
    const labels = labelsOf(state, new Map());
    return plain({
      todos: todoRows(todos, asked.today),
      log: logRows(history(entries, asked.until_ms), labels),
      labels,
      cases: cases.map((one) => ofCase(state.mine, one, asked)),
    });
  },
};
