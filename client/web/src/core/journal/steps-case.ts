/** What the events of an opportunity, its people and the preparation do to the state. */

import type {
  ContactUpdated,
  OpportunityClosed,
  OpportunityOpened,
  PostingObserved,
  StageChanged,
} from "../events/case.ts";
import type { AgendaPrepared, PrepStepCompleted, ResearchNoted } from "../events/prep.ts";
import { Contact, Fact, PrepStep, Story } from "./items.ts";
import type { Case, Mine } from "./state.ts";
import { type Row, row } from "./steps.ts";

function openOpportunity(case_: Case, fact: Fact<OpportunityOpened>): void {
  case_.opened = fact;
}

/** Move the opportunity on; if it was closed, it is open again. */
function changeStage(case_: Case, fact: Fact<StageChanged>): void {
  case_.stages.push(fact);
  case_.closed = null;
}

function closeOpportunity(case_: Case, fact: Fact<OpportunityClosed>): void {
  case_.closed = fact;
}

function observePosting(case_: Case, fact: Fact<PostingObserved>): void {
  case_.postings.push(fact);
}

function addContact(owner: Mine | Case, contact: Contact): void {
  owner.contacts.set(contact.id, contact);
}

/** Change what is known of a person, where the update says so. */
function updateContact(owner: Mine | Case, fact: Fact<ContactUpdated>): boolean {
  const contact = owner.contacts.get(fact.event.contact);
  if (contact === undefined) return false;
  const { event: was } = contact;
  const { event: now } = fact;
  contact.event = {
    ...was,
    name: now.name ?? was.name,
    role: now.role ?? was.role,
    will_be_boss: now.will_be_boss ?? was.will_be_boss,
    reports_to: now.reports_to ?? was.reports_to,
    tenure_months: now.tenure_months ?? was.tenure_months,
    title: now.title ?? was.title,
    channel: now.channel ?? was.channel,
    tools: now.tools ?? was.tools,
    note: now.note ?? was.note,
  };
  contact.updates.push(fact);
  return true;
}

function planStep(case_: Case, step: PrepStep): void {
  case_.prep.set(step.id, step);
}

/** Add a completed step that was not on the checklist. */
function noteExtraStep(case_: Case, fact: Fact<PrepStepCompleted>): boolean {
  if (fact.event.step === null) case_.extraPrep.push(fact);
  return fact.event.step !== null;
}

/** Tick a step of the checklist. */
function completeStep(case_: Case, fact: Fact<PrepStepCompleted>): boolean {
  const step = case_.prep.get(fact.event.step ?? "");
  if (step === undefined) return false;
  step.completed = fact;
  return true;
}

function noteResearch(case_: Case, fact: Fact<ResearchNoted>): void {
  case_.research.set(fact.id, fact);
}

/** Add a story, unless it polishes another. */
function prepareStory(mine: Mine, story: Story): boolean {
  if (story.event.revises !== null) return true;
  mine.stories.set(story.id, story);
  return false;
}

/** Replace a story's words, and keep those of before. */
function polishStory(mine: Mine, revision: Story): boolean {
  const story = mine.stories.get(revision.event.revises ?? "");
  if (story === undefined) return false;
  story.earlier.push(new Fact(story.id, story.at, story.offset, story.event));
  story.event = revision.event;
  return true;
}

/** Give an interview its plan. */
function prepareAgenda(case_: Case, fact: Fact<AgendaPrepared>): boolean {
  const interview = case_.interviews.get(fact.event.interview ?? "");
  interview?.agendas.push(fact);
  return interview !== undefined;
}

export const ROWS_CASE: Readonly<Record<string, Row>> = {
  "opportunity.opened": row("opening", { first: openOpportunity }),
  "stage.changed": row("case", { first: changeStage }),
  "opportunity.closed": row("case", { first: closeOpportunity }),
  "posting.observed": row("case", { first: observePosting }),
  "contact.added": row("either", { is: Contact, first: addContact }),
  "contact.updated": row("either", { second: updateContact }),
  "prep-step.planned": row("case", { is: PrepStep, first: planStep }),
  "prep-step.completed": row("case", { first: noteExtraStep, second: completeStep }),
  "research.noted": row("case", { first: noteResearch }),
  "story.prepared": row("mine", { is: Story, first: prepareStory, second: polishStory }),
  "agenda.prepared": row("case", { second: prepareAgenda }),
};
