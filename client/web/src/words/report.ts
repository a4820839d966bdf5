/** The words of the decision report that are not the report's own. */
export const report = {
  title: "Report",
  back: (name: string) => (name === "" ? "Back" : `Back to ${name}`),
  noLine: "There is nothing to decide on yet",
  reasons: "It rests on",
  gaps: "Not known yet",
  ask: "Worth asking",
  flips: "What would change it",
  never: "Never asked",
  more: "More",
  pictures: "With pictures and every figure: twoway report, on a computer.",
  askNext: "What to ask next",
};
