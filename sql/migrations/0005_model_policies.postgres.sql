DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['assistant_settings', 'model_usage'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_tenant ON %I USING (parlance_tenant() IN (0, tenant_id)) WITH CHECK (parlance_tenant() IN (0, tenant_id))', t);
  END LOOP;
END $$;
