import { KEY } from '../cartridge/abi.ts';

const NAMED: Record<string, number> = {
  ArrowUp: KEY.up, ArrowDown: KEY.down, ArrowLeft: KEY.left, ArrowRight: KEY.right, Enter: KEY.enter, Backspace: KEY.backspace, Tab: KEY.tab,
  Home: KEY.home, End: KEY.end, PageUp: KEY.pageUp, PageDown: KEY.pageDown, Insert: KEY.insert, Delete: KEY.delete,
};

/** The key of ABI 1 that was pressed; 0 for those that stay with the page. */
export function keyOf(event: KeyboardEvent): number {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing)
    return 0;
  const named = NAMED[event.key];
  if (named !== undefined)
    return event.key === 'Tab' && event.shiftKey ? 0 : named;
  if (/^F([2-9]|1[0-2])$/.test(event.key))
    return KEY.f2 - 2 + Number(event.key.slice(1));
  const code = event.key.length === 1 ? event.key.charCodeAt(0) : 0;
  return code >= 32 && code <= 126 ? code : 0;
}

/** What a gamepad's standard buttons press. */
const BUTTONS: readonly [button: number, key: number][] = [[12, KEY.up], [13, KEY.down], [14, KEY.left], [15, KEY.right], [0, 32], [1, KEY.enter], [9, KEY.enter]];
const REPEAT_MS = 160;
const DEAD_ZONE = 0.5;

/** Watches gamepads while it runs: a held direction repeats as a held key does. */
export class Gamepads {
  private readonly held = new Map<number, number>();
  private frame = 0;
  private readonly press: (key: number) => void;

  constructor(press: (key: number) => void) {
    this.press = press;
  }

  start(): void {
    if (!this.frame)
      this.frame = requestAnimationFrame(this.poll);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.held.clear();
  }

  private readonly poll = (now: number): void => {
    const down = new Set<number>();
    for (const pad of navigator.getGamepads?.() ?? []) {
      if (!pad)
        continue;
      for (const [button, key] of BUTTONS)
        if (pad.buttons[button]?.pressed)
          down.add(key);
      const [x = 0, y = 0] = pad.axes;
      if (Math.abs(x) > DEAD_ZONE)
        down.add(x < 0 ? KEY.left : KEY.right);
      if (Math.abs(y) > DEAD_ZONE)
        down.add(y < 0 ? KEY.up : KEY.down);
    }
    for (const key of down) {
      const last = this.held.get(key);
      if (last === undefined || (key >= KEY.up && now - last > REPEAT_MS)) {
        this.held.set(key, now);
        this.press(key);
      }
    }
    for (const key of [...this.held.keys()])
      if (!down.has(key))
        this.held.delete(key);
    this.frame = requestAnimationFrame(this.poll);
  };
}
