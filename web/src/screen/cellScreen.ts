import { HEIGHT, WIDTH } from '../cartridge/abi.ts';
import { drawGlyph } from './glyphs.ts';
import { PALETTE } from './palette.ts';

/** A cell is twice as high as wide; where width is short and height is not, as on a phone held upright, a little more. */
const RATIO = 2;
const TALLEST = 2.5;

/** Draws the cells of a game on a canvas, crisply at any size: glyphs are made once a size, and only changed cells are drawn. */
export class CellScreen {
  readonly canvas: HTMLCanvasElement;
  private readonly g: CanvasRenderingContext2D;
  private readonly glyphs = new Map<number, OffscreenCanvas>();
  private readonly shown = new Uint32Array(WIDTH * HEIGHT).fill(0xffffffff);
  private cells = new Uint32Array(WIDTH * HEIGHT);
  private cellWidth = 0;
  private cellHeight = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.g = canvas.getContext('2d', { alpha: false })!;
  }

  /** Fits the picture into a space of CSS pixels, on whole device pixels.
   * @param upright Whether cells may be higher than twice their width, to be read more easily. */
  resize(width: number, height: number, upright = false): void {
    const scale = window.devicePixelRatio || 1;
    const cell = Math.max(2, Math.floor(Math.min((width * scale) / WIDTH, (height * scale) / HEIGHT / RATIO)));
    const tall = upright ? Math.min(Math.floor(cell * TALLEST), Math.max(cell * RATIO, Math.floor((height * scale) / HEIGHT))) : cell * RATIO;
    if (cell === this.cellWidth && tall === this.cellHeight)
      return;
    this.cellWidth = cell;
    this.cellHeight = tall;
    this.canvas.width = cell * WIDTH;
    this.canvas.height = this.cellHeight * HEIGHT;
    this.canvas.style.width = `${this.canvas.width / scale}px`;
    this.canvas.style.height = `${this.canvas.height / scale}px`;
    this.glyphs.clear();
    this.shown.fill(0xffffffff);
    this.paint();
  }

  /** Shows cells: 1,920 of u16 code point, u8 foreground, u8 background. */
  draw(cells: Uint32Array<ArrayBuffer>): void {
    this.cells = cells;
    this.paint();
  }

  /** What is on a row, for those who do not see it. */
  row(y: number): string {
    return String.fromCharCode(...this.cells.subarray(y * WIDTH, (y + 1) * WIDTH).map(cell => (cell & 0xffff) || 32)).trim().replace(/\s{2,}/g, '  ');
  }

  private paint(): void {
    if (this.cellWidth === 0)
      return;
    for (let i = 0; i < this.shown.length; i++) {
      const cell = this.cells[i]!;
      if (cell === this.shown[i])
        continue;
      this.shown[i] = cell;
      this.g.drawImage(this.glyph(cell), (i % WIDTH) * this.cellWidth, Math.floor(i / WIDTH) * this.cellHeight);
    }
  }

  private glyph(cell: number): OffscreenCanvas {
    let glyph = this.glyphs.get(cell);
    if (glyph)
      return glyph;
    glyph = new OffscreenCanvas(this.cellWidth, this.cellHeight);
    const g = glyph.getContext('2d', { alpha: false })!;
    g.fillStyle = PALETTE[(cell >>> 24) & 15]!;
    g.fillRect(0, 0, this.cellWidth, this.cellHeight);
    const code = cell & 0xffff;
    if (code > 32) {
      g.fillStyle = PALETTE[(cell >>> 16) & 15]!;
      drawGlyph(g, String.fromCharCode(code), this.cellWidth, this.cellHeight);
    }
    if (this.glyphs.size >= 4096)
      this.glyphs.clear();
    this.glyphs.set(cell, glyph);
    return glyph;
  }
}
