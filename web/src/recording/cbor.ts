// The part of deterministic CBOR (RFC 8949, 4.2) that a recording uses: numbers, byte strings, text, arrays and maps with
// ascending integer keys. For one value there is one encoding, and every other is refused, so a general reader would not do.
import { Refused } from '../cartridge/manifest.ts';

const UINT = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5;

/** Writes items one behind the other. */
export class CborWriter {
  private bytes = new Uint8Array(1024);
  private length = 0;

  /** What was written so far. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  number(value: number): this {
    return value >= 0 ? this.head(UINT, value) : this.head(NEGATIVE, -1 - value);
  }

  byteString(value: Uint8Array): this {
    this.head(BYTES, value.length);
    return this.raw(value);
  }

  text(value: string): this {
    const utf8 = new TextEncoder().encode(value);
    this.head(TEXT, utf8.length);
    return this.raw(utf8);
  }

  array(length: number): this {
    return this.head(ARRAY, length);
  }

  map(length: number): this {
    return this.head(MAP, length);
  }

  private head(major: number, value: number): this {
    const at = this.grow(9);
    const view = new DataView(this.bytes.buffer);
    const first = major << 5;
    if (value < 24) {
      this.bytes[at] = first | value;
      this.length = at + 1;
    } else if (value < 0x100) {
      this.bytes[at] = first | 24;
      this.bytes[at + 1] = value;
      this.length = at + 2;
    } else if (value < 0x1_0000) {
      this.bytes[at] = first | 25;
      view.setUint16(at + 1, value);
      this.length = at + 3;
    } else if (value < 0x1_0000_0000) {
      this.bytes[at] = first | 26;
      view.setUint32(at + 1, value);
      this.length = at + 5;
    } else {
      this.bytes[at] = first | 27;
      view.setBigUint64(at + 1, BigInt(value));
      this.length = at + 9;
    }
    return this;
  }

  private raw(value: Uint8Array): this {
    const at = this.grow(value.length);
    this.bytes.set(value, at);
    this.length = at + value.length;
    return this;
  }

  private grow(by: number): number {
    if (this.length + by > this.bytes.length) {
      const larger = new Uint8Array((this.length + by) * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return this.length;
  }
}

/** Reads items one behind the other; lengths are held against what is left before anything is reserved. */
export class CborReader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether everything was read. */
  get ended(): boolean {
    return this.at === this.bytes.length;
  }

  number(what: string): number {
    const [major, value] = this.head(what);
    if (major === UINT)
      return value;
    if (major === NEGATIVE)
      return -1 - value;
    throw this.refuse(`${what} must be a number`);
  }

  byteString(what: string): Uint8Array<ArrayBuffer> {
    return this.take(BYTES, what, 'bytes');
  }

  text(what: string): string {
    const utf8 = this.take(TEXT, what, 'text');
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(utf8);
    } catch {
      throw this.refuse(`${what} is not UTF-8`);
    }
  }

  array(what: string): number {
    return this.count(ARRAY, what, 'an array');
  }

  map(what: string): number {
    return this.count(MAP, what, 'a map');
  }

  /** What to throw: where, and what is wrong. */
  refuse(why: string): Refused {
    return new Refused(`This is not a recording: ${why} (byte ${this.at}).`);
  }

  private take(expected: number, what: string, name: string): Uint8Array<ArrayBuffer> {
    const [major, length] = this.head(what);
    if (major !== expected)
      throw this.refuse(`${what} must be ${name}`);
    if (length > this.bytes.length - this.at)
      throw this.refuse(`${what} says it has ${length} bytes, more than the file`);
    this.at += length;
    return new Uint8Array(this.bytes.subarray(this.at - length, this.at));
  }

  private count(expected: number, what: string, name: string): number {
    const [major, length] = this.head(what);
    if (major !== expected)
      throw this.refuse(`${what} must be ${name}`);
    if (length > this.bytes.length - this.at)
      throw this.refuse(`${what} says it has ${length} items, more than the file has bytes`);
    return length;
  }

  private head(what: string): [major: number, value: number] {
    const first = this.byte(what);
    const major = first >> 5;
    const info = first & 31;
    if (major > MAP)
      throw this.refuse(`${what} is of a type that recordings do not have`);
    if (info < 24)
      return [major, info];
    if (info > 27)
      throw this.refuse(`${what} has no definite length`);
    const size = 1 << (info - 24);
    let value = 0;
    for (let i = 0; i < size; i++)
      value = value * 256 + this.byte(what);
    const shortest = info === 24 ? 24 : 2 ** (8 * (size / 2));
    if (value < shortest)
      throw this.refuse(`${what} is not written in the shortest form`);
    if (!Number.isSafeInteger(value))
      throw this.refuse(`${what} is a number beyond every limit`);
    return [major, value];
  }

  private byte(what: string): number {
    const value = this.bytes[this.at];
    if (value === undefined)
      throw this.refuse(`it is cut off in ${what}`);
    this.at++;
    return value;
  }
}
