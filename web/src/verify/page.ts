import { h } from '../app/element.ts';
import type { Hall } from '../app/hall.ts';
import type { Page } from '../app/router.ts';
import { keep } from '../app/kept.ts';
import { idOf } from '../recording/recording.ts';
import { checksView } from './checks.ts';
import { saveButton } from './save.ts';

/** Drop a recording: it is played again here, and every check is shown as it passes. */
export function verifyPage(hall: Hall): Page {
  let checked: { cartridge: string; file: Uint8Array } | null = null;
  const said = h('span', { class: 'quiet', role: 'status' });
  const view = checksView(sha => hall.cartridge(sha), async (recording, file) => {
    const title = hall.byCartridge(recording.cartridge)?.title;
    if (title === undefined)
      return null;
    checked = { cartridge: recording.cartridge, file };
    await keep(title, file);
    return h('a', { href: `#/watch/${await idOf(recording)}` }, 'Watch this play');
  });
  const all = hall.places.flatMap(place => place.cartridge ?? []);
  const element = h('section', { class: 'page' },
    h('h1', {}, 'Check a score'),
    h('p', {}, 'A recording holds the seed of a play and the keys that were pressed. This page plays it again, here in your browser, and compares. It shows that the score follows from the keys; it does not show who pressed them.'),
    view.element,
    h('h2', {}, 'Without this site'),
    h('p', {}, 'You need not believe this server. Save the page: one file with the check and the games inside, that works from a disk and asks nobody. Or check with ', h('code', {}, 'monster verify'), ' in a terminal.'),
    h('p', { class: 'choices' }, saveButton(hall, () => (checked ? [checked.cartridge] : all), () => checked?.file ?? null, text => (said.textContent = text)), said));
  return { kind: 'verify', title: 'Check a score', element, leave: view.close };
}
