import './call.css';
import { h } from '../app/element.ts';
import type { Board } from '../board/board.ts';
import type { Page } from '../app/router.ts';
import { linesView } from './lines.ts';
import { terminalView } from './terminal.ts';

const CHOICE = 'monster-lines';

/** The whole board in the page: as a terminal, or as plain lines for a screen reader. */
export function callPage(board: Board): Page {
  const said = h('span', { class: 'quiet', role: 'status' });
  const place = h('div');
  let isPlain = remembered();
  let view: ReturnType<typeof linesView> | null = null;
  const toggle = h('button', { type: 'button', 'aria-pressed': String(isPlain), click: () => {
    isPlain = !isPlain;
    try {
      localStorage.setItem(CHOICE, isPlain ? '1' : '');
    } catch {
      // it is asked for again next time
    }
    show();
  } }, 'Plain lines, for screen readers');

  function show(): void {
    view?.close();
    toggle.setAttribute('aria-pressed', String(isPlain));
    said.textContent = '';
    view = isPlain ? linesView(board) : terminalView(board, text => (said.textContent = text));
    place.replaceChildren(view.element);
    view.entered();
  }

  return {
    kind: 'call',
    title: 'The board',
    element: h('section', { class: 'call' }, h('div', { class: 'over' }, h('h1', {}, 'The board'), said, toggle, h('a', { class: 'button short', href: '#/' }, 'Leave')), h('p', { class: 'quiet turn' }, 'Turn the phone on its side for larger letters.'), place),
    entered: show,
    leave: () => view?.close(),
  };
}

function remembered(): boolean {
  try {
    return localStorage.getItem(CHOICE) === '1';
  } catch {
    return false; // cookies are off
  }
}
