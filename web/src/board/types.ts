// What the board answers (docs/api.md).

export interface Person {
  /** 0 for somebody who left, or a guest. */
  readonly id: number;
  readonly name: string;
}

export interface Me {
  readonly id: number;
  readonly name: string;
  readonly sysop: boolean;
  readonly totp: boolean;
  readonly unreadMail: number;
  readonly unreadPosts: number;
  readonly since: string;
  readonly place: string;
  readonly about: string;
  readonly canBePaged: boolean;
}

export interface SessionAnswer {
  readonly account: Me | null;
  readonly csrf: string | null;
  readonly board: { readonly name: string; readonly node: string; readonly publicKey: string; readonly telnet: number | null; readonly needsSysop: boolean; readonly time: string };
}

export interface List<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

export interface GameFacts {
  readonly shard: number;
  readonly record: { readonly score: number; readonly player: Person; readonly play: string; readonly at: string } | null;
  readonly best: number | null;
  readonly plays: number;
}

export interface ScoreList {
  readonly game: string;
  readonly shard: number;
  readonly name: string;
  readonly period: string;
  readonly number: number;
  readonly items: readonly { readonly rank: number; readonly player: Person; readonly score: number; readonly play: string; readonly at: string }[];
  readonly next: string | null;
  readonly mine: { readonly rank: number; readonly score: number; readonly play: string } | null;
}

export interface PlayLine {
  readonly id: string;
  readonly game: string;
  readonly shard: number;
  readonly player: Person;
  readonly score: number;
  readonly ticks: number;
  readonly at: string;
  readonly challenge: string | null;
}

export interface PlayFacts {
  readonly rows: readonly { readonly name: string; readonly text: string }[];
  readonly line: PlayLine;
  readonly visible: boolean;
}

export interface Ticket {
  readonly serial: number;
  readonly state: 'opened' | 'running' | 'accepted' | 'abandoned' | 'lapsed';
  readonly daily: boolean;
  readonly date: string | null;
  readonly shard: number;
  readonly game: string;
  readonly cartridge: string;
  readonly rules: number;
  readonly opened: string;
  readonly lapses: string;
  readonly owner: number;
  readonly elsewhere: boolean;
  readonly saved: boolean;
  readonly commitment: string;
  readonly nodeNumber: string | null;
  readonly seed: string | null;
  readonly origin: { readonly player: string; readonly node: string; readonly ticket: string } | null;
  readonly play: string | null;
}

export interface Accepted {
  readonly id: string;
  readonly placed: string;
}

export interface Daily {
  readonly date: string;
  readonly day: number;
  readonly shard: number;
  readonly game: string;
  readonly done: boolean;
  readonly ticket: Ticket | null;
}

export interface LivePlay {
  readonly number: number;
  readonly game: string;
  readonly shard: number;
  readonly player: string;
  readonly ranked: boolean;
  readonly watchers: number;
  readonly ticks: number;
  readonly phase: 'running' | 'paused' | 'over';
  readonly since: string;
  readonly challenge: boolean;
}

export interface BoardLine {
  readonly shard: number;
  readonly name: string;
  readonly about: string;
  readonly posts: number;
  readonly unread: number;
  readonly mayWrite: boolean;
  readonly readLevel: string;
  readonly writeLevel: string;
}

export interface ThreadLine {
  readonly id: number;
  readonly subject: string;
  readonly author: Person;
  readonly posts: number;
  readonly lastPost: number;
  readonly lastAt: string;
  readonly unread: boolean;
}

export interface Post {
  readonly id: number;
  readonly shard: number;
  readonly number: number;
  readonly thread: number;
  readonly replyTo: number | null;
  readonly author: Person;
  readonly at: string;
  readonly subject: string;
  readonly body: string;
  readonly removed: boolean;
  readonly mayRemove: boolean;
}

export interface Letter {
  readonly id: number;
  readonly folder: 'in' | 'sent';
  readonly other: Person;
  readonly at: string;
  readonly read: boolean;
  readonly subject: string;
  readonly text?: string;
}

export interface Profile {
  readonly id: number;
  readonly name: string;
  readonly sysop: boolean;
  readonly since: string;
  readonly lastCall: string | null;
  readonly calls: number;
  readonly posts: number;
  readonly place: string;
  readonly about: string;
  readonly plays: number;
  readonly games: number;
  readonly dailies: number;
  readonly records: number;
  readonly bests: readonly { readonly shard: number; readonly game: string; readonly score: number }[];
  readonly achievements: readonly string[];
  readonly abandoned: number;
  readonly program: boolean;
}

export interface Caller {
  readonly node: number | null;
  readonly person: Person;
  readonly doing: string;
  readonly since: string;
  readonly via: string;
}

export interface OneLiner {
  readonly id: number;
  readonly author: Person;
  readonly text: string;
  readonly at: string;
  readonly mayRemove: boolean;
}
