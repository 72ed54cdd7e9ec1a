// The maps of the arcade: next door by T_p, the 38 cells, and the order that was once called Hecke. What is next door is asked of the 71 modules; where one
// is missing nothing else answers in its place.
import { PRIMES, SHARDS, type HeckeModule } from './modules.ts';

export type Order = 'door' | 'cells' | 'legacy';

export interface ArcadeMap {
  /** What the order is, in a line. */
  readonly title: string;
  /** The shards that are shown, in order. */
  readonly shards: readonly number[];
  /** A word about each of the 71 shards. */
  readonly notes: readonly string[];
}

/** The modules that are good, by shard. */
type Modules = ReadonlyMap<number, Pick<HeckeModule, 'neighbours' | 'conjugate'>>;

const ALL = Array.from({ length: SHARDS }, (_, shard) => shard);

export const primeOf = (shard: number): number => PRIMES[shard % PRIMES.length]!;

/** Which module is asked about a shard and a prime: of each fifteen shards in a row the one with that prime; the last few ask the fifteen before. */
export function moduleFor(shard: number, prime: number): number {
  const module = shard - (shard % PRIMES.length) + PRIMES.indexOf(prime as (typeof PRIMES)[number]);
  return module < SHARDS ? module : module - PRIMES.length;
}

export function mapOf(order: Order, modules: Modules, centre: number, names: readonly string[]): ArcadeMap {
  return order === 'door' ? nextDoor(modules, centre, names) : order === 'cells' ? cells(modules) : legacy();
}

/** The shards by how many doors of T_p they are away from one, p its own prime. */
export function nextDoor(modules: Modules, centre: number, names: readonly string[]): ArcadeMap {
  const prime = primeOf(centre);
  const doors = new Map([[centre, 0]]);
  const next = (shard: number): number[] => modules.get(moduleFor(shard, prime))?.neighbours(shard) ?? [];
  for (const shard of doors.keys()) // grows as it goes
    for (const neighbour of next(shard))
      if (!doors.has(neighbour))
        doors.set(neighbour, doors.get(shard)! + 1);
  const away = (shard: number): number => doors.get(shard) ?? Infinity;
  const here = next(centre);
  const note = (shard: number): string => {
    const count = here.filter(n => n === shard).length;
    if (shard === centre)
      return 'here';
    return away(shard) === 1 ? `next door${count > 1 ? ` ×${count}` : ''}` : away(shard) === Infinity ? 'no way known' : `${away(shard)} doors away`;
  };
  return { title: `Next door to ${names[centre]} by T${prime}: ${here.length === 0 ? 'its module is missing' : `${here.length} isogenies of degree ${prime}`}`, shards: [...ALL].sort((a, b) => away(a) - away(b) || a - b), notes: ALL.map(note) };
}

/** The shards by cells: five are alone, the others stand beside their Frobenius conjugate. */
export function cells(modules: Modules): ArcadeMap {
  const conjugates = ALL.map(shard => modules.get(shard)?.conjugate() ?? -1);
  const partner = (shard: number): number => (conjugates[shard]! >= 0 ? conjugates[shard]! : conjugates.indexOf(shard)); // either of the two modules tells
  return {
    title: 'The 38 cells: 5 rational shards, and 33 pairs of Frobenius conjugates side by side',
    shards: ALL.flatMap(shard => (partner(shard) < 0 || partner(shard) === shard ? [shard] : partner(shard) > shard ? [shard, partner(shard)] : [])),
    notes: conjugates.map((conjugate, shard) => (conjugate < 0 ? 'its module is missing' : conjugate === shard ? 'a cell alone' : `one cell with ${conjugate}`)),
  };
}

/** The formula that the arcade's first version called Hecke. */
export function legacyValue(shard: number): number {
  const p = primeOf(shard);
  return p * shard + p * p + (196_883 - 2_770 * shard) / 1_000 + (180 - ((5 * shard) % 360)) / 100;
}

function legacy(): ArcadeMap {
  return {
    title: 'Legacy order, p s + p² + ...: once called Hecke, but not a Hecke operator',
    shards: [...ALL].sort((a, b) => legacyValue(a) - legacyValue(b)),
    notes: ALL.map(shard => legacyValue(shard).toFixed(1)),
  };
}
