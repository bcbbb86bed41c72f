import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown, Text } from './text';

test('markup stays text, and only web addresses become links', () => {
  expect(
    renderToStaticMarkup(
      <Text>{'<img src=x onerror=alert(1)> javascript:alert(1) see https://a.example/x?y=1.'}</Text>,
    ),
  ).toBe(
    '&lt;img src=x onerror=alert(1)&gt; javascript:alert(1) see <a href="https://a.example/x?y=1" target="_blank" rel="noopener noreferrer nofollow">https://a.example/x?y=1</a>.',
  );
});

test('articles show headings, lists and bold, and no markup of their own', () => {
  expect(renderToStaticMarkup(<Markdown>{'Hi **there**\n\n## Steps\n\n1. One\n2. <b>Two</b>'}</Markdown>)).toBe(
    '<p>Hi <strong>there</strong></p><h4>Steps</h4><ol><li>One</li><li>&lt;b&gt;Two&lt;/b&gt;</li></ol>',
  );
});

test('articles show tables and plain lists', () => {
  expect(
    renderToStaticMarkup(<Markdown>{'| Plan | Free |\n| --- | --- |\n| **People** | 1 |\n\n- one\n- two'}</Markdown>),
  ).toBe(
    '<table><thead><tr><th>Plan</th><th>Free</th></tr></thead><tbody><tr><td><strong>People</strong></td><td>1</td></tr></tbody></table><ul><li>one</li><li>two</li></ul>',
  );
});
