// A game running: in a worker, so that nothing a game does can hold up the page. Ticks come at the game's own rate, whatever is drawn.
import { KEY_QUEUE } from '../cartridge/abi.ts';
import { Cartridge } from '../cartridge/cartridge.ts';
import { Refused } from '../cartridge/manifest.ts';
import { Play } from '../recording/play.ts';
import { fromHex } from '../recording/bytes.ts';
import { decode, encode, KeyCursor, type Recording } from '../recording/recording.ts';
import type { FromWorker, Start, ToWorker } from './messages.ts';

/** Later than this, ticks are given up rather than made up: the game must not leap under the player. */
const MAX_LAG_MS = 250;
/** A tick that a key waits for may come a frame of the screen early, or a third of its time: the answer is seen sooner. The one after it keeps its
 * time, so that no game runs faster for it. */
const EARLY_MS = 1000 / 60;
const ALIVE_MS = 500;
const TELL_MS = 300;
const MOST_TOLD = 1_000;

let play: Play | null = null;
let running = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let next = 0;
let lastTurn = 0;
let reported = false;
let started = 0;
let origin: Partial<Recording> = {};
const keys: number[] = [];
/** The key of each tick, for those who look on; `told` of them are sent, -1 when nobody asked. */
let pressed: number[] = [];
let told = -1;

const say = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

self.onmessage = (event: MessageEvent<ToWorker>): void => {
  const message = event.data;
  switch (message.kind) {
    case 'start':
      void start(message);
      break;
    case 'key':
      press(message.key);
      break;
    case 'run':
      run(message.running);
      break;
    case 'record':
      void record();
      break;
    case 'tell':
      told = message.from;
      break;
  }
};

setInterval(() => say({ kind: 'alive' }), ALIVE_MS);
setInterval(() => {
  while (told >= 0 && told < pressed.length) {
    const some = pressed.slice(told, told + MOST_TOLD);
    say({ kind: 'keys', from: told, keys: some });
    told += some.length;
  }
}, TELL_MS);

/** One tick, remembered for those who look on. */
function step(of: Play, key: number, pause = 0): void {
  of.tick(key, pause);
  pressed.push(key);
}

async function start(message: Start): Promise<void> {
  clearTimeout(timer);
  // Before anything is waited for: who looks on may ask while the cartridge is still being made ready.
  told = -1;
  pressed = [];
  try {
    const cartridge = await Cartridge.load(message.cartridge);
    play = message.from ? Play.from(cartridge, decode(message.from), message.ticks) : new Play(cartridge, message.seed);
    reported = running = false;
    const from = message.from ? decode(message.from) : null;
    started = (message.origin && from?.started) || Date.now();
    origin = message.origin ? { player: message.origin.player, node: message.origin.node, ticket: fromHex(message.origin.ticket) } : {};
    keys.length = 0;
    const cursor = from ? new KeyCursor(from.keys) : null;
    pressed = Array.from({ length: play.ticks }, () => cursor?.take() ?? 0);
    say({ kind: 'ready', manifest: cartridge.manifest, sha256: cartridge.sha256 });
    show();
  } catch (e) {
    if (!(e instanceof Refused))
      throw e;
    say({ kind: 'refused', message: e.message });
  }
}

function press(key: number): void {
  if (!running || !play)
    return;
  if (play.cartridge.manifest.ticksPerSecond === 0) {
    const now = performance.now();
    step(play, key, now - lastTurn);
    lastTurn = now;
    show();
  } else if (keys.length < KEY_QUEUE) {
    keys.push(key);
    if (keys.length === 1)
      expect(1000 / play.cartridge.manifest.ticksPerSecond);
  }
}

/** Sets the clock for the next tick. */
function expect(length: number): void {
  clearTimeout(timer);
  timer = setTimeout(tick, Math.max(0, due(length) - performance.now()), length);
}

function due(length: number): number {
  return keys.length === 0 ? next : next - Math.min(EARLY_MS, length / 3);
}

function run(on: boolean): void {
  running = on;
  clearTimeout(timer);
  lastTurn = performance.now();
  const rate = play?.cartridge.manifest.ticksPerSecond ?? 0;
  if (!on || !play || rate === 0)
    return;
  next = performance.now() + 1000 / rate;
  expect(1000 / rate);
}

function tick(length: number): void {
  if (!play || !running)
    return;
  const now = performance.now();
  while (due(length) <= now && play.status === 0) {
    step(play, keys.shift() ?? 0);
    next += length;
    if (now - next > MAX_LAG_MS)
      next = now + length;
  }
  show();
  if (running)
    expect(length);
}

function show(): void {
  if (!play)
    return;
  if (play.status !== 2 && play.instance.draw()) {
    const cells = new Uint32Array(play.instance.cells.slice().buffer);
    const voices = play.instance.voices?.slice() ?? null;
    say({ kind: 'frame', cells, voices, ticks: play.ticks, score: play.score }, [cells.buffer]);
  }
  if ((play.status !== 0 || play.full) && !reported) {
    reported = true;
    running = false;
    void record();
  }
}

async function record(): Promise<void> {
  if (!play)
    return;
  const recording = await play.record({ started, ended: Date.now(), ...origin });
  say({ kind: 'recording', file: encode(recording), over: play.status !== 0 || play.full, score: recording.score, trapped: recording.trap !== null });
}
