// One company's flood of questions to a slow model does not keep another's customers waiting.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { asked, says, startWith, wires } from '../lib/models.mjs';

const kFlood = 1000; // questions at once, several times what a loop has under way
const kSlowMs = 300;

test('whoever asks beside a flood is answered before most of it', async () => {
  const slow = (request) => says('ok', { pause: /flood/.test(asked(request)) ? kSlowMs : 0 });
  const { server, fakes } = await startWith([[wires.anthropic, slow]], { env: { PARLANCE_IO_THREADS: '1' } });
  const flooding = server.token('1', 'acme');
  const quiet = server.token('1', 'globex');
  const session = await server.session(quiet);
  const sessions = await Promise.all(Array.from({ length: kFlood }, () => server.session(flooding)));
  await Promise.all(
    sessions.map((id) =>
      server.call('POST', `/api/chat/sessions/${id}/messages`, {
        token: flooding,
        body: { client_id: crypto.randomUUID(), message_text: 'a flood of zyx' },
      }),
    ),
  );
  const before = fakes[0].requests.length;
  assert.ok(before < kFlood / 2, `${before} were asked before the flood was whole: it is none`);
  assert.equal((await server.ask(quiet, session, 'zyx, how unbearably purple')).message_text, 'ok');
  const meanwhile = fakes[0].requests.length - before;
  assert.ok(meanwhile < kFlood / 2, `${meanwhile} of the flood were asked first`);
  await server.stop();
});
