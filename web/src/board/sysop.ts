import './board.css';
import { h } from '../app/element.ts';
import { form } from '../app/form.ts';
import { Refused } from '../cartridge/manifest.ts';
import type { Page } from '../app/router.ts';
import { ago, person } from '../app/words.ts';
import type { Board } from './board.ts';
import type { BoardLine, List, Person } from './types.ts';

interface CallerLine {
  readonly node: number;
  readonly person: Person;
  readonly doing: string;
  readonly idle: number;
  readonly since: string;
  readonly from: string;
}

/** Running the board: who is on, people, boards, the log. @throws {Refused} Not a sysop. */
export async function sysopPage(board: Board): Promise<Page> {
  if (!board.account?.sysop)
    throw new Refused('This page is for whoever runs the board.');
  const callers = h('div'), log = h('ol', { class: 'plain hash' });
  const said = h('p', { role: 'status', class: 'bad' });
  const guard = (promise: Promise<unknown>): void => void promise.catch((e: Error) => (said.textContent = e.message));
  const notice = form([{ name: 'text', label: 'A notice that everybody online reads', most: 70 }], 'Tell them', async ({ text }) => {
    await board.send('POST', 'api/sysop/notices', { text });
    notice.set('text', '');
    return 'Told.';
  });
  const someone = form([
    { name: 'name', label: 'Name' }, { name: 'reason', label: 'Reason, for a ban', optional: true, most: 200 }, { name: 'days', label: 'Days, for a ban; left empty it has no end', optional: true, most: 4 },
    { name: 'do', label: 'What becomes of them', options: ['ban', 'unban', 'member', 'sysop', 'program', 'person'], hint: 'A ban ends their calls. A program has lists of its own.' },
  ], 'Do it', async values => {
    const { items } = await board.get<List<Person>>(`api/people?name=${encodeURIComponent(values.name!)}`);
    const who = items.find(one => one.name.toLowerCase() === values.name!.toLowerCase());
    if (!who)
      throw new Refused(`Nobody here is called "${values.name}".`);
    await become(board, who, values);
    await showLog();
    return `Done: ${who.name}, ${values.do}.`;
  });
  const boards = (await board.get<List<BoardLine>>('api/boards')).items;
  const edit = form([
    { name: 'shard', label: 'Board, by its number', most: 2 }, { name: 'name', label: 'Name', most: 40 }, { name: 'about', label: 'About', optional: true, most: 70 },
    { name: 'readLevel', label: 'Who reads', options: ['guest', 'member', 'sysop'] }, { name: 'writeLevel', label: 'Who writes', options: ['member', 'sysop'] },
  ], 'Change it', async ({ shard, ...values }) => {
    await board.send('PUT', `api/sysop/boards/${Number(shard)}`, values);
    return 'Changed.';
  });
  edit.element.querySelector('input')!.addEventListener('change', event => {
    const line = boards.find(one => one.shard === Number((event.target as HTMLInputElement).value));
    for (const name of ['name', 'about', 'readLevel', 'writeLevel'] as const)
      if (line)
        edit.set(name, line[name]);
  });

  async function showCallers(): Promise<void> {
    const { items } = await board.get<List<CallerLine>>('api/sysop/callers');
    callers.replaceChildren(items.length === 0 ? h('p', { class: 'quiet' }, 'Nobody is on.') : h('table', {},
      h('thead', {}, h('tr', {}, ...['Node', 'Who', 'Doing', 'From', 'Idle', ''].map(name => h('th', { scope: 'col' }, name || h('span', { class: 'unseen' }, 'Disconnect'))))),
      h('tbody', {}, ...items.map(one => h('tr', {}, h('td', {}, String(one.node)), h('td', {}, person(one.person)), h('td', {}, one.doing), h('td', {}, one.from), h('td', {}, `${one.idle} s`),
        h('td', {}, h('button', { type: 'button', click: () => guard(board.send('DELETE', `api/sysop/callers/${one.node}`).then(showCallers)) }, 'Disconnect')))))));
  }

  async function showLog(): Promise<void> {
    const { items } = await board.get<List<{ at: string; text: string }>>('api/sysop/log');
    log.replaceChildren(...items.slice(0, 50).map(line => h('li', {}, h('span', {}, line.text), h('span', { class: 'quiet' }, ago(line.at)))));
  }

  await Promise.all([showCallers(), showLog()]);
  const end = board.listen(what => what === 'online' && guard(showCallers()));
  return {
    kind: 'sysop', title: 'Sysop', leave: end,
    element: h('section', { class: 'page' }, h('h1', {}, 'Sysop'), said, h('h2', {}, 'On now'), callers, h('h2', {}, 'Notice'), notice.element,
      h('h2', {}, 'Somebody'), someone.element, h('h2', {}, 'A board'), edit.element, h('h2', {}, 'Log'), log),
  };
}

async function become(board: Board, who: Person, values: Record<string, string>): Promise<void> {
  const at = `api/sysop/people/${who.id}`;
  switch (values.do) {
    case 'ban':
      return await board.send('PUT', `${at}/ban`, { until: values.days ? new Date(Date.now() + Number(values.days) * 86_400_000).toISOString() : null, reason: values.reason });
    case 'unban':
      return await board.send('DELETE', `${at}/ban`);
    case 'member':
    case 'sysop':
      return await board.send('PUT', `${at}/level`, { level: values.do });
    case 'program':
    case 'person':
      return await board.send('PUT', `${at}/program`, { program: values.do === 'program' });
    default:
      throw new Refused('Write one of: ban, unban, member, sysop, program, person.');
  }
}
