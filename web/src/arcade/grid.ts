import './grid.css';
import { h } from '../app/element.ts';
import { slugOf, type Hall } from '../app/hall.ts';
import { friends } from '../app/friends.ts';
import { bests } from '../app/kept.ts';
import type { Page } from '../app/router.ts';
import type { GameFacts, List } from '../board/types.ts';
import { Films } from './films.ts';
import { Tile } from './tile.ts';

const FILTERS = [['all', 'All'], ['unplayed', 'Not played yet'], ['played', 'Played'], ['friends', 'Friends’ records']] as const;
type Filter = (typeof FILTERS)[number][0];

/** The arcade: all 71 games as tiles, those that can be played first. */
export function gridPage(hall: Hall): Page {
  const tiles = hall.places.map(place => new Tile(place));
  const ready = tiles.filter(tile => tile.ready), coming = tiles.filter(tile => !tile.ready);
  const search = h('input', { type: 'search', placeholder: 'Find a game: letters, or a shard number', 'aria-label': 'Find a game', autocomplete: 'off', spellcheck: 'false', input: () => filter() });
  const count = h('p', { class: 'count', role: 'status' });
  let wanted: Filter = 'all';
  const marked = new Set(friends().map(friend => friend.id));
  const buttons = FILTERS.filter(([name]) => name !== 'friends' || (hall.board && marked.size > 0)).map(([name, label]) =>
    h('button', { type: 'button', 'data-filter': name, 'aria-pressed': String(name === wanted), click: () => choose(name) }, label));
  const more = h('section', { hidden: coming.length === 0 },
    h('h2', {}, 'Still being made'), h('ul', { class: 'grid coming' }, ...coming.map(tile => tile.element)));
  const element = h('section', {},
    h('div', { class: 'hero' },
      h('div', {},
        h('h1', {}, 'A quiet night arcade'),
        h('p', {}, 'Small games, played right here with nothing to install. Every score is a recording that anyone can watch and check.')),
      h('div', { class: 'choices' },
        h('button', { type: 'button', class: 'first', click: () => surprise() }, 'Play something'),
        hall.board && h('a', { class: 'button', href: '#/now' }, 'See who is here'),
        hall.board && h('a', { class: 'button', href: '#/call' }, 'Call the board'))),
    h('div', { class: 'tools' }, search, h('div', { class: 'filters', role: 'group', 'aria-label': 'Show' }, ...buttons)), count,
    h('ul', { class: 'grid', 'aria-label': 'Games' }, ...ready.map(tile => tile.element)), more);
  let films: Films | null = null;
  let stop = (): void => undefined;

  /** Records and one's own scores, as the board has them; without it the tiles stay as they are. */
  async function showFacts(): Promise<void> {
    const facts = await hall.board?.get<List<GameFacts>>('api/games').catch(() => null);
    for (const game of facts?.items ?? [])
      ready.find(tile => tile.place.shard === game.shard)?.setFacts(game);
  }

  function surprise(): void {
    const fresh = ready.filter(tile => !tile.played);
    const from = fresh.length > 0 ? fresh : ready;
    const tile = from[Math.floor(Math.random() * from.length)];
    if (tile)
      location.hash = `#/play/${slugOf(tile.place.title)}`;
  }

  function choose(name: Filter): void {
    wanted = name;
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.filter === name));
    filter();
  }

  function matches(tile: Tile, text: string): boolean {
    const { place } = tile;
    const isFound = /^\d+$/.test(text) ? String(place.shard).startsWith(text) : place.title.toLowerCase().includes(text);
    const isWanted = wanted === 'all' || (tile.ready && (wanted === 'friends' ? marked.has(tile.holder) : tile.played === (wanted === 'played')));
    return isFound && isWanted;
  }

  function filter(): void {
    const text = search.value.trim().toLowerCase();
    for (const tile of tiles)
      tile.element.hidden = !matches(tile, text);
    more.hidden = coming.every(tile => tile.element.hidden);
    const shown = tiles.filter(tile => !tile.element.hidden).length;
    count.textContent = shown === 0 ? (text === '' ? 'None yet.' : 'No game matches. Take a letter back, or show all.')
      : shown < tiles.length ? `${shown} shown` : `${ready.length} of ${tiles.length} games can be played`;
  }

  /** Arrow keys go from tile to tile as the eye does; letters find. */
  function move(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey)
      return;
    const links = [...element.querySelectorAll<HTMLElement>('li:not([hidden]) > a.tile')]; // in whatever order they stand
    const at = links.indexOf(document.activeElement as HTMLElement);
    const isSearching = document.activeElement === search;
    if (event.key === 'Escape' && search.value !== '') {
      search.value = '';
      filter();
    } else if (isSearching && event.key === 'Enter') {
      links[0]?.click();
    } else if (isSearching && event.key === 'ArrowDown') {
      links[0]?.focus();
      event.preventDefault();
    } else if (at >= 0 && event.key.startsWith('Arrow')) {
      const top = links[0]!.getBoundingClientRect().top;
      const columns = Math.max(1, links.filter(link => Math.abs(link.getBoundingClientRect().top - top) < 4).length);
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key]!;
      event.preventDefault();
      (links[at + step] ?? (event.key === 'ArrowUp' ? search : null))?.focus();
    } else if (!isSearching && !(document.activeElement instanceof HTMLSelectElement) && /^[a-z0-9]$/i.test(event.key)) {
      search.focus(); // the letter goes there
    }
  }

  return {
    kind: 'grid',
    title: '',
    element,
    entered() {
      void import('./order.ts').then(({ orderBar }) => count.before(orderBar(tiles)));
      filter();
      document.addEventListener('keydown', move);
      films = new Films(hall, tiles);
      void bests().then(scores => {
        for (const tile of ready)
          tile.setBest(scores.get(tile.place.cartridge!) ?? null);
        return showFacts();
      }).then(filter);
      stop = hall.board?.listen(what => what === 'play' && void showFacts()) ?? stop;
    },
    leave() {
      document.removeEventListener('keydown', move);
      films?.close();
      stop();
    },
  };
}
