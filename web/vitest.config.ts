import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@parlance/client': resolve(import.meta.dirname, 'client/src/index.ts'),
      '@parlance/widget': resolve(import.meta.dirname, 'widget/src/index.tsx'),
    },
  },
  test: { environment: 'happy-dom', include: ['{client,widget}/src/**/*.test.{ts,tsx}'] },
});
