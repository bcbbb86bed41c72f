import { beforeEach, expect, test } from 'vitest';
import { Outbox, subjectOf } from './outbox';

const token = (claims: object) => `x.${btoa(JSON.stringify(claims)).replace(/=/g, '')}.y`;
const unsent = (client_id: string, session: number | null = 1, at = '2026-01-01T00:00:00Z') => ({
  client_id,
  session,
  text: 'hi',
  at,
});
const ids = (list: { client_id: string }[]) => list.map((u) => u.client_id);
beforeEach(() => localStorage.clear());

test('keeps what is unsent over a reload, by conversation, in order', () => {
  const outbox = new Outbox('a', localStorage);
  outbox.put(unsent('late', 1, '2026-01-02T00:00:00Z'));
  outbox.put(unsent('early', 1, '2026-01-01T00:00:00Z'));
  outbox.put(unsent('first of all', null));
  const again = new Outbox('a', localStorage);
  expect(ids(again.of(1))).toEqual(['early', 'late']);
  expect(ids(again.of(null))).toEqual(['first of all']);
  again.remove('early');
  expect(ids(new Outbox('a', localStorage).of(1))).toEqual(['late']);
});

test('two tabs add and remove without writing over one another', () => {
  const [one, two] = [new Outbox('a', localStorage), new Outbox('a', localStorage)];
  one.put(unsent('1'));
  two.put(unsent('2'));
  one.remove('1');
  expect(ids(two.all())).toEqual(['2']);
});

test('who signs in next finds nothing of the one before, and leaves nothing of theirs', () => {
  new Outbox(subjectOf(token({ tenant: 'acme', sub: '1' })), localStorage).put(unsent('1'));
  expect(new Outbox(subjectOf(token({ tenant: 'acme', sub: '2' })), localStorage).all()).toEqual([]);
  expect(new Outbox(subjectOf(token({ tenant: 'acme', sub: '1' })), localStorage).all()).toEqual([]);
});

test('a subject names tenant and customer, and cannot be confused', () => {
  expect(subjectOf(token({ tenant: 'a', sub: 'b.c' }))).not.toEqual(subjectOf(token({ tenant: 'a.b', sub: 'c' })));
  expect(subjectOf('nonsense')).toEqual('');
});

test('a damaged entry is none', () => {
  new Outbox('a', localStorage).put(unsent('1'));
  for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{');
  expect(new Outbox('a', localStorage).all()).toEqual([]);
});
