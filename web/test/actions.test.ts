// The last rows of the games as they are: a phone has a button for each key that they name.
import { expect, test } from 'vitest';
import { actionsOf } from '../src/play/actions.ts';

test.each([
  ['←→ move   ↑ turn   Z turn back   ↓ faster   Space drop   C keep', ['z:turn back', ' :drop', 'c:keep']],
  ['Arrows move   Space look   F mark a curse   G ask the ball', [' :look', 'f:mark a curse', 'g:ask the ball']],
  ['Q W A S or ← ↑ ↓ → hop   change every cube, 30 hops is perfect', ['q:hop', 'w:hop', 'a:hop', 's:hop']],
  ['Arrows walk and strike  Space wait  > stairs  Tab explore  1 2 3 use', [' :wait', '>:stairs', '\t:explore', '1:use', '2:use', '3:use']],
  ['Left and right choose   Enter begins   or press 1, 2 or 3', ['\r:begins', '1:', '2:', '3:']],
  ['Arrows hop    keep going forward: your flow multiplies points    * firefly', []],
  ['Type the words before they land   Backspace lets go of a word', ['\b:lets go of a word']],
  ['', []],
])('%s', (row, expected) => {
  expect(actionsOf(row).map(a => `${String.fromCharCode(a.key)}:${a.label}`)).toEqual(expected);
});
