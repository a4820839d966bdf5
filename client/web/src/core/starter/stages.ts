// Written by scripts/web_events.py from core/twoway_core/starter: do not edit.
export const STAGES = [
  { kind: "screen", line: "short, with a recruiter: must-haves and facts", first: ["opportunity", "work", "boss"], stories: 1, steps: ["your must-haves, in one sentence each", "the pay that you would name", "to whom the position reports"] },
  { kind: "panel", line: "several people at once: the same question to each", first: ["work", "boss", "opportunity"], everyone: true, stories: 3, steps: ["who of them you would work with", "one question that all can answer"] },
  { kind: "on-site", line: "at their place: watch how they work together", first: ["work", "boss", "opportunity"], stories: 2, steps: ["the way there, timed", "what to look for: tone, desks, who speaks", "whom you would like to meet alone"] },
  { kind: "behavioural", line: "they ask for what you did: have stories ready", first: ["work", "boss", "opportunity"], stories: 4, steps: ["a story for each skill in the posting", "a story of something that failed"] },
  { kind: "reverse", line: "you ask: firm, team and boss, each in turn", first: ["boss", "work", "opportunity"], all: true, stories: 0, steps: ["ask for the talk: a strong candidate may", "what you would decide on what they say"] },
  { kind: "informational", line: "no interview: somebody tells you how it is there", first: ["opportunity", "boss", "work"], stories: 0, steps: ["how you found this person, and what they know", "what you may tell others of it"] },
] as const;
