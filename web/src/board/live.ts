import '../watch/watch.css';
import './board.css';
import { CELL_BYTES } from '../cartridge/abi.ts';
import { h, points } from '../app/element.ts';
import type { Page } from '../app/router.ts';
import { CellScreen } from '../screen/cellScreen.ts';
import type { Board } from './board.ts';

const HEADER_BYTES = 12;
const PHASES = ['', 'Paused', 'Over', 'The player has left'];
const MOST_SAID = 100;

/** Somebody's play as it happens. */
export function livePage(board: Board, number: number): Page {
  const screen = new CellScreen(h('canvas', { role: 'img', 'aria-label': 'The play as it happens' }));
  const title = h('h1', {}, 'Live');
  const state = h('p', { class: 'said', role: 'status' }, 'Tuning in…');
  const talk = h('ul', { class: 'plain', role: 'log', 'aria-label': 'What is said' });
  const said = h('input', { type: 'text', maxlength: 200, 'aria-label': 'Say something to the player and who watches', autocomplete: 'off' });
  const element = h('section', { class: 'watching' }, title, h('div', { class: 'stage' }, screen.canvas), state, talk,
    board.account && h('form', { class: 'answer', submit: event => {
      event.preventDefault();
      if (said.value.trim() !== '')
        socket?.send(JSON.stringify({ say: said.value.trim() }));
      said.value = '';
    } }, said, h('button', { type: 'submit' }, 'Say')));
  let socket: WebSocket | null = null;
  let left = false;

  function hear(text: string): void {
    const message = JSON.parse(text) as { game?: string; player?: string; ranked?: boolean; name?: string; said?: string };
    if (message.game) {
      title.textContent = `${message.player} plays ${message.game}`;
      document.title = `${title.textContent} · Monster Arcade`;
      screen.canvas.setAttribute('aria-label', `${title.textContent}, as it happens`);
    } else if (message.said) {
      talk.append(h('li', {}, h('span', { class: 'person' }, message.name ?? ''), h('span', {}, message.said)));
      if (talk.childElementCount > MOST_SAID)
        talk.firstElementChild!.remove();
    }
  }

  function see(data: ArrayBuffer): void {
    if (data.byteLength !== HEADER_BYTES + CELL_BYTES)
      return;
    const view = new DataView(data);
    const phase = view.getUint8(4), score = view.getInt32(8, true);
    screen.draw(new Uint32Array(data.slice(HEADER_BYTES)));
    left ||= phase >= 2;
    state.textContent = [PHASES[phase] ?? '', score >= 0 ? `Score ${points(score)}` : ''].filter(Boolean).join(' · ');
  }

  const fit = (): void => screen.resize(element.clientWidth, Math.max(200, window.innerHeight * 0.66));
  return {
    kind: 'live', title: 'Live', element,
    entered() {
      fit();
      window.addEventListener('resize', fit);
      const address = new URL(`api/live/${number}`, location.href);
      address.protocol = address.protocol.replace('http', 'ws');
      address.hash = '';
      socket = new WebSocket(address);
      socket.binaryType = 'arraybuffer';
      socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => (typeof event.data === 'string' ? hear(event.data) : see(event.data));
      socket.onclose = () => state.replaceChildren(left ? 'The play has ended. ' : 'It is no longer to be seen. ', h('a', { href: '#/now' }, 'See who else plays'));
    },
    leave() {
      window.removeEventListener('resize', fit);
      if (socket)
        socket.onclose = null;
      socket?.close();
    },
  };
}
