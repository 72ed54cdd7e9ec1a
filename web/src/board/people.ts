import './board.css';
import { h, points } from '../app/element.ts';
import { befriend, friends } from '../app/friends.ts';
import { slugOf } from '../app/hall.ts';
import type { Page } from '../app/router.ts';
import { ago, person, some } from '../app/words.ts';
import type { Board } from './board.ts';
import { moreButton } from './more.ts';
import type { List, Person, PlayLine, Profile } from './types.ts';

/** One person's page. */
export async function personPage(board: Board, id: number): Promise<Page> {
  const path = `api/plays?player=${id}&limit=12`;
  const [who, plays] = await Promise.all([board.get<Profile>(`api/people/${id}`), board.get<List<PlayLine>>(path)]);
  const lately = playTable(plays.items, false);
  const said = h('span', { role: 'status', class: 'quiet' });
  let isFriend = friends().some(friend => friend.id === id);
  const mark = h('button', { type: 'button', 'aria-pressed': String(isFriend), click: () => {
    isFriend = !isFriend;
    said.textContent = befriend(who, isFriend) ? (isFriend ? 'Marked as a friend, in this browser only. The games have a filter for friends’ records.' : '') : 'This browser keeps nothing, so friends cannot be marked.';
    mark.setAttribute('aria-pressed', String(isFriend));
  } }, 'Friend');
  const fact = (name: string, value: string | Node): Node[] => [h('dt', {}, name), h('dd', {}, value)];
  return {
    kind: 'person', title: who.name,
    element: h('section', { class: 'page' },
      h('h1', {}, who.name, who.sysop && h('span', { class: 'tag' }, 'sysop'), who.program && h('span', { class: 'tag' }, 'program')),
      who.about !== '' && h('p', { class: 'text' }, who.about),
      h('dl', { class: 'rows left' },
        ...fact('Here since', ago(who.since)), ...(who.lastCall ? fact('Last call', ago(who.lastCall)) : []), ...(who.place !== '' ? fact('Where', who.place) : []),
        ...fact('Plays', `${some(who.plays, 'play')} of ${some(who.games, 'game')}, ${some(who.records, 'record')}`), ...fact('Daily challenges', String(who.dailies)),
        ...(who.abandoned > 0 ? fact('Given up', some(who.abandoned, 'ranked play')) : []), ...fact('Posts', String(who.posts))),
      who.achievements.length > 0 && h('p', {}, ...who.achievements.map(name => h('span', { class: 'tag' }, name))),
      board.account?.id !== id && h('p', { class: 'choices' }, mark, board.account && h('a', { class: 'button', href: `#/mail/write?to=${encodeURIComponent(who.name)}` }, 'Write a letter'), said),
      who.bests.length > 0 && h('h2', {}, 'Best scores'),
      who.bests.length > 0 && h('table', {}, h('tbody', {}, ...who.bests.map(best => h('tr', {}, h('td', {}, h('a', { href: `#/scores/${slugOf(best.game)}` }, best.game)), h('td', { class: 'number' }, points(best.score)))))),
      plays.items.length > 0 && h('h2', {}, 'Lately'),
      plays.items.length > 0 && lately,
      moreButton<PlayLine>(board, path, plays.next, more => lately.tBodies[0]!.append(...playTable(more, false).tBodies[0]!.children))),
  };
}

/** Plays as a table. */
export function playTable(plays: readonly PlayLine[], withPlayer: boolean): HTMLTableElement {
  return h('table', {}, h('tbody', {}, ...plays.map(play => h('tr', {},
    h('td', {}, play.game, play.challenge && h('span', { class: 'tag' }, 'daily')), withPlayer && h('td', {}, person(play.player)), h('td', { class: 'number' }, points(play.score)), h('td', { class: 'spare' }, ago(play.at)),
    h('td', {}, h('a', { href: `#/of/${play.id}`, 'aria-label': `Watch this play of ${play.game}` }, 'Watch'))))));
}

/** Everybody who has an account, or those whose names begin so. */
export async function peoplePage(board: Board, query: string): Promise<Page> {
  const name = new URLSearchParams(query).get('name') ?? '';
  type Line = Person & { readonly since: string; readonly posts: number; readonly plays: number };
  const path = `api/people?name=${encodeURIComponent(name)}`;
  const { items, next } = await board.get<List<Line>>(path);
  const row = (one: Line): HTMLElement => h('tr', {}, h('td', {}, person(one)), h('td', {}, ago(one.since)), h('td', { class: 'number' }, String(one.plays)), h('td', { class: 'number' }, String(one.posts)));
  const body = h('tbody', {}, ...items.map(row));
  const find = h('input', { type: 'search', value: name, placeholder: 'A name, or how it begins', 'aria-label': 'Find somebody' });
  return {
    kind: 'people', title: 'People',
    element: h('section', { class: 'page' }, h('h1', {}, 'People'),
      h('form', { class: 'answer', submit: event => {
        event.preventDefault();
        location.hash = `#/people?name=${encodeURIComponent(find.value.trim())}`;
      } }, find, h('button', { type: 'submit' }, 'Find')),
      items.length === 0 && !next ? h('p', {}, 'Nobody has such a name.') : h('table', {},
        h('thead', {}, h('tr', {}, ...['Name', 'Here since', 'Plays', 'Posts'].map((label, i) => h('th', { scope: 'col', class: i > 1 ? 'number' : undefined }, label)))),
        body),
      moreButton<Line>(board, path, next, more => body.append(...more.map(row)))),
  };
}
