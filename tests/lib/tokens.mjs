// Tokens as a company's backend signs them.
import { createHmac } from 'node:crypto';

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
export const sign = (claims, { alg = 'HS256', with: by, header = {} }) => {
  const head = `${b64({ alg, typ: 'JWT', ...header })}.${b64(claims)}`;
  return `${head}.${alg === 'none' ? '' : createHmac('sha256', by).update(head).digest('base64url')}`;
};
export const now = () => Math.floor(Date.now() / 1000);
export const claims = (tenant, sub, more = {}) => ({
  aud: 'parlance',
  tenant,
  sub,
  iat: now(),
  exp: now() + 600,
  ...more,
});
