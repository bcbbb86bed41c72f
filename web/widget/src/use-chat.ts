import { useEffect, useState, useSyncExternalStore } from 'react';
import { Chat, type GetToken } from '@parlance/client';

const kNobody = { subscribe: () => () => {}, view: null };

// The customer's chat, for as long as the component is there.
export function useChat(baseUrl: string, getToken: GetToken, language: string) {
  // A function that the page makes anew at each render must not end the conversation.
  const [source] = useState(() => ({ get: getToken }));
  source.get = getToken;
  const [chat] = useState(() => new Chat({ baseUrl, getToken: () => source.get(), language }));
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && void chat.refresh();
    chat.start();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      chat.stop();
    };
  }, [chat]);
  const state = useSyncExternalStore(chat.subscribe, () => chat.state);
  const conversation = state.conversation ?? kNobody;
  const view = useSyncExternalStore(conversation.subscribe, () => conversation.view);
  return { chat, ...state, view };
}
