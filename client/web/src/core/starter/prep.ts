// Written by scripts/web_events.py from core/twoway_core/starter: do not edit.
export const STEPS = [
  { kind: "firm", text: "the firm: values, ways of working, culture" },
  { kind: "role", text: "recent projects and news, where the role fits in" },
  { kind: "people", text: "who you meet" },
] as const;
