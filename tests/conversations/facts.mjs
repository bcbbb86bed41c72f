// What a run's customers have, drawn anew each time, so that no answer can be known before.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';

const pick = (list) => list[randomInt(list.length)];
const kTitles = [
  'Router drops out',
  'Invoice is missing',
  'App crashes at start',
  'Door sensor offline',
  'Wrong item sent',
  'Cannot pair lamp',
];
const kItems = ['Desk Lamp', 'Air Sensor', 'Door Lock', 'Thermostat', 'Camera', 'Power Plug'];
const kPeople = ['Ada Okafor', 'Jonas Brandt', 'Mina Sato', 'Luis Ortega', 'Eva Novak'];
const money = () => `${randomInt(10, 900)}.${randomInt(10, 99)}`;
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

const kArticles = JSON.parse(readFileSync(new URL('./articles.json', import.meta.url), 'utf8'));

// What a company's help articles say, once for a run.
export const drawKnowledge = () => ({
  return_days: randomInt(11, 99),
  shipping_price: randomInt(3, 40),
  warranty_months: randomInt(13, 60),
  battery_hours: randomInt(4, 24),
});

export const articlesOf = (language, kb) =>
  kArticles[language].map(({ title, body }, i) => ({
    external_id: `${language}-${i}`,
    title,
    body: body.replaceAll(/\{kb\.(\w+)\}/g, (_, name) => kb[name]),
    language,
  }));

const kHighest = 99_999;
// New tickets are numbered from the highest on: with this one in a company, none takes a number that is drawn later.
export const nobody = { external_id: 'nobody' };
export const lastTicket = {
  external_id: String(kHighest),
  contact_external_id: nobody.external_id,
  title: 'The last number',
  created_at: daysAgo(9),
  updated_at: daysAgo(9),
};

const drawn = new Set();
export function drawFacts(kb) {
  const used = new Set();
  // No two are alike, so that what is another's is known where it is told.
  const unlike = (low, high) => {
    for (;;) {
      const number = String(randomInt(low, high));
      if (!used.has(number) && !drawn.has(number)) return used.add(number) && number;
    }
  };
  const id = () => {
    const number = unlike(30_000, kHighest);
    drawn.add(number);
    return number;
  };
  // Tickets are listed by number: the second stays the second from either end.
  const ids = [id(), id(), id()].sort();
  const ticket = (status, number = ids.shift()) => ({
    id: number,
    title: `${pick(kTitles)} ${unlike(100, 999)}x`,
    status,
    priority: pick(['Low', 'Normal', 'High', 'Urgent']),
    assignee: pick(kPeople),
  });
  const items = kItems.toSorted(() => Math.random() - 0.5);
  const order = (status) => ({ id: id(), status, total: money(), item: `${items.pop()} ${unlike(10, 99)}` });
  return {
    kb,
    t1: ticket('Open'),
    t2: ticket('In Progress'),
    t3: ticket('Resolved'),
    f1: ticket('Open', id()),
    o1: order('Processing'),
    o2: order('Shipped'),
    o3: order('Delivered'),
    g1: order('Processing'),
    account: {
      name: `House ${randomInt(1000, 9999)}`,
      plan: pick(['Basic', 'Plus', 'Pro']),
      status: pick(['active', 'paused']),
    },
    contact: { name: pick(kPeople), email: `c${randomInt(1e6)}@example.com` },
  };
}

// Loads them as a company does: the customer `mine` has all but f1 and g1, which are `other`'s.
export async function loadFacts(server, key, facts, mine, other) {
  const rows = (kind, list) =>
    server.call('POST', `/api/import/${kind}`, { body: { rows: list }, headers: { authorization: `Bearer ${key}` } });
  const { account, contact } = facts;
  const of = (owner, keys, form) => keys.map((k, i) => ({ contact_external_id: owner, ...form(facts[k], i) }));
  const ticket = (t, i) => ({
    external_id: t.id,
    title: t.title,
    description: `It is about ${t.title}.`,
    status: t.status,
    priority: t.priority,
    assignee_name: t.assignee,
    created_at: daysAgo(9 - i),
    updated_at: daysAgo(1),
  });
  const order = (o, i) => ({
    external_id: o.id,
    status: o.status,
    placed_at: daysAgo(9 - i),
    total: o.total,
    currency: 'EUR',
    items: [{ name: o.item, quantity: 1, price: o.total }],
    eta: null,
  });
  const answers = [
    await rows('accounts', [{ external_id: `a-${mine}`, ...account }]),
    await rows('contacts', [
      { external_id: mine, account_external_id: `a-${mine}`, ...contact },
      { external_id: other },
    ]),
    await rows('tickets', [...of(mine, ['t1', 't2', 't3'], ticket), ...of(other, ['f1'], ticket)]),
    await rows('orders', [...of(mine, ['o1', 'o2', 'o3'], order), ...of(other, ['g1'], order)]),
  ];
  for (const { status, text } of answers) if (status !== 200) throw new Error(`import: ${status} ${text}`);
}
