// Written by scripts/web_events.py from core/twoway_core/starter: do not edit.
export const CRITERIA = [
  { name: "autonomy", lens: "daily", sphere: "professional", shape: "ideal", anchors: ["asks for each step", "within limits", "decides alone, tells after"], ends: ["told how", "left alone"] },
  { name: "supervision", lens: "boss", sphere: "professional", shape: "ideal", anchors: ["nobody looks in", "a talk every week", "checked every day"], ends: ["seldom looked at", "looked at daily"] },
  { name: "communication", lens: "team", sphere: "professional", shape: "ideal", anchors: ["only what leaves the plan", "a weekly round", "steady talk all day"], ends: ["only when needed", "all day long"] },
  { name: "pace and order", lens: "daily", sphere: "professional", shape: "ideal", anchors: ["calm, by the rules", "a plan that bends", "fast, rules come later"], ends: ["calm and ruled", "fast and loose"] },
  { name: "technology", lens: "daily", sphere: "professional", shape: "ideal", anchors: ["old and proven", "new where it pays", "always the newest"], ends: ["proven", "newest"] },
  { name: "growth", lens: "growth", sphere: "personal", shape: "more", anchors: ["in your own hours", "courses if you ask", "a plan, time and money"] },
  { name: "career path", lens: "growth", sphere: "professional", shape: "more", anchors: ["nobody moved up", "some, after years", "named steps, people climb"] },
  { name: "boss support", lens: "boss", sphere: "professional", shape: "more", anchors: ["you are on your own", "helps when asked", "clears the way, coaches"] },
  { name: "team", lens: "team", sphere: "personal", shape: "more", anchors: ["each for themselves", "help when asked", "they solve it together"] },
  { name: "values", lens: "values", sphere: "personal", shape: "more", anchors: ["words on a wall", "sometimes acted on", "kept when it cost them"] },
  { name: "balance", lens: "daily", sphere: "personal", shape: "more", anchors: ["nights and weekends", "some busy weeks", "hours kept, flexible"] },
  { name: "role clarity", lens: "daily", sphere: "professional", shape: "more", anchors: ["nobody can say", "duties, no priorities", "duties, aims, limits"] },
  { name: "can I succeed here", lens: "goals", sphere: "professional", shape: "more", anchors: ["goals out of reach", "possible, little help", "clear goals and means"] },
  { name: "firm's prospects", lens: "goals", sphere: "professional", shape: "more", anchors: ["shrinking, no plan", "holding its ground", "growing, and knows why"] },
  { name: "pay", lens: "money", sphere: "personal", shape: "more", anchors: ["under the going rate", "the going rate", "well above it"] },
  { name: "commute", lens: "daily", sphere: "personal", shape: "less", anchors: ["at home or near by", "half an hour, some days", "over an hour daily"] },
] as const;
