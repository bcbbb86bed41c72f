import { useState } from 'react';
import type { View } from '@parlance/client';
import { ArticlePage } from './article';
import { Composer } from './composer';
import { Messages } from './messages';
import { Past } from './past';
import type { Strings } from './strings';
import type { useChat } from './use-chat';

interface Props {
  chat: ReturnType<typeof useChat>;
  strings: Strings;
  company: string;
  logo?: string | undefined;
  greeting: string;
  text: string; // in the composer
  setText(text: string): void;
  submit(): void;
  onClose(): void;
}
type Page = 'chat' | 'past' | { article: number };

// What a customer should know of the connection; empty: all is well.
function stateOf(view: View | null, failed: boolean, strings: Strings): string {
  if (failed || view?.status === 'offline') return strings.offline;
  if (view?.loaded && view.status === 'connecting') return strings.connecting;
  return view?.ended ? strings.ended : '';
}

export function Panel({
  chat: { chat, view, conversation, sessions, failed },
  strings,
  company,
  logo,
  greeting,
  text,
  setText,
  submit,
  onClose,
}: Props) {
  const [page, setPage] = useState<Page>('chat');
  const state = stateOf(view, failed, strings);
  const past = () => {
    void chat.refresh();
    setPage('past');
  };
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
        <button onClick={page === 'chat' ? past : () => setPage('chat')}>
          {page === 'chat' ? strings.past : strings.back}
        </button>
        <button onClick={onClose} aria-label={strings.close}>
          ✕
        </button>
      </header>
      <div className={state ? 'state' : 'hidden'} role="status">
        {state}
      </div>
      {page === 'past' && (
        <Past
          sessions={sessions}
          shown={conversation?.id ?? null}
          strings={strings}
          onBegin={() => {
            setPage('chat');
            chat.begin();
          }}
          onShow={(id) => {
            setPage('chat');
            void chat.show(id).catch(() => {});
          }}
        />
      )}
      {typeof page === 'object' && <ArticlePage chat={chat} id={page.article} strings={strings} />}
      {page === 'chat' && (
        <>
          <Messages
            chat={chat}
            conversation={conversation}
            view={view}
            strings={strings}
            greeting={greeting}
            onArticle={(article) => setPage({ article })}
          />
          <Composer strings={strings} text={text} setText={setText} submit={submit} />
        </>
      )}
    </section>
  );
}
