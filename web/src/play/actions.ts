// What the last row of a game says of its keys, as buttons: "←→ move   Z turn back   Space drop" has two for those without a keyboard.
import { KEY } from '../cartridge/abi.ts';

export interface Action {
  /** The key of ABI 1. */
  readonly key: number;
  /** The key as the game writes it. */
  readonly name: string;
  /** What it does; may be empty. */
  readonly label: string;
}

const NAMED: Record<string, number> = { space: 32, enter: KEY.enter, tab: KEY.tab, backspace: KEY.backspace };
/** Words between the keys of one sentence. */
const JOINING = new Set(['or', 'and', 'press']);
const ARROWS = /^[←↑→↓↔↕]+$/;
const MOST = 8;

/** The keys that a row of help names, but for arrows, which are always there. */
export function actionsOf(row: string): Action[] {
  const actions: Action[] = [];
  for (const sentence of row.trim().split(/\s{2,}/)) {
    const words = sentence.split(' ');
    const keys: [name: string, key: number][] = [];
    let at = 0;
    for (; at < words.length; at++) {
      const word = words[at]!.replace(/,$/, '');
      const named = NAMED[word.toLowerCase()];
      if (named !== undefined)
        keys.push([word, named]);
      else if (/^[!-~]$/.test(word) && !(word === '*' || (word === 'a' && keys.length === 0)))
        keys.push([word, word.toLowerCase().charCodeAt(0)]);
      else if (!JOINING.has(word.toLowerCase()) && !ARROWS.test(word))
        break;
    }
    const label = words.slice(at).join(' ');
    for (const [name, key] of keys)
      if (actions.length < MOST && !actions.some(a => a.key === key))
        actions.push({ key, name, label });
  }
  return actions;
}
