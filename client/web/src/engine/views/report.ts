/** The decision report in words: the first page of the command line's `report`. */
import { deciding } from "../../core/projections/deciding.ts";
import { learnedSettings } from "../../core/projections/looking-back.ts";
import { report } from "../../core/projections/report.ts";
import { calledIn, caseOf, choicesBeside } from "./called.ts";
import type { View } from "./journal.ts";
import { asks, figures, flagLine, flips, neverAskedBeside, promiseLine, remarks } from "./report-words.ts";

export const view: View<"report"> = ({ state }, { id }) => {
  const opportunity = caseOf(state, id);
  const name = calledIn(state).get(id) ?? "";
  const learned = learnedSettings(state.mine, state.cases.values());
  const word = deciding(state.mine, choicesBeside(state, opportunity), opportunity, learned);
  const told = report(state.mine, opportunity, name, word, learned);
  const more = [
    { label: "fit", text: figures(told.fit) },
    ...remarks(word).map((text) => ({ label: "also", text })),
    ...told.flags.map((row) => ({ label: "flags", text: flagLine(row) })),
    ...told.promises.map((one) => ({ label: "promised", text: promiseLine(one) })),
  ];
  return {
    opportunity: id,
    name,
    line: told.line,
    stage: told.stage,
    weighed: told.fit.weighed,
    reasons: told.reasons,
    gaps: told.gaps,
    ask: asks(told),
    flips: flips(told),
    never_asked: neverAskedBeside(told),
    more,
  };
};
