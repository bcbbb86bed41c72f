import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@parlance/client': resolve(__dirname, 'client/src/index.ts'),
      '@parlance/widget': resolve(__dirname, 'widget/src/index.tsx'),
    },
  },
  test: { environment: 'happy-dom', include: ['{client,widget}/src/**/*.test.{ts,tsx}'] },
});
