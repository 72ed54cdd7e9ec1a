import './play.css';
import { HEIGHT, KEY } from '../cartridge/abi.ts';
import { h, points } from '../app/element.ts';
import type { Hall, Place } from '../app/hall.ts';
import { bests, forget, keep, save, takeUp } from '../app/kept.ts';
import type { Page } from '../app/router.ts';
import { CellScreen } from '../screen/cellScreen.ts';
import { Game } from './game.ts';
import { Gamepads, keyOf } from './keys.ts';
import { Pad } from './pad.ts';
import { Sound } from './sound.ts';

/** Keys still held or hammered from the game must not take "again". */
const STAND_MS = 600;
const SAVE_EVERY_MS = 10_000;

type Phase = 'loading' | 'running' | 'paused' | 'over' | 'failed';

/** A game being played. */
export async function playPage(hall: Hall, place: Place, from?: { file: Uint8Array<ArrayBuffer>; ticks: number }): Promise<Page> {
  const sha = place.cartridge!;
  const bytes = await hall.bytes(sha);
  const screen = new CellScreen(h('canvas', { role: 'img', 'aria-label': `${place.title}, the game's picture`, tabindex: 0 }));
  const stage = h('div', { class: 'stage' }, screen.canvas);
  const card = h('div', { class: 'card', role: 'dialog', 'aria-modal': 'false', hidden: true });
  stage.append(card);
  const live = h('p', { class: 'unseen', 'aria-live': 'polite' });
  const sound = new Sound();
  const soundButton = h('button', { type: 'button', 'aria-pressed': 'false', click: () => void toggleSound() }, 'Sound off');
  const pauseButton = h('button', { type: 'button', click: () => (phase === 'running' ? pause() : phase === 'paused' ? resume() : undefined) }, 'Pause');
  const pad = new Pad(key => press(key));
  const element = h('section', { class: 'playing' },
    h('h1', { class: 'unseen' }, place.title), stage,
    h('div', { class: 'bar' }, pauseButton, soundButton, h('button', { type: 'button', click: () => help() }, 'Help'), h('a', { href: '#/' }, 'Leave')), pad.element, live);
  const gamepads = new Gamepads(key => press(key));
  let phase: Phase = 'loading';
  let game: Game | null = null;
  let readyAt = 0;
  let saver: ReturnType<typeof setInterval> | undefined;
  let before: number | null = null;

  function begin(start: { seed: Uint8Array<ArrayBuffer>; from?: Uint8Array<ArrayBuffer>; ticks?: number }, paused = false): void {
    game?.close();
    phase = 'loading';
    game = new Game({
      ready: () => (paused ? pause('A play that you left') : resume()),
      frame: frame => {
        screen.draw(frame.cells);
        pad.show(screen.row(HEIGHT - 1));
        if (frame.voices && phase === 'running')
          sound.play(frame.voices);
      },
      recording: (file, over, score, trapped) => {
        if (over)
          void end(file, score, trapped);
        else
          void save(sha, file);
      },
      failed: message => {
        phase = 'failed';
        sound.rest();
        ask(`${place.title} stopped`, [message], [['Begin again', 'Enter', () => again()]]);
      },
    });
    game.start({ cartridge: bytes, ...start });
  }

  function again(): void {
    void forget(sha);
    begin({ seed: crypto.getRandomValues(new Uint8Array(16)) });
  }

  function resume(): void {
    phase = 'running';
    card.hidden = true;
    pauseButton.textContent = 'Pause';
    game?.run(true);
    screen.canvas.focus({ preventScroll: true });
  }

  function pause(title = 'Paused'): void {
    if (phase !== 'running' && phase !== 'loading')
      return;
    phase = 'paused';
    game?.run(false);
    game?.record();
    sound.rest();
    pauseButton.textContent = 'Go on';
    ask(title, [], [['Go on', 'Escape', resume], ['Begin again', '', again], ['Help', '', help]]);
  }

  function help(): void {
    if (phase === 'running')
      pause();
    const lines = [place.pitch ?? '', ...(place.help ?? '').split('\n'), 'Escape pauses. The play is kept when you leave.'];
    ask(place.title, lines, [[phase === 'paused' ? 'Go on' : 'Back', 'Escape', () => (phase === 'paused' ? resume() : (card.hidden = true))]]);
  }

  async function end(file: Uint8Array<ArrayBuffer>, score: number | null, trapped: boolean): Promise<void> {
    phase = 'over';
    sound.rest();
    readyAt = performance.now() + STAND_MS;
    const id = await keep(place.title, file);
    await forget(sha);
    const lines = trapped
      ? ['The game tried something impossible. This is a fault of the game, not yours. The play has no score, and is kept.']
      : [`Your score ${points(score)}`, before === null || (score ?? 0) > before ? 'Your best here so far, well done' : `Your best ${points(before)}`,
        id === null ? 'This browser keeps nothing: download the play if you want to have it.' : 'Kept in this browser.'];
    before = Math.max(before ?? 0, score ?? 0);
    ask(trapped ? `${place.title} stopped working` : 'Game over', lines, [['Again', 'Enter', again], ['Watch it', 'W', () => (location.hash = id ? `#/watch/${id}` : '#/')]]);
  }

  function ask(title: string, lines: readonly string[], choices: readonly [label: string, key: string, act: () => void][]): void {
    card.replaceChildren(h('h2', {}, title), ...lines.filter(line => line !== '').map(line => h('p', {}, line)),
      h('div', { class: 'choices' }, ...choices.map(([label, key, act]) => h('button', { type: 'button', 'data-key': key, click: act }, label, key !== '' && h('kbd', {}, key)))));
    card.hidden = false;
    live.textContent = `${title}. ${lines.join(' ')}`;
  }

  function press(key: number): void {
    if (phase === 'running')
      game?.press(key);
    else if (phase === 'over' && key === KEY.enter && performance.now() > readyAt)
      again();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ') && phase !== 'running')
      return;
    if (event.key === 'F1') {
      help();
    } else if (!card.hidden && phase !== 'running') {
      const choice = [...card.querySelectorAll('button')].find(b => b.dataset.key?.toLowerCase() === event.key.toLowerCase());
      if (!choice || (phase === 'over' && performance.now() < readyAt))
        return;
      choice.click();
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
    const under = pad.element.offsetHeight + 70;
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
      if (from)
        begin({ seed: new Uint8Array(16), from: from.file, ticks: from.ticks }, true);
      else
        void takeUp(sha).then(left => begin({ seed: crypto.getRandomValues(new Uint8Array(16)), ...(left ? { from: left } : {}) }, left !== null));
    },
    leave() {
      clearInterval(saver);
      window.removeEventListener('resize', fit);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('visibilitychange', onHidden);
      gamepads.stop();
      sound.rest();
      if (phase === 'running')
        game?.record(); // saved when it comes; the worker ends with it
      setTimeout((ending: Game | null) => ending?.close(), 500, game);
    },
  };
}
