// asciicast v2: what terminals' recordings are exchanged in.
import { HEIGHT, WIDTH } from '../cartridge/abi.ts';
import type { Cartridge } from '../cartridge/cartridge.ts';
import { Play } from '../recording/play.ts';
import { KeyCursor, type Recording } from '../recording/recording.ts';

const TURN_S = 0.4;
const FRAMES_A_SECOND = 15;

/** The recording as an asciicast, changed rows only. */
export function castOf(cartridge: Cartridge, recording: Recording): string {
  const { title, ticksPerSecond } = cartridge.manifest;
  const lines = [JSON.stringify({ version: 2, width: WIDTH, height: HEIGHT, title: `${title} (Monster Arcade)` })];
  const play = new Play(cartridge, recording.seed);
  const keys = new KeyCursor(recording.keys);
  const rows = new Array<string>(HEIGHT).fill('');
  let time = 0, shown = -1;
  const frame = (): void => {
    if (!play.instance.draw())
      return;
    const cells = new Uint32Array(play.instance.cells.slice().buffer);
    let out = '';
    for (let y = 0; y < HEIGHT; y++) {
      const row = rowOf(cells.subarray(y * WIDTH, (y + 1) * WIDTH));
      if (row !== rows[y])
        out += `\x1b[${y + 1};1H${row}`;
      rows[y] = row;
    }
    if (out !== '')
      lines.push(JSON.stringify([Number(time.toFixed(3)), 'o', shown < 0 ? `\x1b[?25l\x1b[2J${out}` : out]));
    shown = time;
  };
  frame();
  while (play.status === 0 && play.ticks < recording.ticks) {
    time += ticksPerSecond > 0 ? 1 / ticksPerSecond : Math.min((recording.rhythm[play.ticks] ?? TURN_S * 1000) / 1000, 1.5);
    play.tick(keys.take());
    if (time - shown >= 1 / FRAMES_A_SECOND - 1e-6 || play.ticks === recording.ticks)
      frame();
  }
  return `${lines.join('\n')}\n`;
}

function rowOf(cells: Uint32Array): string {
  let out = '';
  let style = -1;
  for (const cell of cells.subarray(0, WIDTH)) {
    const now = cell >>> 16;
    if (now !== style) {
      const ink = now & 15, ground = (now >>> 8) & 15;
      out += `\x1b[0;${ink < 8 ? 30 + ink : 82 + ink}${ground === 0 ? '' : `;${ground < 8 ? 40 + ground : 92 + ground}`}m`;
      style = now;
    }
    out += String.fromCharCode((cell & 0xffff) || 32);
  }
  return out;
}
