import { Refused } from '../cartridge/manifest.ts';
import type { Me, SessionAnswer } from './types.ts';

/** The board says no; `code` is one of docs/api.md, the message is for people. */
export class Problem extends Refused {
  readonly code: string;
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** Seconds to wait before trying again; 0 when it does not help. */
  readonly retryAfter: number;

  constructor(status: number, body: Record<string, unknown>, retryAfter: number) {
    super(typeof body.detail === 'string' ? body.detail : `The board did not answer as it should (${status}). Try again in a moment.`);
    this.status = status;
    this.body = body;
    this.code = typeof body.code === 'string' ? body.code : '';
    this.retryAfter = retryAfter;
  }
}

/** Nobody answered: no network, or the board is down. */
export class NoLine extends Refused {
  constructor() {
    super('The board does not answer. What you have is kept; try again in a moment.');
  }
}

export type Happening = 'online' | 'post' | 'play' | 'live' | 'notice' | 'mail';

/** The board that this page came from. Everything is asked by `fetch` with the session's cookie, which the page itself cannot read. */
export class Board {
  readonly facts: SessionAnswer['board'];
  account: Me | null;
  private csrf: string | null;
  private events: EventSource | null = null;
  private readonly listeners = new Set<(what: Happening, data: Record<string, unknown>) => void>();
  private readonly changed = new Set<() => void>();

  private constructor(answer: SessionAnswer) {
    this.facts = answer.board;
    this.account = answer.account;
    this.csrf = answer.csrf;
    // Browsers allow few connections to one place: a page that nobody looks at holds none.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden)
        this.closeEvents();
      else if (this.listeners.size > 0)
        this.openEvents();
    });
  }

  /** The board, if one answers. */
  static async find(): Promise<Board | null> {
    try {
      const response = await fetch('api/session', { cache: 'no-store' });
      return response.ok ? new Board((await response.json()) as SessionAnswer) : null;
    } catch {
      return null;
    }
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.ask<T>('GET', path, undefined, signal);
  }

  /** @param body What is sent as JSON, or the bytes of a recording. */
  async send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object | Uint8Array<ArrayBuffer>): Promise<T> {
    try {
      return await this.ask<T>(method, path, body);
    } catch (e) {
      if (!(e instanceof Problem && e.code === 'csrf'))
        throw e;
      await this.refresh(); // another tab has logged in or out
      return await this.ask<T>(method, path, body);
    }
  }

  /** Logs in. @throws {Problem} `code-needed` asks for the six digits. */
  async logIn(name: string, password: string, code: string | null): Promise<void> {
    this.take(await this.send<SessionAnswer>('POST', 'api/session', { name, password, code }));
  }

  async register(name: string, password: string, sysopCode: string): Promise<void> {
    this.take(await this.send<SessionAnswer>('POST', 'api/accounts', { name, password, sysopCode }));
  }

  async logOut(): Promise<void> {
    await this.send('DELETE', 'api/session');
    await this.refresh();
  }

  /** Who is logged in, anew. */
  async refresh(): Promise<void> {
    this.take(await this.ask<SessionAnswer>('GET', 'api/session'));
  }

  /** Calls back when somebody logged in or out, or the account changed. @returns Ends it. */
  onAccount(listener: () => void): () => void {
    this.changed.add(listener);
    return () => this.changed.delete(listener);
  }

  /** Calls back for what happens on the board. @returns Ends it. */
  listen(listener: (what: Happening, data: Record<string, unknown>) => void): () => void {
    this.listeners.add(listener);
    this.openEvents();
    return () => this.listeners.delete(listener);
  }

  private take(answer: SessionAnswer): void {
    const isOther = answer.account?.id !== this.account?.id;
    this.account = answer.account;
    this.csrf = answer.csrf;
    if (isOther && this.events) {
      this.closeEvents();
      this.openEvents();
    }
    for (const listener of this.changed)
      listener();
  }

  private closeEvents(): void {
    this.events?.close();
    this.events = null;
  }

  private openEvents(): void {
    if (this.events || document.hidden)
      return;
    this.events = new EventSource('api/events');
    for (const what of ['online', 'post', 'play', 'live', 'notice', 'mail'] as const)
      this.events.addEventListener(what, (event: MessageEvent<string>) => {
        const data = JSON.parse(event.data || '{}') as Record<string, unknown>;
        for (const listener of this.listeners)
          listener(what, data);
      });
  }

  private async ask<T>(method: string, path: string, body?: object | Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = {};
    if (method !== 'GET' && this.csrf)
      headers['X-CSRF-Token'] = this.csrf;
    if (body)
      headers['Content-Type'] = body instanceof Uint8Array ? 'application/cbor' : 'application/json';
    let response: Response;
    try {
      response = await fetch(path, { method, headers, cache: 'no-store', ...(signal ? { signal } : {}), ...(body ? { body: body instanceof Uint8Array ? body : JSON.stringify(body) } : {}) });
    } catch (e) {
      if (signal?.aborted)
        throw e;
      throw new NoLine();
    }
    if (!response.ok) {
      const problem = ((await response.json().catch(() => null)) as Record<string, unknown> | null) ?? {};
      throw new Problem(response.status, problem, Number(response.headers.get('Retry-After') ?? 0));
    }
    const type = response.headers.get('Content-Type') ?? '';
    if (type.startsWith('application/cbor'))
      return new Uint8Array(await response.arrayBuffer()) as T;
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T; // what was done may need no words
  }
}
