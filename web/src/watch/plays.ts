import { h, points } from '../app/element.ts';
import { recent } from '../app/kept.ts';
import type { Page } from '../app/router.ts';

/** The plays kept in this browser. */
export async function playsPage(): Promise<Page> {
  const plays = await recent();
  const element = h('section', { class: 'page' },
    h('h1', {}, 'Your plays'),
    plays.length === 0
      ? h('p', {}, 'Nothing yet. Every play is kept here, to watch again and to check. ', h('a', { href: '#/' }, 'Choose a game'))
      : h('table', {},
        h('thead', {}, h('tr', {}, ...['Game', 'Score', 'When', ''].map(name => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...plays.map(play => h('tr', {},
          h('td', {}, play.title), h('td', { class: 'number' }, points(play.score)), h('td', {}, new Date(play.when).toLocaleString()),
          h('td', {}, h('a', { href: `#/watch/${play.id}`, 'aria-label': `Watch this play of ${play.title}` }, 'Watch')))))));
  return { kind: 'plays', title: 'Your plays', element };
}
