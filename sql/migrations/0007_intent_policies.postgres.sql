ALTER TABLE intents ENABLE ROW LEVEL SECURITY;
ALTER TABLE intents FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON intents USING (parlance_tenant() IN (0, tenant_id)) WITH CHECK (parlance_tenant() IN (0, tenant_id));
