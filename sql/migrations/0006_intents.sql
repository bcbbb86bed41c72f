-- What a company's customers may want beyond what the engine knows by itself, and the answer to each.
CREATE TABLE intents (
  tenant_id BIGINT NOT NULL REFERENCES tenants (id),
  id BIGINT NOT NULL,
  external_id TEXT NOT NULL,               -- its name
  phrases TEXT NOT NULL,                   -- JSON array of how customers say it; empty: it is no longer understood
  answer TEXT NOT NULL,                    -- Markdown
  revision BIGINT NOT NULL,                -- rises with every change of any intent
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id)
);
CREATE INDEX intents_by_revision ON intents (revision);

INSERT INTO revisions (kind, last) VALUES ('intent', 0);
