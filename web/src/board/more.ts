import { h } from '../app/element.ts';
import type { Board } from './board.ts';
import type { List } from './types.ts';

/** A button that brings the next page of a list; nothing when there is none.
 * @param path What gave the first page, with a question mark in it.
 * @param add Shows further rows. */
export function moreButton<T>(board: Board, path: string, next: string | null | undefined, add: (items: readonly T[]) => void): HTMLElement | null {
  if (!next)
    return null;
  let after: string | null = next;
  const said = h('span', { role: 'alert', class: 'bad' });
  const button = h('button', { type: 'button', click: () => void more() }, 'More');
  const element = h('p', { class: 'choices' }, button, said);

  async function more(): Promise<void> {
    button.disabled = true;
    said.textContent = '';
    try {
      const list: List<T> = await board.get<List<T>>(`${path}&after=${encodeURIComponent(after!)}`);
      add(list.items);
      after = list.next ?? null;
      element.hidden = after === null;
    } catch (e) {
      said.textContent = e instanceof Error ? e.message : String(e);
    } finally {
      button.disabled = false;
    }
  }

  return element;
}
