// The small moving pictures of the grid: demo recordings played again in one worker, made small there.
import { HEIGHT, WIDTH } from '../cartridge/abi.ts';
import { Cartridge } from '../cartridge/cartridge.ts';
import { Play } from '../recording/play.ts';
import { decode, KeyCursor, type Recording } from '../recording/recording.ts';

export const PICTURE_WIDTH = 40;
export const PICTURE_HEIGHT = 22;

export interface Show {
  readonly shard: number;
  readonly cartridge: Uint8Array<ArrayBuffer>;
  readonly demo: Uint8Array<ArrayBuffer>;
}

/** Colours by palette index, row by row. */
export interface PictureMessage {
  readonly shard: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export type PicturesRequest = { readonly show: Show } | { readonly visible: readonly number[]; readonly seconds: number };

const TURNS_A_SECOND = 2; // of a turn-based game: as quick as a person looks

class Film {
  private readonly cartridge: Cartridge;
  private readonly recording: Recording;
  private play: Play;
  private keys: KeyCursor;
  private rest = 0;

  constructor(cartridge: Cartridge, recording: Recording) {
    this.cartridge = cartridge;
    this.recording = recording;
    this.play = new Play(cartridge, recording.seed);
    this.keys = new KeyCursor(recording.keys);
  }

  advance(seconds: number): void {
    this.rest += seconds * (this.cartridge.manifest.ticksPerSecond || TURNS_A_SECOND);
    for (; this.rest >= 1; this.rest--) {
      if (this.play.status !== 0 || this.play.ticks >= this.recording.ticks) {
        this.play = new Play(this.cartridge, this.recording.seed);
        this.keys = new KeyCursor(this.recording.keys);
      }
      this.play.tick(this.keys.take());
    }
  }

  picture(): Uint8Array<ArrayBuffer> {
    const pixels = new Uint8Array(PICTURE_WIDTH * PICTURE_HEIGHT);
    if (!this.play.instance.draw())
      return pixels;
    const cells = new Uint32Array(this.play.instance.cells.slice().buffer);
    const across = WIDTH / PICTURE_WIDTH;
    for (let y = 0; y < PICTURE_HEIGHT; y++)
      for (let x = 0; x < PICTURE_WIDTH; x++)
        pixels[y * PICTURE_WIDTH + x] = pixel(cells, x * across, y + 1, across);
    return pixels;
  }
}

/** The colour that matters most in a few cells of a row: what is bright and what is filled. */
function pixel(cells: Uint32Array, x: number, y: number, across: number): number {
  let best = 0;
  let weight = 0;
  for (let i = 0; i < across; i++) {
    const cell = cells[y * WIDTH + x + i]!;
    const code = cell & 0xffff, ink = (cell >>> 16) & 15, ground = (cell >>> 24) & 15;
    const isBlank = code <= 32;
    const color = isBlank ? ground : ink;
    const now = isBlank ? (ground === 0 ? 0 : 2) : code >= 0x2580 && code <= 0x259f ? 4 : ink === 15 ? 4 : 3;
    if (now > weight)
      [best, weight] = [color, now];
  }
  return y < HEIGHT - 1 ? best : 0;
}

if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  const films = new Map<number, Film>();
  self.onmessage = (event: MessageEvent<PicturesRequest>): void => {
    const message = event.data;
    if ('show' in message) {
      void Cartridge.load(message.show.cartridge).then(cartridge => films.set(message.show.shard, new Film(cartridge, decode(message.show.demo))));
      return;
    }
    for (const shard of message.visible) {
      const film = films.get(shard);
      if (!film)
        continue;
      film.advance(message.seconds);
      const pixels = film.picture();
      (self as unknown as Worker).postMessage({ shard, pixels } satisfies PictureMessage, [pixels.buffer]);
    }
  };
}
