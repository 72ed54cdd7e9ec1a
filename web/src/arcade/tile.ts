import { points, h } from '../app/element.ts';
import { slugOf, type Place } from '../app/hall.ts';
import type { GameFacts } from '../board/types.ts';
import { MINIATURE_HEIGHT, MINIATURE_WIDTH } from './miniature.ts';

/** One of the 71 games in the grid. */
export class Tile {
  readonly place: Place;
  readonly element: HTMLElement;
  played = false;
  private readonly canvas = h('canvas', { width: MINIATURE_WIDTH, height: MINIATURE_HEIGHT, 'aria-hidden': 'true' });
  private readonly mine = h('span', { class: 'mine' });
  private readonly record = h('span');
  /** Who holds the record; 0 when nobody is known to. */
  holder = 0;

  constructor(place: Place) {
    this.place = place;
    this.record.textContent = place.record ? `record ${points(place.record)}` : '';
    const shard = h('span', { class: 'shard', 'aria-hidden': 'true' }, String(place.shard));
    this.element = h('li', {}, place.cartridge === null
      ? h('div', { class: 'tile missing' }, shard, place.title)
      : h('a', { class: 'tile', href: `#/play/${slugOf(place.title)}` },
        h('span', { class: 'picture' }, this.canvas),
        h('span', { class: 'title' }, place.title, shard),
        h('span', { class: 'pitch' }, place.pitch ?? ''),
        h('span', { class: 'facts' }, this.mine, this.record)));
  }

  get ready(): boolean {
    return this.place.cartridge !== null;
  }

  /** @param score The best score on this device; null when it was not played here. */
  setBest(score: number | null): void {
    this.played = score !== null;
    this.mine.textContent = score === null ? '' : `your best ${points(score)}`;
  }

  /** What the board knows of the game. */
  setFacts({ record, best }: GameFacts): void {
    this.holder = record?.player.id ?? 0;
    this.record.textContent = record ? `record ${points(record.score)} by ${record.player.name}` : 'no record yet';
    if (best !== null)
      this.setBest(best);
  }

  paint(pixels: Uint8ClampedArray<ArrayBuffer>): void {
    this.canvas.getContext('2d')!.putImageData(new ImageData(pixels, MINIATURE_WIDTH, MINIATURE_HEIGHT), 0, 0);
  }
}
