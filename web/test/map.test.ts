import { describe, expect, it } from 'vitest';
import { cells, legacyValue, mapOf, moduleFor, nextDoor, primeOf } from '../src/observatory/map.ts';
import { PRIMES, SHARDS } from '../src/observatory/modules.ts';

const names = Array.from({ length: SHARDS }, (_, i) => `game ${i}`);
const all = (gone: readonly number[] = []): Map<number, { neighbours(shard: number): number[]; conjugate(): number }> =>
  new Map(names.map((_, i) => i).filter(i => !gone.includes(i)).map(i => [i, { neighbours: (shard: number) => [(shard + 70) % SHARDS, (shard + 1) % SHARDS, (shard + 1) % SHARDS], conjugate: () => (i === 70 ? 70 : i ^ 1) }]));

describe('maps of the arcade', () => {
  it('asks for a shard and a prime the module that has both among its fifteen', () => {
    for (let shard = 0; shard < SHARDS; shard++) {
      expect(moduleFor(shard, primeOf(shard))).toBe(shard);
      for (const prime of PRIMES)
        expect(primeOf(moduleFor(shard, prime))).toBe(prime);
    }
  });

  it('orders by doors, counting them along the shortest way', () => {
    const map = nextDoor(all(), 17, names);
    expect(map.shards.slice(0, 5)).toEqual([17, 16, 18, 15, 19]);
    expect([17, 16, 18, 20, 52].map(s => map.notes[s])).toEqual(['here', 'next door', 'next door ×2', '3 doors away', '35 doors away']);
  });

  it('makes nothing up where a module is missing', () => {
    const map = nextDoor(all([17]), 17, names);
    expect(map.title).toContain('its module is missing');
    expect(map.notes[18]).toBe('no way known');
    expect(cells(all([3])).notes[3]).toBe('its module is missing');
  });

  it('puts conjugates side by side', () => {
    expect(cells(all()).shards.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(cells(all()).notes[70]).toBe('a cell alone');
  });

  it('shows each shard once, whichever modules are missing', () => {
    for (const gone of [[], [2], [3], [2, 3], [70], names.map((_, i) => i)])
      for (const order of ['door', 'cells', 'legacy'] as const)
        expect([...mapOf(order, all(gone), 2, names).shards].sort((a, b) => a - b)).toEqual(names.map((_, i) => i));
    expect(cells(all([2])).shards.slice(2, 4)).toEqual([2, 3]);
  });

  it('keeps the legacy order and says what it is not', () => {
    expect(legacyValue(17)).toBeCloseTo(260.743, 9);
    const map = mapOf('legacy', new Map(), 0, names);
    expect(map.title).toContain('not a Hecke operator');
    expect(map.shards.length).toBe(SHARDS);
  });
});
