import { useEffect, useState } from 'react';
import type { Article, Chat } from '@parlance/client';
import type { Strings } from './strings';
import { Markdown } from './text';

export function ArticlePage({ chat, id, strings }: { chat: Chat; id: number; strings: Strings }) {
  const [article, setArticle] = useState<Article | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    chat.article(id).then(setArticle, () => setFailed(true));
  }, [chat, id]);
  return (
    <div className="article" tabIndex={0} aria-busy={!article && !failed}>
      {article && <h3>{article.title}</h3>}
      {article && <Markdown>{article.body}</Markdown>}
      {failed && <p role="alert">{strings.noArticle}</p>}
    </div>
  );
}
