// A recording being watched: played again in a worker, at any speed, forwards and backwards.
import { Cartridge } from '../cartridge/cartridge.ts';
import { Refused } from '../cartridge/manifest.ts';
import { Play } from '../recording/play.ts';
import { decode, KeyCursor, type Recording } from '../recording/recording.ts';

export type ToWatcher =
  | { readonly kind: 'open'; readonly cartridge: Uint8Array<ArrayBuffer>; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'seek'; readonly tick: number }
  | { readonly kind: 'run'; readonly running: boolean; readonly speed: number };

export type FromWatcher =
  | { readonly kind: 'frame'; readonly cells: Uint32Array<ArrayBuffer>; readonly voices: Uint8Array<ArrayBuffer> | null; readonly tick: number; readonly score: number | null; readonly ended: boolean }
  | { readonly kind: 'refused'; readonly message: string };

/** States kept to jump to: never more than so many, however long the recording. */
const MAX_SNAPSHOTS = 256;
const MIN_SPACING = 256;
/** A turn of a turn-based game without a recorded rhythm, and the longest that anybody wants to wait for one. */
const TURN_MS = 400;
const LONGEST_TURN_MS = 1_500;
const FRAME_MS = 1000 / 60;

const say = (message: FromWatcher, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

class Film {
  private readonly recording: Recording;
  private readonly spacing: number;
  private readonly snapshots = new Map<number, Uint8Array<ArrayBuffer>>();
  private readonly rate: number;
  private readonly play: Play;
  private keys: KeyCursor;
  private tick = 0;
  private over = false;

  constructor(cartridge: Cartridge, recording: Recording) {
    this.recording = recording;
    this.spacing = Math.max(MIN_SPACING, Math.ceil(recording.ticks / MAX_SNAPSHOTS));
    this.rate = cartridge.manifest.ticksPerSecond;
    this.play = new Play(cartridge, recording.seed);
    this.keys = new KeyCursor(recording.keys);
    this.snapshots.set(0, this.play.instance.save());
  }

  get ended(): boolean {
    return this.over || this.tick >= this.recording.ticks;
  }

  /** Milliseconds before the next tick at ordinary speed. */
  get pause(): number {
    return this.rate > 0 ? 1000 / this.rate : Math.min(this.recording.rhythm[this.tick] ?? TURN_MS, LONGEST_TURN_MS);
  }

  step(): void {
    if (this.ended)
      return;
    try {
      this.over = this.play.instance.update(this.keys.take());
    } catch {
      this.over = true; // it trapped here when it was played, too
    }
    this.tick++;
    if (this.tick % this.spacing === 0 && !this.snapshots.has(this.tick) && !this.over)
      this.snapshots.set(this.tick, this.play.instance.save());
  }

  seek(tick: number): void {
    const wanted = Math.max(0, Math.min(tick, this.recording.ticks));
    if (wanted < this.tick || wanted - this.tick > this.spacing) {
      let start = Math.floor(wanted / this.spacing) * this.spacing;
      while (!this.snapshots.has(start))
        start -= this.spacing;
      if (wanted < this.tick || start > this.tick) {
        this.play.instance.restore(this.snapshots.get(start)!);
        this.tick = start;
        this.over = false;
        this.keys = new KeyCursor(this.recording.keys);
        for (let i = 0; i < start; i++)
          this.keys.take();
      }
    }
    while (this.tick < wanted && !this.ended)
      this.step();
  }

  show(): void {
    const { instance } = this.play;
    if (!instance.draw())
      return;
    const cells = new Uint32Array(instance.cells.slice().buffer);
    const voices = instance.voices?.slice() ?? null;
    let score: number | null = null;
    try {
      score = instance.score();
    } catch {
      // no score where it traps
    }
    say({ kind: 'frame', cells, voices, tick: this.tick, score, ended: this.ended }, [cells.buffer]);
  }
}

let film: Film | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let due = 0;
let waiting: Exclude<ToWatcher, { kind: 'open' }>[] = []; // said before the recording was open

self.onmessage = (event: MessageEvent<ToWatcher>): void => {
  const message = event.data;
  if (message.kind === 'open')
    void open(message.cartridge, message.file);
  else if (film)
    obey(message, film);
  else
    waiting.push(message);
};

function obey(message: Exclude<ToWatcher, { kind: 'open' }>, film: Film): void {
  clearTimeout(timer);
  if (message.kind === 'seek') {
    film.seek(message.tick);
    film.show();
  } else if (message.running) {
    due = performance.now();
    run(message.speed);
  }
}

async function open(cartridge: Uint8Array<ArrayBuffer>, file: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    film = new Film(await Cartridge.load(cartridge), decode(file));
    film.show();
    for (const message of waiting)
      obey(message, film);
    waiting = [];
  } catch (e) {
    if (!(e instanceof Refused))
      throw e;
    say({ kind: 'refused', message: e.message });
  }
}

function run(speed: number): void {
  if (!film)
    return;
  const end = performance.now();
  let moved = false;
  while (due <= end && !film.ended) {
    due += film.pause / speed;
    film.step();
    moved = true;
    if (performance.now() - end > FRAME_MS)
      due = performance.now(); // faster than this machine can: as fast as it can
  }
  if (moved)
    film.show();
  if (!film.ended)
    timer = setTimeout(run, Math.max(due - performance.now(), FRAME_MS), speed);
}
