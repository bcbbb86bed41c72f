// Checks every response and event of the suite against api/*.yaml, and lists their routes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;
const { parse } = require('yaml');
const read = (name) => parse(readFileSync(new URL(`../../api/${name}`, import.meta.url), 'utf8'));
export const openapi = read('openapi.yaml');
const asyncapi = read('asyncapi.yaml');

const ajv = new Ajv({ strict: false, allErrors: true });
formats(ajv);
ajv.addSchema(openapi, 'openapi.yaml');
const checkers = new Map();
function check(schema, value, what) {
  const key = JSON.stringify(schema);
  if (!checkers.has(key)) checkers.set(key, ajv.compile(JSON.parse(key.replaceAll('"#/', '"openapi.yaml#/'))));
  const checker = checkers.get(key);
  if (!checker(value))
    throw new Error(
      `${what} breaks the contract: ${ajv.errorsText(checker.errors)}\n${JSON.stringify(value).slice(0, 1000)}`,
    );
}

export const routes = Object.entries(openapi.paths).flatMap(([path, item]) =>
  ['get', 'post']
    .filter((m) => item[m])
    .map((method) => ({
      method: method.toUpperCase(),
      path,
      operation: item[method],
      security: (item[method].security ?? openapi.security).flatMap(Object.keys),
    })),
);

const patterns = routes.map((r) => ({ ...r, pattern: new RegExp('^' + r.path.replace(/\{\w+\}/g, '[^/]+') + '$') }));

export function checkResponse(method, url, status, contentType, json) {
  const path = url.split('?')[0];
  const route = patterns.find((r) => r.method === method && r.pattern.test(path));
  if (!route) {
    if (path.startsWith('/api') && ![404, 405].includes(status))
      throw new Error(`${method} ${path} is not in the contract and answers ${status}`);
    return;
  }
  const promised = route.operation.responses[status] ?? (status >= 400 ? openapi.components.responses.Problem : null);
  if (!promised) throw new Error(`${method} ${path} answers ${status}, which the contract does not know`);
  if (!promised.content) return;
  const media =
    promised.content[(contentType ?? '').split(';')[0]] ??
    (status >= 400 ? openapi.components.responses.Problem.content[(contentType ?? '').split(';')[0]] : null);
  if (!media) throw new Error(`${method} ${path} answers ${status} as ${contentType}`);
  if (json !== undefined) check(media.schema, json, `${method} ${path} ${status}`);
}

export function checkEvent(event) {
  const message = asyncapi.channels.chat.messages[event.type];
  if (!message) throw new Error(`an event of the unknown type ${event.type}`);
  check(message.payload, event, `event ${event.type}`);
}
