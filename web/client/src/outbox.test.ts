import { beforeEach, expect, test } from 'vitest';
import { Outbox, subjectOf } from './outbox';

const token = (claims: object) => `x.${btoa(JSON.stringify(claims)).replace(/=/g, '')}.y`;
const unsent = (client_id: string, session = 1) => ({ client_id, session, text: 'hi', at: '2026-01-01T00:00:00Z' });
beforeEach(() => localStorage.clear());

test('keeps what is unsent over a reload, by session', () => {
  new Outbox('a', localStorage).add(unsent('1'));
  const again = new Outbox('a', localStorage);
  again.add(unsent('2', 2));
  expect(again.all(1).map((u) => u.client_id)).toEqual(['1']);
  again.remove('1');
  expect(new Outbox('a', localStorage).all(1)).toEqual([]);
});

test('who signs in next finds nothing of the one before, and leaves nothing of theirs', () => {
  new Outbox(subjectOf(token({ tenant: 'acme', sub: '1' })), localStorage).add(unsent('1'));
  expect(new Outbox(subjectOf(token({ tenant: 'acme', sub: '2' })), localStorage).all(1)).toEqual([]);
  expect(new Outbox(subjectOf(token({ tenant: 'acme', sub: '1' })), localStorage).all(1)).toEqual([]);
});

test('a subject names tenant and customer, and cannot be confused', () => {
  expect(subjectOf(token({ tenant: 'a', sub: 'b.c' }))).not.toEqual(subjectOf(token({ tenant: 'a.b', sub: 'c' })));
  expect(subjectOf('nonsense')).toEqual('');
});

test('a damaged store is an empty one', () => {
  localStorage.setItem('parlance.outbox.a', '{');
  expect(new Outbox('a', localStorage).all(1)).toEqual([]);
});
