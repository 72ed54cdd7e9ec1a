import { h } from './element.ts';
import type { Person } from '../board/types.ts';

const STEPS: readonly (readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [[60, 'second'], [3_600, 'minute'], [86_400, 'hour'], [604_800, 'day'], [2_629_800, 'week'], [31_557_600, 'month'], [Infinity, 'year']];
const LENGTHS: Partial<Record<Intl.RelativeTimeFormatUnit, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 604_800, month: 2_629_800, year: 31_557_600 };
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** When something was, as people say it; the exact time is in its title. */
export function ago(time: string): HTMLElement {
  const then = new Date(time);
  const seconds = (Date.now() - then.getTime()) / 1000;
  const [, unit] = STEPS.find(([limit]) => Math.abs(seconds) < limit)!;
  const text = Math.abs(seconds) < 45 ? 'just now' : relative.format(-Math.round(seconds / LENGTHS[unit]!), unit);
  return h('time', { datetime: time, title: then.toLocaleString() }, text);
}

/** Somebody's name, with the way to their page. */
export function person(who: Person): HTMLElement {
  return who.id === 0 ? h('span', { class: 'person' }, who.name) : h('a', { class: 'person', href: `#/person/${who.id}` }, who.name);
}

/** A number of things: "1 post", "3 posts". */
export function some(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;
}
