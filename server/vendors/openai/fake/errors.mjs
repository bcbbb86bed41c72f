// https://platform.openai.com/docs/guides/error-codes
const body = (type, code) => ({ error: { message: `${code} for sk-test-1`, type, param: null, code } });
const kErrors = {
  bad_key: { status: 401, json: body('invalid_request_error', 'invalid_api_key: sk-test-1') },
  no_quota: { status: 429, json: body('insufficient_quota', 'insufficient_quota') },
  rate_limited: { status: 429, headers: { 'retry-after-ms': '50' }, json: body('tokens', 'rate_limit_exceeded') },
  overloaded: { status: 503, json: body('service_unavailable_error', 'server_is_overloaded') },
  too_long: { status: 400, json: body('invalid_request_error', 'context_length_exceeded') },
  bad_request: { status: 400, json: body('invalid_request_error', null) },
  html: { status: 502, headers: { 'content-type': 'text/html' }, json: '<html>Bad gateway</html>' },
};
export const error = (kind) => kErrors[kind];
