import { h } from '../app/element.ts';
import { forget, keep, save, sent, takeUp, wait, type Saved } from '../app/kept.ts';
import { logInLink } from '../board/account.ts';
import { NoLine, type Board } from '../board/board.ts';
import type { Place } from '../app/hall.ts';
import { Refused } from '../cartridge/manifest.ts';
import { hold } from './locks.ts';
import { carryOn, handIn, takeTicket, TicketOpen, type Outcome, type Ranked } from './ranked.ts';

/** The board takes a play that goes on not more often. */
const KEEP_EVERY_MS = 20_000;

/** How a play counts, and where it is kept: the side of playing that has nothing to do with the game. */
export class Standing {
  /** Says whether the play counts. */
  readonly element = h('p', { class: 'hint', role: 'status' });
  ranked: Ranked | null = null;
  private readonly board: Board | null;
  private readonly place: Place;
  private readonly key: string;
  private readonly daily: boolean;
  private release: (() => void) | null = null;
  private keptAt = 0;

  constructor(board: Board | null, place: Place, daily: boolean) {
    this.board = board;
    this.place = place;
    this.daily = daily;
    this.key = daily ? `${place.cartridge}:daily` : place.cartridge!;
  }

  /** Whether this tab may keep the play: only one tab does for a game. */
  get mayKeep(): boolean {
    return this.release !== null;
  }

  /** The play that was left here; null when there is none, or another tab has it. */
  async left(): Promise<Saved | null> {
    this.release ??= await hold(`monster-play-${this.key}`);
    if (this.release === null)
      return null;
    const left = await takeUp(this.key);
    this.ranked = left?.ranked ?? null;
    this.say();
    return left;
  }

  /** Begins a play that counts, if it can. @throws {TicketOpen} One is open already. */
  async begin(): Promise<void> {
    this.ranked = null;
    if (!this.board?.account) {
      this.say();
      return;
    }
    if (!this.mayKeep) {
      this.element.textContent = 'Not ranked: another tab has a play of this game.';
      return;
    }
    try {
      this.ranked = await takeTicket(this.board, this.place.shard, this.place.cartridge!, this.daily);
      this.say();
      await save(this.key, { file: null, ranked: this.ranked });
    } catch (e) {
      if (!(e instanceof Refused))
        throw e;
      this.element.textContent = e instanceof NoLine ? 'Not ranked: the board does not answer.' : `Not ranked: ${e.message}`;
    }
  }

  /** Takes up an open ticket. @returns What is recorded of it. */
  async carryOn(serial: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const { ranked, file } = await carryOn(this.board!, { serial });
    this.ranked = ranked;
    this.say();
    return file;
  }

  async giveUp(serial = this.ranked?.serial, owner = this.ranked?.owner): Promise<void> {
    this.ranked = null;
    await forget(this.key);
    if (serial !== undefined && this.board?.account)
      await this.board.send('DELETE', `api/tickets/${serial}?owner=${owner}`).catch((e: unknown) => {
        if (!(e instanceof Refused))
          throw e; // that the board says no, or nothing, stops nobody here
      });
  }

  /** Keeps a play that goes on: here, and on the board so that a terminal can go on with it. */
  async keep(file: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.mayKeep)
      return;
    await save(this.key, { file, ranked: this.ranked });
    if (!this.ranked || !this.board?.account || Date.now() - this.keptAt < KEEP_EVERY_MS)
      return;
    this.keptAt = Date.now();
    await this.board.send('PUT', `api/tickets/${this.ranked.serial}/recording?owner=${this.ranked.owner}`, file).catch(() => undefined); // it is kept here
  }

  /** Keeps a finished play and hands it in; one without a score, since the game failed, ends its ticket. @returns Its id here, null when the browser keeps nothing; and what the board says, once it does. */
  async end(title: string, file: Uint8Array<ArrayBuffer>, hasScore: boolean): Promise<{ id: string | null; outcome: Promise<Outcome> | null }> {
    const ranked = this.ranked;
    this.ranked = null;
    const id = await keep(title, file);
    if (!hasScore) {
      await this.giveUp(ranked?.serial, ranked?.owner);
      return { id, outcome: null };
    }
    if (ranked)
      await wait({ id: id ?? String(ranked.serial), title, file, ranked });
    await forget(this.key);
    if (!ranked || !this.board)
      return { id, outcome: null };
    const outcome = handIn(this.board, ranked, file).then(async what => {
      if (what.kind !== 'waits')
        await sent(id ?? String(ranked.serial));
      return what;
    });
    return { id, outcome };
  }

  /** Gives a code with which a terminal goes on with the play. */
  async code(file: Uint8Array<ArrayBuffer>): Promise<string> {
    const { code } = await this.board!.send<{ code: string }>('POST', `api/tickets/${this.ranked!.serial}/code?owner=${this.ranked!.owner}`, file);
    await forget(this.key);
    return code;
  }

  /** The play stays here after all. @throws {Refused} It has gone on elsewhere. */
  async takeBack(): Promise<void> {
    await this.board!.send('DELETE', `api/tickets/${this.ranked!.serial}/code?owner=${this.ranked!.owner}`);
  }

  get canMove(): boolean {
    return this.ranked !== null && !this.ranked.daily && this.board?.account !== null;
  }

  close(): void {
    this.release?.();
    this.release = null;
  }

  private say(): void {
    if (this.ranked)
      this.element.textContent = this.ranked.daily ? 'Today’s challenge: this play counts.' : 'Ranked: this play counts.';
    else if (this.board && !this.board.account)
      this.element.replaceChildren('Not ranked. ', logInLink('Log in or make an account'), ' and your scores count.');
    else
      this.element.textContent = this.board ? 'Not ranked.' : '';
  }
}

export { TicketOpen };
