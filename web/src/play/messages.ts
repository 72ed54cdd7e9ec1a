// What the page and the worker in which a game runs say to each other.
import type { Manifest } from '../cartridge/manifest.ts';

/** Who plays, at which board, with which ticket (hexadecimal): fields 12 to 14 of a recording. */
export interface Origin {
  readonly player: string;
  readonly node: string;
  readonly ticket: string;
}

/** How to begin: a new play, or the first ticks of a recording. */
export interface Start {
  readonly kind: 'start';
  readonly cartridge: Uint8Array<ArrayBuffer>;
  readonly seed: Uint8Array<ArrayBuffer>;
  /** The file of a recording to go on from. */
  readonly from?: Uint8Array<ArrayBuffer>;
  /** Ticks of it to take; all when left out. */
  readonly ticks?: number;
  /** What a ranked play says of itself in its recording. */
  readonly origin?: Origin | undefined;
}

export type ToWorker = Start
  | { readonly kind: 'key'; readonly key: number }
  | { readonly kind: 'run'; readonly running: boolean }
  | { readonly kind: 'record' }
  /** From now on tell the keys of all ticks from this one on. */
  | { readonly kind: 'tell'; readonly from: number };

/** The picture after one or more ticks. */
export interface Frame {
  readonly kind: 'frame';
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly voices: Uint8Array<ArrayBuffer> | null;
  readonly ticks: number;
  readonly score: number | null;
}

export type FromWorker = Frame
  | { readonly kind: 'ready'; readonly manifest: Manifest; readonly sha256: string }
  | { readonly kind: 'refused'; readonly message: string }
  /** The worker is alive; sent while nothing else is. */
  | { readonly kind: 'alive' }
  /** A key for each tick from one on; 0 is none. */
  | { readonly kind: 'keys'; readonly from: number; readonly keys: readonly number[] }
  /** The play so far, or whole when `over`. */
  | { readonly kind: 'recording'; readonly file: Uint8Array<ArrayBuffer>; readonly over: boolean; readonly score: number | null; readonly trapped: boolean };
