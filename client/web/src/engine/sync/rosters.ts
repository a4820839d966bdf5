/**
 * The rosters of server and device brought together.
 *
 * What extends ours is taken, a server that is behind is extended, and of a fork the branch wins that every client
 * takes. A roster proves itself: the server can hold one back, and can make none.
 */
import { type Bytes, EMPTY, equal } from "../../core/bytes.ts";
import { ConflictError, NotAllowedError } from "../../core/errors.ts";
import { RosterPush, RosterState } from "../../core/sync/messages.ts";
import { isFork, prefer, splitOf } from "../../core/trust/forks.ts";
import { type Roster, found } from "../../core/trust/roster.ts";
import { decodeRosterEntry, encodeRosterEntry, entryHash } from "../../core/trust/statements.ts";
import type { EngineError } from "../errors.ts";
import { keepBranch } from "./branches.ts";
import { rejudge } from "./judging.ts";
import type { Ledger } from "./ledger.ts";
import { KEPT, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { journalPath } from "./signing.ts";

const RENAMED = "ask whoever runs the server which address is right; then use that one";
const NOT_SENT = "everything that is on this device, also what waits; it is not sent";

/**
 * Our roster, beside that of the server.
 *
 * `switched`: of a fork, whose branch won, or empty. `received`: entries that came to count so.
 */
export class Rosters {
  roster: Roster;
  switched: "" | "ours" | "theirs" = "";
  received = 0;
  private owed: number | null = null;
  private lost: Bytes | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly remote: Remote,
  ) {
    this.roster = ledger.pinned;
  }

  /** Give the server our roster from entry `after` on. Rejects with an EngineError when it does not take it. */
  async bring(after: number): Promise<void> {
    const entries = this.roster.entries.slice(after).map((entry) => encodeRosterEntry(entry));
    try {
      await this.remote.call(`${journalPath(this.roster.journal)}/roster`, RosterPush, { entries }, RosterState);
    } catch (error) {
      if (error instanceof NotAllowedError) throw await this.unknownHere();
      if (error instanceof ConflictError) throw this.otherRoster();
      throw error;
    }
  }

  /** Take in the roster entries of a reply. Rejects with an EngineError or a PeerError. */
  async follow(sent: readonly Bytes[]): Promise<void> {
    const entries = sent.map((data) => decodeRosterEntry(data));
    const [first] = entries;
    if (first === undefined) return;
    if (!equal(entryHash(first), this.roster.hashes[0] ?? EMPTY)) {
      this.roster = await this.roster.extended(entries);
      return;
    }
    const theirs = await found(entries);
    if (theirs.entries.length < this.roster.entries.length && !isFork(this.roster, theirs)) {
      await this.bring(theirs.entries.length);
    } else {
      await this.take(theirs);
    }
  }

  /** Take `theirs` where it continues ours, or wins over it; keep ours where that wins. */
  async take(theirs: Roster): Promise<void> {
    if (isFork(this.roster, theirs)) await this.takeSides(theirs);
    else this.roster = prefer(this.roster, theirs);
  }

  /**
   * Give the server the branch that won, if it is still to have it; return whether it was.
   *
   * That ends the other branch there: whatever was written under it is fetched first.
   */
  async settle(): Promise<boolean> {
    if (this.owed === null) return false;
    await this.bring(this.owed);
    this.owed = null;
    return true;
  }

  private async takeSides(theirs: Roster): Promise<void> {
    if (this.lost !== null && equal(theirs.head, this.lost)) return; // said and judged with the page before
    const ours = this.roster;
    const winner = prefer(ours, theirs);
    const loser = winner === ours ? theirs : ours;
    keepBranch(this.ledger, loser);
    this.ledger.pin(winner);
    this.received += await rejudge(this.ledger, winner);
    await this.ledger.flush();
    this.roster = winner;
    this.lost = loser.head;
    this.switched = winner === ours ? "ours" : "theirs";
    this.owed = winner === ours ? splitOf(ours, theirs) - 1 : null;
  }

  /** Return what to say to a server that does not know the journal or the device. */
  async unknownHere(): Promise<EngineError> {
    const what = `${this.remote.address.url} does not know this journal or device, and takes no new ones.`;
    const mend = "check the address, or ask its host for a code, and type it in Settings";
    return (await this.otherName()) ?? refusal("not-here", what, { kept: KEPT, mend });
  }

  /** Say why: the server goes by another name; or it took our roster and holds a longer one, without us. */
  async notLetIn(): Promise<EngineError> {
    const what = `this phone was revoked: ${this.remote.address.url} no longer counts it among the devices of this journal.`;
    const mend =
      "if you did not revoke it yourself, look at the devices on another one; " +
      "to go on: export what waits, for twoway import on another device; take the journal off this phone, and join again";
    return (await this.otherName()) ?? refusal("revoked", what, { kept: NOT_SENT, mend });
  }

  /**
   * Return what to say when the server goes by another address than the one that was asked. The address is the
   * server's own word: it is told as that, and never as what to open.
   */
  private async otherName(): Promise<EngineError | null> {
    const asked = this.remote.address.url;
    const name = await this.remote.name();
    if (!name || name === asked) return null;
    const what = `the server at ${asked} says that it goes by another address: ${name}.`;
    return refusal("server-name", what, { kept: KEPT, mend: RENAMED });
  }

  private otherRoster(): EngineError {
    const what =
      `${this.remote.address.url} follows another list of the devices of this journal: one that wins ` +
      "over the list here, and without this device.";
    return refusal("roster", what, { kept: NOT_SENT, mend: "pair it again: invite on another device, then join here" });
  }
}

/** Keep `theirs`, which a device of this journal vouches for, unless ours wins over it; judge everything anew. */
export async function takeRoster(ledger: Ledger, remote: Remote, theirs: Roster): Promise<void> {
  const rosters = new Rosters(ledger, remote);
  await rosters.take(theirs);
  if (rosters.roster !== ledger.pinned) {
    ledger.pin(rosters.roster);
    await rejudge(ledger, rosters.roster);
  }
  await ledger.flush();
}
