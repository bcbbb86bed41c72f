import { expect, test } from 'vitest';
import { readableOn } from './color';

test('text on a company colour can be read', () => {
  expect(readableOn('#0b5d4a')).toBe('#fff');
  expect(readableOn('#ffdd00')).toBe('#000');
  expect(readableOn('#fff')).toBe('#000');
  expect(readableOn('rebeccapurple')).toBe('#fff');
});
