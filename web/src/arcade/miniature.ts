// A game's screen made small: every cell becomes a few pixels, each as much ink as its part of the glyph has.
import { HEIGHT, WIDTH } from '../cartridge/abi.ts';
import { drawGlyph } from '../screen/glyphs.ts';
import { PALETTE } from '../screen/palette.ts';

/** Pixels of a cell. */
const ACROSS = 2;
const DOWN = 4;
/** How finely a glyph is looked at: so many dots a pixel, each way. */
const FINE = 6;
/** Thin strokes would fade to nothing: ink counts for more than its area. */
const BOLD = 1.6;

/** The row of the title and the row of the keys say nothing at this size. */
const FIRST_ROW = 1;
const ROWS = HEIGHT - 2;

/** Pixels of a miniature. */
export const MINIATURE_WIDTH = WIDTH * ACROSS;
export const MINIATURE_HEIGHT = ROWS * DOWN;

const COLORS = PALETTE.map(color => [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16)) as [number, number, number]);

/** Makes miniatures; keeps what it learned of glyphs. */
export class Miniatures {
  private readonly pixels = new Map<number, Uint32Array>();
  private readonly glyph = new OffscreenCanvas(ACROSS * FINE, DOWN * FINE).getContext('2d', { willReadFrequently: true })!;

  /** @param cells 1,920 cells. @returns RGBA, row by row. */
  draw(cells: Uint32Array): Uint8ClampedArray<ArrayBuffer> {
    const image = new Uint32Array(MINIATURE_WIDTH * MINIATURE_HEIGHT);
    for (let y = 0; y < ROWS; y++)
      for (let x = 0; x < WIDTH; x++) {
        const cell = this.cell(cells[(y + FIRST_ROW) * WIDTH + x]!);
        for (let i = 0; i < DOWN; i++)
          image.set(cell.subarray(i * ACROSS, (i + 1) * ACROSS), (y * DOWN + i) * MINIATURE_WIDTH + x * ACROSS);
      }
    return new Uint8ClampedArray(image.buffer);
  }

  private cell(cell: number): Uint32Array {
    let pixels = this.pixels.get(cell);
    if (pixels)
      return pixels;
    const ink = COLORS[(cell >>> 16) & 15]!, ground = COLORS[(cell >>> 24) & 15]!;
    pixels = this.coverage(cell & 0xffff).map(covered => {
      const [r, g, b] = ground.map((from, i) => Math.round(from + ((ink[i]! - from) * covered) / 255));
      return (255 << 24) | (b! << 16) | (g! << 8) | r!;
    });
    if (this.pixels.size >= 8192)
      this.pixels.clear();
    this.pixels.set(cell, pixels);
    return pixels;
  }

  /** How much of each pixel is ink, 0 to 255. */
  private coverage(code: number): Uint32Array {
    const covered = new Uint32Array(ACROSS * DOWN);
    if (code <= 32)
      return covered;
    const width = ACROSS * FINE, height = DOWN * FINE;
    this.glyph.clearRect(0, 0, width, height);
    this.glyph.fillStyle = '#fff';
    drawGlyph(this.glyph, String.fromCharCode(code), width, height);
    const { data } = this.glyph.getImageData(0, 0, width, height);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        covered[Math.floor(y / FINE) * ACROSS + Math.floor(x / FINE)]! += data[(y * width + x) * 4 + 3]!;
    return covered.map(sum => Math.min(255, Math.round((sum / FINE / FINE) * BOLD)));
  }
}
