// The drawing characters of CP437 as outlines, so that lines and blocks of neighbouring cells meet at any size. Everything else is
// text in the system's monospace typeface.

/** Draws in a cell of width w and height h whose corner is at 0,0; the fill and stroke style are the ink. */
type Outline = (g: CanvasContext, w: number, h: number) => void;

export type CanvasContext = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

const part = (x: number, y: number, width: number, height: number): Outline => (g, w, h) => {
  const left = Math.round(x * w), top = Math.round(y * h);
  g.fillRect(left, top, Math.round((x + width) * w) - left, Math.round((y + height) * h) - top);
};

/** A shade: every second, fourth... dot of a grid, as the old character generators had it. */
const shade = (on: (x: number, y: number) => boolean): Outline => (g, w, h) => {
  const dot = Math.max(1, Math.round(w / 8));
  for (let y = 0; y * dot < h; y++)
    for (let x = 0; x * dot < w; x++)
      if (on(x, y))
        g.fillRect(x * dot, y * dot, dot, dot);
};

/** Arms of a line drawing: 0 none, 1 single, 2 double, to the left, top, right and bottom. */
type Arms = readonly [left: number, top: number, right: number, bottom: number];

const lines = ([left, top, right, bottom]: Arms): Outline => (g, w, h) => {
  const line = Math.max(1, Math.round(w / 8));
  const gap = Math.max(line, Math.round(w / 5)); // from the middle of a double line to each of its strokes
  const middleX = Math.floor((w - line) / 2), middleY = Math.floor((h - line) / 2);
  const horizontal = Math.max(left, right), vertical = Math.max(top, bottom);
  const offsets = (arms: number): number[] => (arms === 2 ? [-gap, gap] : [0]);
  // An arm ends at the far stroke of the line that it crosses, so that corners close.
  const reach = (arms: number): number => (arms === 2 ? gap : 0);
  for (const d of horizontal ? offsets(horizontal) : []) {
    const inner = vertical === 2 && top && bottom && !(left && right);
    if (left)
      g.fillRect(0, middleY + d, middleX + line + (inner ? -gap : reach(vertical)), line);
    if (right)
      g.fillRect(middleX + (inner ? gap : -reach(vertical)), middleY + d, w - middleX + (inner ? -gap : reach(vertical)), line);
  }
  for (const d of vertical ? offsets(vertical) : []) {
    const inner = horizontal === 2 && left && right && !(top && bottom);
    if (top)
      g.fillRect(middleX + d, 0, line, middleY + line + (inner ? -gap : reach(horizontal)));
    if (bottom)
      g.fillRect(middleX + d, middleY + (inner ? gap : -reach(horizontal)), line, h - middleY + (inner ? -gap : reach(horizontal)));
  }
};

const OUTLINES = new Map<string, Outline>([
  ['█', part(0, 0, 1, 1)], ['▀', part(0, 0, 1, 0.5)], ['▄', part(0, 0.5, 1, 0.5)], ['▌', part(0, 0, 0.5, 1)], ['▐', part(0.5, 0, 0.5, 1)],
  ['■', part(0.1, 0.28, 0.8, 0.44)],
  ['░', shade((x, y) => y % 2 === 0 && (x + y) % 4 === 0)], ['▒', shade((x, y) => (x + y) % 2 === 0)], ['▓', shade((x, y) => y % 2 === 0 || (x + y) % 4 !== 1)],
  ...Object.entries({
    '─': [1, 0, 1, 0], '│': [0, 1, 0, 1], '┌': [0, 0, 1, 1], '┐': [1, 0, 0, 1], '└': [0, 1, 1, 0], '┘': [1, 1, 0, 0],
    '├': [0, 1, 1, 1], '┤': [1, 1, 0, 1], '┬': [1, 0, 1, 1], '┴': [1, 1, 1, 0], '┼': [1, 1, 1, 1],
    '═': [2, 0, 2, 0], '║': [0, 2, 0, 2], '╔': [0, 0, 2, 2], '╗': [2, 0, 0, 2], '╚': [0, 2, 2, 0], '╝': [2, 2, 0, 0],
    '╠': [0, 2, 2, 2], '╣': [2, 2, 0, 2], '╦': [2, 0, 2, 2], '╩': [2, 2, 2, 0], '╬': [2, 2, 2, 2],
    '╒': [0, 0, 2, 1], '╓': [0, 0, 1, 2], '╕': [2, 0, 0, 1], '╖': [1, 0, 0, 2], '╘': [0, 1, 2, 0], '╙': [0, 2, 1, 0], '╛': [2, 1, 0, 0], '╜': [1, 2, 0, 0],
    '╞': [0, 1, 2, 1], '╟': [0, 2, 1, 2], '╡': [2, 1, 0, 1], '╢': [1, 2, 0, 2], '╤': [2, 0, 2, 1], '╥': [1, 0, 1, 2], '╧': [2, 1, 2, 0], '╨': [1, 2, 1, 0],
    '╪': [2, 1, 2, 1], '╫': [1, 2, 1, 2],
  } satisfies Record<string, Arms>).map(([c, arms]): [string, Outline] => [c, lines(arms as unknown as Arms)]),
]);

/** The typefaces tried in turn for what is text. */
export const TYPEFACE = 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace';

/** Draws a character into a cell whose corner is at 0,0, in the ink set as fill style. */
export function drawGlyph(g: CanvasContext, character: string, w: number, h: number): void {
  const outline = OUTLINES.get(character);
  if (outline) {
    outline(g, w, h);
    return;
  }
  g.font = `${Math.floor(h * 0.8)}px ${TYPEFACE}`;
  g.textBaseline = 'alphabetic';
  g.textAlign = 'left';
  const width = g.measureText(character).width;
  // A glyph wider than its cell (arrows, suits) is squeezed into it: columns must stay columns.
  const squeeze = Math.min(1, w / width);
  g.save();
  g.translate((w - width * squeeze) / 2, Math.round(h * 0.78));
  g.scale(squeeze, 1);
  g.fillText(character, 0, 0);
  g.restore();
}
