// Anthropic's Messages: https://docs.anthropic.com/en/api/messages
import { pieces } from '../../../../tests/lib/fake-vendor.mjs';

const body = (type, message = 'for sk-ant-1') => ({ type: 'error', error: { type, message }, request_id: 'req_1' });
const kErrors = {
  bad_key: { status: 401, json: body('authentication_error') },
  no_quota: { status: 402, json: body('billing_error') },
  rate_limited: { status: 429, headers: { 'retry-after': '0' }, json: body('rate_limit_error') },
  overloaded: { status: 529, json: body('overloaded_error') },
  too_long: { status: 400, json: body('invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum') },
  bad_request: { status: 400, json: body('invalid_request_error') },
  html: { status: 502, headers: { 'content-type': 'text/html' }, json: '<html>Bad gateway</html>' },
};

export const messages = {
  contract: {
    file: 'anthropic-messages.openapi.yaml',
    path: '/v1/messages',
    eventFile: 'anthropic-stream-event.schema.json',
  },
  settings: (url) => ({ 'anthropic.base_url': url, 'anthropic.model': 'claude-test', 'anthropic.key': 'sk-ant-1' }),
  name: 'anthropic',
  error: (kind) => kErrors[kind],

  check: (request) =>
    request.url !== '/v1/messages' || request.headers['anthropic-version'] !== '2023-06-01'
      ? 'bad_request'
      : request.headers['x-api-key'] !== 'sk-ant-1'
        ? 'bad_key'
        : null,

  read: (request) => ({
    system: request.system ?? '',
    messages: request.messages.map((m) => {
      const of = (type) => m.content.filter((block) => block.type === type);
      const results = of('tool_result').map((b) => ({ id: b.tool_use_id, content: JSON.parse(b.content) }));
      return {
        role: results.length ? 'tools' : m.role,
        text: of('text')
          .map((b) => b.text)
          .join(''),
        calls: of('tool_use').map((b) => ({ id: b.id, name: b.name, arguments: b.input })),
        results,
      };
    }),
    tools: request.tools ?? [],
    output: request.output_config?.format ?? null,
  }),

  stream(plan) {
    let out = '',
      index = 0;
    const event = (type, rest = {}) => (out += `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
    const { input = 50, output = 41 } = plan.usage ?? {};
    event('message_start', {
      message: {
        id: plan.id ?? 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-test',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: input, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
      },
    });
    if (plan.text) {
      event('content_block_start', { index, content_block: { type: 'text', text: '' } });
      event('ping');
      for (const text of pieces(plan.text))
        event('content_block_delta', { index, delta: { type: 'text_delta', text } });
      event('content_block_stop', { index: index++ });
    }
    (plan.calls ?? []).forEach((call, i) => {
      event('content_block_start', {
        index,
        content_block: { type: 'tool_use', id: `toolu_${i}`, name: call.name, input: {} },
      });
      event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: '' } });
      const json = Object.keys(call.arguments).length ? JSON.stringify(call.arguments) : '';
      for (const partial_json of pieces(json))
        event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } });
      event('content_block_stop', { index: index++ });
    });
    const stops = { length: 'max_tokens', blocked: 'refusal' };
    const stop_reason = stops[plan.stop] ?? (plan.calls?.length ? 'tool_use' : 'end_turn');
    event('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: output } });
    event('message_stop');
    return out;
  },

  brokenBy: () =>
    `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })}\n\n`,
};
