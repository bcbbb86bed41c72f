import type { Part } from '@parlance/client';
import type { Strings } from './strings';

// What a message carries beside its text. Quick replies stand below the whole list, and so are none here.
export function Card({ part, strings, onArticle }: { part: Part; strings: Strings; onArticle(id: number): void }) {
  switch (part.type) {
    case 'ticket':
      return (
        <div className="card">
          <b>
            {strings.ticket} #{part.ticket.id}: {part.ticket.title}
          </b>
          <span>
            {part.ticket.status} · {strings.priority}: {part.ticket.priority}
          </span>
          <span>
            {strings.assignee}: {part.ticket.assignee_name ?? strings.nobody}
          </span>
        </div>
      );
    case 'order':
      return (
        <div className="card">
          <b>
            {strings.order} {part.order.external_id}
          </b>
          <span>
            {part.order.status} · {part.order.total} {part.order.currency}
          </span>
          {part.order.eta && (
            <span>
              {strings.arrives}: {part.order.eta.slice(0, 10)}
            </span>
          )}
        </div>
      );
    case 'citation':
      return (
        <button className="card wide" onClick={() => onArticle(part.article_id)}>
          <b>{part.title}</b>
          <span>{strings.article}</span>
        </button>
      );
    case 'quick_replies':
      return null;
  }
}
