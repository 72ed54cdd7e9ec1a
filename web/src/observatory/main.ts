import '../verify/verify.css';
import { h } from '../app/element.ts';
import { slugOf, type Place } from '../app/hall.ts';
import { layout, type Point } from './layout.ts';
import { delta, distanceToUniform, e4, eigen, genus, genusPlus, isPrime, leech, sigma } from './mathematics.ts';
import { mapOf, type Order } from './map.ts';
import { loadAll, PRIMES, SHARDS, type HeckeModule, type Loaded } from './modules.ts';
import { s } from './svg.ts';

const app = document.getElementById('app')!;
const status = h('p', { class: 'count', role: 'status' }, 'Loading the 71 modules…');
const main = h('main', { id: 'main' },
  h('h1', {}, 'The observatory'),
  h('p', { class: 'lead' }, 'In characteristic 853 there are exactly 71 supersingular elliptic curves, one for each game. For a prime p, an isogeny of degree p leads from each of them to p + 1 others: that graph is the Hecke operator ', h('i', {}, 'T'), h('sub', {}, 'p'), '. Below it acts, exactly, at the fifteen primes that divide the order of the Monster.'),
  status);
app.append(h('header', { class: 'top' }, h('a', { href: './', class: 'name' }, 'Monster Arcade'), h('nav', { 'aria-label': 'Pages' }, h('a', { href: './' }, 'Games'), h('a', { href: 'observatory.html', 'aria-current': 'page' }, 'Observatory'))), main);

void Promise.all([loadAll('data/hecke/'), games()]).then(([loaded, places]) => show(loaded, places), (e: unknown) => status.replaceChildren(h('span', { class: 'bad' }, e instanceof Error ? e.message : String(e))));

/** The games by shard; empty where there is no list of them. */
async function games(): Promise<readonly Place[]> {
  try {
    const response = await fetch('data/games.json');
    return response.ok ? ((await response.json()) as { games: Place[] }).games : [];
  } catch {
    return [];
  }
}

function show(loaded: Loaded, arcade: readonly Place[]): void {
  status.replaceChildren(`${loaded.modules.length} of ${SHARDS} modules loaded, held against their manifest and run, in ${Math.round(loaded.milliseconds)} ms`,
    ...loaded.faults.map(fault => h('span', { class: 'bad' }, ` · ${fault}`)));
  const byPrime = new Map(PRIMES.map(p => [p as number, loaded.modules.find(m => m.entry.prime === p)]));
  const first = byPrime.get(2);
  if (!first) {
    main.append(h('p', {}, 'Without a module for 2 the map cannot be drawn.'));
    return;
  }
  const entries = new Map(loaded.modules.map(m => [m.entry.layer, m.entry]));
  const frobenius = Array.from({ length: SHARDS }, (_, i) => entries.get(i)?.frobenius ?? i);
  const places = layout(Array.from({ length: SHARDS }, (_, i) => first.neighbours(i)), frobenius);
  const matrices = new Map<number, number[][]>();
  const state = { prime: 2, shard: 17 };
  const matrix = (p: number): number[][] => {
    let m = matrices.get(p);
    if (!m)
      matrices.set(p, (m = matrixOf(byPrime.get(p)!)));
    return m;
  };

  const primes = h('div', { class: 'filters', role: 'group', 'aria-label': 'Prime' }, ...PRIMES.map(p =>
    h('button', { type: 'button', 'aria-pressed': String(p === state.prime), disabled: !byPrime.get(p), click: event => {
      state.prime = p;
      for (const button of primes.children)
        button.setAttribute('aria-pressed', String(button === event.currentTarget));
      draw();
    } }, String(p))));
  const shard = h('input', { type: 'range', min: 0, max: SHARDS - 1, value: state.shard, 'aria-label': 'Shard', input: () => choose(Number(shard.value)) });
  const facts = h('p', { class: 'facts' });
  const graph = panel('The isogeny graph', 'Each dot is a curve; the lines are its isogenies of degree p. Mirror images are Frobenius conjugates; the five on the axis are defined over the prime field. Choose a dot.');
  const picture = panel('The matrix', 'A square for each pair of shards, brighter where there are more isogenies. It is symmetric, and every row sums to p + 1.');
  const spectrum = panel('Eigenvalues', 'One is p + 1. The 70 others lie within 2√p, as Deligne proved for every prime: the Ramanujan bound.');
  const walk = panel('A random walk', 'Start at the chosen shard and follow a random isogeny, again and again. The bar is the distance to "equally likely everywhere"; the line is the proved bound ½ √70 ρᵗ.');
  const series = panel('On q-expansions', 'T_p takes a form Σ a(n) qⁿ to the one with coefficients a(pn) + pᵏ⁻¹ a(n/p). The module does it, modulo 2⁶⁴; beside it stands the eigenvalue times a(n).');
  const levels = panel('Levels 1 to 71', 'The genus of X₀(N) in each square. Framed: the primes p for which X₀(p)⁺ has genus 0. Ogg saw in 1975 that they are the primes that divide the order of the Monster.');
  const map = panel('The arcade’s map', 'Each game is a shard. Next door are those that the modules’ isogenies lead to; the cells are Frobenius conjugates.');
  const byShard = new Map(loaded.modules.map(m => [m.entry.layer, m]));
  main.append(h('div', { class: 'choose' }, h('b', {}, 'p ='), primes), h('div', { class: 'choose' }, h('b', {}, 'Shard'), shard, facts),
    h('div', { class: 'panels' }, graph.element, picture.element, spectrum.element, walk.element, series.element, levels.element, map.element),
    checksOf(loaded.modules, matrix),
    h('p', { class: 'honest' }, '853 was chosen because it has 71 supersingular curves and none of them with extra automorphisms, so that every matrix is symmetric. That is arithmetic, not moonshine: the Monster is here only by its primes.'));
  drawLevels(levels.body);
  draw();

  function choose(to: number): void {
    state.shard = to;
    shard.value = String(to);
    draw();
  }

  function draw(): void {
    const { prime } = state;
    const module = byPrime.get(prime)!;
    const m = matrix(prime);
    const entry = entries.get(state.shard);
    facts.textContent = `${state.shard}${entry ? `: j = ${entry.j[0]}${entry.j[1] === 0 ? '' : ` + ${entry.j[1]}w, w² = 2`}; conjugate to ${entry.frobenius === state.shard ? 'itself' : entry.frobenius}` : ''}; next door by T${sub(prime)}: ${module.neighbours(state.shard).join(', ')}`;
    drawGraph(graph.body, m, places, state.shard, prime, choose);
    drawMatrix(picture.body, m, state.shard);
    const { values } = eigen(m);
    drawSpectrum(spectrum.body, values, prime);
    drawWalk(walk.body, m, state.shard, prime, values);
    drawSeries(series.body, module);
    drawMap(map.body, byShard, state.shard, arcade, choose);
  }
}

function panel(title: string, text: string): { element: HTMLElement; body: HTMLElement } {
  const body = h('div', { class: 'body' });
  return { element: h('section', { class: 'panel' }, h('h2', {}, title), h('p', {}, text), body), body };
}

function matrixOf(module: HeckeModule): number[][] {
  return Array.from({ length: SHARDS }, (_, i) => {
    const row = new Array<number>(SHARDS).fill(0);
    for (const j of module.neighbours(i))
      row[j]!++;
    return row;
  });
}

function drawGraph(body: HTMLElement, m: readonly number[][], places: readonly Point[], chosen: number, prime: number, choose: (shard: number) => void): void {
  const size = 560, at = (i: number): [number, number] => [size / 2 + places[i]!.x * (size / 2 - 24), size / 2 + places[i]!.y * (size / 2 - 24)];
  const picture = s('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': `The graph of T ${prime}: shard ${chosen} is next to ${m[chosen]!.flatMap((n, j) => (n > 0 ? [j] : [])).join(', ')}` });
  const faint = s('g', { class: 'edges', 'stroke-opacity': Math.min(0.5, 1.1 / Math.sqrt(prime)) }), lit = s('g', { class: 'lit' });
  for (let i = 0; i < SHARDS; i++)
    for (let j = i + 1; j < SHARDS; j++)
      if (m[i]![j]! > 0) {
        const [x1, y1] = at(i), [x2, y2] = at(j);
        (i === chosen || j === chosen ? lit : faint).append(s('line', { x1, y1, x2, y2, 'stroke-width': Math.sqrt(m[i]![j]!) }));
      }
  picture.append(faint, lit);
  for (let i = 0; i < SHARDS; i++) {
    const [cx, cy] = at(i);
    const kind = i === chosen ? 'chosen' : m[chosen]![i]! > 0 ? 'near' : 'far';
    const dot = s('g', { class: `dot ${kind}` }, s('circle', { cx, cy, r: i === chosen ? 13 : 9.5 }), s('text', { x: cx, y: cy + 3.5, 'text-anchor': 'middle' }, String(i)), s('title', {}, `Shard ${i}`));
    dot.addEventListener('click', () => choose(i));
    picture.append(dot);
  }
  body.replaceChildren(picture);
}

function drawMatrix(body: HTMLElement, m: readonly number[][], chosen: number): void {
  const cell = 6;
  const canvas = h('canvas', { width: SHARDS * cell, height: SHARDS * cell, role: 'img', 'aria-label': `The matrix, row ${chosen} is marked` });
  const said = h('p', { class: 'facts' }, 'Point at a square.');
  const g = canvas.getContext('2d')!;
  const most = Math.max(...m.flat());
  for (let i = 0; i < SHARDS; i++)
    for (let j = 0; j < SHARDS; j++) {
      const light = Math.round(100 * Math.sqrt(m[i]![j]! / most));
      g.fillStyle = i === chosen || j === chosen ? `hsl(45 90% ${8 + light * 0.6}%)` : `hsl(188 60% ${6 + light * 0.62}%)`;
      g.fillRect(j * cell, i * cell, cell - (cell > 4 ? 1 : 0), cell - 1);
    }
  canvas.addEventListener('pointermove', event => {
    const box = canvas.getBoundingClientRect();
    const i = Math.min(SHARDS - 1, Math.floor(((event.clientY - box.top) / box.height) * SHARDS)), j = Math.min(SHARDS - 1, Math.floor(((event.clientX - box.left) / box.width) * SHARDS));
    said.textContent = `From ${i} to ${j}: ${m[i]?.[j]} ${m[i]?.[j] === 1 ? 'isogeny' : 'isogenies'}`;
  });
  body.replaceChildren(canvas, said);
}

function drawSpectrum(body: HTMLElement, values: readonly number[], prime: number): void {
  const width = 520, height = 150, bound = 2 * Math.sqrt(prime), left = -bound * 1.15, right = Math.max((prime + 1) * 1.04, bound * 1.3);
  const x = (v: number): number => ((v - left) / (right - left)) * width;
  const picture = s('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${SHARDS} eigenvalues; the largest but one in size is ${second(values).toFixed(4)}, the bound ${bound.toFixed(4)}` });
  picture.append(s('rect', { class: 'allowed', x: x(-bound), y: 12, width: x(bound) - x(-bound), height: height - 40 }), s('line', { class: 'axis', x1: 0, y1: height - 28, x2: width, y2: height - 28 }));
  const stacks = new Map<number, number>();
  for (const value of values) {
    const column = Math.round(x(value) / 5);
    const floor = stacks.get(column) ?? 0;
    stacks.set(column, floor + 1);
    picture.append(s('circle', { class: value > bound + 1e-6 ? 'trivial' : 'value', cx: x(value), cy: height - 34 - floor * 6, r: 2.6 }));
  }
  for (const [v, label] of [[-bound, '−2√p'], [0, '0'], [bound, '2√p'], [prime + 1, 'p + 1']] as const)
    picture.append(s('text', { class: 'label', x: Math.min(width - 22, Math.max(18, x(v))), y: v === prime + 1 ? 24 : height - 10, 'text-anchor': 'middle' }, label));
  body.replaceChildren(picture, h('p', { class: 'facts' }, `Largest but one: ${second(values).toFixed(4)} ≤ 2√${prime} = ${bound.toFixed(4)}. (Computed here in floating point for the picture; "monster hecke check" proves the bound by exact root isolation.)`));
}

function second(values: readonly number[]): number {
  return Math.max(Math.abs(values[1]!), Math.abs(values.at(-1)!));
}

function drawWalk(body: HTMLElement, m: readonly number[][], from: number, prime: number, values: readonly number[]): void {
  const rho = second(values) / (prime + 1);
  const proved = (t: number): number => 0.5 * Math.sqrt(SHARDS - 1) * rho ** t;
  const steps = Math.min(120, Math.ceil(Math.log(0.002 / (0.5 * Math.sqrt(SHARDS - 1))) / Math.log(rho)));
  let now = Array.from({ length: SHARDS }, (_, i): number => (i === from ? 1 : 0));
  const distances = [distanceToUniform(now)];
  let within = true;
  for (let t = 1; t <= steps; t++) {
    now = now.map((_, i) => m[i]!.reduce((sum, n, j) => sum + n * now[j]!, 0) / (prime + 1));
    distances.push(distanceToUniform(now));
    within &&= distances[t]! <= proved(t) + 1e-9;
  }
  const width = 520, height = 190, base = height - 24, bar = width / (steps + 1);
  const y = (v: number): number => base - Math.min(1, v) * (base - 8);
  const picture = s('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Distance to uniform, step by step, from ${distances[0]!.toFixed(2)} to ${distances.at(-1)!.toFixed(4)}` });
  distances.forEach((d, t) => picture.append(s('rect', { class: 'step', x: t * bar + bar * 0.1, y: y(d), width: bar * 0.8, height: base - y(d) }, s('title', {}, `after ${t} steps: ${d.toFixed(5)}, bound ${proved(t).toFixed(5)}`))));
  picture.append(s('polyline', { class: 'bound', points: distances.map((_, t) => `${(t + 0.5) * bar},${y(proved(t))}`).join(' ') }), s('line', { class: 'axis', x1: 0, y1: base, x2: width, y2: base }),
    s('text', { class: 'label', x: 4, y: height - 6 }, '0 steps'), s('text', { class: 'label', x: width - 4, y: height - 6, 'text-anchor': 'end' }, `${steps} steps`));
  const mixed = distances.findIndex(d => d <= 0.01);
  body.replaceChildren(picture, h('p', { class: within ? 'facts' : 'bad' }, `ρ = ${rho.toFixed(4)}. ${mixed < 0 ? 'Not within 1 % yet' : `Within 1 % after ${mixed} steps`}; the bound promises it after ${Math.ceil(Math.log(0.01 / (0.5 * Math.sqrt(SHARDS - 1))) / Math.log(rho))}. ${within ? 'The bound holds at every step.' : 'The bound is broken: something is wrong here.'}`));
}

const FORMS: readonly { name: string; weight: number; coefficients: (length: number) => bigint[]; eigenvalue: ((prime: number, a: readonly bigint[]) => bigint) | null; note: string }[] = [
  { name: 'Δ', weight: 12, coefficients: delta, eigenvalue: (p, a) => a[p]!, note: 'The eigenvalue is τ(p): Δ spans the cusp forms of weight 12.' },
  { name: 'Θ of E₈', weight: 4, coefficients: e4, eigenvalue: p => sigma(p, 3n), note: 'The theta series of E₈ is E₄: its eigenvalue is σ₃(p) = 1 + p³.' },
  { name: 'Θ of Leech', weight: 12, coefficients: leech, eigenvalue: null, note: 'The Leech theta series is E₁₂ − (65520/691) Δ, a sum of two eigenforms: it is none itself.' },
];
const SHOWN = 8;
let form = 0;

function drawSeries(body: HTMLElement, module: HeckeModule): void {
  const { prime } = module.entry;
  const { weight, coefficients, eigenvalue, note } = FORMS[form]!;
  const a = coefficients(prime * (SHOWN - 1) + 1);
  const image = module.qexp(BigInt64Array.from(a, n => BigInt.asIntN(64, n)), SHOWN, weight);
  const lambda = eigenvalue?.(prime, a);
  const rows = Array.from({ length: SHOWN }, (_, n) => {
    const product = lambda === undefined ? null : BigInt.asIntN(64, lambda * a[n]!);
    const exact = BigInt.asIntN(64, a[prime * n]! + (n % prime === 0 ? BigInt(prime) ** BigInt(weight - 1) * a[n / prime]! : 0n));
    const equal = (product === null || product === image[n]) && exact === image[n];
    return h('tr', {}, h('th', { scope: 'row' }, String(n)), h('td', { class: 'figure' }, String(a[n])), h('td', { class: 'figure' }, String(image[n])),
      h('td', { class: 'figure' }, product === null ? '–' : String(product)), h('td', { class: equal ? 'good' : 'bad' }, equal ? '✓' : '✗'));
  });
  body.replaceChildren(
    h('div', { class: 'filters', role: 'group', 'aria-label': 'Form' }, ...FORMS.map((f, i) => h('button', { type: 'button', 'aria-pressed': String(i === form), click: () => {
      form = i;
      drawSeries(body, module);
    } }, f.name))),
    h('div', { class: 'wide' }, h('table', {}, h('thead', {}, h('tr', {}, ...['n', 'a(n)', `(T${sub(prime)} f)(n)`, 'λ a(n)', 'same'].map(t => h('th', { scope: 'col' }, t)))), h('tbody', {}, ...rows))),
    h('p', { class: 'facts' }, `${note}${lambda === undefined ? ' Compared with the definition instead.' : ` λ = ${lambda}.`} The two columns are modulo 2⁶⁴.`));
}

const ORDERS: readonly [Order, string][] = [['door', 'Next door'], ['cells', '38 cells'], ['legacy', 'Legacy order']];
let order: Order = 'door';

function drawMap(body: HTMLElement, modules: ReadonlyMap<number, HeckeModule>, chosen: number, arcade: readonly Place[], choose: (shard: number) => void): void {
  const names = Array.from({ length: SHARDS }, (_, i) => arcade.find(p => p.shard === i)?.title ?? `shard ${i}`);
  const map = mapOf(order, modules, chosen, names);
  body.replaceChildren(
    h('div', { class: 'filters', role: 'group', 'aria-label': 'Order' }, ...ORDERS.map(([name, label]) => h('button', { type: 'button', 'aria-pressed': String(name === order), click: () => {
      order = name;
      drawMap(body, modules, chosen, arcade, choose);
    } }, label))),
    h('p', { class: 'facts' }, map.title),
    h('ol', { class: 'map', tabindex: 0, 'aria-label': map.title }, ...map.shards.map(i => {
      const playable = arcade.find(p => p.shard === i)?.cartridge;
      return h('li', { class: i === chosen ? 'chosen' : '' }, h('button', { type: 'button', 'aria-label': `Look from shard ${i}`, click: () => choose(i) }, String(i)),
        playable ? h('a', { href: `./#/play/${slugOf(names[i]!)}` }, names[i]!) : h('span', {}, names[i]!), h('span', { class: 'facts' }, map.notes[i]!));
    })));
}

function drawLevels(body: HTMLElement): void {
  body.replaceChildren(h('ol', { class: 'levels' }, ...Array.from({ length: SHARDS }, (_, i) => {
    const level = i + 1;
    const ogg = isPrime(level) && genusPlus(level) === 0;
    return h('li', { class: ogg ? 'ogg' : isPrime(level) ? 'prime' : '', title: `X0(${level}) has genus ${genus(level)}${isPrime(level) ? `; X0(${level})+ has genus ${genusPlus(level)}` : ''}` }, h('b', {}, String(level)), h('span', {}, String(genus(level))));
  })), h('p', { class: 'facts' }, `Framed: ${PRIMES.join(', ')}. Beyond 71 no prime below 200 joins them (tested).`));
}

/** Everything that is checked here, with what was compared. */
function checksOf(modules: readonly HeckeModule[], matrix: (p: number) => number[][]): HTMLElement {
  const list = h('ul', { class: 'checks' });
  const button = h('button', { type: 'button', click: () => {
    list.replaceChildren();
    const began = performance.now();
    const primes = PRIMES.filter(p => modules.some(m => m.entry.prime === p));
    const say = (good: boolean, text: string): void => list.append(h('li', { class: good ? 'passed' : 'failed' }, h('span', { class: 'mark', 'aria-label': good ? 'passed' : 'failed' }, good ? '✓' : '✗'), text));
    say(modules.every(m => matrixOf(m).every((row, i) => row.reduce((a, b) => a + b) === m.entry.prime + 1 && row.every((n, j) => n === matrix(m.entry.prime)[i]![j]))), `${modules.length} modules: every row sums to p + 1, and all modules of a prime have the same matrix`);
    say(primes.every(p => matrix(p).every((row, i) => row.every((n, j) => n === matrix(p)[j]![i]))), `${primes.length} matrices are symmetric`);
    let commuting = 0;
    for (const p of primes)
      for (const q of primes)
        commuting += same(product(matrix(p), matrix(q)), product(matrix(q), matrix(p))) ? 1 : 0;
    say(commuting === primes.length ** 2, `${commuting} of ${primes.length ** 2} pairs commute: T_p T_q = T_q T_p`);
    say(modules.every(m => matrix(m.entry.prime).reduce((sum, row, i) => sum + row[i]!, 0) === m.entry.trace), 'traces are those of the manifest');
    say(primes.every(p => matrix(p).every((row, i) => row.every((n, j) => n === matrix(p)[fr(i)]![fr(j)]))), 'Frobenius commutes with every T_p');
    const d = delta(PRIMES.at(-1)! * 2 + 1);
    say(modules.every(m => m.qexp(BigInt64Array.from(d, n => BigInt.asIntN(64, n)), 2, 12)[1] === d[m.entry.prime]), `T_p Δ = τ(p) Δ in ${modules.length} modules (first coefficient, modulo 2⁶⁴)`);
    list.append(h('li', {}, `${Math.round(performance.now() - began)} ms`));
  } }, 'Check every identity here');
  const fr = (i: number): number => modules.find(m => m.entry.layer === i)?.entry.frobenius ?? i;
  return h('section', { class: 'panel' }, h('h2', {}, 'Checks'), button, list);
}

function product(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map(row => {
    const out = new Array<number>(SHARDS).fill(0);
    row.forEach((n, k) => {
      if (n !== 0)
        b[k]!.forEach((x, j) => (out[j]! += n * x));
    });
    return out;
  });
}

function same(a: readonly number[][], b: readonly number[][]): boolean {
  return a.every((row, i) => row.every((n, j) => n === b[i]![j]));
}

function sub(n: number): string {
  return String(n).replace(/\d/g, d => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]!);
}
