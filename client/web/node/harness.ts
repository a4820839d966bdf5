/** What the tests of the other language ask of this one: a JSON line in, a JSON line out. */
import { createInterface } from "node:readline";

import { ANALYSIS } from "./answers/analysis.ts";
import { DEVICE } from "./answers/device.ts";
import { ENGINE } from "./answers/engine.ts";
import { FORMAT } from "./answers/format.ts";
import { FORMULAE } from "./answers/formulae.ts";
import { JOURNAL } from "./answers/journal.ts";
import { VIEWS } from "./answers/views.ts";
import { TRUST } from "./answers/trust.ts";
import { WANT } from "./answers/want.ts";

type Answer = (question: never) => unknown;

const ANSWERS: Record<string, Answer> = {
  ping: () => "pong",
  ...FORMAT,
  ...TRUST,
  ...JOURNAL,
  ...VIEWS,
  ...WANT,
  ...FORMULAE,
  ...ANALYSIS,
  ...DEVICE,
  ...ENGINE,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...question } = JSON.parse(line) as { ask: string };
  const answer = ANSWERS[ask];
  try {
    if (answer === undefined) throw new Error(`nobody answers ${ask}`);
    console.log(JSON.stringify({ answer: await answer(question as never) }));
  } catch (error) {
    console.log(JSON.stringify({ error: error instanceof Error ? error.name : "Error", message: String(error) }));
  }
}
