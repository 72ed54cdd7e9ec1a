import '../board/board.css';
import { h, points } from '../app/element.ts';
import { form } from '../app/form.ts';
import { slugOf, type Hall } from '../app/hall.ts';
import { recent, save, waiting } from '../app/kept.ts';
import type { Page } from '../app/router.ts';
import { ago } from '../app/words.ts';
import { carryOn } from '../play/ranked.ts';
import type { Board } from '../board/board.ts';
import type { List, Ticket } from '../board/types.ts';
import { Refused } from '../cartridge/manifest.ts';

/** The plays kept in this browser, and those that wait elsewhere. */
export async function playsPage(hall: Hall): Promise<Page> {
  const [plays, unsent] = await Promise.all([recent(), waiting()]);
  const open = hall.board?.account ? await openPlays(hall.board) : null;
  const element = h('section', { class: 'page' },
    h('h1', {}, 'Your plays'),
    unsent.length > 0 && h('p', { role: 'status' }, `${unsent.length === 1 ? 'One ranked play waits' : `${unsent.length} ranked plays wait`} to be handed in: it happens by itself as soon as the board answers and you are logged in.`),
    open?.tickets,
    plays.length === 0
      ? h('p', {}, 'Nothing yet. Every play is kept here, to watch again and to check. ', h('a', { href: '#/' }, 'Choose a game'))
      : h('table', {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Game'), h('th', { scope: 'col', class: 'number' }, 'Score'), h('th', { scope: 'col' }, 'When'), h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'Watch')))),
        h('tbody', {}, ...plays.map(play => h('tr', {},
          h('td', {}, play.title), h('td', { class: 'number' }, points(play.score)), h('td', {}, ago(new Date(play.when).toISOString())),
          h('td', {}, h('a', { href: `#/watch/${play.id}`, 'aria-label': `Watch this play of ${play.title}` }, 'Watch')))))),
    open?.fromTerminal);
  return { kind: 'plays', title: 'Your plays', element };
}

/** Ranked plays that are open, and the field for a code from a terminal. */
async function openPlays(board: Board): Promise<{ tickets: HTMLElement | null; fromTerminal: HTMLElement }> {
  const tickets = (await board.get<List<Ticket>>('api/tickets')).items;
  const take = async (which: { code: string } | { serial: number }): Promise<void> => {
    const { ticket, ranked, file } = await carryOn(board, which);
    if (!await save(ranked.daily ? `${ticket.cartridge}:daily` : ticket.cartridge, { file, ranked }))
      throw new Refused('This browser keeps nothing, so a play cannot be brought here.');
    location.hash = `#/play/${slugOf(ticket.game)}${ranked.daily ? '?daily=1' : ''}`;
  };
  const said = h('p', { role: 'alert', class: 'bad' });
  return {
    tickets: tickets.length === 0 ? null : h('section', {},
      h('h2', {}, 'Open ranked plays'),
      h('ul', { class: 'plain' }, ...tickets.map(ticket => h('li', {},
        h('b', {}, ticket.game), ticket.daily && h('span', { class: 'tag' }, 'daily'), h('span', { class: 'quiet' }, ticket.elsewhere ? 'on another screen now' : 'begun ', !ticket.elsewhere && ago(ticket.opened)),
        ticket.elsewhere ? h('span', {}) : h('button', { type: 'button', 'aria-label': `Go on with ${ticket.game} here`, click: () => void take({ serial: ticket.serial }).catch((e: Error) => (said.textContent = e.message)) }, 'Go on here')))),
      said, h('h2', {}, 'In this browser')),
    fromTerminal: h('section', {},
      h('h2', {}, 'From a terminal'),
      h('p', { class: 'quiet' }, 'Pause the play there with Escape, press C, and type the code here within ten minutes.'),
      form([{ name: 'code', label: 'Code', most: 12 }], 'Go on here', ({ code }) => take({ code: code!.trim().toUpperCase() })).element),
  };
}
