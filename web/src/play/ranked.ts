// A play that counts: it begins with a ticket, whose seed neither side could choose (docs/tickets.md), and ends at the board, which
// plays it again before it believes it.
import { Refused } from '../cartridge/manifest.ts';
import { fromHex, hex, sha256 } from '../recording/bytes.ts';
import { NoLine, Problem, type Board } from '../board/board.ts';
import type { Accepted, Ticket } from '../board/types.ts';
import type { Origin } from './messages.ts';

/** What a page keeps of a ticket. */
export interface Ranked {
  readonly serial: number;
  /** Counts the connections the play has gone to; ours is this one. */
  readonly owner: number;
  readonly account: number;
  readonly daily: boolean;
  /** 32 hexadecimal digits. */
  readonly seed: string;
  readonly origin: Origin;
}

/** A ticket of this game is open already. */
export class TicketOpen extends Error {
  readonly ticket: Ticket;

  constructor(ticket: Ticket) {
    super('A play of this game is open already.');
    this.ticket = ticket;
  }
}

/** What became of a play that was handed in. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly id: string; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string }
  /** It is handed in later. */
  | { readonly kind: 'waits'; readonly text: string };

/** Takes a ticket. @throws {TicketOpen} @throws {Problem} @throws {NoLine} @throws {Refused} The board does not keep its word. */
export async function takeTicket(board: Board, shard: number, cartridge: string, daily: boolean): Promise<Ranked> {
  let ticket: Ticket;
  try {
    ticket = await board.send<Ticket>('POST', 'api/tickets', daily ? { daily: true } : { shard });
  } catch (e) {
    if (e instanceof Problem && e.code === 'open-ticket' && e.body.ticket)
      throw new TicketOpen(e.body.ticket as Ticket);
    throw e;
  }
  return answer(board, ticket, cartridge);
}

/** Chooses the player's number, and checks that the board's was fixed before it. */
async function answer(board: Board, ticket: Ticket, cartridge: string): Promise<Ranked> {
  if (ticket.cartridge !== cartridge)
    throw new Refused('The board has a newer version of this game. Load the page again to get it.');
  let running = ticket;
  if (ticket.seed === null) {
    const number = crypto.getRandomValues(new Uint8Array(16));
    running = await board.send<Ticket>('PUT', `api/tickets/${ticket.serial}/answer`, { number: hex(number) });
    const nodeNumber = fromHex(running.nodeNumber ?? '');
    const promised = await sha256(joined('monster ticket commitment 1\n', nodeNumber));
    const seed = await sha256(joined('monster seed 1\n', nodeNumber, number, fromHex(cartridge), long(board.account!.id), long(ticket.serial)));
    if (hex(promised) !== ticket.commitment || hex(seed.subarray(0, 16)) !== running.seed)
      throw new Refused('The board’s number is not the one it had committed to, so this play would prove nothing. It is not begun.');
  }
  return rankedOf(board, running);
}

function rankedOf(board: Board, ticket: Ticket): Ranked {
  if (ticket.seed === null || ticket.origin === null)
    throw new Refused('The board gave a ticket without a seed. Try again in a moment.');
  return { serial: ticket.serial, owner: ticket.owner, account: board.account!.id, daily: ticket.daily, seed: ticket.seed, origin: ticket.origin };
}

/** Takes a play over from a terminal by its code, or one that was left here or there by its serial.
 * @returns Its ticket, and what is recorded of it; null when nothing is yet. */
export async function carryOn(board: Board, which: { code: string } | { serial: number }): Promise<{ ticket: Ticket; ranked: Ranked; file: Uint8Array<ArrayBuffer> | null }> {
  const ticket = await board.send<Ticket>('POST', 'api/tickets/take', which);
  const ranked = ticket.seed === null ? await answer(board, ticket, ticket.cartridge) : rankedOf(board, ticket);
  try {
    return { ticket, ranked, file: await board.get<Uint8Array<ArrayBuffer>>(`api/tickets/${ticket.serial}/recording`) };
  } catch (e) {
    if (e instanceof Problem && e.status === 404)
      return { ticket, ranked, file: null };
    throw e;
  }
}

/** Hands a finished play in. It may be done again at any time: the board knows a recording that it has. */
export async function handIn(board: Board, ranked: Ranked, file: Uint8Array<ArrayBuffer>): Promise<Outcome> {
  try {
    const { id, placed } = await board.send<Accepted>('POST', `api/plays?owner=${ranked.owner}`, file);
    return { kind: 'accepted', id, text: placed };
  } catch (e) {
    if (e instanceof NoLine)
      return { kind: 'waits', text: 'The board does not answer. The play is kept here and handed in as soon as it does.' };
    if (!(e instanceof Problem))
      throw e;
    if (e.code === 'log-in')
      return { kind: 'waits', text: 'You are logged out. The play is kept here and handed in when you log in again.' };
    if (e.status === 429 || e.status >= 500)
      return { kind: 'waits', text: `${e.message} The play is kept here and handed in later.` };
    return { kind: 'refused', text: e.message };
  }
}

function long(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

function joined(tag: string, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = [new TextEncoder().encode(tag), ...parts];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
