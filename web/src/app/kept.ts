// What the browser keeps: recordings, best scores, plays left in the middle. Where it keeps nothing (private mode, storage full) the
// arcade goes on and says so.
import { createStore, del, entries, get, set } from 'idb-keyval';
import type { Ranked } from '../play/ranked.ts';
import { decode, idOf } from '../recording/recording.ts';

const MAX_KEPT = 200;

export interface KeptPlay {
  readonly id: string;
  readonly title: string;
  readonly when: number;
  readonly score: number | null;
  readonly file: Uint8Array<ArrayBuffer>;
}

const plays = createStore('monster-plays', 'plays');
const saved = createStore('monster-saved', 'saved');
const unsent = createStore('monster-unsent', 'unsent');

/** Keeps a recording. @returns Its id; null when the browser keeps nothing. */
export async function keep(title: string, file: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const recording = decode(file);
  const id = await idOf(recording);
  return await attempt(async () => {
    await set(id, { id, title, when: Date.now(), score: recording.score, file } satisfies KeptPlay, plays);
    const all = await recent();
    await Promise.all(all.slice(MAX_KEPT).map(old => del(old.id, plays)));
    return id;
  });
}

/** The recordings kept here, newest first. */
export async function recent(): Promise<KeptPlay[]> {
  const all = (await attempt(() => entries<string, KeptPlay>(plays))) ?? [];
  return all.map(([, play]) => play).sort((a, b) => b.when - a.when);
}

/** A recording kept here. */
export async function kept(id: string): Promise<KeptPlay | null> {
  return (await attempt(() => get<KeptPlay>(id, plays))) ?? null;
}

/** The best scores on this device, by cartridge. */
export async function bests(): Promise<Map<string, number>> {
  const scores = new Map<string, number>();
  for (const play of await recent()) {
    const { cartridge, status, score } = decode(play.file);
    if (status === 1)
      scores.set(cartridge, Math.max(scores.get(cartridge) ?? 0, score ?? 0));
  }
  return scores;
}

/** A play that was left, to go on with. */
export interface Saved {
  readonly file: Uint8Array<ArrayBuffer> | null;
  /** How it counts; null for a play that does not. */
  readonly ranked: Ranked | null;
}

/** Saves a play to go on with. @param key The game's cartridge. @returns False when the browser keeps nothing. */
export async function save(key: string, play: Saved): Promise<boolean> {
  return (await attempt(async () => {
    await set(key, play, saved);
    return true;
  })) ?? false;
}

/** The play that was left; null when there is none. */
export async function takeUp(key: string): Promise<Saved | null> {
  const play = await attempt(() => get<Saved | Uint8Array<ArrayBuffer>>(key, saved));
  return play instanceof Uint8Array ? { file: play, ranked: null } : play ?? null;
}

export async function forget(key: string): Promise<void> {
  await attempt(() => del(key, saved));
}

/** A finished play that the board has not seen yet. */
export interface WaitingPlay {
  readonly id: string;
  readonly title: string;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly ranked: Ranked;
}

export async function waiting(): Promise<WaitingPlay[]> {
  return ((await attempt(() => entries<string, WaitingPlay>(unsent))) ?? []).map(([, play]) => play);
}

export async function wait(play: WaitingPlay): Promise<void> {
  await attempt(() => set(play.id, play, unsent));
}

export async function sent(id: string): Promise<void> {
  await attempt(() => del(id, unsent));
}

async function attempt<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch {
    return null;
  }
}
