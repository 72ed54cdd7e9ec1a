// Recordings (docs/play-format.md): read believing nothing, written in the one form there is.
import type { Call, Cause } from '../cartridge/abi.ts';
import { Refused } from '../cartridge/manifest.ts';
import { fromHex, hex, sha256 } from './bytes.ts';
import { CborReader, CborWriter } from './cbor.ts';

export const MAX_BYTES = 245_760;
export const MAX_TICKS = 1_000_000;
export const MAX_KEY_BYTES = 163_840;
export const MAX_RHYTHM_BYTES = 32_768;
export const MAX_NAME_BYTES = 64;
/** Updates between two checkpoints. */
export const CHECKPOINT = 1_024;

const HASH_BYTES = 32;
const LAST_TIME = 253_402_214_400_000; // the last day of the year 9999, milliseconds since 1970
const MAX_INT32 = 2_147_483_647;
const CALLS = ['init', 'update', 'score'] as const;
const CAUSES = ['budget', 'depth', 'program'] as const;

/** How a play stood: left before its end, at its end, or stopped by a trap. */
export type Status = 0 | 1 | 2;

export interface Recording {
  /** SHA-256 of the cartridge, 64 hexadecimal digits. */
  readonly cartridge: string;
  readonly abi: number;
  readonly rules: number;
  /** 16 bytes. */
  readonly seed: Uint8Array;
  /** Flat pairs: ticks without a key, key. */
  readonly keys: readonly number[];
  readonly ticks: number;
  readonly status: Status;
  readonly score: number | null;
  readonly stateHash: Uint8Array | null;
  /** SHA-256 of the state after every 1,024th update, 32 bytes each. */
  readonly checkpoints: Uint8Array;
  readonly trap: { readonly call: Call; readonly cause: Cause } | null;
  readonly player: string;
  readonly node: string;
  readonly ticket: Uint8Array | null;
  /** Milliseconds since 1970; null when nobody said. */
  readonly started: number | null;
  readonly ended: number | null;
  /** Milliseconds before each tick of a turn-based play. */
  readonly rhythm: readonly number[];
  readonly publicKey: Uint8Array | null;
  readonly signature: Uint8Array | null;
}

/** Gives the keys of a recording tick by tick; after the last one, 0 for ever. */
export class KeyCursor {
  private next = 0;
  private gap: number;
  private readonly pairs: readonly number[];

  constructor(pairs: readonly number[]) {
    this.pairs = pairs;
    this.gap = pairs[0] ?? Infinity;
  }

  take(): number {
    if (this.gap > 0) {
      this.gap--;
      return 0;
    }
    const key = this.pairs[this.next + 1]!;
    this.next += 2;
    this.gap = this.pairs[this.next] ?? Infinity;
    return key;
  }
}

/** Bytes of a number in deterministic CBOR. */
export function encodedLength(value: number): number {
  const n = value < 0 ? -1 - value : value;
  return n < 24 ? 1 : n < 0x100 ? 2 : n < 0x1_0000 ? 3 : n < 0x1_0000_0000 ? 5 : 9;
}

/** The file of a recording. */
export function encode(r: Recording): Uint8Array<ArrayBuffer> {
  const fields: [number, (w: CborWriter) => void][] = [
    [1, w => w.byteString(fromHex(r.cartridge))],
    [2, w => w.number(r.abi)],
    [3, w => w.number(r.rules)],
    [4, w => w.byteString(r.seed)],
    [5, w => numbers(w, r.keys)],
    [6, w => w.number(r.ticks)],
    [7, w => w.number(r.status)],
  ];
  const optional = (present: boolean, field: number, write: (w: CborWriter) => void): void => {
    if (present)
      fields.push([field, write]);
  };
  optional(r.score !== null, 8, w => w.number(r.score!));
  optional(r.stateHash !== null, 9, w => w.byteString(r.stateHash!));
  optional(r.checkpoints.length > 0, 10, w => w.byteString(r.checkpoints));
  optional(r.trap !== null, 11, w => numbers(w, [CALLS.indexOf(r.trap!.call), CAUSES.indexOf(r.trap!.cause) + 1]));
  optional(r.player !== '', 12, w => w.text(r.player));
  optional(r.node !== '', 13, w => w.text(r.node));
  optional(r.ticket !== null, 14, w => w.byteString(r.ticket!));
  optional(r.started !== null, 15, w => w.number(r.started!));
  optional(r.ended !== null, 16, w => w.number(r.ended!));
  optional(r.rhythm.length > 0, 17, w => numbers(w, r.rhythm));
  optional(r.publicKey !== null, 20, w => w.byteString(r.publicKey!));
  optional(r.signature !== null, 21, w => w.byteString(r.signature!));
  const writer = new CborWriter().array(3).text('MPLAY').number(1).map(fields.length);
  for (const [field, write] of fields)
    write(writer.number(field));
  return writer.written;
}

/** Reads a file.
 * @throws {Refused} It is not a recording; the message says why. */
export function decode(file: Uint8Array): Recording {
  if (file.length > MAX_BYTES)
    throw new Refused(`The file has ${file.length} bytes; a recording has at most ${MAX_BYTES}.`);
  const reader = new CborReader(file);
  if (file[0] !== 0x83 || reader.array('the file') !== 3 || file[1] !== 0x65 || reader.text('its beginning') !== 'MPLAY')
    throw new Refused('The file is not a recording: it does not begin like one.');
  const version = reader.number('the version');
  if (version !== 1)
    throw new Refused(`The recording is of version ${version}; this page knows version 1. A newer page may read it.`);
  const draft = new Draft();
  const count = reader.map('the fields');
  let last = 0;
  for (let i = 0; i < count; i++) {
    const field = reader.number('the number of a field');
    if (field <= last)
      throw reader.refuse('its fields are not in ascending order, each once');
    last = field;
    draft.read(field, reader);
  }
  if (!reader.ended)
    throw reader.refuse('something follows its end');
  return draft.finish();
}

/** A recording's name everywhere: SHA-256 of the unsigned file, 64 hexadecimal digits. */
export async function idOf(recording: Recording): Promise<string> {
  return hex(await sha256(encode({ ...recording, publicKey: null, signature: null })));
}

/** Whether the signature is good; null where the browser cannot tell. */
export async function isSignatureGood(recording: Recording): Promise<boolean | null> {
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(recording.publicKey!), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, new Uint8Array(recording.signature!), encode({ ...recording, signature: null }));
  } catch {
    return null; // a browser without Ed25519
  }
}

function numbers(writer: CborWriter, values: readonly number[]): void {
  writer.array(values.length);
  for (const value of values)
    writer.number(value);
}

/** The fields while they are read. */
class Draft {
  private r: { -readonly [K in keyof Recording]?: Recording[K] } = {};

  read(field: number, reader: CborReader): void {
    const r = this.r;
    const bytes = (what: string, length?: number): Uint8Array<ArrayBuffer> => {
      const value = reader.byteString(what);
      if (value.length === 0 || (length !== undefined && value.length !== length))
        throw reader.refuse(`${what} has ${value.length} bytes; it must have ${length ?? 'some'}`);
      return value;
    };
    const number = (what: string, low: number, high: number): number => {
      const value = reader.number(what);
      if (value < low || value > high)
        throw reader.refuse(`${what} is ${value}; ${low} to ${high} is allowed`);
      return value;
    };
    const name = (what: string): string => {
      const value = reader.text(what);
      const length = new TextEncoder().encode(value).length;
      if (length === 0 || length > MAX_NAME_BYTES)
        throw reader.refuse(`${what} has ${length} bytes; 1 to ${MAX_NAME_BYTES} are allowed`);
      return value;
    };
    switch (field) {
      case 1: r.cartridge = hex(bytes('the cartridge', HASH_BYTES)); break;
      case 2: r.abi = number('the ABI', 1, MAX_INT32); break;
      case 3: r.rules = number('the rules version', 1, 1_000_000); break;
      case 4: r.seed = bytes('the seed', 16); break;
      case 5: r.keys = readKeys(reader); break;
      case 6: r.ticks = number('the number of ticks', 0, MAX_TICKS); break;
      case 7: r.status = number('the status', 0, 2) as Status; break;
      case 8: r.score = number('the score', 0, MAX_INT32); break;
      case 9: r.stateHash = bytes('the state hash', HASH_BYTES); break;
      case 10: r.checkpoints = bytes('the checkpoints'); break;
      case 11: {
        if (reader.array('the trap') !== 2)
          throw reader.refuse('the trap must be a pair of a call and a cause');
        r.trap = { call: CALLS[number("the trap's call", 0, 2)]!, cause: CAUSES[number("the trap's cause", 1, 3) - 1]! };
        break;
      }
      case 12: r.player = name("the player's name"); break;
      case 13: r.node = name("the node's name"); break;
      case 14: r.ticket = bytes('the ticket'); break;
      case 15: r.started = number('the beginning', 0, LAST_TIME); break;
      case 16: r.ended = number('the end', 0, LAST_TIME); break;
      case 17: r.rhythm = readRhythm(reader); break;
      case 20: r.publicKey = bytes('the public key', 32); break;
      case 21: r.signature = bytes('the signature', 64); break;
      default: throw reader.refuse(`field ${field} is not part of version 1`);
    }
  }

  /** What the fields must be to each other, before anything is replayed. */
  finish(): Recording {
    const r = this.r;
    const require = (condition: boolean, message: string): void => {
      if (!condition)
        throw new Refused(`This is not a recording: ${message}`);
    };
    for (const field of ['cartridge', 'abi', 'rules', 'seed', 'keys', 'ticks', 'status'] as const)
      require(r[field] !== undefined, `${field} is missing.`);
    const recording: Recording = {
      cartridge: r.cartridge!, abi: r.abi!, rules: r.rules!, seed: r.seed!, keys: r.keys!, ticks: r.ticks!, status: r.status!,
      score: r.score ?? null, stateHash: r.stateHash ?? null, checkpoints: r.checkpoints ?? new Uint8Array(0), trap: r.trap ?? null,
      player: r.player ?? '', node: r.node ?? '', ticket: r.ticket ?? null, started: r.started ?? null, ended: r.ended ?? null,
      rhythm: r.rhythm ?? [], publicKey: r.publicKey ?? null, signature: r.signature ?? null,
    };
    require(recording.abi === 1, `it is of ABI ${recording.abi}; this page knows ABI 1.`);
    const trapped = recording.status === 2;
    require(trapped === (recording.trap !== null), 'a trap is recorded exactly when the status is 2.');
    require(trapped !== (recording.score !== null), 'a score is recorded exactly when there was no trap.');
    require(trapped !== (recording.stateHash !== null), 'a final state is recorded exactly when there was no trap.');
    const checkpoints = Math.floor(recording.ticks / CHECKPOINT);
    require(recording.checkpoints.length === checkpoints * HASH_BYTES, `after ${recording.ticks} ticks there must be ${checkpoints} checkpoints.`);
    const withKeys = recording.trap?.call === 'update' ? recording.ticks + 1 : recording.ticks;
    require(ticksWithKeys(recording.keys) <= withKeys, 'its last key comes after its last tick.');
    require(recording.trap?.call !== 'init' || recording.ticks === 0, 'a play that trapped in init has no ticks.');
    require(recording.rhythm.length === 0 || recording.rhythm.length === recording.ticks, 'its rhythm has not one pause a tick.');
    require((recording.ticket?.length ?? 0) <= 64, 'its ticket has more than 64 bytes.');
    require((recording.publicKey === null) === (recording.signature === null), 'a signature and its key come together.');
    return recording;
  }
}

function ticksWithKeys(pairs: readonly number[]): number {
  let ticks = 0;
  for (let i = 0; i < pairs.length; i += 2)
    ticks += pairs[i]! + 1;
  return ticks;
}

function readKeys(reader: CborReader): number[] {
  const count = reader.array('the keys');
  if (count % 2 !== 0)
    throw reader.refuse('the keys are not pairs of a number of ticks and a key');
  const pairs: number[] = [];
  let ticks = 0;
  let bytes = 0;
  for (let i = 0; i < count; i += 2) {
    const gap = reader.number('a number of ticks between keys');
    const key = reader.number('a key');
    ticks += gap + 1;
    if (gap < 0 || ticks > MAX_TICKS + 1)
      throw reader.refuse(`the keys go on for more than ${MAX_TICKS} ticks`);
    if (key === 0 || key > MAX_INT32 || key < -MAX_INT32 - 1)
      throw reader.refuse('a key is none');
    bytes += encodedLength(gap) + encodedLength(key);
    pairs.push(gap, key);
  }
  if (bytes > MAX_KEY_BYTES)
    throw reader.refuse(`the keys take ${bytes} bytes; at most ${MAX_KEY_BYTES} are allowed`);
  return pairs;
}

function readRhythm(reader: CborReader): number[] {
  const count = reader.array('the rhythm');
  const rhythm: number[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const pause = reader.number('a pause of the rhythm');
    if (pause < 0 || pause > MAX_INT32)
      throw reader.refuse('a pause of the rhythm is none');
    bytes += encodedLength(pause);
    rhythm.push(pause);
  }
  if (bytes === 0 || bytes > MAX_RHYTHM_BYTES)
    throw reader.refuse(`the rhythm takes ${bytes} bytes; 1 to ${MAX_RHYTHM_BYTES} are allowed`);
  return rhythm;
}
