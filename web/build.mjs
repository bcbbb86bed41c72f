// Builds what the server serves from web/dist: the loader, the widget with React in it, the widget for pages that have React, the portal.
import { build } from 'vite';
import { copyFileSync, rmSync } from 'node:fs';
import { resolve, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
rmSync(resolve(root, 'dist'), { recursive: true, force: true });
const bundle = (entry, name, format, external = []) =>
  build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    resolve: {
      alias: {
        '@parlance/client': resolve(root, 'client/src/index.ts'),
        '@parlance/widget': resolve(root, 'widget/src/index.tsx'),
      },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: resolve(root, 'dist', dirname(name)),
      emptyOutDir: false,
      lib: {
        entry: resolve(root, entry),
        formats: [format],
        name: 'ParlanceLoader',
        fileName: () => name.split('/').pop(),
      },
      rollupOptions: { external },
    },
  });

await bundle('widget/src/loader.ts', 'widget/parlance.js', 'iife');
await bundle('widget/src/embed.tsx', 'widget/widget.js', 'es');
await bundle('widget/src/index.tsx', 'widget/react.js', 'es', ['react', 'react-dom', 'react/jsx-runtime']);
await bundle('portal/src/portal.ts', 'portal/portal.js', 'es');
for (const name of ['index.html', 'portal.css'])
  copyFileSync(resolve(root, 'portal/static', name), resolve(root, 'dist/portal', name));
