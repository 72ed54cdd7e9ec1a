import { Hall } from './hall.ts';
import { h } from './element.ts';
import { route, type Page } from './router.ts';

const app = document.getElementById('app')!;
const main = h('main', { id: 'main', tabindex: -1 });
app.append(
  h('header', { class: 'top' },
    h('a', { href: '#/', class: 'name' }, h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }), 'Monster Arcade'),
    h('nav', { 'aria-label': 'Pages' },
      h('a', { href: '#/' }, 'Games'),
      h('a', { href: '#/plays' }, 'Your plays'),
      h('a', { href: '#/verify' }, 'Check a score'),
      h('a', { href: 'observatory.html' }, 'Observatory'))),
  main);

let shown: Page | null = null;
let turn = 0;

async function show(): Promise<void> {
  const mine = ++turn;
  shown?.leave?.();
  shown = null;
  try {
    hall ??= await Hall.open('data/');
    const page = await route(hall, location.hash);
    if (mine !== turn) { // somebody has gone on meanwhile
      page.leave?.();
      return;
    }
    shown = page;
    document.title = page.title === '' ? 'Monster Arcade' : `${page.title} · Monster Arcade`;
    document.body.dataset.page = page.kind;
    main.replaceChildren(page.element);
    page.entered?.();
    for (const link of document.querySelectorAll('nav a'))
      link.toggleAttribute('aria-current', link.getAttribute('href') === (location.hash || '#/'));
  } catch (e) {
    main.replaceChildren(h('section', { class: 'page' },
      h('h1', {}, 'This did not work'), h('p', { role: 'alert' }, e instanceof Error ? e.message : String(e)), h('p', {}, h('a', { href: '#/' }, 'Back to the games'))));
  }
}

let hall: Hall | null = null;
window.addEventListener('hashchange', () => void show());
void show();

if ('serviceWorker' in navigator && import.meta.env.PROD && location.protocol !== 'file:')
  navigator.serviceWorker.register('sw.js').catch(() => undefined); // offline is a comfort, not a need
