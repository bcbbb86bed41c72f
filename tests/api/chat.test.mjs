import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from '../lib/server.mjs';

let server, token;
before(async () => {
  server = await Server.start();
  token = server.token();
});
after(() => server.stop());

test('example 1, word for word, and where it goes from there', async () => {
  const session = await server.session(token);
  const ask = (text) => server.ask(token, session, text);
  const status = await ask("What's the status of ticket #12345?");
  assert.equal(
    status.message_text,
    "Your ticket #12345 'Login Issue' is currently In Progress. It's assigned to John Doe and has High priority. Last update was 2 hours ago. Would you like more details?",
  );
  assert.equal(status.parts.find((p) => p.type === 'ticket').ticket.id, 12345);
  assert.match((await ask('yes please')).message_text, /Description: I can't sign in/);
  assert.match((await ask('and my orders?')).message_text, /5512: Shipped/);
  assert.match((await ask('open a ticket')).message_text, /what is it about/);
  assert.match((await ask('Lamp "flickers" <b>')).message_text, /describe/);
  assert.match((await ask('Every evening')).message_text, /Title: Lamp "flickers" <b>[\s\S]*Shall I create it\?/);
  const count = async () => (await server.call('GET', '/api/chat/tickets', { token })).json.tickets.length;
  const had = await count();
  const done = await ask('yes');
  const number = Number(/#(\d+)/.exec(done.message_text)[1]);
  assert.equal(await count(), had + 1);
  assert.equal(
    (await server.call('GET', `/api/chat/tickets/${number}`, { token })).json.ticket.title,
    'Lamp "flickers" <b>',
  );
});

test('a ticket is created on a yes only', async () => {
  const session = await server.session(token);
  const had = (await server.call('GET', '/api/chat/tickets', { token })).json.tickets.length;
  for (const text of ['open a ticket', 'Door lock', 'It squeaks', 'no']) await server.ask(token, session, text);
  assert.equal((await server.call('GET', '/api/chat/tickets', { token })).json.tickets.length, had);
});

test('a comment is read back, added, and shown with the ticket', async () => {
  const session = await server.session(token);
  assert.match(
    (await server.ask(token, session, 'add a comment to ticket 12345: it works again')).message_text,
    /it works again\nShall I\?/,
  );
  await server.ask(token, session, 'yes');
  await server.ask(token, session, 'status of ticket 12345');
  assert.match((await server.ask(token, session, 'yes')).message_text, /Comments:\n• just now: it works again/);
});

test("another customer's ticket is answered exactly as one that does not exist", async () => {
  const texts = [];
  for (const number of [12345, 99999]) {
    const other = server.token('2');
    const session = await server.session(other);
    texts.push(
      (await server.ask(other, session, `status of ticket #${number}`)).message_text.replaceAll(String(number), 'N'),
    );
    const got = await server.call('GET', `/api/chat/tickets/${number}`, { token: other });
    assert.equal(got.status, 404);
    texts.push(got.json.detail);
  }
  assert.deepEqual(texts.slice(0, 2), texts.slice(2));
});

test('a human is asked for: a ticket with the conversation, and the bot goes on', async () => {
  const session = await server.session(token);
  await server.ask(token, session, 'My camera is haunted');
  const reply = await server.ask(token, session, 'let me talk to a person');
  const number = Number(/#(\d+)/.exec(reply.message_text)[1]);
  const { json } = await server.call('GET', `/api/chat/tickets/${number}`, { token });
  assert.match(json.ticket.description, /My camera is haunted/);
  assert.match((await server.ask(token, session, 'hello')).message_text, /Hello/);
});

test('what customers say in their own way is understood', async () => {
  const session = await server.session(token);
  const ask = async (text) => (await server.ask(token, session, text)).message_text;
  assert.match(await ask("where's 5512"), /^Your order 5512 is currently Shipped/);
  assert.match(await ask('and 12,345?'), /^Your ticket #12345/);
  assert.match(await ask('whats the staus of my tikcet 12309'), /^Your ticket #12309/);
  const several = await ask('how do tickets 12345 and 12338 and 99999 stand?');
  assert.match(several, /can't find a ticket #99999[\s\S]*#12345 'Login Issue'[\s\S]*#12338/);
  assert.match(await ask('tell me about the second one'), /^Your ticket #12338/);
  const open = await ask('show my open tickets');
  assert.match(open, /open tickets?/);
  assert.doesNotMatch(open, /: Closed|: Resolved/);
  assert.match(
    await ask('I want a refund for order 5501'),
    /order 5501 is currently Delivered[\s\S]*Shall I open one\?/,
  );
  assert.match(await ask('yes'), /Title: Refund for order 5501/);
  assert.match(await ask('no'), /haven't opened a ticket/);
});

test('what the assistant cannot do to a ticket is offered as a comment, and done on a yes only', async () => {
  const session = await server.session(token);
  const ask = async (text) => (await server.ask(token, session, text)).message_text;
  assert.match(
    await ask('please reopen ticket 12338'),
    /can't change a ticket myself[\s\S]*please reopen ticket 12338\nShall I\?/,
  );
  assert.match(await ask('no'), /added nothing/);
  assert.match(await ask('set the priority of ticket 12338 to urgent'), /Shall I\?/);
  assert.match(await ask('yes'), /added it to ticket #12338/);
});

test('a ticket is closed and an order cancelled on a yes only', async () => {
  const session = await server.session(token);
  const ask = async (text) => (await server.ask(token, session, text)).message_text;
  assert.match(await ask('please close ticket 12338'), /^I'll close ticket #12338 '.*'\. Shall I\?$/);
  assert.match(await ask('no'), /stays open/);
  assert.doesNotMatch(await ask('ticket 12338'), /Closed/);
  await ask('close ticket 12338');
  assert.match(await ask('yes'), /#12338 is closed/);
  assert.match(await ask('ticket 12338'), /Closed/);
  assert.match(await ask('cancel order 5512'), /is Shipped already[\s\S]*Shall I open one\?/);
  await ask('no');
  assert.match(await ask('cancel order 5523'), /currently Processing[\s\S]*Shall I\?/);
  assert.match(await ask('no, thanks'), /5523 stays as it is/);
  await ask('cancel order 5523');
  assert.match(await ask('yes'), /request to cancel order 5523/);
  assert.match(await ask('order 5523'), /Cancellation requested/);
  assert.match(await ask('cancel order 5523'), /Cancellation requested already/);
});

test("every offer of the assistant's own is understood, and a change of mind too", async () => {
  const session = await server.session(token);
  const ask = async (text) => (await server.ask(token, session, text)).message_text;
  await ask('status of ticket 12345');
  await ask('yes please');
  assert.match(await ask('Add a comment'), /What shall I add to ticket #12345\?/);
  assert.match(await ask('I am still locked out'), /still locked out\nShall I\?/);
  assert.match(await ask('actually no'), /added nothing/);
  assert.match(await ask('who is working on it?'), /^Your ticket #12345/);
  await ask('open a ticket about wifi');
  await ask('it drops');
  assert.match(await ask('I changed my mind'), /haven't opened a ticket/);
  assert.match(await ask('Open a ticket'), /what is it about/);
  assert.match(await ask('Show my orders'), /You have \d orders/);
  assert.match(await ask('are you a human?'), /a bot/);
  assert.match(await ask('how many open tickets do I have'), /open tickets/);
  assert.match(await ask('which tickets are not closed'), /open tickets/);
  assert.match(await ask('cancel my order'), /Which order/);
  assert.match(await ask('5523'), /order 5523 [\s\S]*Shall I open one\?/);
  assert.match(await ask('no'), /haven't opened a ticket/);
  const both = await ask('status of ticket 12345 and order 5512');
  assert.match(both, /#12345[\s\S]*5512: Shipped/);
});

test('help articles are cited and can be opened; what is unknown is said to be', async () => {
  const session = await server.session(token);
  const reply = await server.ask(token, session, 'How do I reset my password?');
  const cited = reply.parts.find((p) => p.type === 'citation');
  assert.equal(
    (await server.call('GET', `/api/chat/articles/${cited.article_id}`, { token })).json.article.title,
    cited.title,
  );
  assert.match((await server.ask(token, session, 'purple elephants juggle')).message_text, /don't know/);
});

// Random tickets: the reply is compared with the row.
test('example 1 on random tickets', async () => {
  const pick = (list) => list[Math.floor(Math.random() * list.length)];
  const now = Date.now();
  const rows = Array.from({ length: 40 }, (_, i) => ({
    external_id: String(50_000 + i * 7),
    contact_external_id: '3',
    title:
      pick(['Bob\'s "lamp"', '<script>alert(1)</script>', 'Türschloß 🔒', "it's & that's", 'a\\b %s {}']) + ' ' + i,
    status: pick(['Open', 'Closed', 'In Progress', 'Waiting']),
    priority: pick(['Low', 'High', 'Urgent']),
    ...(Math.random() < 0.4 ? {} : { assignee_name: pick(['John Doe', "Ana O'Neil"]) }),
    created_at: new Date(now - 401 * 86_400_000).toISOString(),
    age: pick([59, 61, 3599, 3700, 86_000, 90_000, 8 * 86_400, 45 * 86_400, 400 * 86_400]),
  }));
  const ago = (s) => {
    for (const [unit, size] of [
      ['year', 31_536_000],
      ['month', 2_592_000],
      ['week', 604_800],
      ['day', 86_400],
      ['hour', 3600],
      ['minute', 60],
    ])
      if (s >= size) return `${Math.floor(s / size)} ${unit}${Math.floor(s / size) === 1 ? '' : 's'} ago`;
    return 'just now';
  };
  const file = join(server.data, 'tickets.jsonl');
  writeFileSync(
    file,
    rows
      .map(({ age, ...row }) => JSON.stringify({ ...row, updated_at: new Date(Date.now() - age * 1000).toISOString() }))
      .join('\n'),
  );
  const load = () => server.command('import', 'tickets', file, '--tenant', 'acme');
  assert.match(load(), /Imported 40/);
  assert.match(load(), /Imported 40/);
  const anna = server.token('3');
  const session = await server.session(anna);
  for (const row of rows) {
    const before = (Date.now() - now) / 1000;
    const reply = await server.ask(anna, session, `What's the status of ticket #${row.external_id}?`);
    const assigned = row.assignee_name ? `It's assigned to ${row.assignee_name}` : "It isn't assigned to anyone yet";
    const possible = [row.age + before, row.age + before + 5].map(
      (age) =>
        `Your ticket #${row.external_id} '${row.title}' is currently ${row.status}. ${assigned} and has ${row.priority} priority. Last update was ${ago(age)}. Would you like more details?`,
    );
    assert.ok(possible.includes(reply.message_text), `${reply.message_text}\n${possible}`);
  }
});

test('the same client_id is stored once; with another text it is refused', async () => {
  const session = await server.session(token);
  const body = { client_id: randomUUID(), message_text: 'hello' };
  const path = `/api/chat/sessions/${session}/messages`;
  const [first, second] = await Promise.all([
    server.call('POST', path, { token, body }),
    server.call('POST', path, { token, body }),
  ]);
  assert.deepEqual([first.status, second.status].sort(), [200, 201]);
  assert.equal(first.json.message.id, second.json.message.id);
  assert.equal(
    (await server.call('POST', path, { token, body: { ...body, message_text: 'bye' } })).json.code,
    'client_id_reused',
  );
});

test('history pages both ways', async () => {
  const session = await server.session(token);
  for (const text of ['hello', 'thanks', 'bye']) await server.ask(token, session, text);
  const page = async (query) =>
    (await server.call('GET', `/api/chat/sessions/${session}/messages?${query}`, { token })).json;
  const seqs = ({ messages, has_more }) => [messages.map((m) => m.seq), has_more];
  assert.deepEqual(seqs(await page('')), [[1, 2, 3, 4, 5, 6], false]);
  assert.deepEqual(seqs(await page('limit=2')), [[5, 6], true]);
  assert.deepEqual(seqs(await page('before_seq=5&limit=3')), [[2, 3, 4], true]);
  assert.deepEqual(seqs(await page('after_seq=0&limit=4')), [[1, 2, 3, 4], true]);
  assert.deepEqual(seqs(await page('after_seq=4')), [[5, 6], false]);
  assert.equal((await server.call('GET', `/api/chat/sessions/${session}/messages?limit=201`, { token })).status, 422);
});

test("customer info is the customer's own", async () => {
  const { json } = await server.call('GET', '/api/chat/customer/info', { token });
  assert.equal(json.contact.name, 'Maya Chen');
  assert.equal(json.account.plan, 'Plus');
  assert.ok(json.orders.length && json.transactions.length && json.tickets.length);
});

test('what is refused is not done, and a draft is not lost by a word beside it', async () => {
  const session = await server.session(token);
  const ask = async (text) => (await server.ask(token, session, text)).message_text;
  const count = async () => (await server.call('GET', '/api/chat/tickets', { token })).json.tickets.length;
  const had = await count();
  assert.match(await ask('I do NOT want to talk to a human'), /won't do that/);
  assert.match(await ask("Don't cancel anything. Where is order 5512?"), /order 5512 is currently/);
  assert.match(await ask("don't open a ticket, just tell me the status of 12345"), /#12345/);
  assert.match(await ask('all right then'), /./);
  assert.equal(await count(), had);
  const fresh = await server.session(token);
  for (const text of ['open a ticket', 'Lamp', 'It flickers', 'hmm purple']) await server.ask(token, fresh, text);
  assert.match((await server.ask(token, fresh, 'yes')).message_text, /Done: your ticket is/);
  assert.match((await server.ask(token, fresh, 'yes')).message_text, /not sure what you are agreeing to/);
});

test('asking twice for a human opens one ticket', async () => {
  const session = await server.session(token);
  const first = /#(\d+)/.exec((await server.ask(token, session, 'human please')).message_text)[1];
  assert.equal(/#(\d+)/.exec((await server.ask(token, session, 'I want to talk to a person')).message_text)[1], first);
});
