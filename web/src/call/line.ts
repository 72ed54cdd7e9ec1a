import type { Board } from '../board/board.ts';

/** What the far end says, and when it is gone. */
export interface LineEvents {
  data(bytes: Uint8Array): void;
  /** @param wasOpen Whether it had answered at all. */
  closed(wasOpen: boolean): void;
}

/** Keys typed faster than the line takes them wait; more than this is dropped. */
const MAX_WAITING_BYTES = 64 * 1024;

/** A token that begins a call as the one who is logged in in the page; null for a guest. */
export async function tokenOf(board: Board): Promise<string | null> {
  return board.account ? await board.send<{ token: string }>('POST', 'api/terminal').then(answer => answer.token, () => null) : null;
}

/** A call to the board: a WebSocket that carries what a terminal sends and is sent, in UTF-8. */
export class Line {
  private readonly socket: WebSocket;
  private readonly encoder = new TextEncoder();
  private waiting: (string | Uint8Array<ArrayBuffer>)[] = [];

  /** @param size Columns and rows; null when the board should find out what the terminal can.
   * @param token Begins the call logged in. */
  constructor(size: { columns: number; rows: number } | null, token: string | null, events: LineEvents) {
    const address = new URL('ws', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    address.hash = '';
    address.search = String(new URLSearchParams({ ...(size ? { columns: String(size.columns), rows: String(size.rows) } : {}), ...(token ? { token } : {}) }));
    this.socket = new WebSocket(address);
    this.socket.binaryType = 'arraybuffer';
    let wasOpen = false;
    this.socket.onopen = () => {
      wasOpen = true;
      for (const message of this.waiting)
        this.socket.send(message);
      this.waiting = [];
    };
    this.socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (event.data instanceof ArrayBuffer)
        events.data(new Uint8Array(event.data));
    };
    this.socket.onclose = () => events.closed(wasOpen);
  }

  /** Sends what was typed. */
  type(text: string): void {
    this.send(this.encoder.encode(text));
  }

  /** Tells the size of the terminal. */
  resize(columns: number, rows: number): void {
    this.send(JSON.stringify({ columns, rows }));
  }

  hangUp(): void {
    this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
  }

  private send(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.socket.readyState === WebSocket.CONNECTING)
      this.waiting.push(message);
    else if (this.socket.readyState === WebSocket.OPEN && this.socket.bufferedAmount < MAX_WAITING_BYTES)
      this.socket.send(message);
  }
}
