// The play link: a short recording travels whole in the fragment of an address, compressed, so it works on any static host and is
// never sent to a server.
import { Refused } from '../cartridge/manifest.ts';
import { MAX_BYTES } from './recording.ts';

/** Longer fragments do not survive every messenger. */
export const MAX_LINK_CHARACTERS = 16_000;

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done)
      break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Refused('The link holds more than a recording can be.');
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The fragment part of a recording's link; null when the recording is too long for one. */
export async function toLink(file: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const packed = await through(file, new CompressionStream('deflate-raw'), MAX_BYTES * 2);
  const text = btoa(String.fromCharCode(...packed)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return text.length <= MAX_LINK_CHARACTERS ? text : null;
}

/** The recording in a link.
 * @throws {Refused} It was cut off or changed on its way. */
export async function fromLink(text: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const packed = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
    return await through(packed, new DecompressionStream('deflate-raw'), MAX_BYTES);
  } catch (e) {
    if (e instanceof Refused)
      throw e;
    throw new Refused('This link is not whole: a part of it was lost on its way. Ask for it again, or for the .play file.');
  }
}
