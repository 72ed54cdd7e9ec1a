// What the browser keeps: recordings, best scores, plays left in the middle. Where it keeps nothing (private mode, storage full) the
// arcade goes on and says so.
import { createStore, del, entries, get, set } from 'idb-keyval';
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

/** Saves a play to go on with. @returns False when the browser keeps nothing. */
export async function save(sha256: string, file: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await attempt(async () => {
    await set(sha256, file, saved);
    return true;
  })) ?? false;
}

/** The play that was left; null when there is none. */
export async function takeUp(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return (await attempt(() => get<Uint8Array<ArrayBuffer>>(sha256, saved))) ?? null;
}

export async function forget(sha256: string): Promise<void> {
  await attempt(() => del(sha256, saved));
}

async function attempt<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch {
    return null;
  }
}
