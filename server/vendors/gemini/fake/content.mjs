// Gemini's streamGenerateContent: https://ai.google.dev/api/generate-content
import { pieces } from '../../../../tests/lib/fake-vendor.mjs';

const body = (code, status, details = []) => ({ error: { code, message: 'for g-key-1', status, details } });
const kErrors = {
  bad_key: {
    status: 400,
    json: body(400, 'INVALID_ARGUMENT', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
    ]),
  },
  no_quota: {
    status: 429,
    json: body(429, 'RESOURCE_EXHAUSTED', [
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [{ quotaId: 'GenerateRequestsPerDayPerProject' }],
      },
    ]),
  },
  rate_limited: {
    status: 429,
    json: body(429, 'RESOURCE_EXHAUSTED', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.05s' },
    ]),
  },
  overloaded: { status: 503, json: body(503, 'UNAVAILABLE') },
  too_long: {
    status: 400,
    json: {
      error: {
        ...body(400, 'INVALID_ARGUMENT').error,
        message: 'The input token count exceeds the maximum number of tokens allowed',
      },
    },
  },
  bad_request: { status: 400, json: body(400, 'INVALID_ARGUMENT') },
  html: { status: 502, headers: { 'content-type': 'text/html' }, json: '<html>Bad gateway</html>' },
};

// Each response names the call before it, by name and, where that has one, by id.
const areAnswered = (contents) =>
  contents.every(({ parts }, i) => {
    const responses = parts.filter((p) => p.functionResponse).map((p) => p.functionResponse);
    const calls = (contents[i - 1]?.parts ?? []).filter((p) => p.functionCall).map((p) => p.functionCall);
    return responses.every((r, n) => r.id === calls[n]?.id && r.name === calls[n]?.name);
  });

export const content = {
  contract: {
    file: 'google-gemini-v1beta.openapi.yaml',
    path: '/v1beta/models/{model}:streamGenerateContent',
    event: 'GenerateContentResponse',
  },
  settings: (url) => ({ 'gemini.base_url': `${url}/v1beta`, 'gemini.model': 'gemini-test', 'gemini.key': 'g-key-1' }),
  name: 'gemini',
  error: (kind) => kErrors[kind],

  check: (request, body) =>
    request.url !== '/v1beta/models/gemini-test:streamGenerateContent?alt=sse' || !areAnswered(body.contents)
      ? 'bad_request'
      : request.headers['x-goog-api-key'] !== 'g-key-1'
        ? 'bad_key'
        : null,

  read: (request) => ({
    system: request.systemInstruction?.parts.map((p) => p.text).join('') ?? '',
    messages: request.contents.map(({ role, parts }) => {
      const results = parts
        .filter((p) => p.functionResponse)
        .map((p) => ({ id: null, content: p.functionResponse.response }));
      return {
        role: results.length ? 'tools' : role === 'model' ? 'assistant' : 'user',
        text: parts.map((p) => p.text ?? '').join(''),
        calls: parts
          .filter((p) => p.functionCall)
          .map((p) => ({ id: null, name: p.functionCall.name, arguments: p.functionCall.args ?? {} })),
        results,
      };
    }),
    tools: request.tools?.[0].functionDeclarations ?? [],
    output: request.generationConfig?.responseJsonSchema ?? null,
  }),

  stream(plan) {
    const { input = 30, output = 12 } = plan.usage ?? {};
    const chunk = (parts, finishReason) =>
      `data: ${JSON.stringify({
        candidates: [{ content: { parts, role: 'model' }, ...(finishReason && { finishReason }), index: 0 }],
        usageMetadata: {
          promptTokenCount: input,
          ...(finishReason && { candidatesTokenCount: output }),
          totalTokenCount: input + (finishReason ? output : 0),
        },
        modelVersion: 'gemini-test',
        responseId: plan.id ?? 'r1',
      })}\r\n\r\n`;
    let out = pieces(plan.text ?? '')
      .map((text) => chunk([{ text }]))
      .join('');
    // Calls come whole, the first with the thought's signature.
    const calls = (plan.calls ?? []).map((c, i) => ({
      functionCall: { id: `fc-${i}`, name: c.name, args: c.arguments },
      ...(i === 0 && { thoughtSignature: 'c2ln' }),
    }));
    if (calls.length) out += chunk(calls);
    return out + chunk([{ text: '' }], { length: 'MAX_TOKENS', blocked: 'SAFETY' }[plan.stop] ?? 'STOP');
  },

  brokenBy: () => `data: ${JSON.stringify(body(503, 'UNAVAILABLE'))}\r\n\r\n`,
};
