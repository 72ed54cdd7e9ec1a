// Finds out whether what a recording says is so, by playing it again: the same checks, in the same order, as `monster verify`.
import type { Cartridge } from '../cartridge/cartridge.ts';
import { Refused } from '../cartridge/manifest.ts';
import { hex, same } from './bytes.ts';
import { Play } from './play.ts';
import { CHECKPOINT, decode, isSignatureGood, KeyCursor, type Recording } from './recording.ts';

export type Outcome = 'passed' | 'failed' | 'skipped';

export interface Check {
  readonly name: string;
  readonly outcome: Outcome;
  readonly message: string;
}

/** How far a replay is: ticks done and in all. */
export type Progress = (done: number, all: number) => void;

const TICKS_A_BREATH = 512;

/** Checks a file; gives every check as soon as it is known.
 * @param find Gives the cartridge with a SHA-256, or null. */
export async function* verify(file: Uint8Array, find: (sha256: string) => Promise<Cartridge | null>, progress: Progress = () => {}): AsyncGenerator<Check, Recording | null> {
  let recording: Recording;
  try {
    recording = decode(file);
  } catch (e) {
    if (!(e instanceof Refused))
      throw e;
    yield bad('format', e.message);
    return null;
  }
  yield good('format', `A recording of version 1, ${count(file.length)} bytes.`);
  const cartridge = await find(recording.cartridge);
  if (cartridge === null) {
    yield bad('cartridge', `No cartridge here has the SHA-256 ${short(recording.cartridge)}: the play cannot be replayed. It was played with another game, or another version of it.`);
  } else {
    const { title, rules } = cartridge.manifest;
    yield rules === recording.rules
      ? good('cartridge', `${title}, rules ${rules}, cartridge ${short(cartridge.sha256)}.`)
      : bad('cartridge', `The recording is for rules ${recording.rules}; ${title} (${short(cartridge.sha256)}) has rules ${rules}.`);
    yield* replay(cartridge, recording, progress);
  }
  yield await checkSignature(recording);
  return recording;
}

async function* replay(cartridge: Cartridge, recording: Recording, progress: Progress): AsyncGenerator<Check> {
  const play = new Play(cartridge, recording.seed);
  const keys = new KeyCursor(recording.keys);
  const updates = recording.ticks + (recording.trap?.call === 'update' ? 1 : 0);
  let difference: string | null = null;
  for (let i = 0; i < updates && play.status === 0; i++) {
    if (i % TICKS_A_BREATH === 0) {
      progress(i, updates);
      await new Promise(resolve => setTimeout(resolve)); // the page goes on living
    }
    play.tick(keys.take());
    const at = play.ticks / CHECKPOINT;
    if (difference === null && Number.isInteger(at) && at > 0 && play.ticks <= recording.ticks && play.trap === null &&
      !same(await play.instance.stateHash(), recording.checkpoints.subarray((at - 1) * 32, at * 32)))
      difference = `Tick ${count(play.ticks)}: the state is not the one recorded (checkpoint ${at}); the plays part between ticks ${count(play.ticks - CHECKPOINT + 1)} and ${count(play.ticks)}.`;
  }
  progress(updates, updates);
  const end = await play.record();
  difference ??= differenceAtEnd(end, recording);
  yield difference === null
    ? good('replay', `${count(end.ticks)} ticks replayed, ${Math.floor(recording.ticks / CHECKPOINT)} checkpoints met.`)
    : bad('replay', difference);
  yield compare('ticks', end.ticks === recording.ticks, `${count(end.ticks)} ticks.`, `The recording says ${count(recording.ticks)} ticks; on replay there are ${count(end.ticks)}.`);
  const sameEnd = end.status === recording.status && end.trap?.call === recording.trap?.call && end.trap?.cause === recording.trap?.cause;
  yield compare('status', sameEnd, `The play ${how(end)}.`, `In the recording the play ${how(recording)}; on replay it ${how(end)}.`);
  yield compare('score', end.score === recording.score, `The score is ${points(end.score)}.`,
    `Tick ${count(end.ticks)}: score is ${points(recording.score)} in the recording, ${points(end.score)} on replay (cartridge ${short(cartridge.sha256)}, rules ${cartridge.manifest.rules}).`);
  yield compare('state', same(end.stateHash, recording.stateHash), 'The last state is the recorded one.', 'The last state is not the recorded one: the seed, a key or the hash was changed.');
}

function differenceAtEnd(end: Recording, recording: Recording): string | null {
  if (end.trap !== null && (end.trap.call !== recording.trap?.call || end.trap.cause !== recording.trap.cause))
    return `Tick ${count(end.ticks + 1)}: the game stopped working (${end.trap.cause}).`;
  if (end.ticks < recording.ticks)
    return `Tick ${count(end.ticks)}: the game is over on replay; the recording goes on to tick ${count(recording.ticks)}.`;
  if (end.stateHash !== null && recording.stateHash !== null && !same(end.stateHash, recording.stateHash))
    return `Tick ${count(end.ticks)}: the state is not the one recorded; the plays part after tick ${count(Math.floor(recording.ticks / CHECKPOINT) * CHECKPOINT)}.`;
  return null;
}

async function checkSignature(recording: Recording): Promise<Check> {
  if (recording.publicKey === null)
    return { name: 'signature', outcome: 'skipped', message: 'Nobody signed it.' };
  const key = hex(recording.publicKey);
  const isGood = await isSignatureGood(recording);
  if (isGood === null)
    return { name: 'signature', outcome: 'skipped', message: `Signed by ${key}; this browser cannot check Ed25519 signatures.` };
  return isGood
    ? good('signature', `Signed by ${key}; nothing was changed since.`)
    : bad('signature', `The signature is not ${key}'s over this recording: something was changed after it was signed.`);
}

function compare(name: string, isSame: boolean, yes: string, no: string): Check {
  return isSame ? good(name, yes) : bad(name, no);
}

function how(end: Recording): string {
  return end.status === 0 ? 'was left before its end' : end.status === 1 ? 'came to its end' : `trapped in ${end.trap?.call} (${end.trap?.cause})`;
}

function good(name: string, message: string): Check {
  return { name, outcome: 'passed', message };
}

function bad(name: string, message: string): Check {
  return { name, outcome: 'failed', message };
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

function points(score: number | null): string {
  return score === null ? 'none' : count(score);
}

function short(sha: string): string {
  return `${sha.slice(0, 12)}...`;
}
