import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Conversation, Draft, Message, Part, View } from '@parlance/client';
import type { Strings } from './strings';
import { Text } from './text';

interface Props {
  conversation: Conversation;
  view: View;
  strings: Strings;
  greeting: string;
  onReply(text: string): void;
  onArticle(id: number): void;
}

function Card({ part, strings, onArticle }: { part: Part; strings: Strings; onArticle(id: number): void }) {
  if (part.type === 'ticket')
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
  if (part.type === 'order')
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
  if (part.type === 'citation')
    return (
      <button className="card wide" onClick={() => onArticle(part.article_id)}>
        <b>{part.title}</b>
        <span>{strings.article}</span>
      </button>
    );
  return null;
}

function Bubble({ message, strings, onArticle }: { message: Message; strings: Strings; onArticle(id: number): void }) {
  const mine = message.sender_type === 'customer';
  return (
    <>
      <div className={message.message_type === 'system' ? 'note' : mine ? 'msg mine' : 'msg bot'}>
        <span className="hidden">{mine ? strings.you : strings.assistant}: </span>
        <Text>{message.message_text}</Text>
      </div>
      {message.parts.map((part, i) => (
        <Card key={i} part={part} strings={strings} onArticle={onArticle} />
      ))}
    </>
  );
}

function Unsent({ draft, strings, retry }: { draft: Draft; strings: Strings; retry(): void }) {
  return (
    <>
      <div className="msg mine">
        <Text>{draft.text}</Text>
      </div>
      {draft.state === 'sending' ? (
        <div className="meta">{strings.sending}</div>
      ) : (
        <div className="meta bad">
          {draft.why ?? strings.failed}
          <button onClick={retry}>{strings.retry}</button>
        </div>
      )}
    </>
  );
}

export function Messages({ conversation, view, strings, greeting, onReply, onArticle }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const height = useRef(0);
  const first = view.messages[0]?.id;
  // New messages keep the end in sight; earlier ones keep what is being read where it is.
  useLayoutEffect(() => {
    const el = list.current;
    if (!el) return;
    if (pinned.current) el.scrollTop = el.scrollHeight;
    else if (height.current) el.scrollTop += el.scrollHeight - height.current;
    height.current = 0;
  }, [view.messages, view.drafts, view.typing, first]);
  useEffect(() => conversation.markRead(), [conversation, view.messages]);
  const older = () => {
    height.current = list.current?.scrollHeight ?? 0;
    pinned.current = false;
    void conversation.older();
  };
  const last = view.messages.at(-1);
  const replies =
    view.drafts.length === 0 && last?.sender_type === 'bot'
      ? last.parts.flatMap((p) => (p.type === 'quick_replies' ? p.replies : []))
      : [];
  return (
    <div
      className="list"
      ref={list}
      role="log"
      aria-live="polite"
      aria-label={strings.messages}
      tabIndex={0}
      onScroll={({ currentTarget: el }) => {
        pinned.current = el.scrollHeight - el.scrollTop - el.clientHeight < 60;
        if (el.scrollTop < 20 && view.hasMore && !pinned.current) older();
      }}
    >
      {view.hasMore ? (
        <button className="chip" onClick={older}>
          {strings.older}
        </button>
      ) : (
        <div className="msg bot">{greeting}</div>
      )}
      {view.messages.map((m, i) => (
        <div key={m.id} style={{ display: 'contents' }}>
          <Bubble message={m} strings={strings} onArticle={onArticle} />
          {m.sender_type === 'customer' && i === view.messages.length - 1 && <div className="meta">{strings.sent}</div>}
        </div>
      ))}
      {view.drafts.map((d) => (
        <Unsent key={d.client_id} draft={d} strings={strings} retry={() => conversation.retry(d.client_id)} />
      ))}
      {view.typing && <div className="note">{strings.typing}</div>}
      {replies.length > 0 && (
        <div className="chips">
          {replies.map((text) => (
            <button key={text} className="chip" onClick={() => onReply(text)}>
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
