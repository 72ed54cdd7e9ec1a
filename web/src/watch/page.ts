import './watch.css';
import { download, h, points } from '../app/element.ts';
import { slugOf, type Hall } from '../app/hall.ts';
import type { Page } from '../app/router.ts';
import { person } from '../app/words.ts';
import type { Board } from '../board/board.ts';
import type { PlayFacts } from '../board/types.ts';
import { Refused } from '../cartridge/manifest.ts';
import { toLink } from '../recording/link.ts';
import { decode, idOf } from '../recording/recording.ts';
import { verify } from '../recording/verify.ts';
import { CellScreen } from '../screen/cellScreen.ts';
import { Sound } from '../play/sound.ts';
import { saveButton } from '../verify/save.ts';
import { castOf } from './cast.ts';
import type { FromWatcher, ToWatcher } from './worker.ts';

const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;

/** The page of a play that the board has accepted. */
export async function playPageOf(hall: Hall, board: Board, id: string, query: string): Promise<Page> {
  const facts = await board.get<PlayFacts>(`api/plays/${encodeURIComponent(id)}`);
  if (facts.visible)
    return await watchPage(hall, await board.get<Uint8Array<ArrayBuffer>>(`plays/${id}.play`), query, facts);
  return {
    kind: 'watch', title: facts.line.game,
    element: h('section', { class: 'page' }, h('h1', {}, facts.line.game),
      h('p', {}, 'This is a play of today’s challenge. You can watch it when you have played yours. ', h('a', { href: `#/play/${slugOf(facts.line.game)}?daily=1` }, 'Play it now')),
      h('dl', { class: 'rows left' }, ...factRows(facts))),
  };
}

function factRows(facts: PlayFacts): HTMLElement[] {
  return [h('dt', {}, 'Player'), h('dd', {}, person(facts.line.player)), ...facts.rows.filter(one => !['Player', 'Game', 'Score', 'Recording'].includes(one.name)).flatMap(({ name, text }) => (name === '' ? [h('dd', {}, text)] : row(name, text)))]; // one without a name goes on with the one before
}

/** A recording to watch: its play page in the browser. The address may say a tick: `?t=312`.
 * @param facts What the board knows of it; nothing for a play that is only here. */
export async function watchPage(hall: Hall, file: Uint8Array<ArrayBuffer>, query: string, facts?: PlayFacts): Promise<Page> {
  const recording = decode(file);
  const place = hall.byCartridge(recording.cartridge);
  const title = place?.title ?? facts?.line.game;
  if (title === undefined)
    throw new Refused(`No game here has the cartridge ${recording.cartridge.slice(0, 12)}...: the play was made with another game, or another version of it.`);
  const bytes = await hall.bytes(recording.cartridge);
  const id = await idOf(recording);
  const link = await toLink(file);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const say = (message: ToWatcher): void => worker.postMessage(message);
  const screen = new CellScreen(h('canvas', { role: 'img', 'aria-label': `A play of ${title}` }));
  const sound = new Sound();
  const seek = h('input', { type: 'range', min: 0, max: recording.ticks, value: 0, 'aria-label': 'Where in the play', input: () => go(Number(seek.value)) });
  const where = h('output', { class: 'where' });
  const playButton = h('button', { type: 'button', click: () => set(!running) }, 'Play');
  const speedSelect = h('select', { 'aria-label': 'Speed', change: () => set(running) }, ...SPEEDS.map(s => h('option', { value: s, selected: s === 1 }, `${s}×`)));
  const said = h('p', { class: 'said', role: 'status' });
  const checkRow = h('dd', {}, 'Checking…');
  const element = h('section', { class: 'watching' },
    h('h1', {}, title),
    h('div', { class: 'stage' }, screen.canvas),
    h('div', { class: 'bar' }, playButton, seek, where, speedSelect, h('button', { type: 'button', 'aria-pressed': 'false', click: event => void toggleSound(event.target as HTMLElement) }, 'Sound off')),
    h('div', { class: 'bar' },
      place && h('button', { type: 'button', click: () => void takeOver() }, 'Take over from here'),
      h('button', { type: 'button', click: () => void share() }, 'Copy link'),
      h('button', { type: 'button', click: () => download(`${id.slice(0, 12)}.play`, file, 'application/octet-stream') }, 'Download .play'),
      h('button', { type: 'button', click: () => void cast() }, 'Download as asciicast'),
      saveButton(hall, () => [recording.cartridge], () => file, text => (said.textContent = text), 'Save to check')),
    said,
    h('dl', { class: 'rows' },
      h('dt', {}, 'Score'), h('dd', { class: 'score' }, points(recording.score)),
      h('dt', {}, 'Checked here'), checkRow,
      ...(facts ? factRows(facts) : [...row('Played by', recording.player), ...row('Played at', recording.node)]),
      ...(facts ? [] : row('When', recording.ended === null ? '' : new Date(recording.ended).toLocaleString())),
      ...(facts ? [] : row('Length', `${recording.ticks.toLocaleString('en-US')} ticks`)),
      ...row('Recording', id, 'hash'), ...row('Cartridge', recording.cartridge, 'hash')),
    place && facts && h('p', { class: 'bar' }, h('a', { class: 'button first', href: `#/play/${slugOf(title)}` }, 'Beat it'), h('a', { class: 'button', href: `#/scores/${slugOf(title)}` }, 'All scores'), h('a', { class: 'button', href: `#/board/${facts.line.shard}` }, 'Talk about it')));
  let running = false;
  let tick = 0;
  let wish = Number(new URLSearchParams(query).get('t') ?? 0);

  worker.onmessage = (event: MessageEvent<FromWatcher>) => {
    const message = event.data;
    if (message.kind === 'refused') {
      said.textContent = message.message;
      return;
    }
    tick = message.tick;
    screen.draw(message.cells);
    if (message.voices && running)
      sound.play(message.voices);
    seek.value = String(tick);
    where.textContent = `${tick.toLocaleString('en-US')} / ${recording.ticks.toLocaleString('en-US')}`;
    if (wish > 0) {
      const start = wish;
      wish = 0;
      go(start);
    }
    if (message.ended && running) {
      running = false;
      playButton.textContent = 'Play again';
      sound.rest();
    }
  };

  function set(on: boolean): void {
    if (on && tick >= recording.ticks)
      say({ kind: 'seek', tick: 0 });
    running = on;
    playButton.textContent = on ? 'Pause' : 'Play';
    say({ kind: 'run', running: on, speed: Number(speedSelect.value) });
    if (!on)
      sound.rest();
  }

  function go(to: number): void {
    say({ kind: 'seek', tick: to });
    if (running)
      say({ kind: 'run', running, speed: Number(speedSelect.value) });
  }

  async function takeOver(): Promise<void> {
    const { playPage } = await import('../play/page.ts');
    const page = await playPage(hall, place!, { file, ticks: tick });
    taken = page;
    worker.terminate();
    element.replaceChildren(page.element);
    document.body.dataset.page = page.kind;
    page.entered?.();
  }

  async function share(): Promise<void> {
    if (link === null && !facts) {
      said.textContent = 'This play is too long for a link. Send the .play file: it can be opened under "Check a score".';
      return;
    }
    const address = new URL(`${facts ? `#/of/${id}` : `#/p/${link}`}${tick > 0 ? `?t=${tick}` : ''}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = tick > 0 ? `The link is copied. It opens the play at tick ${tick}.` : facts ? 'The link is copied.' : 'The link is copied. The whole play is in it: no server is needed to watch or check it.';
    } catch {
      said.replaceChildren('Copy this link: ', h('input', { readonly: true, value: address, 'aria-label': 'Link to this play' }));
    }
  }

  async function cast(): Promise<void> {
    const { Cartridge } = await import('../cartridge/cartridge.ts');
    download(`${id.slice(0, 12)}.cast`, castOf(await Cartridge.load(bytes), recording), 'application/x-asciicast');
  }

  async function toggleSound(button: HTMLElement): Promise<void> {
    const on = await sound.toggle();
    button.setAttribute('aria-pressed', String(on));
    button.textContent = on ? 'Sound on' : 'Sound off';
  }

  async function check(): Promise<void> {
    let failed = '';
    for await (const result of verify(file, sha => hall.cartridge(sha)))
      if (result.outcome === 'failed' && failed === '')
        failed = result.message;
    checkRow.className = failed === '' ? 'good' : 'bad';
    checkRow.textContent = failed === '' ? 'Score checked: this browser played it again and came to the same score' : failed;
  }

  function onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLButtonElement || taken)
      return;
    const step = { ' ': () => set(!running), ArrowLeft: () => go(tick - 20), ArrowRight: () => go(tick + 20), '.': () => go(tick + 1), ',': () => go(tick - 1), Home: () => go(0), End: () => go(recording.ticks) }[event.key];
    if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
      step();
      event.preventDefault();
    }
  }

  const fit = (): void => screen.resize(element.clientWidth, Math.max(200, window.innerHeight * 0.62));
  let taken: Page | null = null;
  return {
    kind: 'watch',
    title: `${title}, ${points(recording.score)}`,
    element,
    entered() {
      fit();
      window.addEventListener('resize', fit);
      document.addEventListener('keydown', onKey);
      say({ kind: 'open', cartridge: bytes, file });
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches && wish === 0)
        set(true);
      void check();
    },
    leave() {
      worker.terminate();
      sound.rest();
      window.removeEventListener('resize', fit);
      document.removeEventListener('keydown', onKey);
      taken?.leave?.();
    },
  };
}

function row(name: string, value: string, kind?: string): HTMLElement[] {
  return value === '' ? [] : [h('dt', {}, name), h('dd', { class: kind }, value)];
}
