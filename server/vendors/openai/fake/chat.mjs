// OpenAI's Chat Completions: https://platform.openai.com/docs/api-reference/chat
import { pieces } from '../../../../tests/lib/fake-vendor.mjs';
import { error } from './errors.mjs';

const kTool = (t) => t.function;
const of = (role, m) => ({
  role,
  text: m.content ?? '',
  calls: (m.tool_calls ?? []).map((c) => ({
    id: c.id,
    name: c.function.name,
    arguments: JSON.parse(c.function.arguments),
  })),
  results: [],
});

export const chat = {
  contract: {
    file: 'openai-chat.openapi.yaml',
    path: '/chat/completions',
    event: 'CreateChatCompletionStreamResponse',
  },
  settings: (url) => ({
    'openai.api': 'chat',
    'openai.base_url': url,
    'openai.model': 'gpt-test',
    'openai.key': 'sk-test-1',
  }),
  name: 'openai',
  error,

  check: (request) =>
    request.url !== '/chat/completions'
      ? 'bad_request'
      : request.headers.authorization !== 'Bearer sk-test-1'
        ? 'bad_key'
        : null,

  read(body) {
    const messages = [];
    for (const m of body.messages.filter((m) => m.role !== 'system')) {
      const result = m.role === 'tool' && { id: m.tool_call_id, content: JSON.parse(m.content) };
      if (!result) messages.push(of(m.role, m));
      else if (messages.at(-1).role === 'tools') messages.at(-1).results.push(result);
      else messages.push({ role: 'tools', text: '', calls: [], results: [result] });
    }
    return {
      system: body.messages.find((m) => m.role === 'system')?.content ?? '',
      messages,
      tools: (body.tools ?? []).map(kTool),
      output: body.response_format?.json_schema ?? null,
    };
  },

  stream(plan) {
    const chunk = (choices, usage = null) =>
      `data: ${JSON.stringify({ id: plan.id ?? 'chatcmpl-1', object: 'chat.completion.chunk', created: 1790000000, model: 'gpt-test', choices, usage })}\n\n`;
    const delta = (delta, finish_reason = null) => chunk([{ index: 0, delta, logprobs: null, finish_reason }]);
    const calls = plan.calls ?? [];
    const call = (i, inner) => delta({ tool_calls: [{ index: i, ...inner }] });
    let out = delta({ role: 'assistant', content: '' });
    for (const piece of pieces(plan.text ?? '')) out += delta({ content: piece });
    calls.forEach(
      (c, i) => (out += call(i, { id: `call_${i}`, type: 'function', function: { name: c.name, arguments: '' } })),
    );
    // The pieces of all calls in turn.
    const parts = calls.map((c) => pieces(JSON.stringify(c.arguments)));
    for (let n = 0; n < Math.max(0, ...parts.map((p) => p.length)); n++)
      parts.forEach((p, i) => p[n] !== undefined && (out += call(i, { function: { arguments: p[n] } })));
    const stops = { blocked: 'content_filter' };
    out += delta({}, stops[plan.stop] ?? plan.stop ?? (calls.length ? 'tool_calls' : 'stop'));
    const { input = 40, output = 22 } = plan.usage ?? {};
    out += chunk([], { prompt_tokens: input, completion_tokens: output, total_tokens: input + output });
    return out + 'data: [DONE]\n\n';
  },

  brokenBy: () =>
    `data: ${JSON.stringify({ error: { message: 'm', type: 'server_error', param: null, code: null } })}\n\n`,
};
