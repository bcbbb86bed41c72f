// The vendors' contracts, where they are at hand: what is sent to a vendor and what a fake of it says are checked against
// them. Objects whose fields a contract names take no others.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;
const { parse } = require('yaml');

const folder = new URL('../../../shared/contracts/', import.meta.url);
export const atHand = existsSync(folder);
export const example = (name) => readFileSync(new URL(`examples/${name}`, folder), 'utf8');
export const fileOf = (name) => new URL(name, folder).pathname;
export const contract = (file) => parse(readFileSync(new URL(file, folder), 'utf8'));

// What holds a JSON Schema of ours, which may say whatever JSON Schema does.
const kSchemas = new Set(['input_schema']);

// A schema in an `allOf` sees its neighbours' fields, so that only the whole is closed.
function close(schema, inside = false) {
  if (Array.isArray(schema)) return schema.map((s) => close(s, inside));
  if (schema === null || typeof schema !== 'object') return schema;
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' || key === '$defs')
      out[key] = Object.fromEntries(Object.entries(value).map(([n, s]) => [n, kSchemas.has(n) ? s : close(s)]));
    else if (key === 'allOf') out[key] = close(value, true);
    else if (['items', 'anyOf', 'oneOf', 'additionalProperties'].includes(key))
      out[key] = close(value, ['anyOf', 'oneOf'].includes(key) && inside);
    else out[key] = value;
  }
  const open = schema.additionalProperties === undefined;
  if (!inside && open && (schema.properties || schema.allOf)) {
    out.unevaluatedProperties = false;
  }
  return out;
}

// Referred to from an `allOf`, a schema must stay open; so each has two forms.
function bothForms(document) {
  const schemas = document.components.schemas;
  const rename = (schema, inAllOf) => {
    if (Array.isArray(schema)) return schema.map((s) => rename(s, inAllOf));
    if (schema === null || typeof schema !== 'object') return schema;
    return Object.fromEntries(
      Object.entries(schema).map(([key, value]) =>
        key === '$ref' && inAllOf && value.startsWith('#/components/schemas/')
          ? [key, `${value}__open`]
          : [key, rename(value, key === 'allOf')],
      ),
    );
  };
  const out = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const renamed = rename(schema, false);
    out[name] = close(renamed);
    out[`${name}__open`] = close(renamed, true);
  }
  return { ...document, components: { ...document.components, schemas: out } };
}

function compile(document, pointer) {
  const ajv = new Ajv({ strict: false, allErrors: false, discriminator: false });
  formats(ajv);
  ajv.addSchema(document, 'contract');
  const check = ajv.compile({ $ref: `contract${pointer}` });
  return (value) => (check(value) ? null : `${ajv.errorsText(check.errors)}\n${JSON.stringify(value).slice(0, 1500)}`);
}

const escape = (name) => name.replaceAll('~', '~0').replaceAll('/', '~1');

// What is wrong with a request's body; null: nothing.
export function requestCheck(wire) {
  const { file, path } = wire.contract;
  const document = bothForms(contract(file));
  return compile(document, encodeURI(`#/paths/${escape(path)}/post/requestBody/content/application~1json/schema`));
}

// What is wrong with one event of a stream.
export function eventCheck(wire) {
  const { file, eventFile, event } = wire.contract;
  return eventFile ? compile(contract(eventFile), '#') : compile(contract(file), `#/components/schemas/${event}`);
}

export const dataOf = (stream) =>
  stream
    .split(/\r?\n\r?\n/)
    .map((event) =>
      event
        .split(/\r?\n/)
        .filter((l) => l.startsWith('data:'))
        .map((l) => l.slice(5).trim())
        .join('\n'),
    )
    .filter((data) => data && data !== '[DONE]')
    .map((data) => JSON.parse(data));
