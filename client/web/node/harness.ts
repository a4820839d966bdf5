/** What the tests of the other language ask of this one: a JSON line in, a JSON line out. */
import { createInterface } from "node:readline";

type Answer = (question: never) => unknown;

const ANSWERS: Record<string, Answer> = {
  ping: () => "pong",
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
