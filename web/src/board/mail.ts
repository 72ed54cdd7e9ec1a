import './board.css';
import { h } from '../app/element.ts';
import { form } from '../app/form.ts';
import type { Page } from '../app/router.ts';
import { ago, person } from '../app/words.ts';
import { logInLink } from './account.ts';
import type { Board } from './board.ts';
import type { Letter, List } from './types.ts';

/** Letters: the folders, one letter (`in/12`), or writing one (`write`). */
export async function mailPage(board: Board, path: readonly string[], query: string): Promise<Page> {
  const [folder = 'in', id] = path;
  if (!board.account)
    return { kind: 'mail', title: 'Mail', element: h('section', { class: 'page' }, h('h1', {}, 'Mail'), h('p', {}, logInLink(), ' to read your mail.')) };
  if (folder === 'write')
    return writing(board, new URLSearchParams(query));
  return id === undefined ? await letters(board, folder === 'sent' ? 'sent' : 'in') : await letter(board, folder, id);
}

async function letters(board: Board, folder: 'in' | 'sent'): Promise<Page> {
  const { items } = await board.get<List<Letter>>(`api/mail?folder=${folder}`);
  return {
    kind: 'mail', title: 'Mail',
    element: h('section', { class: 'page' }, h('h1', {}, 'Mail'),
      h('div', { class: 'tabs' }, h('a', { href: '#/mail', 'aria-current': folder === 'in' ? 'page' : undefined }, 'Received'), h('a', { href: '#/mail/sent', 'aria-current': folder === 'sent' ? 'page' : undefined }, 'Sent')),
      h('p', { class: 'choices' }, h('a', { class: 'button first', href: '#/mail/write' }, 'Write a letter')),
      items.length === 0 ? h('p', {}, folder === 'in' ? 'No letters.' : 'You have sent none.') : h('ul', { class: 'plain' }, ...items.map(one => h('li', {},
        h('span', {}, h('a', { href: `#/mail/${folder}/${one.id}` }, one.subject || 'No subject'), !one.read && folder === 'in' && h('span', { class: 'new' }, ' new')),
        h('span', { class: 'quiet' }, folder === 'in' ? 'from ' : 'to ', person(one.other)), h('span', { class: 'quiet' }, ago(one.at)))))),
  };
}

async function letter(board: Board, folder: string, id: string): Promise<Page> {
  const one = await board.get<Letter>(`api/mail/${folder}/${id}`);
  void board.refresh().catch(() => undefined); // it counts as read now
  const said = h('span', { role: 'status', class: 'bad' });
  const answer = new URLSearchParams({ to: one.other.name, subject: /^re:/i.test(one.subject) ? one.subject : `Re: ${one.subject}` });
  return {
    kind: 'mail', title: one.subject,
    element: h('section', { class: 'page' }, h('p', {}, h('a', { href: folder === 'sent' ? '#/mail/sent' : '#/mail' }, 'Mail')), h('h1', {}, one.subject || 'No subject'),
      h('article', { class: 'post' }, h('header', {}, folder === 'in' ? 'from ' : 'to ', person(one.other), ago(one.at)), h('div', { class: 'text' }, one.text ?? '')),
      h('p', { class: 'choices' }, folder === 'in' && h('a', { class: 'button', href: `#/mail/write?${answer}` }, 'Answer'),
        h('button', { type: 'button', click: () => void board.send('DELETE', `api/mail/${folder}/${id}`).then(() => (location.hash = '#/mail'), (e: Error) => (said.textContent = e.message)) }, 'Throw away'), said)),
  };
}

function writing(board: Board, asked: URLSearchParams): Page {
  const { element } = form([
    { name: 'to', label: 'To', value: asked.get('to') ?? '', most: 40, hint: 'The name of somebody here.' },
    { name: 'subject', label: 'Subject', value: asked.get('subject') ?? '', most: 70 },
    { name: 'text', label: 'Text', type: 'area', most: 16_000, hint: 'It is kept sealed: only the two of you can read it.' },
  ], 'Send', async ({ to, subject, text }) => {
    await board.send('POST', 'api/mail', { to, subject, text });
    location.hash = '#/mail/sent';
  });
  element.classList.add('wide');
  return { kind: 'mail', title: 'Write a letter', element: h('section', { class: 'page' }, h('h1', {}, 'Write a letter'), element) };
}
