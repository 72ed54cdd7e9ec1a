import './play.css';
import { HEIGHT, KEY } from '../cartridge/abi.ts';
import { h, points } from '../app/element.ts';
import type { Hall, Place } from '../app/hall.ts';
import { bests } from '../app/kept.ts';
import type { Page } from '../app/router.ts';
import { fromHex } from '../recording/bytes.ts';
import { CellScreen } from '../screen/cellScreen.ts';
import { Card, type Choice } from './card.ts';
import { Game } from './game.ts';
import { Gamepads, keyOf } from './keys.ts';
import { Pad } from './pad.ts';
import { Showing } from './showing.ts';
import { Sound } from './sound.ts';
import { Standing, TicketOpen } from './standing.ts';

/** Keys still held or hammered from the game must not take "again". */
const STAND_MS = 600;
const SAVE_EVERY_MS = 10_000;
/** Pixels of what stands under the picture: a row of buttons, and where there is room a line of words. */
const UNDER_LYING = 52;
const UNDER_STANDING = 105;

type Phase = 'loading' | 'running' | 'paused' | 'over' | 'away';

interface From {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly ticks?: number;
}

/** A game being played.
 * @param from A recording to go on from, which does not count.
 * @param daily Whether it is today's challenge. */
export async function playPage(hall: Hall, place: Place, from?: From, daily = false): Promise<Page> {
  const sha = place.cartridge!;
  const bytes = await hall.bytes(sha);
  const screen = new CellScreen(h('canvas', { role: 'img', 'aria-label': `${place.title}, the game's picture`, tabindex: 0 }));
  const live = h('p', { class: 'unseen', 'aria-live': 'polite' });
  const card = new Card(live);
  const stage = h('div', { class: 'stage' }, screen.canvas, card.element);
  const sound = new Sound();
  const soundButton = h('button', { type: 'button', 'aria-pressed': 'false', click: () => void toggleSound() }, 'Sound off');
  const pauseButton = h('button', { type: 'button', click: () => (phase === 'running' ? pause() : phase === 'paused' ? resume() : undefined) }, 'Pause');
  const pad = new Pad(key => press(key));
  const gamepads = new Gamepads(key => press(key));
  const standing = new Standing(from ? null : hall.board, place, daily);
  const seen = h('div');
  const element = h('section', { class: 'playing' },
    h('h1', { class: 'unseen' }, place.title), stage,
    h('div', { class: 'bar' }, pauseButton, soundButton, h('button', { type: 'button', click: () => help() }, 'Help'), h('a', { class: 'button', href: '#/' }, 'Leave')), standing.element, seen, h('p', { class: 'hint turn' }, 'Turn the phone on its side for a larger picture.'), pad.element, live);
  let phase: Phase = 'loading';
  let game: Game | null = null;
  let readyAt = 0;
  let saver: ReturnType<typeof setInterval> | undefined;
  let before: number | null = null;
  let wantsCode = false;
  let showing: Showing | null = null;

  function begin(seed: Uint8Array<ArrayBuffer>, start?: From, pausedAs?: string): void {
    game?.close();
    phase = 'loading';
    game = new Game({
      ready: () => {
        if (phase === 'paused')
          return; // somebody paused before it was ready
        if (pausedAs === undefined && !document.hidden)
          resume();
        else
          pause(pausedAs);
      },
      frame: frame => {
        screen.draw(frame.cells);
        pad.show(screen.row(HEIGHT - 1));
        if (frame.voices && phase === 'running')
          sound.play(frame.voices);
      },
      recording: (file, over, score, trapped) => {
        if (over)
          void end(file, score, trapped);
        else if (wantsCode)
          void move(file);
        else if (!from)
          void standing.keep(file);
      },
      keys: (at, pressed) => showing?.send(at, pressed),
      failed: message => {
        phase = 'over';
        sound.rest();
        card.show(`${place.title} stopped`, [message], [['Begin again', 'Enter', () => void again()]]);
      },
    });
    show();
    game.start({ cartridge: bytes, seed, origin: standing.ranked?.origin, ...(start ? { from: start.file, ...(start.ticks === undefined ? {} : { ticks: start.ticks }) } : {}) });
  }

  /** A play that counts is shown to whoever wants to watch. */
  function show(): void {
    showing?.close();
    showing = standing.ranked ? new Showing(standing.ranked, at => game?.tell(at)) : null;
    seen.replaceChildren(showing?.element ?? '');
  }

  /** A new play, asking before one that counts is given up. */
  function askAgain(): void {
    if (!standing.ranked)
      void again();
    else
      card.show('Give this ranked play up?', ['It counts as begun and given up, and has no score.'], [['Go on with it', 'Escape', resume], ['Give it up and begin again', '', () => void again()]]);
  }

  /** A new play: one that counts where it can. */
  async function again(): Promise<void> {
    phase = 'loading';
    card.hide();
    await standing.giveUp();
    await beginNew();
  }

  async function beginNew(): Promise<void> {
    try {
      await standing.begin();
    } catch (e) {
      if (!(e instanceof TicketOpen))
        throw e;
      askOpen(e);
      return;
    }
    begin(standing.ranked ? fromHex(standing.ranked.seed) : crypto.getRandomValues(new Uint8Array(16)));
  }

  /** Somebody has a ranked play of this game elsewhere: it can be taken here, given up, or left alone. */
  function askOpen({ ticket }: TicketOpen): void {
    phase = 'away';
    const plain: Choice = ['Play without rank', 'P', () => begin(crypto.getRandomValues(new Uint8Array(16)))];
    const giveUp: Choice = ['Give it up and begin anew', 'N', () => void standing.giveUp(ticket.serial, ticket.owner).then(beginNew)];
    const take: Choice = ['Go on with it here', 'Enter', () => void standing.carryOn(ticket.serial).then(
      file => begin(fromHex(standing.ranked!.seed), file ? { file } : undefined, 'A play that you left'),
      (e: Error) => card.show('It could not be brought here', [e.message], [giveUp, plain]))];
    card.show('A ranked play of this game is open', [ticket.elsewhere ? 'It is on another screen of yours now.' : 'You left it somewhere else, or in another browser.', 'Only one counts at a time.'],
      ticket.elsewhere ? [plain, giveUp] : [take, giveUp, plain]);
  }

  async function start(): Promise<void> {
    if (from) {
      begin(new Uint8Array(16), from, 'A play that you left');
      return;
    }
    const left = await standing.left();
    if (left?.file)
      begin(new Uint8Array(16), { file: left.file }, 'A play that you left');
    else if (left?.ranked)
      begin(fromHex(left.ranked.seed)); // it had a ticket, and nothing had happened yet
    else
      await beginNew();
  }

  function resume(): void {
    phase = 'running';
    card.hide();
    pauseButton.textContent = 'Pause';
    game?.run(true);
    showing?.pause(false);
    screen.canvas.focus({ preventScroll: true });
  }

  function pause(title = 'Paused'): void {
    if (phase !== 'running' && phase !== 'loading')
      return;
    phase = 'paused';
    game?.run(false);
    showing?.pause(true);
    game?.record();
    sound.rest();
    pauseButton.textContent = 'Go on';
    showPause(title);
  }

  function showPause(title: string): void {
    const moving: Choice[] = standing.canMove ? [['Go on in a terminal', 'T', () => {
      wantsCode = true;
      game?.record();
    }]] : [];
    card.show(title, [], [['Go on', 'Escape', resume], ['Begin again', '', askAgain], ...moving, ['Help', '', help]]);
  }

  function help(): void {
    if (phase === 'running')
      pause();
    const lines = [place.pitch ?? '', ...(place.help ?? '').split('\n'), 'Escape pauses. The play is kept when you leave.'];
    card.show(place.title, lines, [[phase === 'paused' ? 'Go on' : 'Back', 'Escape', () => (phase === 'paused' ? resume() : card.hide())]]);
  }

  /** The play goes to a terminal. */
  async function move(file: Uint8Array<ArrayBuffer>): Promise<void> {
    wantsCode = false;
    try {
      const code = await standing.code(file);
      phase = 'away';
      showing?.close();
      card.show('Go on in a terminal', ['Call the board, log in, press F6 in the arcade and give this code:', h('p', { class: 'code' }, code), 'It works once, within ten minutes.'],
        [['Go on here after all', '', () => void standing.takeBack().then(() => {
          phase = 'paused';
          resume();
        }, (e: Error) => card.show('It has gone on', [e.message], [['A new play', 'Enter', () => void beginNew()]]))]]);
    } catch (e) {
      card.show('It stays here', [e instanceof Error ? e.message : String(e)], [['Go on', 'Escape', resume]]);
    }
  }

  async function end(file: Uint8Array<ArrayBuffer>, score: number | null, trapped: boolean): Promise<void> {
    phase = 'over';
    sound.rest();
    readyAt = performance.now() + STAND_MS;
    showing?.close();
    showing = null;
    const { id, outcome } = await standing.end(place.title, file, !trapped);
    const verdict = h('p', {}, outcome ? 'The board checks it…' : '');
    const isBest = before === null || (score ?? 0) > before;
    const lines = trapped
      ? ['The game tried something impossible. This is a fault of the game, not yours. The play has no score, and is kept.']
      : [`Your score ${points(score)}`, isBest ? ((score ?? 0) > 0 ? 'Your best here so far, well done' : '') : `Your best ${points(before)}`, verdict, id === null ? 'This browser keeps nothing: watch it now and download it if you want to have it.' : outcome ? '' : 'Kept in this browser.'];
    before = Math.max(before ?? 0, score ?? 0);
    let watch = id ? `#/watch/${id}` : '';
    card.show(trapped ? `${place.title} stopped working` : 'Game over', lines, [['Again', 'Enter', () => void again()], ['Watch it', 'W', () => (watch === '' ? void watchUnkept(file) : (location.hash = watch))]]);
    const said = await outcome;
    if (!said)
      return;
    verdict.textContent = said.text;
    verdict.className = said.kind === 'accepted' ? 'good' : said.kind === 'refused' ? 'bad' : '';
    if (said.kind === 'accepted')
      watch = `#/of/${said.id}`;
    card.tell(said.text);
  }

  /** A play that the browser could not keep travels in the address instead, if it is short enough. */
  async function watchUnkept(file: Uint8Array<ArrayBuffer>): Promise<void> {
    const { toLink } = await import('../recording/link.ts');
    const link = await toLink(file);
    if (link !== null) {
      location.hash = `#/p/${link}`;
      return;
    }
    const { download } = await import('../app/element.ts');
    download(`${place.title}.play`, file, 'application/octet-stream');
  }

  function press(key: number): void {
    if (phase === 'running')
      game?.press(key);
    else if (phase === 'over' && key === KEY.enter && performance.now() > readyAt)
      void again();
  }

  function onKey(event: KeyboardEvent): void {
    const at = event.target;
    if (at instanceof HTMLInputElement || ((at instanceof HTMLButtonElement || at instanceof HTMLAnchorElement) && (event.key === 'Enter' || event.key === ' ') && (phase !== 'running' || at.closest('.bar'))))
      return;
    if (event.key === 'F1') {
      help();
    } else if (card.isShown && phase !== 'running') {
      if ((phase === 'over' && performance.now() < readyAt) || event.ctrlKey || event.metaKey || event.altKey || !card.press(event.key))
        return;
    } else if (event.key === 'Escape') {
      pause();
    } else {
      const key = keyOf(event);
      if (key === 0)
        return;
      press(key);
    }
    event.preventDefault();
  }

  async function toggleSound(): Promise<void> {
    const on = await sound.toggle();
    soundButton.setAttribute('aria-pressed', String(on));
    soundButton.textContent = on ? 'Sound on' : 'Sound off';
    screen.canvas.focus({ preventScroll: true });
  }

  const fit = (): void => {
    // On a phone's side the keys lie over the picture's edges.
    const isOver = getComputedStyle(pad.element).position === 'fixed';
    const under = isOver ? UNDER_LYING : pad.element.offsetHeight + UNDER_STANDING;
    screen.resize(element.clientWidth, Math.max(160, window.innerHeight - stage.getBoundingClientRect().top - under), matchMedia('(pointer: coarse) and (orientation: portrait)').matches);
  };
  const onHidden = (): void => {
    if (document.hidden)
      pause();
  };

  return {
    kind: 'play',
    title: place.title,
    element,
    entered() {
      fit();
      window.addEventListener('resize', fit);
      document.addEventListener('keydown', onKey);
      document.addEventListener('visibilitychange', onHidden);
      gamepads.start();
      saver = setInterval(() => phase === 'running' && game?.record(), SAVE_EVERY_MS);
      void bests().then(scores => (before = scores.get(sha) ?? null));
      void start();
    },
    leave() {
      clearInterval(saver);
      window.removeEventListener('resize', fit);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('visibilitychange', onHidden);
      gamepads.stop();
      sound.rest();
      if (phase === 'running') {
        game?.run(false);
        game?.record(); // saved when it comes; the worker ends with it
      }
      setTimeout((ending: Game | null) => {
        ending?.close();
        showing?.close();
        standing.close();
      }, 500, game);
    },
  };
}
