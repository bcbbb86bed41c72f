-- The server works as this role, which owns nothing and sees the rows of the tenant it has entered.
DO $$
BEGIN
  CREATE ROLE parlance_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT parlance_app TO %I', current_user);
EXCEPTION WHEN invalid_grant_operation OR unique_violation OR internal_error THEN NULL;  -- another database's migration grants it now
END $$;

CREATE FUNCTION db_now_ms() RETURNS BIGINT LANGUAGE SQL VOLATILE
  AS $$ SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT) $$;

-- The tenant that was entered; 0: all of them, for the few statements that cross; -1: none was, and nothing is seen.
CREATE FUNCTION parlance_tenant() RETURNS BIGINT LANGUAGE SQL STABLE
  AS $$ SELECT CAST(coalesce(nullif(current_setting('parlance.tenant', true), ''), '-1') AS BIGINT) $$;

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['tenants', 'counters', 'users', 'accounts', 'contacts', 'chat_sessions', 'chat_messages', 'tickets',
                           'orders', 'transactions', 'articles', 'activities'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_tenant ON %I USING (parlance_tenant() IN (0, %I)) WITH CHECK (parlance_tenant() IN (0, %I))',
                   t, CASE t WHEN 'tenants' THEN 'id' ELSE 'tenant_id' END, CASE t WHEN 'tenants' THEN 'id' ELSE 'tenant_id' END);
  END LOOP;
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO parlance_app', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO parlance_app', current_schema());
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO parlance_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO parlance_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO parlance_app', current_schema());
END $$;

-- A session's row changes with each message, in columns that no index has: room on its page keeps its indexes untouched.
ALTER TABLE chat_sessions SET (fillfactor = 60);

-- Messages are only ever selected from their session's own row into the table: to look that row up once more for each
-- would be a tenth of what a message costs.
ALTER TABLE chat_messages DROP CONSTRAINT chat_messages_tenant_id_session_id_fkey;
