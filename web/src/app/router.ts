import { Refused } from '../cartridge/manifest.ts';
import { fromLink } from '../recording/link.ts';
import type { Hall } from './hall.ts';
import { kept } from './kept.ts';

/** What fills the page: an element, and what it needs to know of being shown. */
export interface Page {
  readonly kind: string;
  readonly title: string;
  readonly element: HTMLElement;
  entered?(): void;
  leave?(): void;
}

/** The page of an address. Each page is loaded when it is first wanted: the way to a game is short.
 * @throws {Refused} There is none; the message says so. */
export async function route(hall: Hall, hash: string): Promise<Page> {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', argument = ''] = path.split('/', 2);
  switch (name) {
    case '':
      return (await import('../arcade/grid.ts')).gridPage(hall);
    case 'play': {
      const place = hall.find(argument);
      if (!place?.cartridge)
        throw new Refused(place ? `${place.title} is not made yet. Choose another game.` : `No game is called "${argument}".`);
      return (await import('../play/page.ts')).playPage(hall, place);
    }
    case 'demo': {
      const place = hall.find(argument);
      if (!place?.demo)
        throw new Refused('There is no recording to show of this game yet.');
      return (await import('../watch/page.ts')).watchPage(hall, await hall.demo(place), query);
    }
    case 'watch': {
      const play = await kept(argument);
      if (!play)
        throw new Refused('This play is not kept in this browser. If you have its file, open it under "Check a score".');
      return (await import('../watch/page.ts')).watchPage(hall, play.file, query);
    }
    case 'p':
      return (await import('../watch/page.ts')).watchPage(hall, await fromLink(argument), query);
    case 'plays':
      return (await import('../watch/plays.ts')).playsPage();
    case 'verify':
      return (await import('../verify/page.ts')).verifyPage(hall);
    case 'call':
      return (await import('../call/page.ts')).callPage();
    default:
      throw new Refused('There is no such page here.');
  }
}
