// The constants of ABI 1 (docs/abi.md): what a cartridge and its host agree on.

/** Columns of a game's screen. */
export const WIDTH = 80;

/** Rows of a game's screen. */
export const HEIGHT = 24;

/** Bytes of the screen: u16 code point, u8 foreground, u8 background a cell. */
export const CELL_BYTES = WIDTH * HEIGHT * 4;

/** Bytes of the voices: four times u16 frequency in Hz, u8 volume 0-15, u8 waveform. */
export const VOICE_BYTES = 4 * 4;

/** Budget units that a call may use. */
export const BUDGET = { init: 200_000_000, update: 20_000_000, draw: 1_000_000, score: 1_000_000 } as const;

/** Keys that may wait for their tick; later ones are dropped. */
export const KEY_QUEUE = 8;

/** The largest cartridge, in bytes. */
export const MAX_CARTRIDGE_BYTES = 262_144;

/** The call in which a play trapped; the numbers are those of a recording. */
export type Call = 'init' | 'update' | 'score';

/** Why it trapped. */
export type Cause = 'budget' | 'depth' | 'program';

/** The keys of ABI 1 that are no printable ASCII. */
export const KEY = {
  none: 0, backspace: 8, tab: 9, enter: 13, up: 256, down: 257, left: 258, right: 259,
  home: 260, end: 261, pageUp: 262, pageDown: 263, insert: 264, delete: 265, f2: 273,
} as const;
