/** Labels: a few words for anything that an entry refers to, by id. */

import { unhex } from "../bytes.ts";
import type { Id } from "../events/base.ts";
import { short } from "../ids.ts";
import { interviewNumbers } from "../journal/handles.ts";
import type { Case, Mine, State } from "../journal/state.ts";
import { todoWords } from "./followups.ts";
import { People, peopleOf } from "./people.ts";

type Label = readonly [id: Id, words: string];

/** Return a label for each thing in `state`; `opportunities` are called as given, else by their firm. */
export function labelsOf(state: State, opportunities: ReadonlyMap<Id, string>): Map<Id, string> {
  const found = new Map<Id, string>(own(state.mine));
  for (const one of state.cases.values()) {
    const firm = one.opened === null ? short(unhex(one.id)) : one.opened.event.firm;
    for (const [id, words] of theirs(state.mine, one, opportunities.get(one.id) ?? firm)) found.set(id, words);
  }
  return found;
}

function own(mine: Mine): Label[] {
  const nobody = new People(new Map(), new Map());
  return [
    ...labelled(mine.criteria, (one) => one.event.name),
    ...labelled(mine.questions, (one) => one.text),
    ...labelled(mine.stories, (one) => one.event.title),
    ...labelled(mine.contacts, (one) => one.name),
    ...labelled(mine.jots, (one) => one.event.text),
    ...labelled(mine.shares, (one) => one.event.audience),
    ...labelled(mine.todos, (one) => todoWords(mine, null, nobody, one.event)),
  ];
}

function theirs(mine: Mine, opportunity: Case, name: string): Label[] {
  const people = peopleOf(mine, opportunity);
  return [
    [opportunity.id, name],
    ...labelled(interviewNumbers(opportunity.interviews.keys()), (number) => `${name}/${number}`),
    ...[...opportunity.contacts.keys()].map((contact): Label => [contact, people.name(contact)]),
    ...labelled(opportunity.prep, (one) => one.event.text || one.event.kind),
    ...labelled(opportunity.flags, (one) => one.event.text),
    ...labelled(opportunity.needs, (one) => one.event.need),
    ...labelled(opportunity.commitments, (one) => one.event.term),
    ...labelled(opportunity.negotiations, (one) => one.event.term),
    ...labelled(opportunity.todos, (one) => todoWords(mine, opportunity, people, one.event)),
  ];
}

function labelled<T>(things: ReadonlyMap<Id, T>, words: (thing: T) => string): Label[] {
  return [...things].map(([id, thing]): Label => [id, words(thing)]);
}
