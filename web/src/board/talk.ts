import './board.css';
import { h } from '../app/element.ts';
import { form } from '../app/form.ts';
import type { Page } from '../app/router.ts';
import { ago, person, some } from '../app/words.ts';
import { logInLink } from './account.ts';
import type { Board } from './board.ts';
import type { BoardLine, List, Post, ThreadLine } from './types.ts';

/** All boards. */
export async function boardsPage(board: Board): Promise<Page> {
  const { items } = await board.get<List<BoardLine>>('api/boards');
  const unread = items.reduce((sum, line) => sum + line.unread, 0);
  const find = h('input', { type: 'search', placeholder: 'Words in posts', 'aria-label': 'Search the posts' });
  const busy = [...items].sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.posts - a.posts || a.shard - b.shard);
  return {
    kind: 'boards', title: 'Boards',
    element: h('section', {}, h('h1', {}, 'Boards'),
      h('form', { class: 'answer', submit: event => {
        event.preventDefault();
        if (find.value.trim() !== '')
          location.hash = `#/search?words=${encodeURIComponent(find.value.trim())}`;
      } }, find, h('button', { type: 'submit' }, 'Search'), board.account && h('a', { class: 'button', href: '#/new' }, unread > 0 ? `Read ${some(unread, 'new post')}` : 'Nothing new')),
      h('ul', { class: 'cards' }, ...busy.map(line => h('li', {}, h('a', { href: `#/board/${line.shard}` },
        h('b', {}, line.name), ' ', line.unread > 0 && h('span', { class: 'new' }, `${line.unread} new`), h('small', {}, `${some(line.posts, 'post')}${line.about === '' ? '' : ` · ${line.about}`}`)))))),
  };
}

/** The threads of a board. */
export async function boardPage(board: Board, shard: number, query: string): Promise<Page> {
  type Answer = List<ThreadLine> & { readonly board: BoardLine };
  const after = new URLSearchParams(query).get('after');
  const list = await board.get<Answer>(`api/boards/${shard}/threads${after ? `?after=${encodeURIComponent(after)}` : ''}`);
  return {
    kind: 'board', title: list.board.name,
    element: h('section', { class: 'page' },
      h('p', {}, h('a', { href: '#/boards' }, 'All boards')), h('h1', {}, list.board.name), list.board.about !== '' && h('p', {}, list.board.about),
      h('p', { class: 'choices' }, list.board.mayWrite ? h('a', { class: 'button first', href: `#/write/${shard}` }, 'Write something') : board.account ? h('span', {}, 'Only some may write here.') : h('span', {}, logInLink(), ' to write')),
      list.items.length === 0 ? h('p', {}, 'It is quiet here: nobody has written yet.') : h('ul', { class: 'plain' }, ...list.items.map(thread => h('li', {},
        h('span', {}, h('a', { href: `#/thread/${thread.id}` }, thread.subject || 'No subject'), thread.unread && h('span', { class: 'new' }, ' new')),
        h('span', { class: 'quiet' }, 'by ', person(thread.author)),
        h('span', { class: 'quiet' }, some(thread.posts, 'post'), ', ', ago(thread.lastAt))))),
      list.next && h('p', {}, h('a', { href: `#/board/${shard}?after=${encodeURIComponent(list.next)}` }, 'Older'))),
  };
}

/** A thread, with an answer under it; new posts come by themselves. */
export async function threadPage(board: Board, id: number, query: string): Promise<Page> {
  type Answer = List<Post> & { readonly thread: ThreadLine; readonly board: BoardLine };
  const first = await board.get<Answer>(`api/threads/${id}`);
  const list = h('div', { 'aria-live': 'polite' });
  const shown = new Set<number>();
  let next = first.next ?? null;
  const more = h('button', { type: 'button', click: () => void older() }, 'More posts');
  let quoted: Post | null = null;
  const reply = form([{ name: 'body', label: 'Your answer', type: 'area', most: 16_000 }], 'Send', async ({ body }) => {
    const post = await board.send<Post>('POST', `api/boards/${first.board.shard}/posts`, { subject: answerTo(first.thread.subject), body, replyTo: quoted?.id ?? lastId() });
    reply.set('body', '');
    quoted = null;
    add([post]);
    return 'Sent.';
  });

  function lastId(): number {
    return Math.max(...shown);
  }

  function add(posts: readonly Post[]): void {
    for (const post of posts.filter(one => !shown.has(one.id))) {
      shown.add(post.id);
      list.append(postView(post, board, () => {
        quoted = post;
        reply.set('body', `${post.body.trim().split('\n').slice(0, 12).map(line => `> ${line}`).join('\n')}\n\n`);
        reply.element.querySelector('textarea')?.focus();
      }));
    }
    const newest = posts.at(-1);
    if (board.account && newest)
      void board.send('PUT', `api/boards/${first.board.shard}/read`, { number: newest.number }).catch(() => undefined);
    more.hidden = next === null;
  }

  async function older(): Promise<void> {
    const answer = await board.get<Answer>(`api/threads/${id}?after=${encodeURIComponent(next!)}`);
    next = answer.next ?? null;
    add(answer.items);
  }

  add(first.items);
  const wanted = new URLSearchParams(query).get('post');
  const end = board.listen((what, data) => {
    if (what === 'post' && data.thread === id && next === null && typeof data.id === 'number')
      void board.get<Post>(`api/posts/${data.id}`).then(post => add([post]), () => undefined);
  });
  return {
    kind: 'thread', title: first.thread.subject,
    element: h('section', { class: 'page' },
      h('p', {}, h('a', { href: `#/board/${first.board.shard}` }, first.board.name)), h('h1', {}, first.thread.subject || 'No subject'), list, more,
      first.board.mayWrite ? h('section', {}, h('h2', {}, 'Answer'), reply.element) : !board.account && h('p', {}, logInLink(), ' to answer')),
    entered: () => wanted && document.getElementById(`post-${wanted}`)?.scrollIntoView(),
    leave: end,
  };
}

function answerTo(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`.slice(0, 70);
}

function postView(post: Post, board: Board, quote: (() => void) | null): HTMLElement {
  const element: HTMLElement = h('article', { class: 'post', id: `post-${post.id}` },
    h('header', {}, person(post.author), ago(post.at), h('span', {}, `#${post.number}`)),
    post.removed ? h('p', { class: 'quiet' }, 'This post was taken away.') : bodyView(post.body),
    h('footer', {},
      quote && board.account && !post.removed && h('button', { type: 'button', class: 'plain', click: quote }, 'Quote'),
      post.mayRemove && !post.removed && h('button', { type: 'button', class: 'plain', click: event => {
        const button = event.currentTarget as HTMLButtonElement;
        if (button.dataset.sure !== '1') {
          button.dataset.sure = '1';
          button.textContent = 'Take it away? Once more to be sure';
          return;
        }
        void board.send('DELETE', `api/posts/${post.id}`).then(() => element.replaceWith(postView({ ...post, removed: true }, board, null)), (e: Error) => (button.textContent = e.message));
      } }, 'Take away')));
  return element;
}

/** Text as it was written; what was quoted is quieter. */
function bodyView(body: string): HTMLElement {
  return h('div', { class: 'text' }, ...body.split('\n').map(line => h('span', { class: line.startsWith('>') ? 'quoted' : undefined }, `${line}\n`)));
}

/** Writing the first post of a thread. */
export async function writePage(board: Board, shard: number): Promise<Page> {
  const { board: where } = await board.get<{ board: BoardLine }>(`api/boards/${shard}/threads?limit=1`);
  const writing = form([{ name: 'subject', label: 'Subject', most: 70 }, { name: 'body', label: 'Text', type: 'area', most: 16_000, hint: 'Plain text, as it stands.' }], 'Send', async ({ subject, body }) => {
    const post = await board.send<Post>('POST', `api/boards/${shard}/posts`, { subject, body, replyTo: null });
    location.hash = `#/thread/${post.thread}`;
  });
  writing.element.classList.add('wide');
  return { kind: 'write', title: `Write on ${where.name}`, element: h('section', { class: 'page' }, h('h1', {}, `Write on ${where.name}`), board.account ? writing.element : h('p', {}, logInLink(), ' to write')) };
}

/** What somebody has not read yet, on all boards. */
export async function newPage(board: Board): Promise<Page> {
  const { items } = await board.get<List<Post>>('api/posts/new');
  return { kind: 'new', title: 'New posts', element: h('section', { class: 'page' }, h('h1', {}, 'New posts'), items.length === 0 ? h('p', {}, 'You have read everything. ', h('a', { href: '#/boards' }, 'All boards')) : h('div', {}, ...items.map(post => found(post, board)))) };
}

/** Posts that have all of some words. */
export async function searchPage(board: Board, query: string): Promise<Page> {
  const words = new URLSearchParams(query).get('words') ?? '';
  const { items } = await board.get<List<Post>>(`api/search?words=${encodeURIComponent(words)}`);
  return { kind: 'search', title: `Posts with ${words}`, element: h('section', { class: 'page' }, h('h1', {}, `Posts with “${words}”`), items.length === 0 ? h('p', {}, 'None. Every word has to be in a post; mag* finds words that begin so.') : h('div', {}, ...items.map(post => found(post, board)))) };
}

function found(post: Post, board: Board): HTMLElement {
  return h('div', {}, h('h2', {}, h('a', { href: `#/thread/${post.thread}?post=${post.id}` }, post.subject || 'No subject')), postView(post, board, null));
}
