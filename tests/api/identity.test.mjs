// Who calls: tokens signed with a company's own keys, and TLS.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import https from 'node:https';
import tls from 'node:tls';
import { join } from 'node:path';
import { Server, binary, newFolder } from '../lib/server.mjs';

let server;
before(async () => {
  server = await Server.start();
});
after(() => server.stop());

const b64 = (value) => Buffer.from(value).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
function token(alg, kid, sign) {
  const claims = { aud: 'parlance', tenant: 'acme', sub: '1', iat: now(), exp: now() + 600 };
  const head = `${b64(JSON.stringify({ alg, typ: 'JWT', ...(kid ? { kid } : {}) }))}.${b64(JSON.stringify(claims))}`;
  return `${head}.${b64(sign(head))}`;
}
const by = {
  RS256: (key) => (text) => signWith('sha256', Buffer.from(text), key),
  ES256: (key) => (text) => signWith('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }),
  EdDSA: (key) => (text) => signWith(null, Buffer.from(text), key),
};
const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
};
const file = (name, text) => {
  writeFileSync(join(server.data, name), text);
  return join(server.data, name);
};
const pem = (key) => key.export({ type: 'spki', format: 'pem' });
const setKeys = (...files) =>
  spawnSync(binary, ['tenant', 'keys', 'acme', ...files, '--data', server.data], { encoding: 'utf8' });
const status = async (token) => (await server.call('GET', '/api/chat/customer/info', { token })).status;

test("a company's own keys, as PEM and as JWKS, several at once, chosen by kid", async () => {
  const jwks = Object.keys(pairs).map((alg) => ({
    ...pairs[alg].publicKey.export({ format: 'jwk' }),
    kid: `jwk-${alg}`,
  }));
  const files = Object.keys(pairs).map((alg) => file(`pem-${alg}.pem`, pem(pairs[alg].publicKey)));
  assert.match(setKeys(...files, file('jwks.json', JSON.stringify({ keys: jwks }))).stdout, /pem-RS256, .*jwk-EdDSA/);
  for (const [alg, { privateKey }] of Object.entries(pairs)) {
    for (const kid of [`pem-${alg}`, `jwk-${alg}`, undefined])
      assert.equal(await status(token(alg, kid, by[alg](privateKey))), 200, `${alg} ${kid}`);
    const other = Object.keys(pairs).find((a) => a !== alg);
    assert.equal(await status(token(alg, `pem-${other}`, by[alg](privateKey))), 401, 'the kid of another key');
    assert.equal(await status(token(alg, 'unknown', by[alg](privateKey))), 401, 'an unknown kid');
    assert.equal(
      await status(token(other, `pem-${alg}`, by[alg](privateKey))),
      401,
      'an algorithm that the key is not for',
    );
    const stranger = generateKeyPairSync(
      ...{ RS256: ['rsa', { modulusLength: 2048 }], ES256: ['ec', { namedCurve: 'P-256' }], EdDSA: ['ed25519'] }[alg],
    );
    assert.equal(await status(token(alg, `pem-${alg}`, by[alg](stranger.privateKey))), 401, "a stranger's key");
    const text = pem(pairs[alg].publicKey);
    const confused = (head) => createHmac('sha256', text).update(head).digest();
    assert.equal(await status(token('HS256', `pem-${alg}`, confused)), 401, 'the public key as a shared secret');
  }
});

test('keys are rotated: the new is taken, the old refused, and the secret goes on', async () => {
  setKeys(file('new.pem', pem(pairs.ES256.publicKey)));
  assert.equal(await status(token('ES256', 'new', by.ES256(pairs.ES256.privateKey))), 200);
  assert.equal(await status(token('EdDSA', 'pem-EdDSA', by.EdDSA(pairs.EdDSA.privateKey))), 401);
  assert.match(setKeys().stdout, /its secret only/);
  assert.equal(await status(token('ES256', 'new', by.ES256(pairs.ES256.privateKey))), 401);
  assert.equal(await status(server.token()), 200);
});

test('a key that cannot be used is refused, and the keys before stay', async () => {
  setKeys(file('good.pem', pem(pairs.EdDSA.publicKey)));
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  for (const [name, text, why] of [
    ['small.pem', pem(small), /RSA of at least 2048 bits/],
    ['text.pem', 'hello', /public key in PEM, or a JWKS/],
    ['private.pem', pairs.ES256.privateKey.export({ type: 'pkcs8', format: 'pem' }), /public key in PEM/],
    ['nokid.json', JSON.stringify({ keys: [pairs.EdDSA.publicKey.export({ format: 'jwk' })] }), /needs a `kid`/],
  ]) {
    const refused = setKeys(file(name, text));
    assert.equal(refused.status, 1, name);
    assert.match(refused.stderr, why);
  }
  assert.equal(await status(token('EdDSA', 'good', by.EdDSA(pairs.EdDSA.privateKey))), 200);
});

test('TLS: REST and the socket by certificate and key files; what is no TLS is turned away', async () => {
  const data = newFolder(),
    [certificate, key] = [join(data, 'c.pem'), join(data, 'k.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  );
  const safe = await Server.start({
    data,
    env: { PARLANCE_HTTP_TLS_CERTIFICATE: certificate, PARLANCE_HTTP_TLS_KEY: key },
  });
  const ca = readFileSync(certificate),
    bearer = safe.token();
  const call = (method, path, body) =>
    new Promise((done, failed) => {
      const request = https.request(
        {
          host: '127.0.0.1',
          servername: 'localhost',
          port: safe.port,
          path,
          method,
          ca,
          headers: { authorization: `Bearer ${bearer}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        },
        (response) => {
          let text = '';
          response.on('data', (d) => (text += d)).on('end', () => done(JSON.parse(text)));
        },
      );
      request.on('error', failed).end(body);
    });
  const { session } = await call('POST', '/api/chat/sessions', '{}');
  const socket = tls.connect({ host: '127.0.0.1', port: safe.port, servername: 'localhost', ca });
  const heard = new Promise((done) => {
    let text = '';
    socket.on('data', (d) => {
      if ((text += d.toString('latin1')).includes('"type":"message"')) done(text);
    });
  });
  socket.write(
    `GET /ws/chat/${session.id}?after_revision=0 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer ${bearer}\r\n\r\n`,
  );
  await call(
    'POST',
    `/api/chat/sessions/${session.id}/messages`,
    JSON.stringify({ client_id: crypto.randomUUID(), message_text: 'hello' }),
  );
  assert.match(await heard, /101 Switching Protocols[\s\S]*"type":"ready"[\s\S]*"message_text":"hello"/);
  await assert.rejects(fetch(`http://127.0.0.1:${safe.port}/healthz`));
  socket.destroy();
  await safe.stop();
});

test('a certificate that cannot be read: the server says so at start', () => {
  const { status, stderr } = spawnSync(binary, ['serve', '--data', newFolder(), '--port', '0'], {
    env: { ...process.env, PARLANCE_HTTP_TLS_CERTIFICATE: '/nowhere.pem', PARLANCE_HTTP_TLS_KEY: '/nowhere.key' },
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /cannot use the TLS files \/nowhere\.pem and \/nowhere\.key/);
});
