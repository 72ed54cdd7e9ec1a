import { points, h } from '../app/element.ts';
import { slugOf, type Hall, type Place } from '../app/hall.ts';
import { best } from '../app/kept.ts';
import type { Page } from '../app/router.ts';
import { PALETTE } from '../screen/palette.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH, type PictureMessage, type PicturesRequest } from './pictures.ts';

const FRAME_MS = 250;

type Filter = 'all' | 'ready' | 'unplayed';

interface Tile {
  readonly place: Place;
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly mine: HTMLElement;
  played: boolean;
}

/** The arcade: all 71 games as tiles. */
export function gridPage(hall: Hall): Page {
  const colors = PALETTE.map(color => [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16)));
  const tiles = hall.places.map(tileOf);
  const list = h('ul', { class: 'grid', 'aria-label': 'Games' }, ...tiles.map(tile => tile.element));
  const search = h('input', { type: 'search', placeholder: 'Find a game: letters, or a shard number', 'aria-label': 'Find a game', autocomplete: 'off', spellcheck: 'false', input: () => filter() });
  const count = h('p', { class: 'count', role: 'status' });
  let wanted: Filter = 'all';
  const filters = ([['all', 'All 71'], ['ready', 'Ready to play'], ['unplayed', 'Not played yet']] as const).map(([name, label]) =>
    h('button', { type: 'button', 'aria-pressed': String(name === wanted), click: () => choose(name) }, label));
  const element = h('section', {},
    h('h1', { class: 'unseen' }, 'Games'),
    h('div', { class: 'tools' }, search, h('div', { class: 'filters', role: 'group', 'aria-label': 'Show' }, ...filters)), count, list);

  const visible = new Set<Tile>();
  const seen = new IntersectionObserver(changes => {
    for (const change of changes) {
      const tile = tiles.find(t => t.element === change.target)!;
      if (change.isIntersecting)
        visible.add(tile);
      else
        visible.delete(tile);
    }
  }, { rootMargin: '80px' });
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let pictures: Worker | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  function choose(name: Filter): void {
    wanted = name;
    (['all', 'ready', 'unplayed'] as const).forEach((f, i) => filters[i]!.setAttribute('aria-pressed', String(f === name)));
    filter();
  }

  function filter(): void {
    const text = search.value.trim().toLowerCase();
    let shown = 0;
    for (const tile of tiles) {
      const { place } = tile;
      const matches = /^\d+$/.test(text) ? String(place.shard).startsWith(text) : place.title.toLowerCase().includes(text);
      const isWanted = wanted === 'all' || (place.cartridge !== null && (wanted === 'ready' || !tile.played));
      tile.element.hidden = !(matches && isWanted);
      shown += tile.element.hidden ? 0 : 1;
    }
    const ready = tiles.filter(t => t.place.cartridge !== null).length;
    count.textContent = shown === 0 ? 'No game matches. Take a letter back, or show all.' : shown === tiles.length ? `${ready} of ${tiles.length} games can be played` : `${shown} shown`;
  }

  /** Arrow keys go from tile to tile as the eye does. */
  function move(event: KeyboardEvent): void {
    const links = tiles.filter(t => !t.element.hidden).map(t => t.element.firstElementChild as HTMLElement);
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape' && search.value !== '') {
      search.value = '';
      filter();
      return;
    }
    if (document.activeElement === search && event.key === 'Enter') {
      links.find(link => link instanceof HTMLAnchorElement)?.click();
      return;
    }
    if (document.activeElement === search && event.key === 'ArrowDown') {
      links[0]?.focus();
      event.preventDefault();
      return;
    }
    if (at < 0 && document.activeElement !== search && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== ' ')
      search.focus(); // the letter goes there
    if (at < 0)
      return;
    const top = links[0]!.getBoundingClientRect().top;
    const columns = Math.max(1, links.filter(link => Math.abs(link.getBoundingClientRect().top - top) < 4).length);
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (step === undefined) {
      if (event.key.length === 1 && /[a-z0-9]/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey)
        search.focus();
      return;
    }
    event.preventDefault();
    (links[at + step] ?? (event.key === 'ArrowUp' ? search : null))?.focus();
  }

  async function load(): Promise<void> {
    const worker = new Worker(new URL('./pictures.ts', import.meta.url), { type: 'module' });
    pictures = worker;
    worker.onmessage = (event: MessageEvent<PictureMessage>) => {
      const tile = tiles.find(t => t.place.shard === event.data.shard);
      if (tile)
        paint(tile.canvas, event.data.pixels, colors);
    };
    const ask = (seconds: number): void => {
      if (!document.hidden)
        worker.postMessage({ visible: [...visible].map(t => t.place.shard), seconds } satisfies PicturesRequest);
    };
    await Promise.all(tiles.map(async tile => {
      if (tile.place.cartridge === null || !tile.place.demo)
        return;
      const [cartridge, demo] = await Promise.all([hall.bytes(tile.place.cartridge), hall.demo(tile.place)]);
      worker.postMessage({ show: { shard: tile.place.shard, cartridge, demo } } satisfies PicturesRequest);
    })).catch(() => undefined); // a tile without a picture is no reason to stop
    ask(8); // the middle of a play shows more than its beginning
    if (pictures === worker)
      timer = setInterval(() => ask(still.matches ? 0 : FRAME_MS / 1000), FRAME_MS);
  }

  return {
    kind: 'grid',
    title: '',
    element,
    entered() {
      filter();
      tiles.forEach(tile => seen.observe(tile.element));
      document.addEventListener('keydown', move);
      for (const tile of tiles)
        if (tile.place.cartridge !== null)
          void best(tile.place.cartridge).then(score => {
            tile.played = score !== null;
            if (score !== null)
              tile.mine.textContent = `your best ${points(score)}`;
          });
      void load();
    },
    leave() {
      clearInterval(timer);
      document.removeEventListener('keydown', move);
      seen.disconnect();
      pictures?.terminate();
      pictures = null;
    },
  };
}

function tileOf(place: Place): Tile {
  const canvas = h('canvas', { width: PICTURE_WIDTH, height: PICTURE_HEIGHT, 'aria-hidden': 'true' });
  const mine = h('span', { class: 'mine' });
  const facts = place.cartridge === null
    ? h('span', { class: 'facts' }, 'not made yet')
    : h('span', { class: 'facts' }, mine, h('span', {}, place.record ? `record ${points(place.record)}` : ''));
  const inside = [h('span', { class: 'picture' }, canvas, place.cartridge === null && h('span', { class: 'number', 'aria-hidden': 'true' }, String(place.shard))),
    h('span', { class: 'title' }, place.title), facts];
  const element = h('li', {},
    place.cartridge === null
      ? h('div', { class: 'tile missing' }, ...inside)
      : h('a', { class: 'tile', href: `#/play/${slugOf(place.title)}`, title: place.pitch }, ...inside));
  return { place, element, canvas, mine, played: false };
}

function paint(canvas: HTMLCanvasElement, pixels: Uint8Array, colors: readonly number[][]): void {
  const g = canvas.getContext('2d')!;
  const image = g.createImageData(PICTURE_WIDTH, PICTURE_HEIGHT);
  pixels.forEach((color, i) => image.data.set([...colors[color]!, 255], i * 4));
  g.putImageData(image, 0, 0);
}
