import './board.css';
import { h } from '../app/element.ts';
import { form } from '../app/form.ts';
import type { Page } from '../app/router.ts';
import { ago, some } from '../app/words.ts';
import { Problem, type Board } from './board.ts';

/** Logging in and making an account, or, for those who are in, their account. */
export function accountPage(board: Board): Page {
  const element = h('section', { class: 'page' });
  const show = (): void => element.replaceChildren(...(board.account ? inside(board) : outside(board)));
  show();
  const end = board.onAccount(show);
  return { kind: 'account', title: board.account ? 'Your account' : 'Log in', element, leave: end };
}

function outside(board: Board): Node[] {
  const logIn = form([
    { name: 'name', label: 'Name', autocomplete: 'username', most: 40 },
    { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
    { name: 'code', label: 'Six digits from your authenticator', autocomplete: 'one-time-code', hidden: true, optional: true },
  ], 'Log in', async ({ name, password, code }) => {
    try {
      await board.logIn(name!, password!, code || null);
    } catch (e) {
      if (e instanceof Problem && e.code === 'code-needed')
        logIn.reveal('code');
      throw e;
    }
    home();
  });
  const register = form([
    { name: 'name', label: 'Name', autocomplete: 'username', most: 40, hint: 'How others see you. It stays as it is.' },
    { name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', hint: 'At least eight characters. A sentence is good.' },
    ...(board.facts.needsSysop ? [{ name: 'sysopCode', label: 'Sysop code', optional: true, hint: 'Nobody runs this board yet. The code that its terminal shows makes this account the sysop’s.' }] : []),
  ], 'Make the account', async ({ name, password, sysopCode }) => {
    await board.register(name!, password!, sysopCode ?? '');
    home();
  });
  return [
    h('h1', {}, 'Come in'),
    h('p', {}, 'With an account your scores count and you can write. A name and a password are all that is asked for: no mail address.'),
    h('div', { class: 'two' },
      h('section', {}, h('h2', {}, 'New here'), register.element),
      h('section', {}, h('h2', {}, 'You have an account'), logIn.element)),
  ];
}

/** Back to where somebody was when they wanted to come in. */
function home(): void {
  const from = sessionFrom;
  sessionFrom = '';
  location.hash = from || '#/';
}

let sessionFrom = '';

/** A link to logging in that comes back here. */
export function logInLink(text = 'Log in'): HTMLElement {
  return h('a', { href: '#/account', click: () => (sessionFrom = location.hash) }, text);
}

function inside(board: Board): Node[] {
  const me = board.account!;
  const about = form([
    { name: 'place', label: 'Where you are', value: me.place, optional: true, most: 40 },
    { name: 'about', label: 'About you', type: 'area', value: me.about, optional: true, most: 500 },
  ], 'Keep', async ({ place, about }) => {
    await board.send('PUT', 'api/account', { place, about, canBePaged: me.canBePaged });
    return 'Kept.';
  });
  const password = form([
    { name: 'password', label: 'Password now', type: 'password', autocomplete: 'current-password' },
    { name: 'newPassword', label: 'New password', type: 'password', autocomplete: 'new-password' },
  ], 'Change it', async ({ password, newPassword }) => {
    await board.send('PUT', 'api/account/password', { password, newPassword });
    return 'Changed. Everywhere else you are logged out.';
  });
  const take = form([{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }], 'Make the file', async ({ password }) => {
    const { url } = await board.send<{ url: string }>('POST', 'api/account/export', { password });
    location.href = url;
    return 'Everything that is kept about you, as one file. Its address works for an hour.';
  });
  const leave = form([
    { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
    { name: 'sure', label: 'Write DELETE to be sure' },
  ], 'Delete the account', async ({ password, sure }) => {
    if (sure !== 'DELETE')
      throw new Error('Write DELETE in capital letters if you mean it.');
    await board.send('DELETE', 'api/account', { password, takePosts: true });
    await board.refresh();
  });
  const said = h('span', { role: 'status', class: 'quiet' });
  return [
    h('h1', {}, me.name),
    h('p', {}, 'Here since ', ago(me.since), '. ', h('a', { href: `#/person/${me.id}` }, 'Your page as others see it'), me.sysop && ' · ', me.sysop && h('a', { href: '#/sysop' }, 'Sysop')),
    h('p', { class: 'choices' },
      h('a', { class: 'button', href: '#/mail' }, me.unreadMail > 0 ? some(me.unreadMail, 'new letter') : 'Mail'),
      h('button', { type: 'button', click: () => void board.logOut() }, 'Log out'),
      h('button', { type: 'button', click: () => void board.send('DELETE', 'api/sessions').then(() => (said.textContent = 'You are logged out everywhere else.')) }, 'Log out everywhere else'), said),
    folded('About you', about.element, true),
    folded('Password', password.element),
    folded(me.totp ? 'One-time codes are on' : 'One-time codes', totp(board)),
    folded('Take your data with you', take.element),
    folded('Delete the account', h('div', {}, h('p', {}, 'Your mail, your settings and your posts go. Scores stay, without your name. It cannot be undone.'), leave.element)),
  ];
}

function folded(title: string, content: Node, open = false): HTMLElement {
  return h('details', { open }, h('summary', {}, title), content);
}

function totp(board: Board): HTMLElement {
  const place = h('div');
  if (board.account!.totp) {
    place.append(form([{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }], 'Ask for no codes any more', async ({ password }) => {
      await board.send('DELETE', 'api/account/totp', { password });
      await board.refresh();
    }).element);
    return place;
  }
  place.append(h('p', {}, 'A second lock: besides the password, six digits from an authenticator app on your phone.'),
    form([{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }], 'Begin', async ({ password }) => {
      const { secret, uri } = await board.send<{ secret: string; uri: string }>('POST', 'api/account/totp', { password });
      place.replaceChildren(
        h('p', {}, 'Give this to your authenticator: ', h('a', { href: uri }, 'open it on this device'), ', or type ', h('code', { class: 'hash' }, secret), '.'),
        form([{ name: 'code', label: 'The six digits it shows now', autocomplete: 'one-time-code', most: 6 }], 'Turn it on', async ({ code }) => {
          await board.send('PUT', 'api/account/totp', { secret, code });
          await board.refresh();
        }).element);
    }).element);
  return place;
}
