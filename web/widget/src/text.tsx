import { Fragment, type ReactNode } from 'react';

const kLink = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g;

// Text with its web addresses as links; everything else stays text.
export function Text({ children }: { children: string }): ReactNode {
  const out: ReactNode[] = [];
  let at = 0;
  for (const found of children.matchAll(kLink)) {
    out.push(
      children.slice(at, found.index),
      <a key={found.index} href={found[0]} target="_blank" rel="noopener noreferrer nofollow">
        {found[0]}
      </a>,
    );
    at = found.index + found[0].length;
  }
  return [...out, children.slice(at)].map((part, i) => <Fragment key={i}>{part}</Fragment>);
}

const bold = (line: string) =>
  line.split('**').map((part, i) => (i % 2 ? <strong key={i}>{part}</strong> : <Text key={i}>{part}</Text>));

// The little of Markdown that help articles use: headings, lists, bold.
export function Markdown({ children }: { children: string }): ReactNode {
  return children.split(/\n{2,}/).map((block, i) => {
    const heading = /^#{1,6} (.*)$/s.exec(block.split('\n')[0] ?? '');
    const lines = block
      .split('\n')
      .slice(heading ? 1 : 0)
      .filter(Boolean);
    const list = lines.length > 0 && lines.every((line) => /^(\s*[-*]|\s*\d+\.) /.test(line));
    const body = list ? (
      <ul>
        {lines.map((line, k) => (
          <li key={k}>{bold(line.replace(/^(\s*[-*]|\s*\d+\.) /, ''))}</li>
        ))}
      </ul>
    ) : lines.length > 0 ? (
      <p>{bold(lines.join('\n'))}</p>
    ) : null;
    return (
      <Fragment key={i}>
        {heading && <h4>{bold(heading[1] ?? '')}</h4>}
        {body}
      </Fragment>
    );
  });
}
