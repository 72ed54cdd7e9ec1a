import { type Cartridge, type Instance, Trap } from '../cartridge/cartridge.ts';
import { CHECKPOINT, encodedLength, KeyCursor, MAX_KEY_BYTES, MAX_RHYTHM_BYTES, MAX_TICKS, type Recording, type Status } from './recording.ts';

/** A play: an instance, and everything that a recording of it needs. */
export class Play {
  readonly cartridge: Cartridge;
  readonly seed: Uint8Array;
  readonly instance: Instance;
  ticks = 0;
  status: Status = 0;
  trap: Recording['trap'] = null;
  private readonly keys: number[] = [];
  private readonly rhythm: number[] = [];
  private readonly checkpoints: Promise<Uint8Array>[] = [];
  private lastKeyTick = 0;
  private keyBytes = 0;
  private rhythmBytes = 0;

  /** Begins a play. @param seed 16 bytes. */
  constructor(cartridge: Cartridge, seed: Uint8Array) {
    this.cartridge = cartridge;
    this.seed = seed;
    this.instance = cartridge.instantiate();
    this.guarded(() => this.instance.init(seed));
  }

  /** Plays the first ticks of a recording and goes on from there. */
  static from(cartridge: Cartridge, recording: Recording, ticks = recording.ticks): Play {
    const play = new Play(cartridge, recording.seed);
    const keys = new KeyCursor(recording.keys);
    while (play.status === 0 && play.ticks < ticks)
      play.tick(keys.take(), recording.rhythm[play.ticks] ?? 0);
    return play;
  }

  /** Whether a recording of it would be as long as one can be: the host then ends the play. */
  get full(): boolean {
    return this.ticks >= MAX_TICKS || this.keyBytes > MAX_KEY_BYTES - 16;
  }

  /** One tick. @param pause Milliseconds since the tick before, kept for turn-based games. */
  tick(key: number, pause = 0): void {
    if (this.status !== 0)
      return;
    if (key !== 0) {
      const gap = this.ticks - this.lastKeyTick;
      this.keys.push(gap, key);
      this.keyBytes += encodedLength(gap) + encodedLength(key);
      this.lastKeyTick = this.ticks + 1;
    }
    this.guarded(() => {
      const over = this.instance.update(key);
      this.ticks++;
      if (this.cartridge.manifest.ticksPerSecond === 0) {
        this.rhythm.push(Math.round(pause));
        this.rhythmBytes += encodedLength(Math.round(pause));
      }
      if (over)
        this.status = 1;
      if (this.ticks % CHECKPOINT === 0)
        this.checkpoints.push(this.instance.stateHash());
    });
  }

  /** The score as it stands; null after a trap. */
  get score(): number | null {
    return this.status === 2 ? null : this.guarded(() => this.instance.score()) ?? null;
  }

  /** The recording of the play so far, unsigned. */
  async record(more: Partial<Recording> = {}): Promise<Recording> {
    const stateHash = this.status === 2 ? null : await this.instance.stateHash();
    const score = this.score; // may show that the play traps there
    const hashes = await Promise.all(this.checkpoints);
    const checkpoints = new Uint8Array(hashes.length * 32);
    hashes.forEach((hash, i) => checkpoints.set(hash, i * 32));
    return {
      cartridge: this.cartridge.sha256, abi: 1, rules: this.cartridge.manifest.rules, seed: this.seed, keys: [...this.keys], ticks: this.ticks,
      status: this.status, score, stateHash: this.trap === null ? stateHash : null, checkpoints, trap: this.trap,
      player: '', node: '', ticket: null, started: null, ended: null,
      rhythm: this.rhythmBytes <= MAX_RHYTHM_BYTES ? [...this.rhythm] : [], publicKey: null, signature: null, ...more,
    };
  }

  private guarded<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (e) {
      if (!(e instanceof Trap))
        throw e;
      this.status = 2;
      this.trap = { call: e.call, cause: e.why };
      return undefined;
    }
  }
}
