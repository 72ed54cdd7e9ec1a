// What the page computes beside the modules: eigenvalues for the picture (floating point), everything that is claimed exactly in integers.

/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations, the largest first. For pictures: accurate to about 1e-9. */
export function eigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map(row => [...row]);
  const v = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j): number => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = a[p]![q]!;
        off += apq * apq;
        if (Math.abs(apq) < 1e-12)
          continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1), s = t * c;
        for (let k = 0; k < n; k++) {
          const kp = a[k]![p]!, kq = a[k]![q]!;
          a[k]![p] = c * kp - s * kq;
          a[k]![q] = s * kp + c * kq;
        }
        for (let k = 0; k < n; k++) {
          const pk = a[p]![k]!, qk = a[q]![k]!;
          a[p]![k] = c * pk - s * qk;
          a[q]![k] = s * pk + c * qk;
          const vp = v[k]![p]!, vq = v[k]![q]!;
          v[k]![p] = c * vp - s * vq;
          v[k]![q] = s * vp + c * vq;
        }
      }
    if (off < 1e-18)
      break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((x, y) => a[y]![y]! - a[x]![x]!);
  return { values: order.map(i => a[i]![i]!), vectors: order.map(i => v.map(row => row[i]!)) };
}

/** The product of two series, as many coefficients as the first has. */
export function multiply(f: readonly bigint[], g: readonly bigint[]): bigint[] {
  const out = f.map(() => 0n);
  f.forEach((a, i) => {
    if (a !== 0n)
      for (let j = 0; i + j < out.length && j < g.length; j++)
        out[i + j]! += a * g[j]!;
  });
  return out;
}

/** The sum of the k-th powers of the divisors of n. */
export function sigma(n: number, k: bigint): bigint {
  let sum = 0n;
  for (let d = 1; d <= n; d++)
    if (n % d === 0)
      sum += BigInt(d) ** k;
  return sum;
}

/** The Eisenstein series E4, which is the theta series of the lattice E8 too. */
export function e4(length: number): bigint[] {
  return Array.from({ length }, (_, n) => (n === 0 ? 1n : 240n * sigma(n, 3n)));
}

/** Delta = q prod (1 - q^n)^24, by Jacobi's sparse series for the third power of eta. */
export function delta(length: number): bigint[] {
  const eta3 = new Array<bigint>(length).fill(0n);
  for (let n = 0; (n * (n + 1)) / 2 < length; n++)
    eta3[(n * (n + 1)) / 2] = BigInt(n % 2 === 0 ? 2 * n + 1 : -2 * n - 1);
  const eta6 = multiply(eta3, eta3), eta12 = multiply(eta6, eta6), eta24 = multiply(eta12, eta12);
  return [0n, ...eta24.slice(0, length - 1)];
}

/** The theta series of the Leech lattice: E4^3 - 720 Delta. */
export function leech(length: number): bigint[] {
  const e = e4(length), d = delta(length);
  return multiply(multiply(e, e), e).map((a, n) => a - 720n * d[n]!);
}

/** The class number of binary quadratic forms of a negative discriminant: reduced primitive forms are counted. */
export function classNumber(discriminant: number): number {
  const d = -discriminant;
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let count = 0;
  for (let b = d % 2; b * b <= d / 3; b += 2) {
    const ac = (b * b + d) / 4;
    for (let a = Math.max(b, 1); a * a <= ac; a++)
      if (ac % a === 0 && gcd(gcd(a, b), ac / a) === 1)
        count += b === 0 || a === b || a * a === ac ? 1 : 2;
  }
  return count;
}

function factors(n: number): [prime: number, power: number][] {
  const found: [number, number][] = [];
  for (let p = 2; p <= n; p++)
    for (; n % p === 0; n /= p) {
      const last = found.at(-1);
      if (last?.[0] === p)
        last[1]++;
      else
        found.push([p, 1]);
    }
  return found;
}

/** The genus of X0(N) (Diamond and Shurman, A First Course in Modular Forms, theorem 3.1.1 and section 3.9). */
export function genus(level: number): number {
  const primes = factors(level);
  const index = primes.reduce((product, [p, e]) => product * (p + 1) * p ** (e - 1), 1);
  const elliptic = (residue: (p: number) => number, square: number): number => (level % square === 0 ? 0 : primes.reduce((product, [p]) => product * (1 + residue(p)), 1));
  const e2 = elliptic(p => (p === 2 ? 0 : p % 4 === 1 ? 1 : -1), 4);
  const e3 = elliptic(p => (p === 3 ? 0 : p % 3 === 1 ? 1 : -1), 9);
  const phi = (n: number): number => factors(n).reduce((product, [p, e]) => product * (p - 1) * p ** (e - 1), 1);
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let cusps = 0;
  for (let d = 1; d <= level; d++)
    if (level % d === 0)
      cusps += phi(gcd(d, level / d));
  return (12 + index - 3 * e2 - 4 * e3 - 6 * cusps) / 12;
}

/** The genus of X0(p)+, p prime: the fixed points of the Fricke involution are counted by class numbers (A. Ogg, 1974). */
export function genusPlus(p: number): number {
  if (p <= 3)
    return 0;
  const fixed = classNumber(-4 * p) + (p % 4 === 3 ? classNumber(-p) : 0);
  return (2 * genus(p) + 2 - fixed) / 4;
}

export function isPrime(n: number): boolean {
  return n > 1 && factors(n)[0]![0] === n;
}

/** Half of the sum of the differences of a distribution to the uniform one. */
export function distanceToUniform(distribution: readonly number[]): number {
  return distribution.reduce((sum, x) => sum + Math.abs(x - 1 / distribution.length), 0) / 2;
}
