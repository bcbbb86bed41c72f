import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Chat } from './chat';
import { FakeServer, tokenOf } from './fake-server';

let server: FakeServer;
let chats: Chat[];
let signedIn: string;

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
  server.install();
  chats = [];
  signedIn = '1';
});
afterEach(() => {
  for (const chat of chats) chat.stop();
  vi.unstubAllGlobals();
});

// A tab of the page: what it keeps beside the storage goes with it.
async function tab() {
  const chat = new Chat({ baseUrl: 'http://server', getToken: () => tokenOf(signedIn), language: 'en' });
  chats.push(chat);
  chat.start();
  await vi.waitFor(() => expect(chat.state.conversation).not.toBeNull());
  return chat;
}
const shown = (chat: Chat) => chat.state.conversation?.view.messages.map((m) => m.message_text);
const drafts = (chat: Chat) => chat.state.conversation?.view.drafts.map((d) => `${d.text}: ${d.state}`);

test('the first message begins a conversation; the next goes the same way', async () => {
  const chat = await tab();
  expect(server.sessions.size).toBe(0);
  expect(chat.say('one')).toBe(true);
  expect(chat.say('two')).toBe(true);
  await vi.waitFor(() => expect(shown(chat)).toEqual(['one', 'two']));
  expect(server.sessions.size).toBe(1);
  expect(localStorage.length).toBe(0);
});

test('a first message that could not be sent is sent after a reload, once', async () => {
  const chat = await tab();
  server.down = true;
  chat.say('patience');
  await vi.waitFor(() => expect(chat.state.conversation?.view.status).toBe('offline'));
  expect(drafts(chat)).toEqual(['patience: sending']);
  chat.stop();
  server.down = false;
  const again = await tab();
  await vi.waitFor(() => expect(shown(again)).toEqual(['patience']));
  expect(server.texts()).toEqual(['patience']);
});

test('two tabs that hold the same unsent first message send it once', async () => {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, task: () => Promise<unknown>) => (last = last.then(task, task));
  vi.stubGlobal('navigator', { ...navigator, locks: { request } });
  const first = await tab();
  server.down = true;
  first.say('once');
  await vi.waitFor(() => expect(first.state.conversation?.view.status).toBe('offline'));
  first.stop();
  server.down = false;
  const [one, two] = await Promise.all([tab(), tab()]);
  await vi.waitFor(() => expect([shown(one), shown(two)]).toEqual([['once'], ['once']]));
  expect(server.texts()).toEqual(['once']);
  expect(server.sessions.size).toBe(1);
});

test("another customer's token ends all that was the one's before, and sends nothing of it", async () => {
  const chat = await tab();
  chat.say('mine');
  await vi.waitFor(() => expect(shown(chat)).toEqual(['mine']));
  server.down = true;
  chat.say('a secret');
  signedIn = '2';
  server.down = false;
  await chat.refresh();
  await vi.waitFor(() => expect(chat.state.conversation?.view.loaded).toBe(true));
  expect(shown(chat)).toEqual([]);
  expect(drafts(chat)).toEqual([]);
  expect(JSON.stringify({ ...localStorage })).not.toContain('secret');
  chat.say('ours');
  await vi.waitFor(() => expect(server.sessions.get(2)?.messages).toHaveLength(1));
  expect(server.sessions.get(2)?.owner).toBe('2');
});

test('what a closed conversation refuses goes to a new one when it is tried again', async () => {
  const session = server.add('1');
  const chat = await tab();
  await vi.waitFor(() => expect(chat.state.conversation?.view.status).toBe('online'));
  session.status = 'closed';
  chat.say('still there?');
  await vi.waitFor(() => expect(drafts(chat)).toEqual(['still there?: failed']));
  chat.retry(chat.state.conversation?.view.drafts[0]?.client_id ?? '');
  await vi.waitFor(() => expect(shown(chat)).toEqual(['still there?']));
  expect(chat.state.conversation?.id).toBe(2);
});

test('what is unsent in a conversation that is not shown is sent too', async () => {
  server.add('1');
  const chat = await tab();
  await vi.waitFor(() => expect(chat.state.conversation?.id).toBe(1));
  server.down = true;
  chat.say('left behind');
  chat.stop();
  server.down = false;
  server.add('1');
  const again = await tab();
  await vi.waitFor(() => expect(server.texts()).toEqual(['left behind']));
  expect(again.state.conversation?.id).toBe(2);
});

test('what is said while the last conversation is still loading is not lost', async () => {
  server.add('1');
  const chat = await tab();
  expect(chat.say('quick')).toBe(true);
  await vi.waitFor(() => expect(server.texts()).toEqual(['quick']));
  await vi.waitFor(() => expect(shown(chat)).toEqual(['quick']));
});

test('what is being sent is sent although another conversation is shown meanwhile', async () => {
  server.add('1');
  const chat = await tab();
  await vi.waitFor(() => expect(chat.state.conversation?.id).toBe(1));
  chat.begin();
  chat.say('on my way');
  await chat.show(1);
  await vi.waitFor(() => expect(server.sessions.get(2)?.messages.map((m) => m.message_text)).toEqual(['on my way']));
  expect(chat.state.conversation?.id).toBe(1);
  expect(localStorage.length).toBe(0);
});

test('an error page in the place of a token wipes nothing', async () => {
  const tokens = [tokenOf('1')];
  const chat = new Chat({ baseUrl: 'http://server', getToken: () => tokens[0] ?? '', language: 'en_US' });
  chats.push(chat);
  chat.start();
  await vi.waitFor(() => expect(chat.state.conversation).not.toBeNull());
  server.down = true;
  chat.say('still mine');
  tokens[0] = '<html>502</html>';
  await chat.refresh();
  expect(drafts(chat)).toEqual(['still mine: sending']);
  expect(JSON.stringify({ ...localStorage })).toContain('still mine');
  chat.stop();
  tokens[0] = tokenOf('1');
  server.down = false;
  const again = await tab();
  await vi.waitFor(() => expect(shown(again)).toEqual(['still mine']));
});

test('after a reload, unsent messages keep their order', async () => {
  server.add('1');
  const chat = await tab();
  await vi.waitFor(() => expect(chat.state.conversation?.view.status).toBe('online'));
  server.down = true;
  server.sockets[0]?.onclose?.({ code: 1006, reason: '' });
  const said = ['one', 'two', 'three', 'four'];
  for (const text of said) {
    chat.say(text);
    await new Promise((next) => setTimeout(next, 2)); // apart in time, as people write
  }
  chat.stop();
  server.down = false;
  const again = await tab();
  await vi.waitFor(() => expect(shown(again)).toEqual(said));
  expect(server.texts()).toEqual(said);
});

test('where the storage is forbidden, the chat works as long as the page lasts', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('forbidden');
    },
  });
  const chat = await tab();
  chat.say('hello');
  await vi.waitFor(() => expect(shown(chat)).toEqual(['hello']));
});

test('what waits behind another message is not sent after signing out', async () => {
  server.add('1');
  const chat = await tab();
  await vi.waitFor(() => expect(chat.state.conversation?.view.status).toBe('online'));
  server.sockets[0]?.close();
  chat.say('first');
  chat.say('second');
  chat.logout();
  await vi.waitFor(() => expect(chat.state.sessions).toHaveLength(1));
  expect(server.texts()).not.toContain('second');
});
