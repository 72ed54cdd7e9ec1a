import { KEY } from '../cartridge/abi.ts';
import { h } from '../app/element.ts';
import { actionsOf } from './actions.ts';

const FIRST_REPEAT_MS = 220;
const REPEAT_MS = 110;

/** Keys under the thumbs of those who have no others: arrows, what the game's own last row names, and the phone's keyboard. */
export class Pad {
  readonly element: HTMLElement;
  private readonly actions = h('div', { class: 'actions' });
  private readonly press: (key: number) => void;
  private row = '';

  constructor(press: (key: number) => void) {
    this.press = press;
    const typed = h('input', { type: 'text', class: 'typed', 'aria-label': 'Type to the game', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', input: () => {
      for (const c of typed.value)
        if (c >= ' ' && c <= '~')
          press(c.charCodeAt(0));
      typed.value = '';
    } });
    this.element = h('div', { class: 'pad', role: 'group', 'aria-label': 'Keys' },
      h('div', { class: 'arrows' },
        this.button('▲', 'Up', KEY.up, 'up'), this.button('◀', 'Left', KEY.left, 'left'), this.button('▶', 'Right', KEY.right, 'right'), this.button('▼', 'Down', KEY.down, 'down')),
      this.actions,
      h('div', { class: 'typing' }, typed, h('button', { type: 'button', click: () => typed.focus() }, 'Keyboard')));
    this.show('');
  }

  /** Buttons for what the game's last row says. */
  show(row: string): void {
    if (row === this.row && this.actions.childElementCount > 0)
      return;
    this.row = row;
    const actions = actionsOf(row);
    if (!actions.some(a => a.key === 32))
      actions.push({ key: 32, name: 'Space', label: '' });
    if (!actions.some(a => a.key === KEY.enter) && actions.length < 2)
      actions.push({ key: KEY.enter, name: 'Enter', label: '' });
    this.actions.replaceChildren(...actions.map(({ key, name, label }) => this.button(name, label === '' ? name : `${name}: ${label}`, key, key === 32 ? 'wide' : '', label)));
  }

  private button(text: string, name: string, key: number, place: string, label = ''): HTMLElement {
    return h('button', { type: 'button', 'aria-label': name, class: place,
      click: event => {
        if ((event as MouseEvent).detail === 0)
          this.press(key); // by a screen reader or a switch: no pointer was down
      },
      pointerdown: event => {
        event.preventDefault();
        this.press(key);
        let held = setTimeout(() => {
          held = setInterval(() => this.press(key), REPEAT_MS);
        }, FIRST_REPEAT_MS);
        const stop = (): void => clearInterval(held);
        for (const end of ['pointerup', 'pointercancel', 'pointerleave'])
          event.target!.addEventListener(end, stop, { once: true });
      } }, h('b', {}, text), label !== '' && h('small', {}, label));
  }
}
