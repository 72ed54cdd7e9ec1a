import { h } from '../app/element.ts';
import type { Board } from '../board/board.ts';
import { Line, tokenOf } from './line.ts';

/** Lines kept to read again. */
const MOST_LINES = 2_000;

/** Takes what a board sends in line mode apart into lines. A carriage return alone begins the line anew. */
export class LineReader {
  private readonly decoder = new TextDecoder();
  private text = '';
  private returned = false;

  /** @returns The lines that are complete now. */
  read(bytes: Uint8Array): string[] {
    const lines: string[] = [];
    // Line mode places nothing; what comes before it is known may, and is left out.
    for (const c of this.decoder.decode(bytes, { stream: true }).replace(/\x1b\[[0-9;?>=]*[ -/]*[@-~]|\x1b[^[]|[\x00-\x07\x0b-\x0c\x0e-\x1a]/g, '')) {
      if (c === '\n') {
        lines.push(this.text.trimEnd());
        this.text = '';
      } else if (c === '\b') {
        this.text = this.text.slice(0, -1);
      } else if (c !== '\r') {
        this.text = (this.returned ? '' : this.text) + c;
      }
      this.returned = c === '\r';
    }
    return lines;
  }

  /** The line that is not complete yet: what is asked. */
  get rest(): string {
    return this.returned ? '' : this.text.trim();
  }
}

/** The board as plain lines, for screen readers: new lines are announced, answers are typed into a field. */
export function linesView(board: Board): { element: HTMLElement; entered(): void; close(): void } {
  const log = h('div', { class: 'lines', role: 'log', 'aria-label': 'The board', tabindex: 0 });
  const asked = h('label', { for: 'answer' }, 'Your answer');
  const answer = h('input', { id: 'answer', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' });
  const reader = new LineReader();
  let line: Line | null = null;

  async function call(): Promise<void> {
    log.replaceChildren();
    line = new Line(null, await tokenOf(board), {
      data(bytes) {
        for (const text of reader.read(bytes))
          log.append(h('p', {}, text === '' ? ' ' : text));
        while (log.childElementCount > MOST_LINES)
          log.firstElementChild!.remove();
        asked.textContent = reader.rest || 'Your answer';
        answer.type = /password/i.test(reader.rest) ? 'password' : 'text';
        log.scrollTop = log.scrollHeight;
      },
      closed(wasOpen) {
        line = null;
        log.append(h('p', { class: 'bad' }, wasOpen ? 'The call has ended. Send an empty line to call again.' : 'The board does not answer. Send an empty line to try again.'));
      },
    });
    line.type('l');
  }

  const element = h('div', {}, log, h('form', { class: 'answer', submit: event => {
    event.preventDefault();
    if (line)
      line.type(`${answer.value}\r`);
    else
      void call();
    answer.value = '';
  } }, asked, answer, h('button', { type: 'submit' }, 'Send'), h('button', { type: 'button', click: () => line?.type('\x1b') }, 'Back')));
  return {
    element,
    entered() {
      void call();
      answer.focus();
    },
    close: () => line?.hangUp(),
  };
}
