import './board.css';
import { h, points } from '../app/element.ts';
import { form } from '../app/form.ts';
import { slugOf } from '../app/hall.ts';
import type { Page } from '../app/router.ts';
import { ago, person, some } from '../app/words.ts';
import { logInLink } from './account.ts';
import type { Board } from './board.ts';
import { playTable } from './people.ts';
import type { Caller, Daily, List, LivePlay, OneLiner, PlayLine } from './types.ts';

/** What is going on: who is here, who plays, what was said and played last. It keeps itself up to date. */
export async function nowPage(board: Board): Promise<Page> {
  const daily = h('div'), here = h('div', { 'aria-live': 'polite' }), live = h('div', { 'aria-live': 'polite' }), liners = h('div'), plays = h('div');
  const say = form([{ name: 'text', label: 'Say one line', most: 70 }], 'Say it', async ({ text }) => {
    await board.send('POST', 'api/one-liners', { text });
    say.set('text', '');
    await showLiners();
  });

  async function showDaily(): Promise<void> {
    const today = await board.get<Daily>('api/daily').catch(() => null);
    daily.replaceChildren(...(today ? [h('p', {}, 'Today’s challenge: ', h('b', {}, today.game), ', the same for everybody, once. ',
      today.done ? h('a', { href: `#/scores/${slugOf(today.game)}?period=daily` }, 'You have played it: see how others did')
        : board.account ? h('a', { class: 'button first', href: `#/play/${slugOf(today.game)}?daily=1` }, 'Play today’s challenge') : logInLink('Log in to play it'))] : []));
  }

  async function showHere(): Promise<void> {
    const { items } = await board.get<List<Caller>>('api/online');
    here.replaceChildren(items.length === 0 ? h('p', { class: 'quiet' }, 'Nobody but you.') : h('ul', { class: 'plain' }, ...items.map(one => h('li', {}, person(one.person), h('span', { class: 'quiet' }, one.doing), h('span', { class: 'quiet' }, one.via, ', since ', ago(one.since))))));
  }

  async function showLive(): Promise<void> {
    const { items } = await board.get<List<LivePlay>>('api/live');
    live.replaceChildren(items.length === 0 ? h('p', { class: 'quiet' }, 'Nobody is playing right now.') : h('ul', { class: 'plain' }, ...items.map(play => h('li', {},
      h('a', { href: `#/live/${play.number}` }, `Watch ${play.player} play ${play.game}`), h('span', { class: 'quiet' }, [play.phase === 'paused' ? 'paused' : play.ranked ? 'ranked' : 'not ranked', play.watchers > 0 ? some(play.watchers, 'watcher') : ''].filter(Boolean).join(', ')), h('span', { class: 'quiet' }, ago(play.since))))));
  }

  async function showLiners(): Promise<void> {
    const { items } = await board.get<List<OneLiner>>('api/one-liners');
    liners.replaceChildren(h('ul', { class: 'plain' }, ...items.slice(0, 12).map(one => h('li', {}, h('span', {}, one.text), h('span', { class: 'quiet' }, person(one.author), ' ', ago(one.at)),
      one.mayRemove && h('button', { type: 'button', class: 'plain', click: () => void board.send('DELETE', `api/one-liners/${one.id}`).then(showLiners) }, 'Take away')))));
  }

  async function showPlays(): Promise<void> {
    const { items } = await board.get<List<PlayLine>>('api/plays?limit=12');
    plays.replaceChildren(items.length === 0 ? h('p', { class: 'quiet' }, 'No score yet. The first one is a record.') : playTable(items, true));
  }

  await Promise.all([showDaily(), showHere(), showLive(), showLiners(), showPlays()]);
  const end = board.listen((what, data) => {
    if (what === 'online')
      void showHere().catch(() => undefined);
    else if (what === 'live')
      void showLive().catch(() => undefined);
    else if (what === 'play')
      void showPlays().catch(() => undefined);
    void data;
  });
  return {
    kind: 'now', title: 'Now', leave: end,
    element: h('section', {}, h('h1', {}, `${board.facts.name}, now`), daily,
      h('div', { class: 'columns' },
        h('section', {}, h('h2', {}, 'Playing'), live), h('section', {}, h('h2', {}, 'Here'), here, h('p', {}, h('a', { href: '#/people' }, 'Everybody'))),
        h('section', {}, h('h2', {}, 'One-liners'), board.account ? say.element : h('p', {}, logInLink(), ' to say something'), liners),
        h('section', {}, h('h2', {}, 'Last plays'), plays))),
  };
}

/** What a play event says, for a line that passes. */
export function playNews(data: Record<string, unknown>): string {
  return `${String(data.player)} ${data.record ? 'has the record' : 'has scored'}: ${points(Number(data.score))}`;
}
