import { download, h } from '../app/element.ts';
import type { Hall } from '../app/hall.ts';
import { Refused } from '../cartridge/manifest.ts';

/** What a saved check page has inside, in base64. */
export interface Inside {
  readonly cartridges: readonly string[];
  /** The recording that is checked when the page is opened. */
  readonly recording?: string;
}

const PLACE = '<script type="application/json" id="inside"></script>';

/** A button that saves the check page as one file, with the cartridges of these games inside.
 * @param recording A play to have inside, too. */
export function saveButton(hall: Hall, cartridges: () => readonly string[], recording: () => Uint8Array | null, say: (text: string) => void, label = 'Save this page'): HTMLElement {
  return h('button', { type: 'button', click: () => void savePage(hall, cartridges(), recording()).then(say, (e: unknown) => say(e instanceof Error ? e.message : String(e))) }, label);
}

async function savePage(hall: Hall, cartridges: readonly string[], recording: Uint8Array | null): Promise<string> {
  const response = await fetch('check-page.txt');
  if (!response.ok)
    throw new Refused(`The page to save did not come (${response.status}). Try again in a moment.`);
  const page = await response.text();
  const inside: Inside = {
    cartridges: await Promise.all(cartridges.map(async sha => toBase64(await hall.bytes(sha)))),
    ...(recording ? { recording: toBase64(recording) } : {}),
  };
  download('check-a-score.html', page.replace(PLACE, PLACE.replace('><', `>${JSON.stringify(inside)}<`)), 'text/html');
  return `Saved as one file with ${cartridges.length === 1 ? 'the game' : `${cartridges.length} games`} inside${recording ? ' and this play' : ''}. It works from a disk, without a network.`;
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
