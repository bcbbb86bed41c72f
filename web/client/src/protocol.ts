// Generated from api/openapi.yaml and api/asyncapi.yaml by web/generate.mjs.

export type Id = number;
export type Time = string;
export type Part =
  | {
      type: 'quick_replies';
      replies: string[];
    }
  | {
      type: 'ticket';
      ticket: Ticket;
    }
  | {
      type: 'order';
      order: Order;
    }
  | {
      type: 'citation';
      article_id: number;
      title: string;
      heading: string;
      url: string | null;
    };
export type Money = string;
export type ServerEvent =
  | {
      type: 'ready';
      session: Session;
    }
  | {
      type: 'ack';
      client_id: string;
      message_id: number;
      seq: number;
      revision: number;
    }
  | {
      type: 'message';
      message: Message;
    }
  | {
      type: 'session';
      session: Session;
    }
  | {
      type: 'delta';
      reply_to: number;
      attempt: number;
      offset: number;
      text: string;
    }
  | {
      type: 'typing';
      sender_type: 'bot' | 'agent';
      active: boolean;
    }
  | {
      type: 'error';
      code: string;
      detail: string;
      client_id: string | null;
      retry_after_ms?: number;
    }
  | {
      type: 'pong';
    };
export type ClientFrame =
  | {
      type: 'message';
      client_id: string;
      message_text: string;
    }
  | {
      type: 'typing';
      active: boolean;
    }
  | {
      type: 'read';
      seq: number;
    }
  | {
      type: 'auth';
      token: string;
    }
  | {
      type: 'ping';
    };

export interface Session {
  id: Id;
  status: 'active' | 'waiting' | 'closed';
  started_at: Time;
  last_message_at: Time;
  agent: {
    id: number;
    name: string;
  } | null;
  locale: string;
  last_seq: number;
  revision: number;
  read: {
    customer: number;
    agent: number;
  };
}
export interface Message {
  id: Id;
  seq: number;
  revision: number;
  session_id: Id;
  client_id: string | null;
  sender_type: 'customer' | 'bot' | 'agent';
  sender_id: number | null;
  message_text: string;
  message_type: 'text' | 'voice' | 'file' | 'system';
  file_url: string | null;
  ai_intent: string | null;
  ai_entities: Entities | null;
  created_at: Time;
  reply_to: number | null;
  /**
   * A reply that ends where a newer question or a human cut it short.
   */
  interrupted?: true;
  parts: Part[];
}
/**
 * What a message names. Beside the spans, the first of some kinds by its name. Offsets are in Unicode code points.
 */
export interface Entities {
  /**
   * A string where no id can be so long.
   */
  ticket_id?: number | string;
  order_id?: string;
  customer_email?: string;
  phone_number?: string;
  spans?: EntitySpan[];
  [k: string]: unknown;
}
export interface EntitySpan {
  /**
   * ticket_id, order_id, customer_email, phone_number, date, amount, code, url, or number: one that may be a ticket's or an order's. Others may follow.
   */
  type: string;
  /**
   * Of a date in ISO 8601: a day, a time with its offset, or an interval without its end (".." where it has none). Of an amount a decimal. Of a phone number its digits, ";ext=" before an extension.
   */
  value: string | number;
  /**
   * Of an amount, in ISO 4217, where it is known. A lone $ is taken for USD.
   */
  currency?: string;
  start: number;
  end: number;
  [k: string]: unknown;
}
export interface Ticket {
  id: Id;
  title: string;
  description: string;
  status: string;
  priority: string;
  assignee_name: string | null;
  created_at: Time;
  updated_at: Time;
}
export interface Order {
  id: Id;
  external_id: string;
  status: string;
  placed_at: Time;
  total: Money;
  currency: string;
  items: OrderItem[];
  eta: Time | null;
  minItems?: 0;
}
export interface OrderItem {
  name: string;
  quantity?: number;
  price?: Money;
  [k: string]: unknown;
}
export interface Transaction {
  id: Id;
  kind: string;
  amount: Money;
  currency: string;
  status: string;
  created_at: Time;
}
export interface Article {
  id: Id;
  title: string;
  body: string;
  language: string;
  url: string | null;
}
export interface CustomerInfo {
  contact: {
    id: Id;
    external_id: string;
    email: string | null;
    name: string | null;
    locale: string | null;
  };
  account: {
    id: Id;
    name: string;
    status: string;
    plan: string;
  } | null;
  tickets: Ticket[];
  orders: Order[];
  transactions: Transaction[];
}
export interface History {
  messages: Message[];
  has_more: boolean;
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  code:
    | 'bad_request'
    | 'bad_form'
    | 'invalid_json'
    | 'unauthorized'
    | 'origin_refused'
    | 'not_found'
    | 'method_not_allowed'
    | 'session_closed'
    | 'session_full'
    | 'client_id_reused'
    | 'payload_too_large'
    | 'unsupported_media_type'
    | 'invalid_field'
    | 'unknown_field'
    | 'upgrade_required'
    | 'rate_limited'
    | 'headers_too_large'
    | 'internal'
    | 'overloaded'
    | 'storage_full'
    | 'storage_unavailable'
    | 'shutting_down';
  detail: string;
  request_id: string;
  pointer?: string;
  retry_after_ms?: number;
}
