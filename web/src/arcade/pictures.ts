// The small moving pictures of the grid: demo recordings played again in one worker, made small there.
import { Cartridge } from '../cartridge/cartridge.ts';
import { Play } from '../recording/play.ts';
import { decode, KeyCursor, type Recording } from '../recording/recording.ts';
import { Miniatures } from './miniature.ts';

export interface Show {
  readonly shard: number;
  readonly cartridge: Uint8Array<ArrayBuffer>;
  /** Left out where there is none: the game is shown as it stands before somebody plays it. */
  readonly demo?: Uint8Array<ArrayBuffer>;
}

/** A miniature that differs from the one before it. */
export interface PictureMessage {
  readonly shard: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export type PicturesRequest = { readonly show: Show; readonly seconds: number } | { readonly visible: readonly number[]; readonly seconds: number };

const TURNS_A_SECOND = 2; // of a turn-based game: as quick as a person looks
const UNPLAYED_TICKS = 600;

class Film {
  private readonly cartridge: Cartridge;
  private readonly recording: Pick<Recording, 'seed' | 'ticks'> & Partial<Pick<Recording, 'keys'>>;
  private play: Play;
  private keys: KeyCursor | null;
  private rest = 0;
  private shown = new Uint32Array(0);

  constructor(cartridge: Cartridge, recording: Recording | null) {
    this.cartridge = cartridge;
    this.recording = recording ?? { seed: new Uint8Array(16), ticks: cartridge.manifest.ticksPerSecond === 0 ? 0 : UNPLAYED_TICKS };
    this.play = new Play(cartridge, this.recording.seed);
    this.keys = this.begin();
  }

  private begin(): KeyCursor | null {
    return this.recording.keys ? new KeyCursor(this.recording.keys) : null;
  }

  advance(seconds: number): void {
    this.rest += seconds * (this.cartridge.manifest.ticksPerSecond || TURNS_A_SECOND);
    for (; this.rest >= 1; this.rest--) {
      if (this.play.status !== 0 || this.play.ticks >= this.recording.ticks) {
        this.play = new Play(this.cartridge, this.recording.seed);
        this.keys = this.begin();
      }
      if (this.recording.ticks > 0)
        this.play.tick(this.keys?.take() ?? 0);
    }
  }

  /** The cells, when they are others than last time. */
  changed(): Uint32Array | null {
    if (!this.play.instance.draw())
      return null;
    const cells = new Uint32Array(this.play.instance.cells.slice().buffer);
    if (this.shown.length === cells.length && this.shown.every((cell, i) => cell === cells[i]))
      return null;
    return (this.shown = cells);
  }
}

const films = new Map<number, Film>();
const miniatures = new Miniatures();

function show(shard: number, film: Film, seconds: number): void {
  film.advance(seconds);
  const cells = film.changed();
  if (cells === null)
    return;
  const pixels = miniatures.draw(cells);
  self.postMessage({ shard, pixels } satisfies PictureMessage, { transfer: [pixels.buffer] });
}

self.onmessage = async (event: MessageEvent<PicturesRequest>): Promise<void> => {
  const message = event.data;
  if ('visible' in message) {
    for (const shard of message.visible) {
      const film = films.get(shard);
      if (film)
        show(shard, film, message.seconds);
    }
    return;
  }
  const { shard, cartridge, demo } = message.show;
  try {
    const film = new Film(await Cartridge.load(cartridge), demo ? decode(demo) : null);
    films.set(shard, film);
    show(shard, film, message.seconds);
  } catch {
    // A tile without a picture is no reason to stop the others.
  }
};
