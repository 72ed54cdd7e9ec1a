import type { Hall } from '../app/hall.ts';
import type { PictureMessage, PicturesRequest } from './pictures.ts';
import type { Tile } from './tile.ts';

const FRAME_MS = 250;
/** The middle of a play shows more than its beginning. */
const START_S = 8;

/** Keeps the pictures of those tiles moving that are on the screen. */
export class Films {
  private readonly visible = new Set<Tile>();
  private readonly worker = new Worker(new URL('./pictures.ts', import.meta.url), { type: 'module' });
  private readonly seen: IntersectionObserver;
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(hall: Hall, tiles: readonly Tile[]) {
    const byElement = new Map<Element, Tile>(tiles.map(tile => [tile.element, tile]));
    const byShard = new Map(tiles.map(tile => [tile.place.shard, tile]));
    this.worker.onmessage = (event: MessageEvent<PictureMessage>) => byShard.get(event.data.shard)?.paint(event.data.pixels);
    this.seen = new IntersectionObserver(changes => {
      for (const change of changes) {
        const tile = byElement.get(change.target)!;
        if (change.isIntersecting)
          this.visible.add(tile);
        else
          this.visible.delete(tile);
      }
    }, { rootMargin: '80px' });
    for (const tile of tiles) {
      if (!tile.ready)
        continue;
      this.seen.observe(tile.element);
      void this.load(hall, tile).catch(() => undefined); // a tile without a picture is no reason to stop
    }
    this.timer = setInterval(() => {
      if (!document.hidden && !this.still.matches && this.visible.size > 0)
        this.ask({ visible: [...this.visible].map(t => t.place.shard), seconds: FRAME_MS / 1000 });
    }, FRAME_MS);
  }

  close(): void {
    clearInterval(this.timer);
    this.seen.disconnect();
    this.worker.terminate();
  }

  private async load(hall: Hall, tile: Tile): Promise<void> {
    const [cartridge, demo] = await Promise.all([hall.bytes(tile.place.cartridge!), tile.place.demo ? hall.demo(tile.place) : null]);
    this.ask({ show: { shard: tile.place.shard, cartridge, ...(demo ? { demo } : {}) }, seconds: START_S });
  }

  private ask(request: PicturesRequest): void {
    this.worker.postMessage(request);
  }
}
