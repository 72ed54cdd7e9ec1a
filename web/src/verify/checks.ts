import './verify.css';
import { h } from '../app/element.ts';
import type { Cartridge } from '../cartridge/cartridge.ts';
import { MAX_BYTES, type Recording } from '../recording/recording.ts';
import { verify } from '../recording/verify.ts';

const MARKS = { passed: '✓', failed: '✗', skipped: '–' } as const;

/** A place to drop recordings, and the list of checks of the last one. */
export function checksView(find: (sha256: string) => Promise<Cartridge | null>, after: (recording: Recording, file: Uint8Array<ArrayBuffer>) => Promise<Node | null>): { element: HTMLElement; close(): void; check(file: Blob): Promise<void> } {
  const picker = h('input', { type: 'file', accept: '.play', id: 'file', class: 'unseen', change: () => picker.files?.[0] && void check(picker.files[0]) });
  const progress = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Playing it again' });
  const list = h('ol', { class: 'checks', 'aria-live': 'polite' });
  const verdict = h('p', { class: 'verdict', role: 'status' });
  const drop = h('label', { for: 'file', class: 'drop' }, 'Drop a .play file here, or choose one', picker);
  let turn = 0;

  async function check(file: Blob): Promise<void> {
    const mine = ++turn;
    list.replaceChildren();
    verdict.textContent = '';
    verdict.className = 'verdict';
    // One byte too many is enough to be told that it is too large.
    const bytes = new Uint8Array(await file.slice(0, MAX_BYTES + 1).arrayBuffer());
    progress.hidden = false;
    const checks = verify(bytes, find, (done, all) => (progress.value = all === 0 ? 1 : done / all));
    let failed = false;
    for (;;) {
      const next = await checks.next();
      if (mine !== turn)
        return;
      if (next.done) {
        progress.hidden = true;
        verdict.className = failed ? 'verdict bad' : 'verdict good';
        verdict.textContent = failed ? 'Not so: this score does not follow from its keys. ' : 'Score checked: played again, it comes to the same score. ';
        const more = next.value && !failed ? await after(next.value, bytes) : null;
        if (more && mine === turn)
          verdict.append(more);
        return;
      }
      const { name, outcome, message } = next.value;
      failed ||= outcome === 'failed';
      list.append(h('li', { class: outcome }, h('span', { class: 'mark', 'aria-label': outcome }, MARKS[outcome]), h('b', {}, name), ' ', message));
    }
  }

  const over = (event: DragEvent): void => event.preventDefault();
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file)
      void check(file);
  };
  document.addEventListener('dragover', over);
  document.addEventListener('drop', dropped);
  return {
    element: h('div', { class: 'checking' }, drop, progress, list, verdict),
    check,
    close() {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', dropped);
    },
  };
}
