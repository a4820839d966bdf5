/** The people of one opportunity: what they are called on a screen, and what their word is worth. */

import type { Source } from "../analysis/evidence.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id, Role } from "../events/base.ts";
import type { Contact } from "../journal/items.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held, sortedBy, unique } from "../order.ts";
import { casefold, split } from "../words.ts";

export const NOBODY_NAMED = "somebody";

const SOURCES: Record<Role, Source> = {
  boss: "boss",
  peer: "peer",
  report: "peer",
  leader: "leader",
  "ex-employee": "ex-employee",
  predecessor: "ex-employee",
  hr: "recruiter",
  recruiter: "recruiter",
  other: "recruiter",
};
const REPORT_TO_THE_BOSS: readonly Role[] = ["peer", "predecessor"];
const ROLE_WORDS: Record<Role, string> = {
  boss: "your future boss",
  peer: "a future peer",
  report: "a future report",
  leader: "a leader",
  "ex-employee": "a former employee",
  predecessor: "your predecessor",
  hr: "the personnel office",
  recruiter: "the recruiter",
  other: "somebody whose role is not known",
};

/** A contact as views name one: `name` is short, and one of a kind in this opportunity. */
export interface Person {
  id: Id;
  name: string;
  role: string;
  boss: boolean;
}

/** Everybody of one opportunity, and whoever belongs to none. */
export class People {
  constructor(
    readonly contacts: ReadonlyMap<Id, Contact>,
    readonly names: ReadonlyMap<Id, string>,
  ) {}

  /** Return the short name, or a word for somebody who is not named or not here. */
  name(contact: Id | null): string {
    return (contact === null ? undefined : this.names.get(contact)) ?? NOBODY_NAMED;
  }

  /** Return the role; a contact who will be the boss is the boss, whatever else was said. */
  role(contact: Id | null): Role {
    const known = contact === null ? undefined : this.contacts.get(contact);
    if (known === undefined) return "other";
    return known.isBoss ? "boss" : known.role;
  }

  /** Return the role as words: your future boss, the recruiter. */
  roleWords(contact: Id | null): string {
    return ROLE_WORDS[this.role(contact)];
  }

  /** Return what kind of source the contact is. */
  source(contact: Id | null): Source {
    return SOURCES[this.role(contact)];
  }

  /** Return whether the contact would be my boss. */
  isBoss(contact: Id | null): boolean {
    return this.role(contact) === "boss";
  }

  /** Return whether the contact is the boss or reports to the boss; a peer does, unless said otherwise. */
  knowsBoss(contact: Id | null): boolean {
    const known = contact === null ? undefined : this.contacts.get(contact);
    if (known === undefined) return false;
    if (this.isBoss(contact)) return true;
    const above = known.event.reports_to;
    return above === null ? REPORT_TO_THE_BOSS.includes(this.role(contact)) : this.isBoss(above);
  }

  /** Return the contact as a view shows one. */
  person(contact: Id): Person {
    return { id: contact, name: this.name(contact), role: this.role(contact), boss: this.isBoss(contact) };
  }

  /** Return `contacts`, the boss first, then by what their word is worth, then as given. */
  weighty(contacts: Iterable<Id>, settings: Settings = DEFAULTS): Id[] {
    const worth = (contact: Id): number => {
      const source = this.source(contact);
      return source === "ex-employee" ? settings.exEmployee : settings[source];
    };
    return sortedBy(unique(contacts), (one) => [!this.isBoss(one), -worth(one)]);
  }
}

/** Return the people of `opportunity`, in the order in which they were added. */
export function peopleOf(mine: Mine, opportunity: Case): People {
  const contacts = new Map([...mine.contacts, ...opportunity.contacts]);
  const firsts = new Map([...contacts].map(([key, contact]) => [key, firstOf(contact.name)]));
  const alike = new Map<string, number>();
  for (const first of firsts.values()) alike.set(casefold(first), (alike.get(casefold(first)) ?? 0) + 1);
  const names = new Map<Id, string>();
  for (const [key, first] of firsts) {
    names.set(key, alike.get(casefold(first)) === 1 ? first : split(held(contacts, key).name).join(" "));
  }
  return new People(new Map(sortedBy(contacts, ([key]) => [key])), names);
}

function firstOf(name: string): string {
  return split(name)[0] ?? name;
}

/** Return `names` as words: Ana, Ana and Ben, Ana, Ben and Carla. */
export function listed(names: Iterable<string>): string {
  const every = [...names];
  const last = every.pop() ?? "";
  return every.length > 0 ? `${every.join(", ")} and ${last}` : last;
}
