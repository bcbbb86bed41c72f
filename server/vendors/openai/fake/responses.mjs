// OpenAI's Responses: https://platform.openai.com/docs/api-reference/responses
import { pieces } from '../../../../tests/lib/fake-vendor.mjs';
import { error } from './errors.mjs';

const response = (status, more) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1790000000,
  status,
  background: false,
  error: null,
  incomplete_details: null,
  instructions: null,
  max_output_tokens: null,
  model: 'gpt-test',
  output: [],
  parallel_tool_calls: true,
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  store: false,
  temperature: 1,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  truncation: 'disabled',
  usage: null,
  metadata: {},
  ...more,
});

export const responses = {
  contract: { file: 'openai-responses.openapi.yaml', path: '/responses', event: 'ResponseStreamEvent' },
  settings: (url) => ({
    'openai.api': 'responses',
    'openai.base_url': url,
    'openai.model': 'gpt-test',
    'openai.key': 'sk-test-1',
  }),
  name: 'openai',
  error,

  check: (request) =>
    request.url !== '/responses'
      ? 'bad_request'
      : request.headers.authorization !== 'Bearer sk-test-1'
        ? 'bad_key'
        : null,

  read(body) {
    const messages = [];
    const last = (role) => {
      if (messages.at(-1)?.role !== role) messages.push({ role, text: '', calls: [], results: [] });
      return messages.at(-1);
    };
    for (const item of body.input) {
      if (item.type === 'function_call')
        last('assistant').calls.push({ id: item.call_id, name: item.name, arguments: JSON.parse(item.arguments) });
      else if (item.type === 'function_call_output')
        last('tools').results.push({ id: item.call_id, content: JSON.parse(item.output) });
      else if (item.type === 'message') last('assistant').text += item.content.map((c) => c.text).join('');
      else messages.push({ role: item.role, text: item.content, calls: [], results: [] });
    }
    return { system: body.instructions ?? '', messages, tools: body.tools ?? [], output: body.text?.format ?? null };
  },

  stream(plan) {
    let out = '',
      number = 0,
      index = 0;
    const event = (type, rest) =>
      (out += `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...rest })}\n\n`);
    const id = plan.id ?? 'resp_1';
    event('response.created', { response: response('in_progress', { id }) });
    event('response.in_progress', { response: response('in_progress', { id }) });
    const output = [];
    if (plan.text) {
      const at = { item_id: 'msg_1', output_index: index, content_index: 0 };
      const part = { type: 'output_text', text: plan.text, annotations: [], logprobs: [] };
      event('response.output_item.added', {
        output_index: index,
        item: { id: 'msg_1', type: 'message', status: 'in_progress', role: 'assistant', content: [] },
      });
      event('response.content_part.added', { ...at, part: { ...part, text: '' } });
      for (const delta of pieces(plan.text)) event('response.output_text.delta', { ...at, delta, logprobs: [] });
      event('response.output_text.done', { ...at, text: plan.text, logprobs: [] });
      event('response.content_part.done', { ...at, part });
      output.push({ id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content: [part] });
      event('response.output_item.done', { output_index: index++, item: output.at(-1) });
    }
    (plan.calls ?? []).forEach((call, i) => {
      const whole = JSON.stringify(call.arguments),
        at = { item_id: `fc_${i}`, output_index: index };
      const item = {
        id: `fc_${i}`,
        type: 'function_call',
        status: 'in_progress',
        call_id: `call_${i}`,
        name: call.name,
        arguments: '',
      };
      event('response.output_item.added', { output_index: index, item });
      for (const delta of pieces(whole)) event('response.function_call_arguments.delta', { ...at, delta });
      event('response.function_call_arguments.done', { ...at, name: call.name, arguments: whole });
      output.push({ ...item, status: 'completed', arguments: whole });
      event('response.output_item.done', { output_index: index++, item: output.at(-1) });
    });
    const { input = 40, output: said = 22 } = plan.usage ?? {};
    const usage = {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: said,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + said,
    };
    if (plan.stop)
      event('response.incomplete', {
        response: response('incomplete', {
          id,
          output,
          usage,
          incomplete_details: { reason: plan.stop === 'length' ? 'max_output_tokens' : 'content_filter' },
        }),
      });
    else event('response.completed', { response: response('completed', { id, output, usage }) });
    return out;
  },

  brokenBy: () =>
    `event: error\ndata: ${JSON.stringify({ type: 'error', code: 'server_error', message: 'm', param: null, sequence_number: 99 })}\n\n`,
};
