// Written by scripts/web_events.py from core/twoway_core/events: do not edit.
/**
 * The events of the journal as values: one interface for each wire name, every field there, defaults filled in.
 *
 * Ids and hashes are lower-case hex; a patch holds each field's bytes as they came.
 */

import type { Bytes } from "../bytes.ts";

/** An id of 16 bytes as 32 hex digits, lower case: their order is the order of the bytes. */
export type Id = string;

export type Form = "example" | "number" | "general" | "evasive" | "refused";
export type Certainty = "sure" | "fairly" | "unsure";
export type Shape = "more" | "less" | "ideal";
export type Severity = "light" | "serious" | "severe";
export type Stage = "interested" | "applied" | "screening" | "interviewing" | "offer";
export type Role = "boss" | "peer" | "report" | "leader" | "ex-employee" | "predecessor" | "hr" | "recruiter" | "other";
export type Source = "website" | "posting" | "review" | "news" | "person" | "other";

/** The ideal rating where the opportunity has this `level`. */
export interface IdealAt {
  readonly level: string;
  readonly ideal: number;
}

/** Points given to one criterion; only their ratio to the others means something. */
export interface Points {
  readonly criterion: Id;
  readonly points: number;
}

/** Lifting `better` from worst to best is worth more than `other`, `times` as much if said. */
export interface Preference {
  readonly better: Id;
  readonly other: Id;
  readonly times: number;
}

/**
 * One line of a plan: a bank `question` or free `text`, and why it stands there.
 *
 * `about`: a word where no criterion fits (flag, fit ...). `late`: only towards the end.
 */
export interface AgendaLine {
  readonly question: Id | null;
  readonly text: string;
  readonly contacts: readonly Id[];
  readonly minutes: number;
  readonly criterion: Id | null;
  readonly about: string;
  readonly reason: string;
  readonly late: boolean;
}

/** A number that was said: `value` / 10 ** `decimals` of a `unit`, such as 7 hours. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly decimals: number;
}

/** An amount in minor units (cents) of a currency (three capital letters), `per` year, day ... */
export interface Money {
  readonly amount: number;
  readonly currency: string;
  readonly per: string;
}

/** One term of an offer. `commitment`: the promise it keeps or changes. */
export interface OfferTerm {
  readonly term: string;
  readonly value: string;
  readonly money: Money | null;
  readonly written: boolean;
  readonly criterion: Id | null;
  readonly commitment: Id | null;
}

/** A rating of one criterion. */
export interface Rated {
  readonly criterion: Id;
  readonly rating: number;
}

/**
 * A thing that an import made or changed, and the `entry` that it is here.
 *
 * `key`: SHA-256 of what names it where it came from, `version`: how new it was there, `digest`: SHA-256 of
 * what it said; so that the same thing is not taken in twice, and a newer one changes it.
 */
export interface Imported {
  readonly entry: Id;
  readonly key: string | null;
  readonly version: number;
  readonly digest: string | null;
}

/** A fact. `opportunity` and `interview` it belongs to, `because` of which entry it came about. */
export interface Common {
  readonly opportunity: Id | null;
  readonly interview: Id | null;
  readonly because: Id | null;
}

/**
 * Something that matters to me, and how a rating of it becomes a value.
 *
 * `lens`: values, goals, daily, growth, boss, team or money. `sphere`: personal or professional.
 * `ideal`: the best rating where `shape` is ideal; `ideals` overrule it by level of the opportunity.
 * `anchor1`, `anchor3`, `anchor5`: what these ratings mean. `yes_no`: answered yes (5) or no (1).
 * `revises`: the criterion whose definition this one replaces; its id stays.
 */
export interface CriterionDefined extends Common {
  readonly type: "criterion.defined";
  readonly name: string;
  readonly lens: string;
  readonly sphere: string;
  readonly shape: Shape;
  readonly ideal: number | null;
  readonly ideals: readonly IdealAt[];
  readonly anchor1: string;
  readonly anchor3: string;
  readonly anchor5: string;
  readonly yes_no: boolean;
  readonly revises: Id | null;
}

/** A criterion no longer matters. */
export interface CriterionRetired extends Common {
  readonly type: "criterion.retired";
  readonly criterion: Id;
  readonly reason: string;
}

/** Without at least `threshold` on this criterion, no; the latest one of a criterion counts. */
export interface DealbreakerSet extends Common {
  readonly type: "dealbreaker.set";
  readonly criterion: Id;
  readonly threshold: number;
  readonly negotiable: boolean;
  readonly reason: string;
}

/** The criterion is a must-have no longer. */
export interface DealbreakerLifted extends Common {
  readonly type: "dealbreaker.lifted";
  readonly criterion: Id;
  readonly reason: string;
}

/**
 * What I answered when asked how much each criterion weighs; the latest one counts.
 *
 * `method`: swing, rank, pairwise or direct. `answers`, `pairs` and `order` (first is most) are
 * kept raw, so that weights can be computed anew. `weights`: relative, where I chose others than follow.
 */
export interface WeightsElicited extends Common {
  readonly type: "weights.elicited";
  readonly method: string;
  readonly answers: readonly Points[];
  readonly pairs: readonly Preference[];
  readonly order: readonly Id[];
  readonly weights: readonly Points[];
}

/**
 * How I like to work on a two-ended `scale`: `low` is 1, `high` is 5; the latest of a scale counts.
 *
 * `tolerance`: how many steps off I can live with. `criterion`: the one that asks for the firm's side.
 */
export interface WorkingStyleStated extends Common {
  readonly type: "working-style.stated";
  readonly scale: string;
  readonly level: number;
  readonly low: string;
  readonly high: string;
  readonly tolerance: number;
  readonly adapt: string;
  readonly criterion: Id | null;
}

/** My present job (or next best choice) on one criterion; the latest one counts. */
export interface BaselineRated extends Common {
  readonly type: "baseline.rated";
  readonly criterion: Id;
  readonly rating: number | null;
  readonly reason: string;
}

/**
 * A question for the bank; with an `opportunity` it is for that one only.
 *
 * `kind`: open, example, fact, number, yes-no or feedback. `tag`: duties, organisation, comfort or flag.
 * `topic`: work, opportunity or boss. `roles`, `industries`, `levels`: the jobs it suits, all if empty.
 * `ask`: roles best asked, or everyone. `when`: late, after offer ... `condition`: remote ...
 * `minutes`: how long the answer takes. `parent`: the question it belongs under. `origin`: where from.
 */
export interface QuestionAdded extends Common {
  readonly type: "question.added";
  readonly text: string;
  readonly criteria: readonly Id[];
  readonly kind: string;
  readonly tag: string;
  readonly topic: string;
  readonly roles: readonly string[];
  readonly industries: readonly string[];
  readonly levels: readonly string[];
  readonly ask: readonly string[];
  readonly when: string;
  readonly condition: string;
  readonly in_writing: boolean;
  readonly minutes: number;
  readonly parent: Id | null;
  readonly origin: string;
}

/** The question is asked in other words from now on. */
export interface QuestionReworded extends Common {
  readonly type: "question.reworded";
  readonly question: Id;
  readonly text: string;
}

/**
 * The question is not asked any more; with an `opportunity`, set aside there only.
 *
 * `reason`: answerable elsewhere, settle later, or any words.
 */
export interface QuestionRetired extends Common {
  readonly type: "question.retired";
  readonly question: Id;
  readonly reason: string;
}

/** A job at a firm came up; the entry's id names it from now on. `posting`: the advertisement's text. */
export interface OpportunityOpened extends Common {
  readonly type: "opportunity.opened";
  readonly firm: string;
  readonly role: string;
  readonly level: string;
  readonly industry: string;
  readonly remote: boolean | null;
  readonly posting: string;
  readonly origin: string;
}

/** The opportunity moved on; after a close, it is open again. */
export interface StageChanged extends Common {
  readonly type: "stage.changed";
  readonly stage: Stage;
  readonly note: string;
}

/** It ended. `outcome`: accepted, declined, withdrew, rejected, no answer ... */
export interface OpportunityClosed extends Common {
  readonly type: "opportunity.closed";
  readonly outcome: string;
  readonly reason: string;
}

/** The advertisement was seen on the `seen` day, open for so many days and put up again so many times. */
export interface PostingObserved extends Common {
  readonly type: "posting.observed";
  readonly seen: string | null;
  readonly days_open: number | null;
  readonly reposted: number | null;
  readonly text: string;
  readonly where: string;
}

/** A person I meet, by name or alias. `channel` and `tools`: what this person likes to use. */
export interface ContactAdded extends Common {
  readonly type: "contact.added";
  readonly name: string;
  readonly role: Role;
  readonly will_be_boss: boolean;
  readonly reports_to: Id | null;
  readonly tenure_months: number | null;
  readonly title: string;
  readonly channel: string;
  readonly tools: readonly string[];
  readonly note: string;
}

/** Something else is true of a contact now; what is None stays as it was. */
export interface ContactUpdated extends Common {
  readonly type: "contact.updated";
  readonly contact: Id;
  readonly name: string | null;
  readonly role: Role | null;
  readonly will_be_boss: boolean | null;
  readonly reports_to: Id | null;
  readonly tenure_months: number | null;
  readonly title: string | null;
  readonly channel: string | null;
  readonly tools: readonly string[] | null;
  readonly note: string | null;
}

/** A step of the checklist. `kind`: firm, role, people, culture ... */
export interface PrepStepPlanned extends Common {
  readonly type: "prep-step.planned";
  readonly kind: string;
  readonly text: string;
}

/** A step is done, with what it brought to light; without `step`, one that was not on the list. */
export interface PrepStepCompleted extends Common {
  readonly type: "prep-step.completed";
  readonly step: Id | null;
  readonly kind: string;
  readonly finding: string;
  readonly source: Source;
}

/** A belief from elsewhere, unverified. `scope`: firm, function, team or boss; `where`: address or title. */
export interface ResearchNoted extends Common {
  readonly type: "research.noted";
  readonly claim: string;
  readonly scope: string;
  readonly source: Source;
  readonly where: string;
  readonly day: string | null;
  readonly contact: Id | null;
  readonly criteria: readonly Id[];
  readonly rating: number | null;
}

/** A success of mine, ready to be told, and the skills it shows. `revises`: the story that this polishes. */
export interface StoryPrepared extends Common {
  readonly type: "story.prepared";
  readonly title: string;
  readonly situation: string;
  readonly action: string;
  readonly result: string;
  readonly skills: readonly string[];
  readonly revises: Id | null;
}

/** The plan of an interview; line 1 is the first. A changed plan is a new one, the latest counts. */
export interface AgendaPrepared extends Common {
  readonly type: "agenda.prepared";
  readonly lines: readonly AgendaLine[];
  readonly minutes: number;
}

/**
 * An interview is planned; the entry's id names it. `starts_ms`: ms since 1970 UTC, `offset`: there.
 *
 * `kind`: screen, panel, on-site, reverse, informational ...
 */
export interface InterviewScheduled extends Common {
  readonly type: "interview.scheduled";
  readonly kind: string;
  readonly medium: string;
  readonly contacts: readonly Id[];
  readonly length_minutes: number | null;
  readonly starts_ms: number | null;
  readonly offset: number;
}

/** The interview is at another time; what is None stays as it was. */
export interface InterviewRescheduled extends Common {
  readonly type: "interview.rescheduled";
  readonly interview: Id;
  readonly starts_ms: number;
  readonly offset: number;
  readonly length_minutes: number | null;
  readonly medium: string | null;
  readonly contacts: readonly Id[] | null;
  readonly reason: string;
}

/** The interview does not take place. */
export interface InterviewCancelled extends Common {
  readonly type: "interview.cancelled";
  readonly interview: Id;
  readonly reason: string;
}

/** The interview begins. Without `interview` it was not planned: this entry's id names it. */
export interface InterviewStarted extends Common {
  readonly type: "interview.started";
  readonly kind: string;
  readonly medium: string;
  readonly contacts: readonly Id[];
  readonly length_minutes: number | null;
}

/** The interview is over. */
export interface InterviewEnded extends Common {
  readonly type: "interview.ended";
  readonly interview: Id;
}

/**
 * I asked a bank `question`, or the `text`, or followed up an answer or question (`follow_up_of`).
 *
 * `agenda` and `line`: which line (from 1) of which plan it was.
 */
export interface QuestionAsked extends Common {
  readonly type: "question.asked";
  readonly question: Id | null;
  readonly text: string;
  readonly contacts: readonly Id[];
  readonly follow_up_of: Id | null;
  readonly agenda: Id | null;
  readonly line: number | null;
}

/**
 * What a contact answered. `supersedes`: the earlier answer that they changed; both stay.
 *
 * `criteria`: what it speaks to, else the question's. `confirms`, `refutes`: research it settles.
 * `medium`: spoken if empty.
 */
export interface AnswerNoted extends Common {
  readonly type: "answer.noted";
  readonly text: string;
  readonly asked: Id | null;
  readonly contact: Id | null;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly criteria: readonly Id[];
  readonly supersedes: Id | null;
  readonly confirms: readonly Id[];
  readonly refutes: readonly Id[];
  readonly medium: string;
  readonly figures: readonly Figure[];
  readonly money: Money | null;
}

/** What I saw myself. `cue`: behaviour, tone, surroundings ...; `about`: the answer it goes with. */
export interface ObservationNoted extends Common {
  readonly type: "observation.noted";
  readonly text: string;
  readonly cue: string;
  readonly contact: Id | null;
  readonly about: Id | null;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly criteria: readonly Id[];
  readonly confirms: readonly Id[];
  readonly refutes: readonly Id[];
}

/** What they asked me, and the skill it probed. */
export interface QuestionReceived extends Common {
  readonly type: "question.received";
  readonly text: string;
  readonly contact: Id | null;
  readonly skill: string;
}

/** What I said, with the story I told and how well I think it went. */
export interface MyAnswerNoted extends Common {
  readonly type: "my-answer.noted";
  readonly text: string;
  readonly received: Id | null;
  readonly story: Id | null;
  readonly rating: number | null;
}

/**
 * Something they need. `kind`: skill, culture or long-term aim; `mine`: how well I think I meet it.
 *
 * `criterion`: what matters to me in the same way, where both sides want one thing.
 */
export interface EmployerNeedNoted extends Common {
  readonly type: "employer-need.noted";
  readonly need: string;
  readonly kind: string;
  readonly importance: number;
  readonly mine: number | null;
  readonly contact: Id | null;
  readonly criterion: Id | null;
}

/** An idea I gave them for a problem of theirs, and how they took it; `beyond` the description or not. */
export interface ContributionOffered extends Common {
  readonly type: "contribution.offered";
  readonly idea: string;
  readonly problem: string;
  readonly reaction: string;
  readonly beyond: boolean;
  readonly contact: Id | null;
}

/** How a contact sees my fit: for one `need`, or for the job as a whole. */
export interface FitFeedbackReceived extends Common {
  readonly type: "fit-feedback.received";
  readonly view: string;
  readonly concern: string;
  readonly need: Id | null;
  readonly rating: number | null;
  readonly form: Form;
  readonly certainty: Certainty;
  readonly contact: Id | null;
}

/** Something a contact promised, to be held against the offer. `medium`: spoken if empty. */
export interface CommitmentNoted extends Common {
  readonly type: "commitment.noted";
  readonly term: string;
  readonly value: string;
  readonly money: Money | null;
  readonly contact: Id | null;
  readonly medium: string;
  readonly day: string | null;
  readonly answer: Id | null;
  readonly criterion: Id | null;
}

/** How far I may decide alone in an `area`, and who approves what goes beyond. */
export interface AutonomyLimitNoted extends Common {
  readonly type: "autonomy-limit.noted";
  readonly area: string;
  readonly limit: string;
  readonly money: Money | null;
  readonly approver: string;
  readonly contact: Id | null;
  readonly answer: Id | null;
}

/** A warning sign that rests on `evidence`: answers, observations, postings, research. */
export interface RedFlagRaised extends Common {
  readonly type: "red-flag.raised";
  readonly text: string;
  readonly severity: Severity;
  readonly kind: string;
  readonly evidence: readonly Id[];
}

/** The flag was explained. */
export interface RedFlagResolved extends Common {
  readonly type: "red-flag.resolved";
  readonly flag: Id;
  readonly explanation: string;
}

/**
 * A judgement of one piece of evidence on one criterion; `rating` None: read, and no rating.
 *
 * `answer`: the entry rated: answer, observation, research, offer or offer term.
 * `better`: what would have made it a 5.
 */
export interface AnswerRated extends Common {
  readonly type: "answer.rated";
  readonly answer: Id;
  readonly criterion: Id;
  readonly rating: number | null;
  readonly rationale: string;
  readonly better: string;
}

/** I see it otherwise now. `rated`: the answer.rated entry; `evidence`: what changed my mind. */
export interface RatingRevised extends Common {
  readonly type: "rating.revised";
  readonly rated: Id;
  readonly rating: number | null;
  readonly reason: string;
  readonly evidence: Id | null;
}

/** My gut feeling of an interview, hidden until its ratings are in. */
export interface ImpressionSealed extends Common {
  readonly type: "impression.sealed";
  readonly gut: number;
  readonly words: string | null;
}

/** I looked back on an interview. `unasked`: plan lines not asked; `keep`: carry them over. */
export interface DebriefCompleted extends Common {
  readonly type: "debrief.completed";
  readonly minutes_after: number | null;
  readonly unasked: readonly AgendaLine[];
  readonly keep: boolean;
  readonly note: string;
}

/** Something to do. `kind`: thanks, ask, chase, send, reference, reach-out ... */
export interface FollowUpPlanned extends Common {
  readonly type: "follow-up.planned";
  readonly kind: string;
  readonly due: string | null;
  readonly channel: string;
  readonly contact: Id | null;
  readonly question: Id | null;
  readonly text: string;
}

/** It is done or sent; `channel` and `text` if others than planned. */
export interface FollowUpSent extends Common {
  readonly type: "follow-up.sent";
  readonly follow_up: Id;
  readonly channel: string;
  readonly text: string;
}

/** They replied; `answer`: the answer noted from the reply. */
export interface FollowUpAnswered extends Common {
  readonly type: "follow-up.answered";
  readonly follow_up: Id;
  readonly text: string;
  readonly answer: Id | null;
}

/** It is not to be done any more. */
export interface FollowUpDropped extends Common {
  readonly type: "follow-up.dropped";
  readonly follow_up: Id;
  readonly reason: string;
}

/** They offer the job; `written`: all of it is in writing. `deadline`: last day to answer. */
export interface OfferReceived extends Common {
  readonly type: "offer.received";
  readonly terms: readonly OfferTerm[];
  readonly written: boolean;
  readonly deadline: string | null;
  readonly note: string;
}

/** A term came or changed; without `offer`, of the latest one. */
export interface OfferTermChanged extends Common {
  readonly type: "offer-term.changed";
  readonly term: OfferTerm;
  readonly offer: Id | null;
  readonly deadline: string | null;
}

/** I asked for a better `term`: `goal`. */
export interface NegotiationAsked extends Common {
  readonly type: "negotiation.asked";
  readonly term: string;
  readonly goal: string;
  readonly money: Money | null;
  readonly reason: string;
  readonly criterion: Id | null;
}

/** What they said to it. `asked`: the negotiation.asked entry. */
export interface NegotiationAnswered extends Common {
  readonly type: "negotiation.answered";
  readonly result: string;
  readonly asked: Id | null;
  readonly granted: boolean | null;
  readonly written: boolean;
}

/**
 * What I decided, and what I expect. `action`: accept, negotiate, decline, ask more, continue, withdraw.
 *
 * `recommended`: the action that the report gave; `against`: the other opportunities weighed.
 * `report_hash`: SHA-256 of the report it was taken by. `reviews`: days to look back on.
 */
export interface DecisionRecorded extends Common {
  readonly type: "decision.recorded";
  readonly action: string;
  readonly reasons: string;
  readonly recommended: string;
  readonly predicted: readonly Rated[];
  readonly confidence: number | null;
  readonly state_of_mind: string;
  readonly reviews: readonly string[];
  readonly against: readonly Id[];
  readonly report_hash: string | null;
}

/** How it turned out `days` after the decision. */
export interface OutcomeReviewed extends Common {
  readonly type: "outcome.reviewed";
  readonly days: number;
  readonly decision: Id | null;
  readonly found: readonly Rated[];
  readonly surprise: string;
}

/** A report left this journal. `left_out`: what was not in it; `views`: how often it may be opened. */
export interface ReportShared extends Common {
  readonly type: "report.shared";
  readonly audience: string;
  readonly left_out: readonly string[];
  readonly expires: string | null;
  readonly views: number | null;
  readonly report_hash: string | null;
}

/** A shared report is to be opened no more. */
export interface ShareRevoked extends Common {
  readonly type: "share.revoked";
  readonly share: Id;
  readonly reason: string;
}

/** I wrote it wrong. `patch`: whole fields that replace the target's; `at`, `offset`: its time instead. */
export interface EntryCorrected extends Common {
  readonly type: "entry.corrected";
  readonly target: Id;
  readonly reason: string;
  readonly patch: ReadonlyMap<string, Bytes>;
  readonly at: number | null;
  readonly offset: number | null;
}

/** The target is taken back: hidden until it is reinstated. */
export interface EntryRetracted extends Common {
  readonly type: "entry.retracted";
  readonly target: Id;
  readonly reason: string;
}

/** The target, taken back before, counts again. */
export interface EntryReinstated extends Common {
  readonly type: "entry.reinstated";
  readonly target: Id;
  readonly reason: string;
}

/** The target and its corrections are hidden for ever, and their text is to be destroyed. */
export interface EntryErased extends Common {
  readonly type: "entry.erased";
  readonly target: Id;
  readonly reason: string;
}

/** The target, an entry.erased, neither hides nor destroys. */
export interface ErasureCancelled extends Common {
  readonly type: "erasure.cancelled";
  readonly target: Id;
  readonly reason: string;
}

/**
 * Entries came from elsewhere: those of this batch, and those `brought`, which kept their ids and batches.
 *
 * `format`: jsonl, ics, csv or markdown; `count`: how many; `digest`: SHA-256 of what was read.
 */
export interface ImportRecorded extends Common {
  readonly type: "import.recorded";
  readonly origin: string;
  readonly format: string;
  readonly count: number;
  readonly digest: string | null;
  readonly brought: readonly Id[];
  readonly things: readonly Imported[];
}

/** I gave up segments `first` to `last` of a chain, which were seen once and cannot be had. */
export interface LossAccepted extends Common {
  readonly type: "loss.accepted";
  readonly device: Id;
  readonly chain: Id;
  readonly first: number;
  readonly last: number;
  readonly reason: string;
}

/** A note without context, to be filed later. */
export interface JotNoted extends Common {
  readonly type: "jot.noted";
  readonly text: string;
}

/** The jot became other entries, or none. It carries the jot's `opportunity`, if that had one. */
export interface JotFiled extends Common {
  readonly type: "jot.filed";
  readonly jot: Id;
  readonly became: readonly Id[];
}

/** Any event that this version knows. */
export type Event =
  | CriterionDefined
  | CriterionRetired
  | DealbreakerSet
  | DealbreakerLifted
  | WeightsElicited
  | WorkingStyleStated
  | BaselineRated
  | QuestionAdded
  | QuestionReworded
  | QuestionRetired
  | OpportunityOpened
  | StageChanged
  | OpportunityClosed
  | PostingObserved
  | ContactAdded
  | ContactUpdated
  | PrepStepPlanned
  | PrepStepCompleted
  | ResearchNoted
  | StoryPrepared
  | AgendaPrepared
  | InterviewScheduled
  | InterviewRescheduled
  | InterviewCancelled
  | InterviewStarted
  | InterviewEnded
  | QuestionAsked
  | AnswerNoted
  | ObservationNoted
  | QuestionReceived
  | MyAnswerNoted
  | EmployerNeedNoted
  | ContributionOffered
  | FitFeedbackReceived
  | CommitmentNoted
  | AutonomyLimitNoted
  | RedFlagRaised
  | RedFlagResolved
  | AnswerRated
  | RatingRevised
  | ImpressionSealed
  | DebriefCompleted
  | FollowUpPlanned
  | FollowUpSent
  | FollowUpAnswered
  | FollowUpDropped
  | OfferReceived
  | OfferTermChanged
  | NegotiationAsked
  | NegotiationAnswered
  | DecisionRecorded
  | OutcomeReviewed
  | ReportShared
  | ShareRevoked
  | EntryCorrected
  | EntryRetracted
  | EntryReinstated
  | EntryErased
  | ErasureCancelled
  | ImportRecorded
  | LossAccepted
  | JotNoted
  | JotFiled;
