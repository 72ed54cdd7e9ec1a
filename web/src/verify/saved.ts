// The check page that was saved: one file, opened from a disk. What it needs is inside it.
import '../app/style.css';
import { Cartridge } from '../cartridge/cartridge.ts';
import { h } from '../app/element.ts';
import { checksView } from './checks.ts';
import type { Inside } from './save.ts';

const inside = JSON.parse(document.getElementById('inside')?.textContent || '{"cartridges":[]}') as Inside;
const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), c => c.charCodeAt(0));

async function open(): Promise<void> {
  const cartridges = await Promise.all(inside.cartridges.map(text => Cartridge.load(bytes(text))));
  const view = checksView(async sha => cartridges.find(cartridge => cartridge.sha256 === sha) ?? null, async () => null);
  document.getElementById('app')!.append(h('main', { class: 'page' },
    h('h1', {}, 'Check a score'),
    h('p', {}, `This file holds ${cartridges.length === 1 ? `the game ${cartridges[0]!.manifest.title}` : `${cartridges.length} games`}, as the very bytes that were played. Give it a recording: it plays it again, here on your machine, and compares. It asks nobody for anything. What it shows is that the score follows from the keys, not who pressed them.`),
    view.element,
    h('h2', {}, 'Inside'),
    h('table', {},
      h('thead', {}, h('tr', {}, ...['Game', 'Rules', 'SHA-256 of its bytes'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, ...cartridges.map(({ manifest, sha256 }) => h('tr', {}, h('td', {}, manifest.title), h('td', {}, String(manifest.rules)), h('td', { class: 'hash' }, sha256)))))));
  if (inside.recording)
    await view.check(new Blob([bytes(inside.recording)]));
}

void open().catch((e: unknown) => document.getElementById('app')!.append(h('p', { role: 'alert' }, e instanceof Error ? e.message : String(e))));
