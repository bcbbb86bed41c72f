import { describe, expect, it } from 'vitest';
import type { Message } from './protocol';
import { kEmptyView, withDelta, withMessage, type View } from './view';

const delta = (attempt: number, offset: number, text: string) =>
  ({ type: 'delta', reply_to: 7, attempt, offset, text }) as const;
const write = (...pieces: ReturnType<typeof delta>[]) => pieces.reduce(withDelta, kEmptyView as View);

describe('a reply that is being written', () => {
  it('grows by its pieces, counted in code points', () =>
    expect(write(delta(1, 0, 'Hi 😀'), delta(1, 4, ' there')).writing?.text).toBe('Hi 😀 there'));

  it('is begun anew by a higher attempt', () =>
    expect(write(delta(1, 0, 'Half'), delta(2, 0, ''), delta(2, 0, 'Who'), delta(2, 3, 'le')).writing?.text).toBe(
      'Whole',
    ));

  it('leaves out what does not join it', () =>
    expect(write(delta(2, 0, 'New'), delta(1, 0, 'old'), delta(1, 3, 'older'), delta(2, 5, 'gap')).writing?.text).toBe(
      'New',
    ));

  it('gives way to its message, and nothing of it comes after', () => {
    const message = { id: 8, seq: 2, reply_to: 7, sender_type: 'bot', created_at: new Date().toISOString() } as Message;
    const view = withMessage(write(delta(1, 0, 'Half')), message);
    expect(view.writing).toBeNull();
    expect(withDelta(view, delta(1, 0, 'late')).writing).toBeNull();
  });
});
