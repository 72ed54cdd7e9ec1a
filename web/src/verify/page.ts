import { h } from '../app/element.ts';
import type { Hall } from '../app/hall.ts';
import type { Page } from '../app/router.ts';
import { keep } from '../app/kept.ts';
import { idOf } from '../recording/recording.ts';
import { checksView } from './checks.ts';

/** Drop a recording: it is played again here, and every check is shown as it passes. */
export function verifyPage(hall: Hall): Page {
  const view = checksView(sha => hall.cartridge(sha), async (recording, file) => {
    const title = hall.byCartridge(recording.cartridge)?.title;
    if (title === undefined)
      return null;
    await keep(title, file);
    return h('a', { href: `#/watch/${await idOf(recording)}` }, 'Watch this play');
  });
  const element = h('section', { class: 'page' },
    h('h1', {}, 'Check a score'),
    h('p', {}, 'A recording holds the seed of a play and the keys that were pressed. This page plays it again, here in your browser, and compares. It shows that the score follows from the keys; it does not show who pressed them.'),
    view.element);
  return { kind: 'verify', title: 'Check a score', element, leave: view.close };
}
