-- What each company says of its assistant, as JSON. Only added to: the highest version counts.
CREATE TABLE assistant_settings (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  version BIGINT NOT NULL,
  settings TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, version)
);

-- What models of vendors took, by day (UTC, since 1970-01-01) and customer.
CREATE TABLE model_usage (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  day BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  model TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost_micros BIGINT NOT NULL,             -- of the currency that the models' prices are in
  PRIMARY KEY (tenant_id, day, contact_id, model),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id)
);

ALTER TABLE chat_messages ADD COLUMN interrupted SMALLINT NOT NULL DEFAULT 0;  -- 1: a reply that ends where it was cut short
ALTER TABLE chat_messages ADD COLUMN ai_trace TEXT;                            -- of a reply: why it is what it is, JSON
