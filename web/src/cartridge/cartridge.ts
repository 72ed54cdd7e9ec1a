import { BUDGET, CELL_BYTES, MAX_CARTRIDGE_BYTES, VOICE_BYTES, type Call, type Cause } from './abi.ts';
import { readManifest, Refused, type Manifest } from './manifest.ts';
import { hex, sha256 } from '../recording/bytes.ts';

interface Exports {
  memory: WebAssembly.Memory;
  init(a: number, b: number, c: number, d: number): void;
  update(key: number): number;
  draw(): void;
  score(): number;
  cells: WebAssembly.Global;
  voices: WebAssembly.Global;
  state_start: WebAssembly.Global;
  state_end: WebAssembly.Global;
  budget: WebAssembly.Global;
  depth: WebAssembly.Global;
}

const FUNCTIONS = ['init', 'update', 'draw', 'score'] as const;
const GLOBALS = ['cells', 'voices', 'state_start', 'state_end', 'budget', 'depth'] as const;

/** A play that stopped working: where and why. */
export class Trap extends Error {
  readonly call: Call;
  readonly why: Cause;

  constructor(call: Call, cause: Cause) {
    super(`The game trapped in ${call} (${cause}).`);
    this.call = call;
    this.why = cause;
  }
}

/** A game as bytes, compiled once. Its instances share nothing. */
export class Cartridge {
  readonly manifest: Manifest;
  /** SHA-256 of the file, 64 hexadecimal digits: its name everywhere. */
  readonly sha256: string;
  private readonly module: WebAssembly.Module;

  private constructor(module: WebAssembly.Module, sha: string) {
    this.module = module;
    this.sha256 = sha;
    this.manifest = readManifest(module);
  }

  /** Compiles a cartridge. The full check of the contract is the server's (`monster cart check`); a browser refuses what it cannot run.
   * @throws {Refused} It is no cartridge; the message says why. */
  static async load(file: Uint8Array<ArrayBuffer>): Promise<Cartridge> {
    if (file.length > MAX_CARTRIDGE_BYTES)
      throw new Refused(`A cartridge has at most ${MAX_CARTRIDGE_BYTES} bytes; this file has ${file.length}.`);
    let module: WebAssembly.Module;
    try {
      module = await WebAssembly.compile(file);
    } catch (e) {
      throw new Refused(`This is not a WebAssembly module: ${e instanceof Error ? e.message : e}`);
    }
    if (WebAssembly.Module.imports(module).length > 0)
      throw new Refused('This is not a cartridge: it imports something, and a cartridge imports nothing.');
    const kinds = new Map(WebAssembly.Module.exports(module).map(e => [e.name, e.kind]));
    for (const [names, kind] of [[FUNCTIONS, 'function'], [GLOBALS, 'global'], [['memory'], 'memory']] as const)
      for (const name of names)
        if (kinds.get(name) !== kind)
          throw new Refused(`This is not a cartridge: it does not export the ${kind} ${name}.`);
    return new Cartridge(module, hex(await sha256(file)));
  }

  /** A fresh instance: nothing was called in it yet. */
  instantiate(): Instance {
    return new Instance(new WebAssembly.Instance(this.module).exports as unknown as Exports);
  }
}

/** One running copy of a game: a block of memory and four functions. */
export class Instance {
  private readonly game: Exports;

  constructor(game: Exports) {
    this.game = game;
  }

  /** @param seed 16 bytes. @throws {Trap} */
  init(seed: Uint8Array): void {
    const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
    this.guard('init', () => this.game.init(view.getInt32(0, true), view.getInt32(4, true), view.getInt32(8, true), view.getInt32(12, true)));
  }

  /** One tick. @returns Whether the play is over. @throws {Trap} */
  update(key: number): boolean {
    return this.guard('update', () => {
      const status = this.game.update(key);
      if (status !== 0 && status !== 1)
        throw new RangeError(`status ${status}`);
      return status === 1;
    });
  }

  /** @throws {Trap} */
  score(): number {
    return this.guard('score', () => {
      const score = this.game.score();
      if (score < 0)
        throw new RangeError(`score ${score}`);
      return score;
    });
  }

  /** Draws the screen. @returns False when drawing trapped: the picture stays as it was. */
  draw(): boolean {
    this.game.budget.value = BUDGET.draw;
    try {
      this.game.draw();
      return true;
    } catch {
      return false;
    }
  }

  /** The cells as they lie in memory: valid until the next call. */
  get cells(): Uint8Array {
    return new Uint8Array(this.game.memory.buffer, this.game.cells.value as number, CELL_BYTES);
  }

  /** The voices as they lie in memory; null in a game without sound. */
  get voices(): Uint8Array | null {
    const at = this.game.voices.value as number;
    return at === 0 ? null : new Uint8Array(this.game.memory.buffer, at, VOICE_BYTES);
  }

  /** A copy of the state, to go on from with {@link restore}. */
  save(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.state);
  }

  /** Goes on from a saved state. Only for a copy that this page made itself: a file is rebuilt by replay, never believed. */
  restore(state: Uint8Array): void {
    this.state.set(state);
  }

  /** SHA-256 of the state, 32 bytes. */
  stateHash(): Promise<Uint8Array> {
    return sha256(this.save());
  }

  private get state(): Uint8Array {
    const start = this.game.state_start.value as number;
    return new Uint8Array(this.game.memory.buffer, start, (this.game.state_end.value as number) - start);
  }

  private guard<T>(call: Call, run: () => T): T {
    this.game.budget.value = BUDGET[call];
    try {
      return run();
    } catch {
      // Whatever it was, the counters tell: both are stored before a trap (docs/abi.md, "Traps").
      const cause = (this.game.budget.value as number) < 0 ? 'budget' : (this.game.depth.value as number) < 0 ? 'depth' : 'program';
      throw new Trap(call, cause);
    }
  }
}
