import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Api, Conversation, Outbox, subjectOf, type GetToken, type Session } from '@parlance/client';

const kNobody = { subscribe: () => () => {}, view: null };

// The customer's conversations: the newest open one at first, made only when something is said.
export function useChat(baseUrl: string, getToken: GetToken, language: string) {
  const [generation, setGeneration] = useState(0);
  // A function that the page makes anew at each render must not end the conversation.
  const [tokenSource] = useState(() => ({ get: getToken }));
  tokenSource.get = getToken;
  const api = useMemo(() => new Api(baseUrl, () => tokenSource.get()), [baseUrl, tokenSource, generation]);
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  const [sessions, setSessions] = useState<Session[]>([]);
  const [conversation, setConversation] = useState<Conversation | null>(null);
  const [failed, setFailed] = useState(false);

  // Who signed out meanwhile must not come back with what was under way.
  const current = useRef(api);
  current.current = api;
  const beginning = useRef<Promise<Conversation> | null>(null);

  const show = useCallback(
    async (id: number, box: Outbox) => {
      const next = new Conversation(api, id, box);
      await next.open();
      if (current.current !== api) {
        next.close();
        throw new Error('signed out');
      }
      setConversation((before) => {
        before?.close();
        return next;
      });
      return next;
    },
    [api],
  );

  useEffect(() => {
    let gone = false;
    (async () => {
      const box = new Outbox(subjectOf(await api.token()), localStorage);
      const list = await api.sessions();
      if (gone) return;
      setOutbox(box);
      setSessions(list);
      setFailed(false);
      const open = list.find((s) => s.status !== 'closed');
      if (open) await show(open.id, box);
    })().catch(() => {
      if (!gone) {
        setFailed(true);
        setTimeout(() => {
          if (!gone) setGeneration((g) => g + 1);
        }, 5_000);
      }
    });
    return () => {
      gone = true;
    };
  }, [api, show]);
  useEffect(() => () => conversation?.close(), [conversation]);

  const source = conversation ?? kNobody;
  const view = useSyncExternalStore(source.subscribe, () => source.view);

  const beginNew = useCallback(async () => {
    const session = await api.createSession(language);
    setSessions((list) => [session, ...list]);
    return show(session.id, outbox ?? new Outbox(subjectOf(await api.token()), localStorage));
  }, [api, language, outbox, show]);
  // Two messages said before there is a conversation begin one, not two.
  const begin = useCallback(
    () =>
      (beginning.current ??= beginNew().finally(() => {
        beginning.current = null;
      })),
    [beginNew],
  );
  const say = useCallback(
    async (text: string) => (conversation && !conversation.view.ended ? conversation : await begin()).send(text),
    [conversation, begin],
  );
  const logout = useCallback(() => {
    outbox?.clear();
    setConversation((before) => {
      before?.close();
      return null;
    });
    setSessions([]);
    setOutbox(null);
    setGeneration((g) => g + 1);
  }, [outbox]);
  return {
    api,
    sessions,
    conversation,
    view,
    failed,
    begin,
    say,
    logout,
    show: (id: number) => outbox && show(id, outbox),
  };
}
