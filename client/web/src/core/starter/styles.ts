// Written by scripts/web_events.py from core/twoway_core/starter: do not edit.
export const SCALES = [
  { name: "supervision", low: "left alone", high: "close at hand", about: "supervision" },
  { name: "training", low: "learn by doing", high: "much training", about: "growth" },
  { name: "order", low: "rules and settled practice", high: "find your own way", about: "pace and order" },
  { name: "pace", low: "calm and steady", high: "fast and unsettled", about: "pace and order" },
  { name: "technology", low: "what is proven", high: "only the newest", about: "technology" },
  { name: "medium", low: "written", high: "spoken", about: "communication" },
  { name: "presence", low: "at a distance", high: "face to face", about: "communication" },
  { name: "updates", low: "only exceptions", high: "regular updates", about: "communication" },
] as const;
