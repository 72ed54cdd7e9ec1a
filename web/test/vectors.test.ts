// The vectors of docs/abi.md and the demo recordings: what every host of ABI 1 must agree on.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Cartridge } from '../src/cartridge/cartridge.ts';
import { fromHex, hex } from '../src/recording/bytes.ts';
import { Play } from '../src/recording/play.ts';
import { decode, encode, type Recording } from '../src/recording/recording.ts';
import { verify, type Check } from '../src/recording/verify.ts';

const root = join(import.meta.dirname, '../..');
const vectors = join(root, 'docs/vectors');

interface Vector {
  seed: string;
  keys: number[];
  result: { ticks: number; status: number; score: number | null; stateHash: string | null; trap: string | null };
  recording: string;
}

const names = readdirSync(vectors).filter(name => name.endsWith('.json')).map(name => name.slice(0, -5));

async function load(name: string): Promise<{ cartridge: Cartridge; vector: Vector }> {
  const cartridge = await Cartridge.load(new Uint8Array(readFileSync(join(vectors, `${name}.wasm`))));
  return { cartridge, vector: JSON.parse(readFileSync(join(vectors, `${name}.json`), 'utf8')) as Vector };
}

test.each(names)('%s plays as its vector says', async name => {
  const { cartridge, vector } = await load(name);
  const play = new Play(cartridge, fromHex(vector.seed));
  for (const key of vector.keys)
    play.tick(key);
  const end = await play.record();
  expect({ ticks: end.ticks, status: end.status, score: end.score, stateHash: end.stateHash && hex(end.stateHash), trap: end.trap?.cause ?? null }).toEqual(vector.result);
});

async function checks(file: Uint8Array, cartridge: Cartridge | null): Promise<Check[]> {
  const all: Check[] = [];
  for await (const check of verify(file, async sha => (cartridge?.sha256 === sha ? cartridge : null)))
    all.push(check);
  return all;
}

function failures(all: Check[]): string[] {
  return all.filter(c => c.outcome === 'failed').map(c => c.name);
}

test.each(names)('%s: its recording is read, written again to the byte, and verified', async name => {
  const { cartridge, vector } = await load(name);
  const file = fromHex(vector.recording);
  expect(hex(encode(decode(file)))).toBe(vector.recording);
  expect(failures(await checks(file, cartridge))).toEqual([]);
});

const game = 'maze-run';

test.each<[string, (r: Recording) => Recording, string[]]>([
  ['a higher score', r => ({ ...r, score: r.score! + 1 }), ['score']],
  ['another seed', r => ({ ...r, seed: r.seed.map(b => b ^ 1) }), ['replay', 'state']],
  ['another cartridge', r => ({ ...r, cartridge: '00'.repeat(32) }), ['cartridge']],
  ['other rules', r => ({ ...r, rules: r.rules + 1 }), ['cartridge']],
])('a recording with %s is refused for that', async (_, change, expected) => {
  const { cartridge, vector } = await load(game);
  const recording = decode(fromHex(vector.recording));
  const failed = failures(await checks(encode(change({ ...recording, publicKey: null, signature: null })), cartridge));
  expect(failed).toEqual(expect.arrayContaining(expected));
});

test('every cut of a recording is refused, and no changed byte breaks the reader', async () => {
  const { vector } = await load(game);
  const file = fromHex(vector.recording);
  for (let length = 0; length < file.length; length++)
    expect(() => decode(file.subarray(0, length))).toThrow(/recording/);
  for (let i = 0; i < file.length; i++) {
    const changed = new Uint8Array(file);
    changed[i] = changed[i]! ^ 0x55;
    try {
      expect(hex(encode(decode(changed)))).toBe(hex(changed)); // what is accepted has one form
    } catch (e) {
      expect(String(e)).toMatch(/recording/);
    }
  }
});
