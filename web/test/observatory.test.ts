import { expect, test } from 'vitest';
import { classNumber, delta, e4, eigen, genus, genusPlus, isPrime, leech } from '../src/observatory/mathematics.ts';
import { PRIMES } from '../src/observatory/modules.ts';

test('Delta, E4 and the Leech theta series begin as they are known to', () => {
  expect(delta(8)).toEqual([0n, 1n, -24n, 252n, -1472n, 4830n, -6048n, -16744n]);
  expect(e4(4)).toEqual([1n, 240n, 2160n, 6720n]);
  expect(leech(5)).toEqual([1n, 0n, 196560n, 16773120n, 398034000n]);
});

test('class numbers and genera are those of the tables', () => {
  expect([-3, -4, -15, -20, -23, -47, -71, -284].map(classNumber)).toEqual([1, 1, 2, 2, 3, 5, 7, 7]);
  expect([1, 11, 23, 30, 37, 60, 64, 71].map(genus)).toEqual([0, 1, 2, 3, 2, 7, 3, 6]);
});

test("the genus of X0(p)+ is 0 for the fifteen primes of the Monster and, below 200, for no other", () => {
  const zero = Array.from({ length: 200 }, (_, n) => n).filter(n => isPrime(n) && genusPlus(n) === 0);
  expect(zero).toEqual([...PRIMES]);
  expect(genusPlus(37)).toBe(1);
});

test('eigenvalues of a matrix that has known ones', () => {
  const cycle = Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j): number => ((i - j + 12) % 12 === 1 || (j - i + 12) % 12 === 1 ? 1 : 0)));
  const { values, vectors } = eigen(cycle);
  const known = Array.from({ length: 12 }, (_, k) => 2 * Math.cos((2 * Math.PI * k) / 12)).sort((a, b) => b - a);
  values.forEach((value, i) => expect(value).toBeCloseTo(known[i]!, 8));
  cycle.forEach((row, i) => expect(row.reduce((sum, x, j) => sum + x * vectors[1]![j]!, 0)).toBeCloseTo(values[1]! * vectors[1]![i]!, 8));
});
