import { h } from './element.ts';
import { Hall } from './hall.ts';
import { route, type Page } from './router.ts';
import type { Board } from '../board/board.ts';

const TOAST_MS = 9_000;

const main = h('main', { id: 'main', tabindex: -1 });
const nav = h('nav', { 'aria-label': 'Pages' });
const toasts = h('div', { class: 'toasts', role: 'status' });
const foot = h('footer', { class: 'foot' });
document.getElementById('app')!.append(
  h('header', { class: 'top' }, h('a', { href: '#/', class: 'name' }, h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }), 'Monster Arcade'), nav),
  main, foot, toasts);

let opening: Promise<Hall> | null = null;
let shown: Page | null = null;
let turn = 0;

async function show(): Promise<void> {
  const mine = ++turn;
  shown?.leave?.();
  shown = null;
  prefetch(location.hash);
  try {
    const page = await route(await openHall(), location.hash);
    if (mine !== turn) { // somebody has gone on meanwhile
      page.leave?.();
      return;
    }
    shown = page;
    document.title = page.title === '' ? 'Monster Arcade' : `${page.title} · Monster Arcade`;
    document.body.dataset.page = page.kind;
    main.replaceChildren(page.element);
    window.scrollTo(0, 0);
    page.entered?.();
  } catch (e) {
    if (mine !== turn)
      return;
    main.replaceChildren(h('section', { class: 'page' },
      h('h1', {}, 'This did not work'), h('p', { role: 'alert' }, e instanceof Error ? e.message : String(e)), h('p', {}, h('a', { href: '#/' }, 'Back to the games'))));
  }
  mark();
}

/** The two ways in: what they are made of comes while the list of games does. */
function prefetch(hash: string): void {
  if (/^(#\/?(\?.*)?)?$/.test(hash))
    void import('../arcade/grid.ts').catch(() => undefined); // it is asked for again, and then said
  else if (hash.startsWith('#/play/'))
    void import('../play/page.ts').catch(() => undefined);
}

/** The hall, opened once however many addresses are asked for meanwhile: two would have two boards, and logging in at one would not show at the other. After a failure it is tried again. */
function openHall(): Promise<Hall> {
  opening ??= Hall.open('data/').then(hall => {
    showFrame(hall.board);
    if (hall.board)
      listen(hall.board);
    return hall;
  }).catch((e: unknown) => {
    opening = null;
    throw e;
  });
  return opening;
}

/** Marks where one is. */
function mark(): void {
  const first = location.hash.split(/[/?]/, 2)[1] ?? '';
  for (const link of nav.querySelectorAll('a')) {
    const isHere = (link.dataset.pages ?? '').split(' ').includes(first);
    if (isHere) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** What stands around every page: it depends on whether there is a board, and who is in. */
function showFrame(board: Board | null): void {
  const link = (label: string, pages: string, kind?: string): HTMLElement => h('a', { href: `#/${pages.split(' ')[0]}`, 'data-pages': pages === '' ? ' play demo' : pages, class: kind }, label);
  const account = board?.account;
  nav.replaceChildren(link('Games', ''), ...(board ? [link('Now', 'now live'), link('Scores', 'scores of'), link('Boards', 'boards board thread write new search')] : []), link('Your plays', 'plays watch'),
    ...(board ? [link('Terminal', 'call')] : [link('Check a score', 'verify')]),
    ...(board ? [link(account ? `${account.name}${account.unreadMail > 0 ? ` (${account.unreadMail})` : ''}` : 'Log in', 'account mail sysop', 'me')] : []));
  foot.replaceChildren(h('a', { href: '#/verify' }, 'Check a score'), h('a', { href: 'observatory.html' }, 'Observatory'),
    ...(board ? [h('a', { href: '#/people' }, 'People'), h('a', { href: 'feeds/posts.atom' }, 'New posts (Atom)'), h('a', { href: 'feeds/records.atom' }, 'Records (Atom)'), h('a', { href: 'api/openapi.json' }, 'API')] : []),
    ...(board?.facts.telnet ? [h('span', {}, `By telnet: ${location.hostname} ${board.facts.telnet}`)] : []));
  mark();
}

function listen(board: Board): void {
  board.onAccount(() => showFrame(board));
  board.listen((what, data) => {
    if (what === 'notice')
      toast(`${String(data.from)}: ${String(data.text)}`);
    if (what === 'mail')
      void board.refresh().then(() => toast('A letter has come for you.', '#/mail'), () => undefined);
  });
  void import('../play/waiting.ts').then(({ handInLater }) => handInLater(board, toast));
}

/** Says something at the edge of the page for a while. */
function toast(text: string, href?: string): void {
  const element = h('p', {}, href ? h('a', { href }, text) : text);
  toasts.append(element);
  setTimeout(() => element.remove(), TOAST_MS);
}

window.addEventListener('hashchange', () => void show());
void show();

if ('serviceWorker' in navigator && import.meta.env.PROD && location.protocol !== 'file:')
  navigator.serviceWorker.register('sw.js').catch(() => undefined); // offline is a comfort, not a need
