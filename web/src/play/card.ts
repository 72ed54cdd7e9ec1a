import { h } from '../app/element.ts';

export type Choice = readonly [label: string, key: string, act: () => void];

/** What stands over the picture while the game does not run: a title, a few lines, and what can be done. */
export class Card {
  readonly element = h('div', { class: 'card', role: 'dialog', 'aria-modal': 'false', 'aria-label': 'The game waits', hidden: true });
  private readonly live: HTMLElement;

  /** @param live Read aloud when the card changes. */
  constructor(live: HTMLElement) {
    this.live = live;
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  show(title: string, lines: readonly (string | HTMLElement)[], choices: readonly Choice[]): void {
    this.element.replaceChildren(h('h2', {}, title), ...lines.filter(line => line !== '').map(line => (typeof line === 'string' ? h('p', {}, line) : line)),
      h('div', { class: 'choices' }, ...choices.map(([label, key, act], i) => h('button', { type: 'button', class: i === 0 ? 'first' : undefined, 'data-key': key, click: act }, label, key !== '' && h('kbd', {}, key)))));
    this.element.hidden = false;
    this.tell(`${title}. ${lines.map(line => (typeof line === 'string' ? line : line.textContent)).join(' ')}`);
  }

  hide(): void {
    this.element.hidden = true;
  }

  tell(text: string): void {
    this.live.textContent = text;
  }

  /** Does what a key stands for. @returns False when it stands for nothing here. */
  press(key: string): boolean {
    const choice = [...this.element.querySelectorAll('button')].find(button => button.dataset.key?.toLowerCase() === key.toLowerCase());
    choice?.click();
    return choice !== undefined;
  }
}
