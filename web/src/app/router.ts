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
  const [name = '', argument = '', ...rest] = path.split('/');
  switch (name) {
    case '':
      return (await import('../arcade/grid.ts')).gridPage(hall);
    case 'play': {
      const place = hall.find(argument);
      if (!place?.cartridge)
        throw new Refused(place ? `${place.title} is not made yet. Choose another game.` : `No game is called "${argument}".`);
      return (await import('../play/page.ts')).playPage(hall, place, undefined, new URLSearchParams(query).has('daily'));
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
      return (await import('../watch/plays.ts')).playsPage(hall);
    case 'verify':
      return (await import('../verify/page.ts')).verifyPage(hall);
    default:
      return await boardRoute(hall, name, argument, rest, query);
  }
}

/** Pages that a board answers for. */
async function boardRoute(hall: Hall, name: string, argument: string, rest: readonly string[], query: string): Promise<Page> {
  const board = hall.board;
  if (!board)
    throw new Refused('There is no board here, or it does not answer just now. The games can be played all the same.');
  const number = Number(argument);
  switch (name) {
    case 'call':
      return (await import('../call/page.ts')).callPage(board);
    case 'account':
      return (await import('../board/account.ts')).accountPage(board);
    case 'scores': {
      const { recordsPage, scoresPage } = await import('../board/scores.ts');
      const place = hall.find(argument);
      return place ? await scoresPage(board, place, query) : await recordsPage(hall, board);
    }
    case 'of':
      return (await import('../watch/page.ts')).playPageOf(hall, board, argument, query);
    case 'person':
      return (await import('../board/people.ts')).personPage(board, number);
    case 'people':
      return (await import('../board/people.ts')).peoplePage(board, query);
    case 'boards':
      return (await import('../board/talk.ts')).boardsPage(board);
    case 'board':
      return (await import('../board/talk.ts')).boardPage(board, number, query);
    case 'thread':
      return (await import('../board/talk.ts')).threadPage(board, number, query);
    case 'write':
      return (await import('../board/talk.ts')).writePage(board, number);
    case 'new':
      return (await import('../board/talk.ts')).newPage(board);
    case 'search':
      return (await import('../board/talk.ts')).searchPage(board, query);
    case 'mail':
      return (await import('../board/mail.ts')).mailPage(board, argument === '' ? [] : [argument, ...rest], query);
    case 'now':
      return (await import('../board/now.ts')).nowPage(board);
    case 'live':
      return (await import('../board/live.ts')).livePage(board, number);
    case 'sysop':
      return (await import('../board/sysop.ts')).sysopPage(board);
    default:
      throw new Refused('There is no such page here.');
  }
}
