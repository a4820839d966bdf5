// Written by scripts/web_events.py from core/twoway_core/events: do not edit.
/** The fields of every event in the order in which they are written, with their bounds and defaults. */

import { maybe, must, named, ofBytes, ofList, ofRecord, ofText, ofWhole, ofWord, or, PATCH, YES_NO } from "./kinds.ts";
import type { Field } from "./kinds.ts";

const ref = ofBytes(16);
const digest = ofBytes(32);
const form = ofWord(["example", "number", "general", "evasive", "refused"]);
const certainty = ofWord(["sure", "fairly", "unsure"]);
const shape = ofWord(["more", "less", "ideal"]);
const severity = ofWord(["light", "serious", "severe"]);
const stage = ofWord(["interested", "applied", "screening", "interviewing", "offer"]);
const role = ofWord(["boss", "peer", "report", "leader", "ex-employee", "predecessor", "hr", "recruiter", "other"]);
const source = ofWord(["website", "posting", "review", "news", "person", "other"]);
const text = ofText(0, 65536);
const someText = ofText(1, 65536);
const line = ofText(0, 1000);
const someLine = ofText(1, 1000);
const name = ofText(1, 200);
const day = ofText(0, 10, /^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$/);
const rating = ofWhole(1, 5);
const percent = ofWhole(0, 100);
const count = ofWhole(0, 9007199254740991);
const whole = ofWhole(-9007199254740991, 9007199254740991);
const minutes = ofWhole(0, 100000);
const offset = ofWhole(-1080, 1080);
const lines = ofList(line, 1000);
const refs = ofList(ref, 1000);

const idealAt = ofRecord({ level: must(someLine), ideal: must(rating) });
const points = ofRecord({ criterion: must(ref), points: must(count) });
const preference = ofRecord({ better: must(ref), other: must(ref), times: or(count, 0) });
const agendaLine = ofRecord({ question: maybe(ref), text: or(text, ""), contacts: or(refs, []), minutes: or(minutes, 0), criterion: maybe(ref), about: or(line, ""), reason: or(line, ""), late: or(YES_NO, false) });
const figure = ofRecord({ value: must(whole), unit: or(line, ""), decimals: or(ofWhole(0, 9), 0) });
const money = ofRecord({ amount: must(whole), currency: must(ofText(0, 3, /^[A-Z]{3}$/)), per: or(line, "") });
const offerTerm = ofRecord({ term: must(someLine), value: or(line, ""), money: maybe(money), written: or(YES_NO, false), criterion: maybe(ref), commitment: maybe(ref) });
const rated = ofRecord({ criterion: must(ref), rating: must(rating) });
const imported = ofRecord({ entry: must(ref), key: maybe(digest), version: or(count, 0), digest: maybe(digest) });
const common = { opportunity: maybe(ref), interview: maybe(ref), because: maybe(ref) };

/** Wire name -> the fields by name. */
export const EVENTS = named<Readonly<Record<string, Field>>>({
  "criterion.defined": { ...common, name: must(name), lens: or(line, ""), sphere: or(line, ""), shape: or(shape, "more"), ideal: maybe(rating), ideals: or(ofList(idealAt), []), anchor1: or(line, ""), anchor3: or(line, ""), anchor5: or(line, ""), yes_no: or(YES_NO, false), revises: maybe(ref) },
  "criterion.retired": { ...common, criterion: must(ref), reason: or(line, "") },
  "dealbreaker.set": { ...common, criterion: must(ref), threshold: must(rating), negotiable: or(YES_NO, false), reason: or(line, "") },
  "dealbreaker.lifted": { ...common, criterion: must(ref), reason: or(line, "") },
  "weights.elicited": { ...common, method: must(someLine), answers: or(ofList(points), []), pairs: or(ofList(preference), []), order: or(refs, []), weights: or(ofList(points), []) },
  "working-style.stated": { ...common, scale: must(name), level: must(rating), low: or(line, ""), high: or(line, ""), tolerance: or(count, 0), adapt: or(text, ""), criterion: maybe(ref) },
  "baseline.rated": { ...common, criterion: must(ref), rating: maybe(rating), reason: or(text, "") },
  "question.added": { ...common, text: must(someText), criteria: or(refs, []), kind: or(line, "open"), tag: or(line, ""), topic: or(line, ""), roles: or(lines, []), industries: or(lines, []), levels: or(lines, []), ask: or(lines, []), when: or(line, ""), condition: or(line, ""), in_writing: or(YES_NO, false), minutes: or(minutes, 3), parent: maybe(ref), origin: or(line, "") },
  "question.reworded": { ...common, question: must(ref), text: must(someText) },
  "question.retired": { ...common, question: must(ref), reason: or(line, "") },
  "opportunity.opened": { ...common, firm: must(name), role: or(line, ""), level: or(line, ""), industry: or(line, ""), remote: maybe(YES_NO), posting: or(text, ""), origin: or(line, "") },
  "stage.changed": { ...common, stage: must(stage), note: or(line, "") },
  "opportunity.closed": { ...common, outcome: must(someLine), reason: or(text, "") },
  "posting.observed": { ...common, seen: maybe(day), days_open: maybe(count), reposted: maybe(count), text: or(text, ""), where: or(line, "") },
  "contact.added": { ...common, name: must(name), role: or(role, "other"), will_be_boss: or(YES_NO, false), reports_to: maybe(ref), tenure_months: maybe(count), title: or(line, ""), channel: or(line, ""), tools: or(lines, []), note: or(text, "") },
  "contact.updated": { ...common, contact: must(ref), name: maybe(name), role: maybe(role), will_be_boss: maybe(YES_NO), reports_to: maybe(ref), tenure_months: maybe(count), title: maybe(line), channel: maybe(line), tools: maybe(lines), note: maybe(text) },
  "prep-step.planned": { ...common, kind: must(someLine), text: or(line, "") },
  "prep-step.completed": { ...common, step: maybe(ref), kind: or(line, ""), finding: or(text, ""), source: or(source, "other") },
  "research.noted": { ...common, claim: must(someText), scope: or(line, "firm"), source: or(source, "other"), where: or(line, ""), day: maybe(day), contact: maybe(ref), criteria: or(refs, []), rating: maybe(rating) },
  "story.prepared": { ...common, title: must(name), situation: or(text, ""), action: or(text, ""), result: or(text, ""), skills: or(lines, []), revises: maybe(ref) },
  "agenda.prepared": { ...common, lines: or(ofList(agendaLine), []), minutes: or(minutes, 0) },
  "interview.scheduled": { ...common, kind: or(line, ""), medium: or(line, ""), contacts: or(refs, []), length_minutes: maybe(minutes), starts_ms: maybe(whole), offset: or(offset, 0) },
  "interview.rescheduled": { ...common, interview: must(ref), starts_ms: must(whole), offset: or(offset, 0), length_minutes: maybe(minutes), medium: maybe(line), contacts: maybe(refs), reason: or(line, "") },
  "interview.cancelled": { ...common, interview: must(ref), reason: or(line, "") },
  "interview.started": { ...common, kind: or(line, ""), medium: or(line, ""), contacts: or(refs, []), length_minutes: maybe(minutes) },
  "interview.ended": { ...common, interview: must(ref) },
  "question.asked": { ...common, question: maybe(ref), text: or(text, ""), contacts: or(refs, []), follow_up_of: maybe(ref), agenda: maybe(ref), line: maybe(count) },
  "answer.noted": { ...common, text: must(text), asked: maybe(ref), contact: maybe(ref), form: or(form, "general"), certainty: or(certainty, "fairly"), criteria: or(refs, []), supersedes: maybe(ref), confirms: or(refs, []), refutes: or(refs, []), medium: or(line, ""), figures: or(ofList(figure), []), money: maybe(money) },
  "observation.noted": { ...common, text: must(someText), cue: or(line, ""), contact: maybe(ref), about: maybe(ref), form: or(form, "general"), certainty: or(certainty, "fairly"), criteria: or(refs, []), confirms: or(refs, []), refutes: or(refs, []) },
  "question.received": { ...common, text: must(someText), contact: maybe(ref), skill: or(line, "") },
  "my-answer.noted": { ...common, text: must(text), received: maybe(ref), story: maybe(ref), rating: maybe(rating) },
  "employer-need.noted": { ...common, need: must(someText), kind: or(line, "skill"), importance: or(rating, 3), mine: maybe(rating), contact: maybe(ref), criterion: maybe(ref) },
  "contribution.offered": { ...common, idea: must(someText), problem: or(text, ""), reaction: or(text, ""), beyond: or(YES_NO, false), contact: maybe(ref) },
  "fit-feedback.received": { ...common, view: must(text), concern: or(text, ""), need: maybe(ref), rating: maybe(rating), form: or(form, "general"), certainty: or(certainty, "fairly"), contact: maybe(ref) },
  "commitment.noted": { ...common, term: must(someLine), value: or(line, ""), money: maybe(money), contact: maybe(ref), medium: or(line, ""), day: maybe(day), answer: maybe(ref), criterion: maybe(ref) },
  "autonomy-limit.noted": { ...common, area: must(name), limit: or(line, ""), money: maybe(money), approver: or(line, ""), contact: maybe(ref), answer: maybe(ref) },
  "red-flag.raised": { ...common, text: must(someText), severity: or(severity, "serious"), kind: or(line, ""), evidence: or(refs, []) },
  "red-flag.resolved": { ...common, flag: must(ref), explanation: or(text, "") },
  "answer.rated": { ...common, answer: must(ref), criterion: must(ref), rating: maybe(rating), rationale: or(text, ""), better: or(text, "") },
  "rating.revised": { ...common, rated: must(ref), rating: maybe(rating), reason: or(text, ""), evidence: maybe(ref) },
  "impression.sealed": { ...common, gut: must(rating), words: maybe(someText) },
  "debrief.completed": { ...common, minutes_after: maybe(minutes), unasked: or(ofList(agendaLine), []), keep: or(YES_NO, false), note: or(line, "") },
  "follow-up.planned": { ...common, kind: must(someLine), due: maybe(day), channel: or(line, ""), contact: maybe(ref), question: maybe(ref), text: or(text, "") },
  "follow-up.sent": { ...common, follow_up: must(ref), channel: or(line, ""), text: or(text, "") },
  "follow-up.answered": { ...common, follow_up: must(ref), text: or(text, ""), answer: maybe(ref) },
  "follow-up.dropped": { ...common, follow_up: must(ref), reason: or(line, "") },
  "offer.received": { ...common, terms: or(ofList(offerTerm), []), written: or(YES_NO, false), deadline: maybe(day), note: or(text, "") },
  "offer-term.changed": { ...common, term: must(offerTerm), offer: maybe(ref), deadline: maybe(day) },
  "negotiation.asked": { ...common, term: must(someLine), goal: or(line, ""), money: maybe(money), reason: or(text, ""), criterion: maybe(ref) },
  "negotiation.answered": { ...common, result: must(line), asked: maybe(ref), granted: maybe(YES_NO), written: or(YES_NO, false) },
  "decision.recorded": { ...common, action: must(someLine), reasons: or(text, ""), recommended: or(line, ""), predicted: or(ofList(rated), []), confidence: maybe(percent), state_of_mind: or(line, ""), reviews: or(ofList(day), []), against: or(refs, []), report_hash: maybe(digest) },
  "outcome.reviewed": { ...common, days: must(count), decision: maybe(ref), found: or(ofList(rated), []), surprise: or(text, "") },
  "report.shared": { ...common, audience: must(someLine), left_out: or(lines, []), expires: maybe(day), views: maybe(count), report_hash: maybe(digest) },
  "share.revoked": { ...common, share: must(ref), reason: or(line, "") },
  "entry.corrected": { ...common, target: must(ref), reason: or(line, ""), patch: or(PATCH, new Map()), at: maybe(whole), offset: maybe(offset) },
  "entry.retracted": { ...common, target: must(ref), reason: or(line, "") },
  "entry.reinstated": { ...common, target: must(ref), reason: or(line, "") },
  "entry.erased": { ...common, target: must(ref), reason: or(line, "") },
  "erasure.cancelled": { ...common, target: must(ref), reason: or(line, "") },
  "import.recorded": { ...common, origin: must(someLine), format: or(line, ""), count: or(count, 0), digest: maybe(digest), brought: or(refs, []), things: or(ofList(imported, 1000), []) },
  "loss.accepted": { ...common, device: must(ref), chain: must(ref), first: must(count), last: must(count), reason: or(line, "") },
  "jot.noted": { ...common, text: must(someText) },
  "jot.filed": { ...common, jot: must(ref), became: or(refs, []) },
});
