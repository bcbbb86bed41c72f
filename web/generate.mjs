// Writes client/src/protocol.ts from the contract in api/: `node generate.mjs`; with --check only says whether it is as it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';

const read = (name) =>
  readFileSync(new URL(`../api/${name}`, import.meta.url), 'utf8').replaceAll('openapi.yaml#', '#');
const { schemas } = parse(read('openapi.yaml')).components;
const { messages } = parse(read('asyncapi.yaml')).channels.chat;

// A client's frames are named send…; the others are the server's events.
const payloads = (ours) =>
  Object.entries(messages)
    .filter(([name]) => name.startsWith('send') === ours)
    .map(([, message]) => message.payload);
// The compiler takes a type's name from its title.
const named = (all) =>
  Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, { title: name, ...schema }]));
const kUsed = [
  'Session',
  'Message',
  'Part',
  'Ticket',
  'Order',
  'OrderItem',
  'Transaction',
  'Article',
  'CustomerInfo',
  'History',
  'Problem',
];
const root = {
  title: 'Protocol',
  type: 'object',
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(kUsed.map((name) => [name, { $ref: `#/components/schemas/${name}` }])),
    ServerEvent: { $ref: '#/components/schemas/ServerEvent' },
    ClientFrame: { $ref: '#/components/schemas/ClientFrame' },
  },
  components: {
    schemas: named({ ...schemas, ServerEvent: { oneOf: payloads(false) }, ClientFrame: { oneOf: payloads(true) } }),
  },
};

const file = new URL('client/src/protocol.ts', import.meta.url);
const code = await compile(root, 'Protocol', {
  bannerComment: '// Generated from api/openapi.yaml and api/asyncapi.yaml by web/generate.mjs.',
  declareExternallyReferenced: true,
  unreachableDefinitions: false,
  format: false,
});
// The root is there to reach the others.
const text = await format(code.replace(/export interface Protocol \{[^}]*\}/, ''), {
  ...(await resolveConfig(file)),
  parser: 'typescript',
});
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('client/src/protocol.ts is not what api/ says; run `node web/generate.mjs`');
  process.exit(1);
}
