// The games of the place that this page came from: a board, or a folder on any web server (`monster site`).
import { Board } from '../board/board.ts';
import { Cartridge } from '../cartridge/cartridge.ts';
import { Refused } from '../cartridge/manifest.ts';

/** One of the 71 places. */
export interface Place {
  readonly shard: number;
  readonly title: string;
  /** SHA-256 of its cartridge; null when the game is not made yet. */
  readonly cartridge: string | null;
  readonly pitch?: string;
  readonly help?: string;
  readonly ticksPerSecond?: number;
  /** The best score of its demo or leaderboard; null when there is none. */
  readonly record?: number | null;
  readonly demo?: boolean;
}

export class Hall {
  readonly places: readonly Place[];
  /** The board that answers here; null for a folder on a web server, or a page without a network. */
  readonly board: Board | null;
  private readonly base: string;
  private readonly loaded = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  private constructor(base: string, places: readonly Place[], board: Board | null) {
    this.base = base;
    this.places = places;
    this.board = board;
  }

  static async open(base: string): Promise<Hall> {
    // A board's own server says so in the page: who is in is asked for while the list comes.
    const early = document.querySelector('meta[name="monster-board"]') ? Board.find() : null;
    const response = await fetch(`${base}games.json`);
    if (!response.ok)
      throw new Refused(`The list of games did not come (${response.status}). Try again in a moment.`);
    const { games, alone } = (await response.json()) as { games: Place[]; alone?: boolean };
    return new Hall(base, games, alone ? null : await (early ?? Board.find()));
  }

  find(slug: string): Place | undefined {
    return this.places.find(place => slugOf(place.title) === slug);
  }

  byCartridge(sha256: string): Place | undefined {
    return this.places.find(place => place.cartridge === sha256);
  }

  /** The file of a cartridge; a board has those of earlier versions, too. @throws {Refused} It is not here. */
  bytes(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
    const isOfToday = this.byCartridge(sha256) !== undefined;
    return this.fetch(isOfToday || !this.board ? `${this.base}cartridges/${sha256}.wasm` : `plays/${sha256}.wasm`, 'The game');
  }

  /** The cartridge with a SHA-256, whatever the server says it is; null when it is not here. */
  async cartridge(sha256: string): Promise<Cartridge | null> {
    try {
      const cartridge = await Cartridge.load(await this.bytes(sha256));
      return cartridge.sha256 === sha256 ? cartridge : null;
    } catch (e) {
      if (e instanceof Refused)
        return null;
      throw e;
    }
  }

  /** The demo recording of a game. @throws {Refused} There is none. */
  demo(place: Place): Promise<Uint8Array<ArrayBuffer>> {
    return this.fetch(`${this.base}demos/${place.cartridge}.play`, 'The recording');
  }

  private fetch(path: string, what: string): Promise<Uint8Array<ArrayBuffer>> {
    let bytes = this.loaded.get(path);
    if (!bytes) {
      bytes = fetch(path).then(async response => {
        if (!response.ok)
          throw new Refused(`${what} did not come (${response.status}). Try again in a moment.`);
        return new Uint8Array(await response.arrayBuffer());
      });
      bytes.catch(() => this.loaded.delete(path));
      this.loaded.set(path, bytes);
    }
    return bytes;
  }
}

/** A title as part of an address: maze-run. */
export function slugOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
