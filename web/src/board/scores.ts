import './board.css';
import { h, points } from '../app/element.ts';
import { slugOf, type Hall, type Place } from '../app/hall.ts';
import type { Page } from '../app/router.ts';
import { ago, person } from '../app/words.ts';
import type { Board } from './board.ts';
import { moreButton } from './more.ts';
import type { GameFacts, List, ScoreList } from './types.ts';

const PERIODS = [['all', 'All time'], ['season', 'This season'], ['day', 'Today'], ['daily', 'Daily challenge']] as const;
const DIVISIONS = [['people', 'People'], ['programs', 'Programs']] as const;

/** The records of all games; one game's lists are a click away. */
export async function recordsPage(hall: Hall, board: Board): Promise<Page> {
  const facts = new Map((await board.get<List<GameFacts>>('api/games')).items.map(game => [game.shard, game]));
  const rows = hall.places.filter(place => place.cartridge !== null).map(place => {
    const game = facts.get(place.shard);
    return h('tr', {},
      h('td', {}, h('a', { href: `#/scores/${slugOf(place.title)}` }, place.title)),
      h('td', { class: 'number' }, game?.record ? points(game.record.score) : '–'),
      h('td', {}, game?.record ? person(game.record.player) : h('span', { class: 'quiet' }, 'nobody yet')),
      h('td', { class: 'spare' }, game?.record ? ago(game.record.at) : ''),
      h('td', {}, game?.record ? h('a', { href: `#/of/${game.record.play}`, 'aria-label': `Watch the record of ${place.title}` }, 'Watch') : h('a', { href: `#/play/${slugOf(place.title)}`, 'aria-label': `Play ${place.title}` }, 'Play')));
  });
  return {
    kind: 'scores', title: 'Scores',
    element: h('section', { class: 'page' }, h('h1', {}, 'Records'),
      h('p', { class: 'quiet' }, 'Each of these was played again by the board before it counted. Watch it, check it, or beat it.'),
      h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Game'), h('th', { scope: 'col', class: 'number' }, 'Score'), h('th', { scope: 'col' }, 'By'), h('th', { scope: 'col', class: 'spare' }, 'When'), h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'Watch')))),
        h('tbody', {}, ...rows))),
  };
}

/** The lists of one game. */
export async function scoresPage(board: Board, place: Place, query: string): Promise<Page> {
  const asked = new URLSearchParams(query);
  const period = PERIODS.find(([name]) => name === asked.get('period'))?.[0] ?? 'all';
  const division = DIVISIONS.find(([name]) => name === asked.get('division'))?.[0] ?? 'people';
  const path = `api/games/${place.shard}/scores?period=${period}&division=${division}`;
  const list = await board.get<ScoreList>(path);
  const row = (line: ScoreList['items'][number]): HTMLElement => h('tr', { class: line.player.id !== 0 && line.player.id === board.account?.id ? 'me' : undefined },
    h('td', { class: 'number' }, String(line.rank)), h('td', {}, person(line.player)), h('td', { class: 'number score' }, points(line.score)), h('td', { class: 'spare' }, ago(line.at)),
    h('td', {}, h('a', { href: `#/of/${line.play}`, 'aria-label': `Watch ${line.player.name}’s play` }, 'Watch')));
  const body = h('tbody', {}, ...list.items.map(row));
  const base = `#/scores/${slugOf(place.title)}`;
  const tab = (label: string, p: string, d: string): HTMLElement => h('a', { href: `${base}?period=${p}&division=${d}`, 'aria-current': p === period && d === division ? 'page' : undefined }, label);
  return {
    kind: 'scores', title: `${place.title}: scores`,
    element: h('section', { class: 'page' },
      h('h1', {}, place.title),
      h('div', { class: 'tabs' }, ...PERIODS.map(([name, label]) => tab(label, name, division)), h('span', { class: 'gap' }), ...DIVISIONS.map(([name, label]) => tab(label, period, name))),
      list.items.length === 0
        ? h('p', {}, 'Nobody has a score here yet. ', h('a', { href: `#/play/${slugOf(place.title)}` }, 'Be the first'))
        : h('table', {},
          h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'number' }, 'Place'), h('th', { scope: 'col' }, 'Who'), h('th', { scope: 'col', class: 'number' }, 'Score'), h('th', { scope: 'col', class: 'spare' }, 'When'), h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'Watch')))),
          body),
      moreButton<ScoreList['items'][number]>(board, path, list.next, lines => body.append(...lines.map(row))),
      list.mine && h('p', {}, `You are at place ${list.mine.rank} with ${points(list.mine.score)}. `, h('a', { href: `#/of/${list.mine.play}` }, 'Watch it')),
      h('p', { class: 'choices' }, h('a', { class: 'button first', href: `#/play/${slugOf(place.title)}` }, `Play ${place.title}`), h('a', { class: 'button', href: `#/board/${place.shard}` }, 'Talk about it'))),
  };
}
