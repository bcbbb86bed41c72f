// Every route of the contract × who calls: generated, so that a new route cannot be forgotten.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Server } from '../lib/server.mjs';
import { routes } from '../lib/contract.mjs';
import { Socket } from '../lib/socket.mjs';
import { claims as claimsOf, now, sign as signWith } from '../lib/tokens.mjs';

let server, session, ticket, article, token, key, secret;
const claims = (more = {}) => claimsOf('own', '1', more);
const sign = (what, how = {}) => signWith(what, { with: secret, ...how });

before(async () => {
  server = await Server.start();
  const file = `${server.data}/own secret`;
  server.command('tenant', 'add', 'own', '--name', 'Own', '--secret-file', file);
  const text = readFileSync(file, 'utf8');
  secret = /TOKEN_SECRET=(.*)/.exec(text)[1];
  key = /API_KEY=(.*)/.exec(text)[1];
  token = sign(claims());
  session = await server.session(token);
  ticket = (await server.call('POST', '/api/chat/tickets', { token, body: { title: 'One', description: 'Two' } })).json
    .ticket.id;
  await server.call('POST', '/api/import/articles', {
    token: key,
    body: { rows: [{ external_id: '7', title: 'A', body: 'B' }] },
  });
  article = 7;
});
after(() => server.stop());

const bodies = {
  '/api/chat/sessions': () => ({}),
  '/api/chat/sessions/{id}/messages': () => ({ client_id: randomUUID(), message_text: 'hello' }),
  '/api/chat/sessions/{id}/typing': () => ({ active: true }),
  '/api/chat/sessions/{id}/read': () => ({ seq: 0 }),
  '/api/chat/ai/process': () => ({ message_text: 'hello' }),
  '/api/chat/tickets': () => ({ title: 'T', description: 'D' }),
  '/api/import/{kind}': () => ({ rows: [] }),
};
const pathOf = (path, id) =>
  path
    .replace('{id}', id ?? (path.includes('tickets') ? ticket : path.includes('articles') ? article : session))
    .replace('{kind}', 'articles')
    .replace('{file}', 'openapi.yaml') + (path.endsWith('events') ? '?wait=0' : '');
const call = (route, options = {}, id) => {
  const path = pathOf(route.path, id);
  if (route.path.startsWith('/ws/'))
    return Socket.open(server.port, path, options.token).then(
      (s) => {
        s.destroy();
        return { status: 101 };
      },
      ({ status }) => ({ status }),
    );
  return server.call(route.method, path, {
    ...(route.method === 'POST' ? { body: bodies[route.path]() } : {}),
    ...options,
  });
};
const good = {
  '/api/chat/sessions POST': 201,
  '/api/chat/sessions/{id}/messages POST': 201,
  '/api/chat/tickets POST': 201,
  '/api/chat/sessions/{id}/typing POST': 204,
  '/api/chat/sessions/{id}/read POST': 204,
  '/ws/chat/{id} GET': 101,
};

for (const route of routes) {
  const name = `${route.method} ${route.path}`;
  const kind = route.security[0];
  test(`${name}: served to who may call`, async () => {
    assert.equal(
      (await call(route, { token: kind === 'company' ? key : kind === 'customer' ? token : undefined })).status,
      good[`${route.path} ${route.method}`] ?? 200,
    );
  });
  if (kind)
    test(`${name}: 401, with one and the same body, to everyone else`, async () => {
      const refused = {
        none: undefined,
        nonsense: 'nonsense',
        dots: 'a.b.c',
        cut: token.slice(0, -4),
        'alg none': sign(claims(), { alg: 'none' }),
        'a key of another algorithm': sign(claims(), { alg: 'RS256' }),
        'another secret': sign(claims(), { with: 'x' }),
        'no such tenant': sign(claims({ tenant: 'nobody' })),
        'another tenant': sign(claims({ tenant: 'acme' })),
        expired: sign(claims({ iat: now() - 7200, exp: now() - 3600 })),
        'not yet valid': sign(claims({ nbf: now() + 3600 })),
        'issued later': sign(claims({ iat: now() + 3600, exp: now() + 7200 })),
        'too long': sign(claims({ exp: now() + 90_000 })),
        'wrong aud': sign(claims({ aud: 'other' })),
        'no sub': sign(claims({ sub: '' })),
        crit: sign(claims(), { header: { crit: ['x'] } }),
        'the other kind': kind === 'company' ? token : key,
      };
      const seen = new Set();
      for (const [why, bad] of Object.entries(refused)) {
        const { status, json } = await call(route, { token: bad });
        assert.equal(status, 401, why);
        if (json) seen.add(JSON.stringify({ ...json, request_id: '' }));
      }
      assert.ok(seen.size <= 1, [...seen].join('\n'));
    });
  if (kind === 'customer' && route.path.includes('{id}') && !route.path.includes('articles'))
    test(`${name}: 404 to another customer, another tenant's, and for what does not exist`, async () => {
      assert.equal((await call(route, { token: sign(claims({ sub: '2' })) })).status, 404);
      assert.equal((await call(route, { token: server.token('1', 'acme') })).status, 404);
      for (const id of [4_000_000_000, 0, -1, 'abc', '9007199254740993', '1%00', '%ff'])
        assert.ok([404, 400].includes((await call(route, { token }, id)).status), String(id));
    });
  if (route.method === 'POST')
    test(`${name}: malformed bodies`, async () => {
      const as = { token: kind === 'company' ? key : token };
      const status = async (body, headers) => (await call(route, { ...as, body, headers })).status;
      for (const body of ['', '{', '[]', 'null', '"x"', '{"a":"\\ud800"}', '['.repeat(100)])
        assert.equal(await status(body), 400, body);
      assert.equal(await status('{}', { 'content-type': 'text/plain' }), 415);
      assert.equal(await status({ ...bodies[route.path](), surplus: 1 }), 422);
      assert.equal(await status(' '.repeat(9 << 20)), 413);
      for (const field of Object.keys(bodies[route.path]()))
        for (const value of [1.5, '', {}, [{}], true, '\u0000', 'x'.repeat(20_000)].filter(
          (v) => !(field === 'active' && v === true),
        )) {
          const got = await call(route, { ...as, body: { ...bodies[route.path](), [field]: value } });
          if (field === 'description' && typeof value === 'string' && value.length > 1 && value.length < 16_384)
            continue;
          assert.equal(got.status, 422, `${field}: ${JSON.stringify(value).slice(0, 40)}`);
          assert.ok(got.json.pointer.startsWith(`/${field}`));
        }
    });
}

test('what is not HTTP gets 400, a head too large 431, an unknown path 404, a wrong method 405; the server goes on', async () => {
  const net = await import('node:net');
  const raw = (text) =>
    new Promise((resolve) => {
      let got = '';
      const socket = net.connect(server.port, '127.0.0.1', () => socket.write(text));
      socket
        .on('data', (d) => (got += d))
        .on('close', () => resolve(Number(got.slice(9, 12))))
        .on('error', () => {});
    });
  assert.equal(await raw('nonsense\r\n\r\n'), 400);
  assert.equal(await raw(`GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`), 431);
  assert.equal(await raw('GET /%zz HTTP/1.1\r\nhost: x\r\n\r\n'), 400);
  assert.equal((await server.call('GET', '/nowhere', { token })).status, 404);
  assert.equal((await server.call('DELETE', '/api/chat/sessions', { token })).status, 405);
  assert.equal((await server.call('GET', '/healthz')).status, 200);
});

test("an origin that the tenant does not name is refused; the page's own and none are not", async () => {
  const status = async (origin) =>
    (await server.call('GET', '/api/chat/sessions', { token, headers: origin ? { origin } : {} })).status;
  assert.equal(await status('https://evil.example'), 403);
  assert.equal(await status(server.url), 200);
  assert.equal(await status(''), 200);
});
