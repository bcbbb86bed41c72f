// The client's side of api/golden: the server's is tests/api/golden.test.mjs.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import refusals from '../../../api/golden/refusals.json';
import ticketStatus from '../../../api/golden/ticket-status.json';
import { Api } from './api';
import { Conversation } from './conversation';
import { FakeServer, tokenOf } from './fake-server';
import { Outbox } from './outbox';
import type { ClientFrame, ServerEvent } from './protocol';

type Step = { client: ClientFrame } | { server: ServerEvent };
const stepsOf = (golden: { steps: unknown[] }) => golden.steps as Step[];

let server: FakeServer;
let conversation: Conversation;
beforeEach(async () => {
  localStorage.clear();
  server = new FakeServer();
  server.install();
  server.add('1');
  server.onFrame = () => {};
  conversation = new Conversation(new Api('http://server', () => tokenOf('1')), new Outbox('1', localStorage), 'en', 1);
  await conversation.open();
  await vi.waitFor(() => expect(server.sockets).toHaveLength(1));
});
afterEach(() => {
  conversation.close();
  vi.unstubAllGlobals();
});

function play(steps: Step[]) {
  for (const step of steps) {
    if ('server' in step) server.sockets[0]?.tell(step.server);
    else if (step.client.type === 'message') {
      vi.spyOn(crypto, 'randomUUID').mockReturnValueOnce(step.client.client_id as ReturnType<Crypto['randomUUID']>);
      conversation.send(step.client.message_text);
    } else if (step.client.type === 'read') conversation.markRead();
  }
}

test('ticket-status: the frames are sent, and what comes is shown in order', () => {
  const steps = stepsOf(ticketStatus);
  play(steps);
  expect(server.frames).toEqual(steps.flatMap((s) => ('client' in s ? [s.client] : [])));
  const replies = steps.flatMap((s) => ('server' in s && s.server.type === 'message' ? [s.server.message] : []));
  expect(conversation.view.messages.map((m) => m.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(conversation.view.messages.filter((m) => m.sender_type === 'bot')).toEqual(replies);
  expect(conversation.view.drafts).toEqual([]);
  expect(conversation.view.typing).toBe(false);
});

test('refusals: the refused message says why, the rest goes on, and the read mark is kept', () => {
  play(stepsOf(refusals));
  expect(conversation.view.drafts.map((d) => [d.state, d.why])).toEqual([
    ['failed', '`message_text` is empty; write something.'],
  ]);
  expect(conversation.view.messages.map((m) => m.seq)).toEqual([1, 2]);
  expect(conversation.view.session?.read.customer).toBe(2);
});
