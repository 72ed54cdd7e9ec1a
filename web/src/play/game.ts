import type { Manifest } from '../cartridge/manifest.ts';
import type { Frame, FromWorker, Start, ToWorker } from './messages.ts';

/** A worker that says nothing for so long hangs: it is ended, and the play with it. */
const PATIENCE_MS = 5_000;
const WATCH_MS = 1_000;

export interface GameEvents {
  ready(manifest: Manifest, sha256: string): void;
  frame(frame: Frame): void;
  recording(file: Uint8Array<ArrayBuffer>, over: boolean, score: number | null, trapped: boolean): void;
  /** The keys of ticks, after {@link Game.tell}. */
  keys(from: number, keys: readonly number[]): void;
  /** It cannot be played; the message says why. */
  failed(message: string): void;
}

/** A game in a worker of its own, with a watchdog. */
export class Game {
  private readonly worker: Worker;
  private readonly events: GameEvents;
  private readonly watch: ReturnType<typeof setInterval>;
  private heard = performance.now();

  constructor(events: GameEvents) {
    this.events = events;
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = (event: MessageEvent<FromWorker>) => this.hear(event.data);
    this.worker.onerror = () => this.fail('The game stopped working. Nothing else is lost; begin it again.');
    let last = performance.now();
    this.watch = setInterval(() => {
      const now = performance.now();
      // A page that slept itself learns nothing from the silence.
      if (now - last > 3 * WATCH_MS || document.hidden)
        this.heard = now;
      last = now;
      if (now - this.heard > PATIENCE_MS)
        this.fail('The game thought about its next move without end and was stopped. This is a fault of the game, not yours.');
    }, WATCH_MS);
  }

  start(start: Omit<Start, 'kind'>): void {
    this.say({ kind: 'start', ...start });
  }

  press(key: number): void {
    this.say({ kind: 'key', key });
  }

  run(running: boolean): void {
    this.say({ kind: 'run', running });
  }

  /** Asks for the recording of the play so far. */
  record(): void {
    this.say({ kind: 'record' });
  }

  /** Asks for the keys of all ticks from one on, now and as they come. */
  tell(from: number): void {
    this.say({ kind: 'tell', from });
  }

  close(): void {
    clearInterval(this.watch);
    this.worker.terminate();
  }

  private say(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromWorker): void {
    this.heard = performance.now();
    switch (message.kind) {
      case 'ready':
        this.events.ready(message.manifest, message.sha256);
        break;
      case 'frame':
        this.events.frame(message);
        break;
      case 'recording':
        this.events.recording(message.file, message.over, message.score, message.trapped);
        break;
      case 'keys':
        this.events.keys(message.from, message.keys);
        break;
      case 'refused':
        this.fail(message.message);
        break;
      case 'alive':
        break;
    }
  }

  private fail(message: string): void {
    this.close();
    this.events.failed(message);
  }
}
