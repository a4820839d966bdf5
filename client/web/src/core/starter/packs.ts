// Written by scripts/web_events.py from core/twoway_core/starter: do not edit.
export const PACKS = [
  { name: "engineering", line: "for those who build: who sets the course, the method, the limits" },
  { name: "boss", line: "three to ask under: how did you last bring out the best in someone" },
  { name: "beginners", line: "for a first job or a new trade" },
  { name: "leading", line: "for those who would lead others" },
  { name: "health", line: "for the care of people: shifts, and who stands in" },
  { name: "policies", line: "the rules of the place: hours, leave, expenses, sickness" },
] as const;

export const QUESTIONS = [
  { pack: "policies", text: "Which rules on hours and leave are written down?", about: "balance", kind: "fact", minutes: 2, ask: ["hr", "recruiter"], tag: "comfort", topic: "opportunity", in_writing: true },
  { pack: "policies", text: "When was a rule last bent for somebody, and why?", about: "values", kind: "example", minutes: 3, ask: ["peer", "boss"], tag: "organisation", topic: "opportunity" },
  { pack: "engineering", text: "Who sets a project's course, and who may change it?", about: "autonomy", kind: "example", minutes: 3, ask: ["boss", "peer"], tag: "duties", topic: "work", roles: ["engineer", "developer", "programmer", "architect", "scientist"] },
  { pack: "engineering", text: "Tell me of a recent problem: who chose the way?", about: "autonomy", kind: "example", minutes: 4, ask: ["boss", "peer"], tag: "duties", topic: "work", roles: ["engineer", "developer", "programmer", "architect", "scientist"] },
  { pack: "engineering", text: "When, and how, must I involve others?", about: "autonomy", kind: "fact", minutes: 2, ask: ["boss"], tag: "duties", topic: "boss", roles: ["engineer", "developer", "programmer", "architect", "scientist"] },
  { pack: "boss", text: "Whose growth did you work on this year, and how?", about: "boss support", kind: "example", minutes: 2, ask: ["boss"], tag: "comfort", topic: "boss", under: "How did you last bring out the best in someone?" },
  { pack: "boss", text: "Which demand did you last keep off the team?", about: "boss support", kind: "example", minutes: 2, ask: ["boss"], tag: "organisation", topic: "boss", under: "How did you last bring out the best in someone?" },
  { pack: "boss", text: "How often would we talk about my work alone?", about: "boss support", kind: "number", minutes: 1, ask: ["boss"], tag: "comfort", topic: "boss", under: "How did you last bring out the best in someone?" },
  { pack: "beginners", text: "Who would show me the ropes at {firm}?", about: "growth", kind: "fact", minutes: 2, ask: ["boss", "peer"], tag: "comfort", topic: "opportunity", levels: ["junior", "trainee", "graduate", "entry"] },
  { pack: "leading", text: "Whom would I lead, and who chose them?", about: "role clarity", kind: "fact", minutes: 3, ask: ["boss"], tag: "duties", topic: "work", levels: ["lead", "head", "manager", "director"] },
  { pack: "health", text: "Who stands in when a shift is short?", about: "balance", kind: "example", minutes: 2, ask: ["peer"], tag: "comfort", topic: "work", industries: ["health", "care", "hospital"] },
] as const;
