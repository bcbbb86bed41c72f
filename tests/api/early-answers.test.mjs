// What a customer writes before the assistant has asked.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../lib/server.mjs';

let server, token;
before(async () => {
  server = await Server.start();
  token = server.token();
});
after(() => server.stop());

test('who changes their mind before the answer is there is heard', async () => {
  const session = await server.session(token);
  const socket = await server.connect(session, token);
  const said = ['open a ticket', 'Lamp', 'It flickers', 'never mind', 'yes'];
  for (const text of said) socket.send({ type: 'message', client_id: crypto.randomUUID(), message_text: text });
  const answers = () => socket.events.filter((e) => e.type === 'message' && e.message.reply_to);
  await socket.until(() => answers().length === said.length);
  const texts = answers().map((e) => e.message.message_text);
  assert.match(texts[3], /haven't opened a ticket/);
  assert.doesNotMatch(texts[4], /Done/);
  socket.destroy();
});
