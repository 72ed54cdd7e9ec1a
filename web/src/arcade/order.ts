// The grid in the orders of its maps. What they need, and the 71 modules, is loaded when the first of them is asked for: the way to a game stays short.
import './order.css';
import { h } from '../app/element.ts';
import type { Place } from '../app/hall.ts';
import type { ArcadeMap, Order } from '../observatory/map.ts';

const MODULES = 'data/hecke/';
const ORDERS = [['number', 'By number'], ['door', 'Next door'], ['cells', '38 cells'], ['legacy', 'Legacy order (not a Hecke operator)']] as const satisfies readonly (readonly [Order | 'number', string])[];
const MOST_FAULTS = 3;

type Chosen = (typeof ORDERS)[number][0];

interface Tile {
  readonly place: Place;
  readonly element: HTMLElement;
}

/** The choice of an order. Each tile moves within the list that it stands in and is given a note; the address keeps the choice.
 * @param tiles All 71, by shard. */
export function orderBar(tiles: readonly Tile[]): HTMLElement {
  const names = tiles.map(tile => tile.place.title);
  const asked = new URLSearchParams(location.hash.split('?', 2)[1]);
  let looked = Number(asked.get('from')); // the game that was chosen or last looked at: next door is next to it
  if (names[looked] === undefined)
    looked = 0;
  let asking: ReturnType<typeof ask> | null = null;
  let turn = 0;
  const notes = tiles.map((_, shard) => h('span', { class: 'note', 'data-shard': shard }));
  const from = h('select', { change: () => {
    looked = Number(from.value);
    void show('door');
  } }, ...names.map((name, shard) => h('option', { value: shard }, name)));
  const label = h('label', { hidden: true }, 'from ', from);
  const said = h('p', { role: 'status' });
  const buttons = ORDERS.map(([name, text]) => h('button', { type: 'button', 'aria-pressed': String(name === 'number'), click: () => void show(name) }, text));
  tiles.forEach((tile, shard) => {
    tile.element.firstElementChild!.append(notes[shard]!);
    tile.element.addEventListener('focusin', () => { looked = shard; });
  });

  async function show(order: Chosen): Promise<void> {
    const mine = ++turn;
    const centre = looked;
    from.value = String(centre);
    label.hidden = order !== 'door';
    ORDERS.forEach(([name], i) => buttons[i]!.setAttribute('aria-pressed', String(name === order)));
    history.replaceState(history.state, '', order === 'number' ? '#/' : `#/?order=${order}${order === 'door' ? `&from=${centre}` : ''}`);
    said.replaceChildren(order === 'door' || order === 'cells' ? 'Asking the 71 modules…' : '');
    try {
      const { map, faults } = order === 'number' ? { map: null, faults: [] } : await mapOf(order, centre);
      if (mine !== turn)
        return;
      for (const shard of map?.shards ?? tiles.keys())
        tiles[shard]!.element.parentElement!.append(tiles[shard]!.element);
      notes.forEach((note, shard) => { note.textContent = map?.notes[shard] ?? ''; });
      said.replaceChildren(map?.title ?? '', h('span', { class: 'bad' }, ...faults.slice(0, MOST_FAULTS).map(fault => ` · ${fault}`), faults.length > MOST_FAULTS && ` · and ${faults.length - MOST_FAULTS} more`));
    } catch {
      if (mine === turn)
        said.replaceChildren(h('span', { class: 'bad' }, 'The maps did not come. Try again in a moment.'));
    }
  }

  /** A map, and what is wrong with the modules: those that are not good have no say in it. */
  async function mapOf(order: Order, centre: number): Promise<{ map: ArcadeMap; faults: readonly string[] }> {
    const maps = await import('../observatory/map.ts');
    const { answers, faults } = order === 'legacy' ? { answers: new Map<number, Answers>(), faults: [] } : await (asking ??= ask());
    if (faults.length > 0)
      asking = null; // the next order asks again
    return { map: maps.mapOf(order, answers, centre, names), faults };
  }

  const wanted = ORDERS.find(([name]) => name === asked.get('order'));
  if (wanted)
    void show(wanted[0]);
  return h('div', { class: 'order' }, h('div', { class: 'filters', role: 'group', 'aria-label': 'Order' }, ...buttons), label, said);
}

interface Answers {
  neighbours(shard: number): number[];
  conjugate(): number;
}

/** Asks every module all that the maps need, and lets go of it: a browser has address space for little more than a hundred live modules, and the games need theirs. */
async function ask(): Promise<{ answers: Map<number, Answers>; faults: readonly string[] }> {
  const { loadAll, SHARDS } = await import('../observatory/modules.ts');
  const { modules, faults } = await loadAll(MODULES).catch((e: unknown) => ({ modules: [], faults: [e instanceof Error ? e.message : String(e)] }));
  return {
    answers: new Map(modules.map(module => {
      const neighbours = Array.from({ length: SHARDS }, (_, shard) => module.neighbours(shard));
      const conjugate = module.conjugate();
      return [module.entry.layer, { neighbours: (shard: number) => neighbours[shard]!, conjugate: () => conjugate }];
    })),
    faults,
  };
}
