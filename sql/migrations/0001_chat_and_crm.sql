-- Times are milliseconds since 1970-01-01T00:00:00Z. Every key that crosses tables begins with the tenant.

CREATE TABLE tenants (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  token_secret TEXT NOT NULL,              -- HS256
  token_keys TEXT NOT NULL DEFAULT '[]',   -- JSON: [{"kid","pem"} or {"kid","jwk"}]
  api_key_sha256 TEXT NOT NULL,
  allowed_origins TEXT NOT NULL DEFAULT '[]',
  created_at BIGINT NOT NULL
);

-- The next number of each kind of thing that customers know by its number in one tenant.
CREATE TABLE counters (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, kind)
);

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (tenant_id, email),
  UNIQUE (tenant_id, id)
);

CREATE TABLE accounts (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  id BIGINT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  plan TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id)
);

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  external_id TEXT NOT NULL,               -- the token's `sub`
  email TEXT,
  name TEXT,
  locale TEXT,
  account_id BIGINT,
  UNIQUE (tenant_id, external_id),
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);

CREATE TABLE chat_sessions (
  id INTEGER PRIMARY KEY,
  contact_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  status SMALLINT NOT NULL DEFAULT 0,      -- 0 active, 1 waiting, 2 closed
  started_at BIGINT NOT NULL,
  last_message_at BIGINT NOT NULL,
  agent_id BIGINT,
  locale TEXT NOT NULL DEFAULT 'en',
  page_url TEXT,
  last_seq BIGINT NOT NULL DEFAULT 0,
  revision BIGINT NOT NULL DEFAULT 0,      -- of the session and all in it
  own_revision BIGINT NOT NULL DEFAULT 0,  -- at which status, agent or read marks last changed
  epoch BIGINT NOT NULL DEFAULT 0,         -- rises whenever the owner changes; a write under an older one is refused
  read_customer BIGINT NOT NULL DEFAULT 0,
  read_agent BIGINT NOT NULL DEFAULT 0,
  dialogue TEXT NOT NULL DEFAULT '',       -- the assistant's state of the conversation, JSON
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES users (tenant_id, id)
);
CREATE INDEX chat_sessions_by_contact ON chat_sessions (tenant_id, contact_id, id);

-- id is session_id * 2^20 + seq: a session's history lies together. There is a message for every seq up to its session's last_seq.
CREATE TABLE chat_messages (
  id INTEGER PRIMARY KEY,
  session_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  client_id BLOB,                          -- 16 bytes
  sender_type SMALLINT NOT NULL,           -- 0 customer, 1 bot, 2 agent
  sender_id BIGINT,
  message_text TEXT NOT NULL,
  message_type SMALLINT NOT NULL DEFAULT 0,  -- 0 text, 1 voice, 2 file, 3 system
  file_url TEXT,
  ai_intent TEXT,
  ai_entities TEXT,
  created_at BIGINT NOT NULL,
  reply_to BIGINT,
  parts TEXT,
  pending SMALLINT NOT NULL DEFAULT 0,     -- 1: waits for its answer; this is the queue
  attempts SMALLINT NOT NULL DEFAULT 0,    -- times that its answer was begun anew, after a restart
  FOREIGN KEY (tenant_id, session_id) REFERENCES chat_sessions (tenant_id, id)
);
CREATE UNIQUE INDEX chat_messages_by_client_id ON chat_messages (session_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX chat_messages_pending ON chat_messages (id) WHERE pending = 1;

CREATE TABLE tickets (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  id BIGINT NOT NULL,
  external_id TEXT,
  contact_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL,
  priority TEXT NOT NULL,
  assignee_name TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  session_id BIGINT,                       -- the conversation that is attached
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES chat_sessions (tenant_id, id)
);
CREATE INDEX tickets_by_contact ON tickets (tenant_id, contact_id, id);

CREATE TABLE orders (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  id BIGINT NOT NULL,
  external_id TEXT NOT NULL,
  contact_id BIGINT NOT NULL,
  status TEXT NOT NULL,
  placed_at BIGINT NOT NULL,
  total TEXT NOT NULL,                     -- decimal
  currency TEXT NOT NULL,
  items TEXT NOT NULL DEFAULT '[]',        -- JSON: [{"name","quantity","price"}]
  eta BIGINT,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id)
);
CREATE INDEX orders_by_contact ON orders (tenant_id, contact_id, placed_at);

CREATE TABLE transactions (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  id BIGINT NOT NULL,
  external_id TEXT NOT NULL,
  contact_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount TEXT NOT NULL,                    -- decimal
  currency TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id)
);
CREATE INDEX transactions_by_contact ON transactions (tenant_id, contact_id, created_at);

CREATE TABLE articles (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  id BIGINT NOT NULL,
  external_id TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,                      -- Markdown
  language TEXT NOT NULL DEFAULT 'en',
  tags TEXT NOT NULL DEFAULT '[]',
  visibility TEXT NOT NULL DEFAULT 'public',
  url TEXT,
  revision BIGINT NOT NULL,                -- rises with every change of any article; a search index asks for what is newer
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id)
);
CREATE INDEX articles_by_revision ON articles (revision);

-- The customer's timeline.
CREATE TABLE activities (
  id INTEGER PRIMARY KEY,
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  contact_id BIGINT NOT NULL,
  ticket_id BIGINT,
  session_id BIGINT,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
);
CREATE INDEX activities_by_ticket ON activities (tenant_id, ticket_id, id);
