// What the assistant makes of a message: the reasoning that it shows, and whose clock and language it goes by.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../lib/server.mjs';

let server, token;
before(async () => {
  server = await Server.start();
  token = server.token();
});
after(() => server.stop());

test('ai/process shows the reasoning and stores nothing', async () => {
  const session = await server.session(token);
  const { json } = await server.call('POST', '/api/chat/ai/process', {
    token,
    body: { message_text: "What's the status of ticket #12345?", session_id: session },
  });
  assert.equal(json.intent, 'ticket_status_query');
  assert.equal(json.entities.ticket_id, 12345);
  assert.deepEqual(json.actions, [{ name: 'ticket_lookup', object: '12345' }]);
  assert.equal(json.intents[0].intent, 'ticket_status_query');
  assert.ok(json.intents[0].confidence > json.intents[1].confidence);
  assert.equal(json.trace.engine, 'embedded');
  assert.ok(json.times.answer_us > 0 && json.times.manner_us > 0);
  assert.equal((await server.call('GET', `/api/chat/sessions/${session}`, { token })).json.session.last_seq, 0);
});

test("dates are by the customer's clock, and the answer in the page's language", async () => {
  const open = async (time_zone) =>
    (await server.call('POST', '/api/chat/sessions', { token, body: { locale: 'de-AT', time_zone } })).json.session.id;
  const tomorrow = (timeZone) => {
    const day = new Date(Date.now() + 86_400_000);
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(day);
  };
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Mars/Olympus']) {
    const session = await open(zone);
    const { message_text, reply_to } = await server.ask(token, session, '12345 morgen');
    assert.match(message_text, /^Ihr Ticket #12345 „Login Issue“/);
    const { json } = await server.call('GET', `/api/chat/sessions/${session}/messages`, { token });
    const { spans } = json.messages.find((m) => m.id === reply_to).ai_entities;
    const date = spans.find((s) => s.type === 'date').value;
    assert.equal(date, tomorrow(zone.startsWith('Mars') ? 'UTC' : zone));
  }
  for (const time_zone of ['', 'Europe Berlin', 'x'.repeat(65)]) {
    const refused = await server.call('POST', '/api/chat/sessions', { token, body: { time_zone } });
    assert.equal(refused.status, time_zone === '' ? 201 : 422, time_zone);
  }
});
