import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Article } from '@parlance/client';
import { Messages } from './messages';
import type { Strings } from './strings';
import { Markdown } from './text';
import type { useChat } from './use-chat';

interface Props {
  chat: ReturnType<typeof useChat>;
  strings: Strings;
  company: string;
  logo?: string | undefined;
  greeting: string;
  onClose(): void;
}
type Page = 'chat' | 'past' | { article: Article };

function Composer({ strings, say }: { strings: Strings; say(text: string): Promise<boolean> }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  // What could not even be kept for sending comes back into the field.
  const submit = () => {
    if (text.trim()) {
      setText('');
      void say(text).then((kept) => {
        if (!kept) setText((now) => now || text);
      });
    }
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Enter' && !e.shiftKey && !e.nativeEvent.isComposing) {
      e.preventDefault();
      submit();
    }
  };
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={field}
        rows={Math.min(5, text.split('\n').length)}
        maxLength={16_000}
        aria-label={strings.placeholder}
        placeholder={strings.placeholder}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={onKeyDown}
      />
      <button className="send" disabled={!text.trim()}>
        {strings.send}
      </button>
    </form>
  );
}

export function Panel({ chat, strings, company, logo, greeting, onClose }: Props) {
  const [page, setPage] = useState<Page>('chat');
  const { view, conversation } = chat;
  const openArticle = (id: number) =>
    void chat.api.article(id).then(
      (article) => setPage({ article }),
      () => {},
    );
  const say = (text: string) =>
    chat.say(text).then(
      () => true,
      () => false,
    );
  const state = chat.failed
    ? strings.offline
    : view && view.status !== 'online' && view.loaded
      ? view.status === 'offline'
        ? strings.offline
        : strings.connecting
      : view?.ended
        ? strings.ended
        : '';
  return (
    <section
      className="panel"
      role="dialog"
      aria-label={company}
      onKeyDown={(e) => {
        if (e.key === 'Escape') onClose();
      }}
    >
      <header>
        {logo && <img src={logo} alt="" />}
        <h2>
          {company}
          <small>{strings.bot}</small>
        </h2>
        {page === 'chat' ? (
          <button onClick={() => setPage('past')}>{strings.past}</button>
        ) : (
          <button onClick={() => setPage('chat')}>{strings.back}</button>
        )}
        <button onClick={onClose} aria-label={strings.close}>
          ✕
        </button>
      </header>
      <div className={state ? 'state' : 'hidden'} role="status">
        {state}
      </div>
      {page === 'past' ? (
        <div className="list">
          <button
            className="wide"
            onClick={() => {
              setPage('chat');
              void chat.begin().catch(() => {});
            }}
          >
            ＋ {strings.fresh}
          </button>
          {chat.sessions.length === 0 && <p className="quiet">{strings.none}</p>}
          {chat.sessions.map((s) => (
            <button
              key={s.id}
              className="wide"
              aria-current={conversation?.id === s.id}
              onClick={() => {
                setPage('chat');
                void chat.show(s.id);
              }}
            >
              {new Date(s.last_message_at).toLocaleString()}
            </button>
          ))}
        </div>
      ) : typeof page === 'object' ? (
        <div className="article" tabIndex={0}>
          <h3>{page.article.title}</h3>
          <Markdown>{page.article.body}</Markdown>
        </div>
      ) : (
        <>
          {conversation && view ? (
            <Messages
              conversation={conversation}
              view={view}
              strings={strings}
              greeting={greeting}
              onReply={(text) => void say(text)}
              onArticle={openArticle}
            />
          ) : (
            <div className="list">
              <div className="msg bot">{greeting}</div>
            </div>
          )}
          <Composer strings={strings} say={say} />
        </>
      )}
    </section>
  );
}
