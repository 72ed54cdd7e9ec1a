// Friends are whoever somebody marks as such, kept in this browser: nobody else learns of it.
import type { Person } from '../board/types.ts';

const NAME = 'monster-friends';
const MOST = 200;

/** The friends marked in this browser. */
export function friends(): Person[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is Person => typeof one?.id === 'number' && typeof one?.name === 'string') : [];
  } catch {
    return []; // the browser keeps nothing, or somebody wrote something else there
  }
}

/** Marks somebody, or takes the mark away. @returns False when the browser keeps nothing. */
export function befriend(person: Person, on: boolean): boolean {
  const others = friends().filter(one => one.id !== person.id);
  try {
    localStorage.setItem(NAME, JSON.stringify(on ? [...others, { id: person.id, name: person.name }].slice(-MOST) : others));
    return true;
  } catch {
    return false;
  }
}
