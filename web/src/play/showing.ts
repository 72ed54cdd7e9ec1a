import { h } from '../app/element.ts';
import type { Ranked } from './ranked.ts';

const AGAIN_MS = 5_000;
const SAID_MS = 9_000;

/** Shows a ranked play to whoever wants to watch: the board plays along with its keys. When the line drops, nothing is lost but being seen. */
export class Showing {
  /** How many watch, and what they say. */
  readonly element = h('p', { class: 'hint', role: 'status' });
  private readonly ranked: Ranked;
  private readonly ask: (from: number) => void;
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next = 0;
  private watchers = 0;
  private paused = false;

  /** @param ask Asks the game for the keys of all ticks from one on, now and as they come; {@link send} takes them. */
  constructor(ranked: Ranked, ask: (from: number) => void) {
    this.ranked = ranked;
    this.ask = ask;
    this.open();
  }

  /** @param from The tick before which nothing is in `keys`; a key for each tick. */
  send(from: number, keys: readonly number[]): void {
    if (this.socket?.readyState !== WebSocket.OPEN)
      return;
    if (from !== this.next) {
      this.ask(this.next);
      return;
    }
    const message = new DataView(new ArrayBuffer(4 * (keys.length + 1)));
    message.setUint32(0, from, true);
    keys.forEach((key, i) => message.setUint32(4 * (i + 1), key, true));
    this.socket.send(message.buffer);
    this.next += keys.length;
  }

  pause(paused: boolean): void {
    this.paused = paused;
    if (this.socket?.readyState === WebSocket.OPEN)
      this.socket.send(JSON.stringify({ paused }));
  }

  close(): void {
    clearTimeout(this.timer);
    if (this.socket)
      this.socket.onclose = this.socket.onmessage = null;
    this.socket?.close();
    this.socket = null;
    this.element.textContent = '';
  }

  private open(): void {
    const address = new URL(`api/tickets/${this.ranked.serial}/live`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    address.hash = '';
    this.socket = new WebSocket(address);
    this.socket.onmessage = (event: MessageEvent<string>) => this.hear(JSON.parse(event.data) as Record<string, unknown>);
    this.socket.onclose = () => (this.timer = setTimeout(() => this.open(), AGAIN_MS));
  }

  private hear(message: Record<string, unknown>): void {
    if (typeof message.ticks === 'number') {
      this.ask((this.next = message.ticks));
      this.pause(this.paused);
    }
    if (typeof message.watchers === 'number')
      this.watchers = message.watchers;
    const watching = this.watchers === 0 ? '' : this.watchers === 1 ? 'One is watching' : `${this.watchers} are watching`;
    this.element.textContent = message.said ? `${String(message.name)}: ${String(message.said)}` : watching;
    if (message.said)
      setTimeout(() => (this.element.textContent = watching), SAID_MS);
  }
}
