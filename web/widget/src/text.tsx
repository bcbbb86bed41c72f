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

const kItem = /^\s*(?:[-*]|\d+\.) /;
const cells = (row: string) =>
  row
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function List({ lines }: { lines: string[] }) {
  const items = lines.map((line, i) => <li key={i}>{bold(line.replace(kItem, ''))}</li>);
  return lines.every((line) => /^\s*\d/.test(line)) ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Table({ lines: [head, ...rows] }: { lines: string[] }) {
  return (
    <table>
      <thead>
        <tr>
          {cells(head ?? '').map((cell, i) => (
            <th key={i}>{bold(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {cells(row).map((cell, k) => (
              <td key={k}>{bold(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Block({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  if (lines.every((line) => kItem.test(line))) return <List lines={lines} />;
  if (lines.every((line) => line.startsWith('|')))
    return <Table lines={lines.filter((line) => !/^[|\s:-]+$/.test(line))} />;
  return <p>{bold(lines.join('\n'))}</p>;
}

// The little of Markdown that help articles use: headings, lists, tables, bold.
export function Markdown({ children }: { children: string }): ReactNode {
  return children.split(/\n{2,}/).map((block, i) => {
    const all = block.split('\n').filter(Boolean);
    const heading = /^#{1,6} (.*)$/.exec(all[0] ?? '')?.[1];
    return (
      <Fragment key={i}>
        {heading && <h4>{bold(heading)}</h4>}
        <Block lines={heading ? all.slice(1) : all} />
      </Fragment>
    );
  });
}
