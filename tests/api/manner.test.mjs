// What language a message is in and in what mood, and what is answered where it is in none of ours.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../lib/server.mjs';

let server, token;
before(async () => {
  server = await Server.start();
  token = server.token();
});
after(() => server.stop());

const reasoning = async (message_text) =>
  (await server.call('POST', '/api/chat/ai/process', { token, body: { message_text } })).json;

test('ai/process tells language and sentiment', async () => {
  const cases = [
    ['Where is my order 5512?', 'en', 'neutral'],
    ['This is a disgrace, I have been waiting for weeks and nobody answers!', 'en', 'negative'],
    ['Thank you so much, that was wonderful', 'en', 'positive'],
    ['Vielen Dank, das war sehr freundlich', 'de', 'positive'],
    ['C’est scandaleux, personne ne me répond', 'fr', 'negative'],
  ];
  for (const [text, language, sentiment] of cases) {
    const json = await reasoning(text);
    assert.deepEqual([json.language, json.sentiment], [language, sentiment], text);
    for (const confidence of [json.language_confidence, json.sentiment_confidence])
      assert.ok(confidence > 0.4 && confidence <= 1, `${text}: ${confidence}`);
  }
});

test('a number is in no language, and the mood of a foreign message is not guessed', async () => {
  const number = await reasoning('5512');
  assert.deepEqual([number.language, number.language_confidence], [null, null]);
  const swedish = await reasoning('Jag är så arg på er, var är min beställning?');
  assert.deepEqual([swedish.language, swedish.sentiment, swedish.sentiment_confidence], ['sv', null, null]);
});

test('a message in another language is answered with one plain sentence in it', async () => {
  const session = await server.session(token);
  for (const [text, answer] of [
    ['Var är min beställning? Den skulle ha kommit igår', /^Jag förstår engelska, tyska, franska/],
    ['注文した商品がまだ届きません', /^英語、ドイツ語/],
    ['Mijn bestelling is nog steeds niet aangekomen', /^Ik begrijp Engels/],
    ['ჩემი შეკვეთა სად არის', /^I understand English, German, French, Spanish and Portuguese\./],
  ]) {
    const said = await server.ask(token, session, text);
    assert.match(said.message_text, answer);
    assert.deepEqual(said.parts, [{ type: 'quick_replies', replies: ['Talk to a person'] }]);
  }
});

test('one that names a ticket of theirs is answered in whatever language', async () => {
  const session = await server.session(token);
  assert.match((await server.ask(token, session, 'Hur går det med ticket #12345?')).message_text, /12345/);
});
