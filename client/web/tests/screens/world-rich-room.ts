/** The rich world in the room: who is there, what is asked, what is to be rated. */
import type { CapturePlan, NextPage, RatingCards } from "../../src/engine/port.ts";
import { at, id } from "./worlds.ts";

export const ANA = { id: id("ana"), name: "Ana", role: "boss" as const };
export const BEN = { id: id("ben"), name: "Ben", role: "peer" as const };
export const CARLA = { id: id("carla"), name: "Carla", role: "recruiter" as const };
export const TRAINING = "Tell me of a training plan you made with someone and what came of it";
export const HOURS = "What hours were worked in the last busy month?";
export const DECIDE = "What may I decide alone: money, people’s time, vendors?";

function question(
  n: number,
  text: string,
  minutes: number,
  reason: string,
  who: string[],
  isAsked = false,
): CapturePlan["questions"][number] {
  const askings = isAsked ? [{ id: id(`asked${n}`), contacts: who }] : [];
  return { n, id: id(`question${n}`), text, minutes, reason, is_asked: isAsked, contacts: who, askings };
}

export const CAPTURE: CapturePlan = {
  opportunity: { id: id("acme"), name: "Acme", role: "Data engineer" },
  interview: { id: id("acme2"), kind: "panel", began_ms: at(14, 1), ends_ms: at(14, 46) + 40_000 },
  people: [ANA, BEN, CARLA],
  agenda: id("agenda"),
  questions: [
    question(1, "When a method is disputed, who settles it?", 3, "autonomy weighs most", [ANA.id, BEN.id], true),
    question(2, "Why is the position open, and how often in two years?", 2, "a flag", [BEN.id], true),
    question(3, TRAINING, 4, "only the recruiter has spoken on training", [ANA.id]),
    question(4, HOURS, 2, "nothing known on balance", [ANA.id]),
    question(5, DECIDE, 4, "two people agree already", [BEN.id]),
    question(6, "Which of your needs do I meet, and what gives you pause?", 3, "late", [ANA.id]),
  ],
  stories: [
    { id: id("migration"), title: "migration" },
    { id: id("oncall"), title: "on-call" },
  ],
  criteria: [
    { id: id("autonomy"), name: "autonomy" },
    { id: id("growth"), name: "growth" },
    { id: id("balance"), name: "balance" },
  ],
  made_ms: at(14, 1),
};

export const NEXT: NextPage = {
  minutes_left: 12,
  heading: "By what an answer could change, per minute. These fill 10 of your 12.",
  rows: [
    {
      n: 1,
      question: null,
      text: "Could you put three remote days in writing?",
      who: ANA,
      minutes: 0,
      claim: "Must-have, still open.",
      because: "Only the recruiter said yes. If it fails, nothing else counts.",
      share: 1,
      worth: 0.0331,
      by_mail: true,
    },
    {
      n: 3,
      question: id("question3"),
      text: TRAINING,
      who: ANA,
      minutes: 4,
      claim: "Only the recruiter has spoken on training.",
      because: "As your boss, Ana counts four times as much.",
      share: 0.21,
      worth: 0.0068,
      by_mail: false,
    },
    {
      n: 4,
      question: id("question4"),
      text: HOURS,
      who: ANA,
      minutes: 2,
      claim: "Nothing known on balance.",
      because: "A 1 of 5 would put your present job ahead.",
      share: 0.1,
      worth: 0.0034,
      by_mail: false,
    },
    {
      n: 5,
      question: id("question5"),
      text: DECIDE,
      who: BEN,
      minutes: 4,
      claim: "Two people agree already.",
      because: "A third voice firms it up, no more.",
      share: 0.03,
      worth: 0.0009,
      by_mail: false,
    },
  ],
  not_worth: [{ text: "Training or balance, asked of Carla", reason: "Even the worst reply leaves Acme ahead." }],
};

function card(
  name: string,
  criterion: string,
  text: string,
  form: "example" | "number" | "general" | "evasive" = "example",
): RatingCards["cards"][number] {
  return {
    evidence: id(name),
    who: "Ana, boss",
    form,
    at_ms: at(14, 34),
    question: TRAINING,
    text,
    criterion: id(criterion),
    criterion_name: criterion,
    shape: "more",
    is_yes_no: false,
    anchors: [
      "You learn in your own hours",
      "",
      "Courses when you ask for them",
      "",
      "A plan for each person, with time and money",
    ],
  };
}

export const RATE: RatingCards = {
  interview: id("acme2"),
  opportunity: id("acme"),
  firm: "Acme",
  gut: "sealed",
  impression: null,
  cards: [
    card(
      "answer1",
      "growth",
      "She sent two people to a course, one moved up. Budget 1,500 a year; asks them to teach it to the rest.",
    ),
    card("answer2", "balance", "It depends, everyone pulls together.", "evasive"),
    {
      ...card("answer3", "3 remote days", "Yes, we have that for everybody."),
      is_yes_no: true,
      anchors: ["no", "", "", "", "yes"],
    },
  ],
  rated: 2,
  unknown: 1,
};
