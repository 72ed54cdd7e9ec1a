// The 71 modules, running in this browser: each is loaded, held against its manifest, and asked for its graph.
import { hex, sha256 } from '../recording/bytes.ts';

export const SHARDS = 71;

/** The fifteen primes that divide the order of the Monster, in ascending order: shard s has the (s mod 15)-th. */
export const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 41, 47, 59, 71] as const;

interface Exports {
  memory: WebAssembly.Memory;
  heap: WebAssembly.Global;
  frobenius: WebAssembly.Global;
  neighbour(shard: number, i: number): number;
  apply(f: number, fLength: number, out: number, outLength: number): number;
  qexp(f: number, fLength: number, out: number, outLength: number, weight: number, chi: number): number;
}

export interface ManifestEntry {
  readonly layer: number;
  readonly prime: number;
  readonly j: readonly [number, number];
  readonly frobenius: number;
  readonly trace: number;
  readonly weight: number;
  readonly eigenvalue: string;
  readonly wasm: { readonly file: string; readonly bytes: number; readonly sha256: string };
  readonly test: { readonly neighbours: readonly number[]; readonly f: readonly number[]; readonly g: readonly number[]; readonly coefficients: readonly number[]; readonly image: readonly string[] };
}

/** A module and what its manifest says of it. */
export class HeckeModule {
  readonly entry: ManifestEntry;
  private readonly exports: Exports;

  constructor(entry: ManifestEntry, exports: Exports) {
    this.entry = entry;
    this.exports = exports;
  }

  /** The p + 1 shards next to one in the graph of T_p, loops and double edges repeated. */
  neighbours(shard: number): number[] {
    return Array.from({ length: this.entry.prime + 1 }, (_, i) => this.exports.neighbour(shard, i));
  }

  /** The shard of the Frobenius conjugate. */
  conjugate(): number {
    return this.exports.frobenius.value as number;
  }

  /** T_p of a function on the shards. */
  apply(f: BigInt64Array): BigInt64Array {
    return this.run(f, SHARDS, (at, out) => this.exports.apply(at, f.length, out, SHARDS));
  }

  /** T_p of a q-expansion of weight k and level 1, modulo 2^64: a(pn) + p^(k-1) a(n/p). */
  qexp(f: BigInt64Array, coefficients: number, weight: number): BigInt64Array {
    return this.run(f, coefficients, (at, out) => this.exports.qexp(at, f.length, out, coefficients, weight, 1));
  }

  private run(f: BigInt64Array, length: number, call: (at: number, out: number) => number): BigInt64Array {
    const { memory } = this.exports;
    const at = this.exports.heap.value as number;
    const out = at + f.length * 8;
    const pages = Math.ceil((out + length * 8) / 65_536) - memory.buffer.byteLength / 65_536;
    if (pages > 0)
      memory.grow(pages);
    new BigInt64Array(memory.buffer, at, f.length).set(f);
    const status = call(at, out);
    if (status !== 0)
      throw new RangeError(`the module of shard ${this.entry.layer} refused with status ${status}`);
    return new BigInt64Array(memory.buffer, out, length).slice();
  }
}

/** What came of loading: the modules that are good, and what is wrong with the others. */
export interface Loaded {
  readonly modules: readonly HeckeModule[];
  readonly faults: readonly string[];
  readonly milliseconds: number;
}

/** Loads and checks all modules. A module that is missing or other than the manifest says is named, and left out.
 * @param base Where `MANIFEST.json` lies, with a slash at its end. */
export async function loadAll(base: string, get: (url: string) => Promise<Response> = fetch): Promise<Loaded> {
  const began = performance.now();
  const response = await get(`${base}MANIFEST.json`);
  if (!response.ok)
    throw new Error('The modules are not here: the page needs the folder that "monster hecke build" makes.');
  const manifest = (await response.json()) as { version: number; modules: ManifestEntry[] };
  if (manifest.version !== 1)
    throw new Error(`The modules' manifest is of version ${manifest.version}; this page knows version 1.`);
  const results = await Promise.all(manifest.modules.map(async entry => {
    try {
      return await load(base, entry, get);
    } catch (e) {
      return `shard ${entry.layer}: ${e instanceof Error ? e.message : e}`;
    }
  }));
  return {
    modules: results.filter(r => r instanceof HeckeModule),
    faults: results.filter(r => typeof r === 'string'),
    milliseconds: performance.now() - began,
  };
}

async function load(base: string, entry: ManifestEntry, get: (url: string) => Promise<Response>): Promise<HeckeModule> {
  const response = await get(base + entry.wasm.file);
  if (!response.ok)
    throw new Error(`the module is missing (${response.status})`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (hex(await sha256(bytes)) !== entry.wasm.sha256)
    throw new Error('the module is not the one that the manifest names');
  const { instance } = await WebAssembly.instantiate(bytes);
  const module = new HeckeModule(entry, instance.exports as unknown as Exports);
  const is = (a: ArrayLike<number | bigint>, b: ArrayLike<number | string>): boolean => a.length === b.length && Array.from(a).every((x, i) => String(x) === String(b[i]));
  if (module.conjugate() !== entry.frobenius)
    throw new Error('its Frobenius conjugate is not that of the manifest');
  if (!is(module.neighbours(entry.layer), entry.test.neighbours))
    throw new Error('its neighbours are not those of the manifest');
  if (!is(module.apply(BigInt64Array.from(entry.test.f, BigInt)), entry.test.g))
    throw new Error('T_p gives another vector than the manifest says');
  if (!is(module.qexp(BigInt64Array.from(entry.test.coefficients, BigInt), entry.test.image.length, entry.weight), entry.test.image))
    throw new Error('T_p gives another q-expansion than the manifest says');
  return module;
}
