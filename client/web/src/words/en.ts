/** Words that several screens share. A role, a form and a certainty are called the same everywhere. */
import type { Certainty, Form, Role } from "../engine/port.ts";
import { clock } from "./when.ts";

const ROLES: Record<Role, string> = {
  boss: "boss",
  peer: "peer",
  report: "reports to me",
  leader: "leader",
  "ex-employee": "has left",
  predecessor: "had the job",
  hr: "HR",
  recruiter: "recruiter",
  other: "",
};

/** What a person would be to me, where there is room to say it. */
const LONG_ROLES: Record<Role, string> = {
  boss: "my boss",
  peer: "my peer",
  leader: "another leader",
  recruiter: "recruiter",
  hr: "HR",
  report: "reports to me",
  "ex-employee": "has left the firm",
  predecessor: "had my job before",
  other: "not known",
};

const FORMS: Record<Form, string> = {
  example: "example",
  number: "number",
  general: "general",
  evasive: "evasive",
  refused: "declined",
};

const CERTAINTIES: Record<Certainty, string> = { sure: "sure", fairly: "fairly", unsure: "unsure" };

export const en = {
  back: "Back",
  close: "Close",
  undo: "Undo",
  cancel: "Cancel",
  kept: "Kept",
  save: "SAVE",
  saved: (at: number) => `Saved ${clock(at)}`,
  roles: ROLES,
  longRoles: LONG_ROLES,
  forms: FORMS,
  certainties: CERTAINTIES,
} as const;
