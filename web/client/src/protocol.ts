// The shapes of api/openapi.yaml and api/asyncapi.yaml that a customer's client uses.
export interface Ticket {
  id: number;
  title: string;
  description: string;
  status: string;
  priority: string;
  assignee_name: string | null;
  created_at: string;
  updated_at: string;
}
export interface Order {
  id: number;
  external_id: string;
  status: string;
  placed_at: string;
  total: string;
  currency: string;
  items: { name: string; quantity?: number; price?: string }[];
  eta: string | null;
}
export type Part =
  | { type: 'quick_replies'; replies: string[] }
  | { type: 'ticket'; ticket: Ticket }
  | { type: 'order'; order: Order }
  | { type: 'citation'; article_id: number; title: string; heading: string; url: string | null };

export interface Session {
  id: number;
  status: 'active' | 'waiting' | 'closed';
  started_at: string;
  last_message_at: string;
  agent: { id: number; name: string } | null;
  locale: string;
  last_seq: number;
  revision: number;
  read: { customer: number; agent: number };
}
export interface Message {
  id: number;
  seq: number;
  revision: number;
  session_id: number;
  client_id: string | null;
  sender_type: 'customer' | 'bot' | 'agent';
  sender_id: number | null;
  message_text: string;
  message_type: 'text' | 'voice' | 'file' | 'system';
  created_at: string;
  reply_to: number | null;
  parts: Part[];
}
export interface Article {
  id: number;
  title: string;
  body: string;
  language: string;
  url: string | null;
}
export type ServerEvent =
  | { type: 'ready'; session: Session }
  | { type: 'ack'; client_id: string; message_id: number; seq: number; revision: number }
  | { type: 'message'; message: Message }
  | { type: 'session'; session: Session }
  | { type: 'typing'; sender_type: 'bot' | 'agent'; active: boolean }
  | { type: 'delta'; reply_to: number; attempt: number; offset: number; text: string }
  | { type: 'error'; code: string; detail: string; client_id: string | null; retry_after_ms?: number }
  | { type: 'pong' };
