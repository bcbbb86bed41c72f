import type { Message, ServerEvent, Session } from './protocol';

// Whether events come: idle where there is no conversation yet that could have any.
export type Status = 'idle' | 'connecting' | 'online' | 'offline';

// A message of this customer that is not acknowledged yet.
export interface Draft {
  client_id: string;
  text: string;
  at: string;
  state: 'sending' | 'failed';
  why?: string;
}

// A reply that is being written; its message takes its place.
export interface Writing {
  reply_to: number;
  attempt: number;
  text: string;
}

// A conversation as its customer sees it.
export interface View {
  session: Session | null;
  messages: Message[];
  drafts: Draft[];
  hasMore: boolean; // earlier messages that are not loaded
  status: Status;
  typing: boolean;
  writing: Writing | null;
  ended: boolean;
  loaded: boolean;
}

export const kEmptyView: View = {
  session: null,
  messages: [],
  drafts: [],
  hasMore: false,
  status: 'connecting',
  typing: false,
  writing: null,
  ended: false,
  loaded: false,
};

const kOwedForMs = 60_000; // an answer is expected; after that the sign of it would be a lie

function isOwed(messages: Message[]): boolean {
  const recent = (m: Message) => Date.now() - Date.parse(m.created_at) < kOwedForMs;
  const answered = new Set(messages.map((m) => m.reply_to));
  return messages.some((m) => m.sender_type === 'customer' && recent(m) && !answered.has(m.id));
}

// The message takes its place by `seq`, instead of what was known of it and of its draft.
export function withMessage(view: View, message: Message): View {
  const messages = [...view.messages.filter((m) => m.id !== message.id), message].sort((a, b) => a.seq - b.seq);
  const drafts = view.drafts.filter((d) => d.client_id !== message.client_id);
  const writing = view.writing?.reply_to === message.reply_to ? null : view.writing;
  return { ...view, messages, drafts, writing, typing: isOwed(messages) };
}

// A piece that does not join what is shown is left out: the message brings the whole.
export function withDelta(view: View, delta: Extract<ServerEvent, { type: 'delta' }>): View {
  const { reply_to, attempt, offset, text } = delta;
  if (view.messages.some((m) => m.reply_to === reply_to)) return view;
  const shown = view.writing;
  if (shown?.reply_to === reply_to && attempt < shown.attempt) return view;
  if (offset === 0) return { ...view, writing: { reply_to, attempt, text } };
  if (shown?.reply_to !== reply_to || shown.attempt !== attempt) return view;
  const before = Array.from(shown.text);
  return before.length === offset ? { ...view, writing: { ...shown, text: shown.text + text } } : view;
}

export function withDraft(view: View, client_id: string, change: Partial<Draft>): View {
  return { ...view, drafts: view.drafts.map((d) => (d.client_id === client_id ? { ...d, ...change } : d)) };
}

// The acknowledged draft as the message that it has become.
export function acknowledged(view: View, ack: Extract<ServerEvent, { type: 'ack' }>, session: number): Message | null {
  const draft = view.drafts.find((d) => d.client_id === ack.client_id);
  if (!draft) return null;
  return {
    id: ack.message_id,
    seq: ack.seq,
    revision: ack.revision,
    session_id: session,
    client_id: ack.client_id,
    sender_type: 'customer',
    sender_id: null,
    message_text: draft.text,
    message_type: 'text',
    file_url: null,
    ai_intent: null,
    ai_entities: null,
    created_at: draft.at,
    reply_to: null,
    parts: [],
  };
}

export function unreadIn(view: View): number {
  const read = view.session?.read.customer ?? 0;
  return view.messages.filter((m) => m.sender_type !== 'customer' && m.seq > read).length;
}
