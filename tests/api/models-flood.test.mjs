// One company's flood of questions to a slow model does not keep another's customers waiting.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asked, says, startWith, wires } from '../lib/models.mjs';

const kFlood = 1200; // questions at once, several times what a loop has under way
const kSlowMs = 1000; // of an answer to one of them
const patient = { 'models.patience_ms': 60_000, 'models.answer_limit_ms': 120_000 };
const isFlood = (request) => /flood/.test(asked(request));

test('whoever asks beside a flood is answered before most of it', async () => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  let heard; // how many of the flood the model was asked when it was asked the quiet one's question
  const plan = async (request) => {
    if (!isFlood(request)) {
      heard = fakes[0].requests.filter(isFlood).length;
      return says('ok');
    }
    await released;
    return says('ok', { pause: kSlowMs });
  };
  const { server, fakes } = await startWith([[wires.anthropic, plan]], {
    env: { PARLANCE_IO_THREADS: '1' },
    settings: patient,
  });
  try {
    const send = (token, session, message_text) =>
      server.call('POST', `/api/chat/sessions/${session}/messages`, {
        token,
        body: { client_id: randomUUID(), message_text },
      });
    const flooding = server.token('1', 'acme');
    const quiet = server.token('1', 'globex');
    const session = await server.session(quiet);
    const sessions = await Promise.all(Array.from({ length: kFlood }, () => server.session(flooding)));
    await Promise.all(sessions.map((id) => send(flooding, id, 'a flood of zyx')));
    const before = fakes[0].requests.length;
    assert.ok(before < kFlood / 2, `${before} are under way at once: it is no flood`);
    await send(quiet, session, 'zyx, how unbearably purple');
    release();
    const answer = await server.ask(quiet, session, 'zyx, how unbearably purple again');
    assert.equal(answer.message_text, 'ok');
    console.log(`flood: ${heard} of ${kFlood} came first, ${before} of them before it was whole`);
    assert.ok(heard < kFlood * 0.8, `${heard} of the flood came first, ${before} before it began`);
  } finally {
    release();
    await server.stop();
  }
});
