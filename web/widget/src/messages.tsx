import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Chat, Conversation, Draft, Message, View } from '@parlance/client';
import { Card } from './cards';
import type { Strings } from './strings';
import { Text } from './text';

interface Props {
  chat: Chat;
  conversation: Conversation | null;
  view: View | null;
  strings: Strings;
  greeting: string;
  onArticle(id: number): void;
}

const kNearEndPx = 60;
const kNearStartPx = 20;

interface BubbleProps {
  message: Message;
  last: boolean;
  strings: Strings;
  onArticle(id: number): void;
}

function Bubble({ message, last, strings, onArticle }: BubbleProps) {
  const mine = message.sender_type === 'customer';
  const look = message.message_type === 'system' ? 'note' : mine ? 'msg mine' : 'msg bot';
  return (
    <div className="turn">
      <div className={look}>
        <span className="hidden">{mine ? strings.you : strings.assistant}: </span>
        <Text>{message.message_text}</Text>
      </div>
      {message.parts.map((part, i) => (
        <Card key={i} part={part} strings={strings} onArticle={onArticle} />
      ))}
      {mine && last && <div className="meta">{strings.sent}</div>}
    </div>
  );
}

function Unsent({ draft, strings, retry }: { draft: Draft; strings: Strings; retry(): void }) {
  return (
    <div className="turn">
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
    </div>
  );
}

// New messages keep the end in sight; earlier ones keep what is being read where it is.
function useScroll(conversation: Conversation | null, view: View | null) {
  const list = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const height = useRef(0);
  useLayoutEffect(() => {
    const el = list.current;
    if (!el) return;
    if (pinned.current) el.scrollTop = el.scrollHeight;
    else if (height.current) el.scrollTop += el.scrollHeight - height.current;
    height.current = 0;
  }, [view?.messages, view?.drafts, view?.typing]);
  const older = () => {
    height.current = list.current?.scrollHeight ?? 0;
    pinned.current = false;
    void conversation?.older();
  };
  const onScroll = () => {
    const el = list.current;
    if (!el) return;
    pinned.current = el.scrollHeight - el.scrollTop - el.clientHeight < kNearEndPx;
    if (el.scrollTop < kNearStartPx && view?.hasMore && !pinned.current) older();
  };
  return { list, older, onScroll };
}

// What the bot offers to say next, while nothing else has been said.
function repliesOf(view: View): string[] {
  const last = view.messages.at(-1);
  if (view.drafts.length > 0 || last?.sender_type !== 'bot') return [];
  return last.parts.flatMap((part) => (part.type === 'quick_replies' ? part.replies : []));
}

export function Messages({ chat, conversation, view, strings, greeting, onArticle }: Props) {
  const { list, older, onScroll } = useScroll(conversation, view);
  useEffect(() => conversation?.markRead(), [conversation, view?.messages]);
  const replies = view ? repliesOf(view) : [];
  const last = view?.messages.at(-1);
  return (
    <div
      className="list"
      ref={list}
      role="log"
      aria-live="polite"
      aria-label={strings.messages}
      tabIndex={0}
      onScroll={onScroll}
    >
      {view?.hasMore ? (
        <button className="chip" onClick={older}>
          {strings.older}
        </button>
      ) : (
        <div className="msg bot">{greeting}</div>
      )}
      {view?.messages.map((m) => (
        <Bubble key={m.id} message={m} last={m === last} strings={strings} onArticle={onArticle} />
      ))}
      {view?.drafts.map((d) => (
        <Unsent key={d.client_id} draft={d} strings={strings} retry={() => chat.retry(d.client_id)} />
      ))}
      {view?.typing && <div className="note">{strings.typing}</div>}
      {replies.length > 0 && (
        <div className="chips">
          {replies.map((text) => (
            <button key={text} className="chip" onClick={() => chat.say(text)}>
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
