import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import type { Board } from '../board/board.ts';
import { h } from '../app/element.ts';
import { TYPEFACE } from '../screen/glyphs.ts';
import { PALETTE } from '../screen/palette.ts';
import { Line, tokenOf } from './line.ts';
import { withSheets } from './sheets.ts';

/** What every screen of the board needs. */
const COLUMNS = 80;
const ROWS = 24;
const LARGEST_PX = 18;
const SMALLEST_PX = 7;
/** Around the glass. */
const PADDING_PX = 8;
/** A window so low is a phone on its side: nothing stands under the keys. */
const LOW_PX = 520;

const KEYS: readonly (readonly [label: string, name: string, sends: string])[] = [
  ['Esc', 'Escape', '\x1b'], ['Tab', 'Tab', '\t'], ['Enter', 'Enter', '\r'], ['◀', 'Left', '\x1b[D'], ['▲', 'Up', '\x1b[A'], ['▼', 'Down', '\x1b[B'], ['▶', 'Right', '\x1b[C'],
  ['F1', 'F1, help', '\x1bOP'], ['PgUp', 'Page up', '\x1b[5~'], ['PgDn', 'Page down', '\x1b[6~'], ['Home', 'Home', '\x1b[H'], ['End', 'End', '\x1b[F'],
];

/** The board in a terminal. */
export function terminalView(board: Board, say: (text: string) => void): { element: HTMLElement; entered(): void; close(): void } {
  let takeSheets = (): void => undefined;
  const [black, red, green, yellow, blue, magenta, cyan, white, brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite] = PALETTE as string[];
  const terminal = new Terminal({
    cols: COLUMNS, rows: ROWS, fontFamily: TYPEFACE, fontSize: LARGEST_PX, lineHeight: 1, scrollback: 0, cursorBlink: false, customGlyphs: true,
    theme: { background: black, foreground: white, cursor: brightYellow, selectionBackground: '#4a63c4aa', black, red, green, yellow, blue, magenta, cyan, white, brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite },
  });
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  const screen = h('div', { class: 'glass' });
  let control = false;
  let isClosed = false;
  let line: Line | null = null;

  async function call(): Promise<void> {
    terminal.reset();
    say('Calling…');
    const token = await tokenOf(board);
    if (isClosed)
      return;
    line = new Line({ columns: terminal.cols, rows: terminal.rows }, token, {
      data(bytes) {
        say('');
        terminal.write(bytes);
      },
      closed(wasOpen) {
        line = null;
        terminal.write('\x1b[?25h\x1b[0m');
        say(wasOpen ? 'The call has ended. Press Enter to call again.' : 'The board does not answer. Press Enter to try again.');
      },
    });
  }

  function type(text: string): void {
    if (!line) {
      if (text === '\r')
        void call();
      return;
    }
    if (control && /^[a-z[\\\]]$/i.test(text))
      line.type(String.fromCharCode(text.toUpperCase().charCodeAt(0) & 31));
    else
      line.type(text);
    setControl(false);
  }

  function setControl(on: boolean): void {
    control = on;
    controlButton.setAttribute('aria-pressed', String(on));
  }

  async function copy(): Promise<void> {
    const text = terminal.getSelection() || wholeScreen();
    try {
      await navigator.clipboard.writeText(text);
      say(terminal.hasSelection() ? 'Copied.' : 'The whole screen is copied. Mark a part of it with the mouse to copy only that.');
    } catch {
      say('The browser does not let this page copy. Mark the text and use its own menu.');
    }
  }

  async function paste(): Promise<void> {
    try {
      terminal.paste(await navigator.clipboard.readText());
    } catch {
      say('The browser does not let this page paste by a button: press Ctrl+V, or Cmd+V, in the terminal.');
    }
    terminal.focus();
  }

  function wholeScreen(): string {
    const buffer = terminal.buffer.active;
    return Array.from({ length: terminal.rows }, (_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '').join('\n').trimEnd();
  }

  /** As large as 80 columns and 24 rows can be here; what is left over is given to more of them. */
  function fit(): void {
    if (!screen.isConnected)
      return;
    const room = Math.max(220, window.innerHeight - screen.getBoundingClientRect().top - keys.offsetHeight - 2 * PADDING_PX - (window.innerHeight < LOW_PX ? 8 : 56));
    screen.style.height = `${room}px`;
    for (let px = LARGEST_PX; px >= SMALLEST_PX; px--) {
      terminal.options.fontSize = px;
      const size = fitting.proposeDimensions();
      if (size && (px === SMALLEST_PX || (size.cols >= COLUMNS && size.rows >= ROWS))) {
        terminal.resize(Math.max(COLUMNS, size.cols), Math.max(ROWS, Math.min(size.rows, 60)));
        return;
      }
    }
  }

  const controlButton = h('button', { type: 'button', 'aria-pressed': 'false', click: () => {
    setControl(!control);
    terminal.focus();
  } }, 'Ctrl');
  const keys = h('div', { class: 'keys', role: 'group', 'aria-label': 'Keys' }, controlButton, ...KEYS.map(([label, name, sends]) =>
    h('button', { type: 'button', 'aria-label': name, pointerdown: event => event.preventDefault(), click: () => {
      type(sends);
      terminal.focus();
    } }, label)),
    h('button', { type: 'button', click: () => void copy() }, 'Copy'), h('button', { type: 'button', click: () => void paste() }, 'Paste'));
  return {
    element: h('div', {}, screen, keys),
    entered() {
      takeSheets = withSheets(() => terminal.open(screen));
      terminal.textarea!.setAttribute('aria-label', 'The board’s terminal. For a screen reader, choose plain lines above.');
      terminal.onData(type);
      terminal.onResize(size => line?.resize(size.cols, size.rows));
      terminal.attachCustomKeyEventHandler(event => {
        // Ctrl+C copies what is marked, as everywhere; else it goes to the board. Ctrl+Shift+C and V are a terminal's own.
        const c = event.ctrlKey && event.key.toLowerCase() === 'c' && (event.shiftKey || terminal.hasSelection());
        if (c && event.type === 'keydown') {
          event.preventDefault();
          void copy();
        }
        const v = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
        if (event.key === 'F1')
          event.preventDefault();
        return !c && !v; // the browser pastes, and the terminal takes it
      });
      fit();
      window.addEventListener('resize', fit);
      void call();
      terminal.focus();
    },
    close() {
      isClosed = true;
      window.removeEventListener('resize', fit);
      line?.hangUp();
      terminal.dispose();
      takeSheets();
    },
  };
}
