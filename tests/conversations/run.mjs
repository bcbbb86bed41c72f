// Replays the scripted conversations through the real server: by the embedded engine and, where a turn only looks something
// up, through a fake of a vendor's model too. `node tests/conversations/run.mjs [part of a name]`.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server, binary, newFolder } from '../lib/server.mjs';
import { asked, results, startWith, wires } from '../lib/models.mjs';
import { claims, sign } from '../lib/tokens.mjs';
import { articlesOf, drawFacts, drawKnowledge, lastTicket, loadFacts, nobody } from './facts.mjs';

const folder = new URL('./scripts/', import.meta.url);
const wanted = process.argv[2] ?? '';
const scripts = readdirSync(folder).flatMap((name) => {
  const { language, conversations } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  return conversations.map((c) => ({ ...c, language, name: `${language}: ${c.name}` }));
});
const chosen = scripts.filter((c) => c.name.includes(wanted));

const filled = (text, facts) =>
  text.replaceAll(/\{([a-z]\w*)\.(\w+)\}/g, (_, thing, field) => {
    const value = facts[thing]?.[field];
    if (value === undefined) throw new Error(`there is no fact {${thing}.${field}}`);
    return value;
  });
const readOnly = /^(ticket_lookup|list_\w+|account_info|order_status)$/;

// A company of its own for each language, so that nothing of the demo's or another language's is in the way. Before the
// server starts, which knows its articles from the start then.
function addCompany(data, language) {
  const secret = join(data, `${language}.secret`),
    rows = join(data, `${language}.jsonl`),
    kb = drawKnowledge();
  const run = (...args) => execFileSync(binary, [...args, '--data', data], { stdio: 'ignore' });
  const load = (kind, list) => {
    writeFileSync(rows, list.map((row) => JSON.stringify(row)).join('\n'));
    run('import', kind, rows, '--tenant', language);
  };
  run('tenant', 'add', language, '--secret-file', secret);
  load('articles', articlesOf(language, kb));
  load('contacts', [nobody]);
  load('tickets', [lastTicket]);
  const told = (name) => new RegExp(`${name}=(.*)`).exec(readFileSync(secret, 'utf8'))[1];
  return { tenant: language, kb, key: told('API_KEY'), secret: told('TOKEN_SECRET') };
}
function addCompanies() {
  const data = newFolder();
  const languages = [...new Set(scripts.map((c) => c.language))];
  return { data, companies: Object.fromEntries(languages.map((l) => [l, addCompany(data, l)])) };
}

let customers = 0;
async function customer(server, company) {
  const [mine, other] = [`c${++customers}`, `c${++customers}`];
  const facts = drawFacts(company.kb);
  await loadFacts(server, company.key, facts, mine, other);
  const token = sign(claims(company.tenant, mine), { with: company.secret });
  return { facts, token, session: await server.session(token) };
}

function faultsOf(turn, facts, { answer, message, reasoning }) {
  const faults = [];
  const check = (what, kept) => kept || faults.push(what);
  const want = (value) => filled(value, facts);
  const { says = [], says_not = [], entities = {}, does } = turn;
  if (turn.intent && message)
    check(`intent ${message.ai_intent}, not ${turn.intent}`, message.ai_intent === turn.intent);
  for (const [name, value] of Object.entries(entities))
    if (message)
      check(
        `${name} is ${message.ai_entities?.[name]}, not ${want(value)}`,
        String(message.ai_entities?.[name]) === want(value),
      );
  if (does && reasoning) {
    const done = reasoning.actions
      .filter((a) => a.name !== 'search_knowledge_base')
      .map((a) => `${a.name}(${a.object})`);
    const expected = does.map(([name, object]) => `${name}(${want(object)})`);
    check(
      `it did ${done.join(', ') || 'nothing'}, not ${expected.join(', ') || 'nothing'}`,
      done.join() === expected.join(),
    );
  }
  for (const text of says) check(`it does not say "${want(text)}"`, answer.includes(want(text)));
  for (const text of says_not) check(`it says "${want(text)}"`, !answer.includes(want(text)));
  return faults;
}

async function replayEmbedded(server, company, script) {
  const { facts, token, session } = await customer(server, company);
  for (const [i, turn] of script.turns.entries()) {
    const text = filled(turn.say, facts);
    const { json: reasoning } = await server.call('POST', '/api/chat/ai/process', {
      token,
      body: { message_text: text, session_id: session },
    });
    const { message_text: answer, reply_to } = await server.ask(token, session, text);
    const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages?limit=200`, { token })).json;
    const faults = faultsOf(turn, facts, { answer, message: messages.find((m) => m.id === reply_to), reasoning });
    if (faults.length)
      return [
        `turn ${i + 1}, "${text}": ${faults.join('; ')}\n      it says: ${answer.replaceAll('\n', ' / ').slice(0, 300)}`,
      ];
  }
  return [];
}

// The model of the fake does what the script says and repeats what the tools returned.
let current = null;
const plan = (request) => {
  const done = results(request);
  if (done.length) return { text: `Here it is: ${JSON.stringify(done)}` };
  const { turn, facts } = current;
  const calls = (turn.does ?? []).map(([name, object]) => {
    const id = filled(object, facts);
    return {
      name,
      arguments: name === 'ticket_lookup' ? { ticket_id: Number(id) } : name === 'order_status' ? { order_id: id } : {},
    };
  });
  return calls.length ? { calls } : { text: `About ${asked(request)}` };
};
async function replayByModel(server, company, script) {
  const turns = script.turns.filter((t) => t.does?.length && t.does.every(([name]) => readOnly.test(name)));
  if (turns.length === 0) return [];
  const { facts, token, session } = await customer(server, company);
  for (const turn of turns) {
    current = { turn, facts };
    const answer = (await server.ask(token, session, filled(turn.say, facts))).message_text;
    const told = (turn.says ?? []).filter((t) => /^\{\w\d\.(id|title|status)\}$/.test(t));
    const faults = faultsOf({ says: told, says_not: turn.says_not }, facts, { answer });
    if (faults.length) return [`by a model, "${turn.say}": ${faults.join('; ')}`];
  }
  return [];
}

const [ours, models] = [addCompanies(), addCompanies()];
const embedded = await Server.start({ args: [], data: ours.data });
const { server: modelled } = await startWith([[wires.anthropic, plan]], { args: [], data: models.data });
const faults = new Map(chosen.map((script) => [script, []]));
async function replayAll(replay, server, { companies }) {
  for (const script of chosen) {
    const found = await replay(server, companies[script.language], script).catch((e) => [e.message]);
    faults.get(script).push(...found);
  }
}
await Promise.all([replayAll(replayEmbedded, embedded, ours), replayAll(replayByModel, modelled, models)]);
const broken = [...faults].filter(([, found]) => found.length);
for (const [script, found] of broken) console.log(`FAILED ${script.name}\n    ${found.join('\n    ')}`);
const failed = broken.length;
console.log(
  `${chosen.length} conversations, ${chosen.reduce((n, c) => n + c.turns.length, 0)} turns, ${failed} failed`,
);
await embedded.stop();
await modelled.stop();
process.exit(failed ? 1 : 0);
