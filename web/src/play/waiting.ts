import { sent, waiting } from '../app/kept.ts';
import type { Board } from '../board/board.ts';
import { handIn } from './ranked.ts';

const AGAIN_MS = 30_000;

/** Hands in what finished while the board did not answer: now, when the network is back, when somebody logs in, and every half minute.
 * @param say Told of each play that the board has seen. */
export function handInLater(board: Board, say: (text: string) => void): void {
  let busy = false;

  async function all(): Promise<void> {
    if (busy || !board.account)
      return;
    busy = true;
    try {
      for (const play of await waiting()) {
        if (play.ranked.account !== board.account?.id)
          continue;
        const outcome = await handIn(board, play.ranked, play.file);
        if (outcome.kind === 'waits')
          break;
        await sent(play.id);
        say(`${play.title}: ${outcome.text}`);
      }
    } finally {
      busy = false;
    }
  }

  window.addEventListener('online', () => void all());
  board.onAccount(() => void all());
  setInterval(() => void all(), AGAIN_MS);
  void all();
}
