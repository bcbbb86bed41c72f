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

interface UnsentProps {
  draft: Draft;
  strings: Strings;
  retry(): void;
  discard(): void;
}

function Unsent({ draft, strings, retry, discard }: UnsentProps) {
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
          <button onClick={discard}>{strings.discard}</button>
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
  }, [view?.messages, view?.drafts, view?.typing, view?.writing]);
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
  if (view.drafts.some((d) => d.state === 'sending') || last?.sender_type !== 'bot') return [];
  return last.parts.flatMap((part) => (part.type === 'quick_replies' ? part.replies : []));
}

// What failed stands where it was said; what is being sent, at the end.
function inOrder({ messages, drafts }: View): (Message | Draft)[] {
  const out: (Message | Draft)[] = [...messages];
  for (const draft of drafts) {
    const later = out.findIndex((item) => 'seq' in item && Date.parse(item.created_at) > Date.parse(draft.at));
    if (draft.state === 'failed' && later >= 0) out.splice(later, 0, draft);
    else out.push(draft);
  }
  return out;
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
      {view &&
        inOrder(view).map((item) =>
          'seq' in item ? (
            <Bubble key={item.id} message={item} last={item === last} strings={strings} onArticle={onArticle} />
          ) : (
            <Unsent
              key={item.client_id}
              draft={item}
              strings={strings}
              retry={() => chat.retry(item.client_id)}
              discard={() => conversation?.take(item.client_id)}
            />
          ),
        )}
      {view?.writing && (
        <div className="msg bot" aria-hidden="true">
          <Text>{view.writing.text}</Text>
        </div>
      )}
      {view?.typing && <div className={view.writing ? 'hidden' : 'note'}>{strings.typing}</div>}
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
