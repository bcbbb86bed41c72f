// Builds web/dist: what the server serves (the loader, the widget with React in it, the portal), and in package/ the npm
// package for pages that have React.
import { build } from 'vite';
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
await bundle('widget/src/index.tsx', 'package/index.js', 'es', ['react', 'react-dom', 'react/jsx-runtime']);
await bundle('portal/src/portal.ts', 'portal/portal.js', 'es');
for (const name of ['index.html', 'portal.css'])
  copyFileSync(resolve(root, 'portal/static', name), resolve(root, 'dist/portal', name));

// The package's types: only what its entry says, which needs nothing of the others.
const types = resolve(root, 'dist/types');
execFileSync(
  resolve(root, 'node_modules/.bin/tsc'),
  ['-p', root, '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', types],
  { stdio: 'inherit' },
);
copyFileSync(resolve(types, 'widget/src/index.d.ts'), resolve(root, 'dist/package/index.d.ts'));
rmSync(types, { recursive: true });
const { name, version, peerDependencies } = JSON.parse(readFileSync(resolve(root, 'widget/package.json'), 'utf8'));
const manifest = {
  name,
  version,
  type: 'module',
  exports: { types: './index.d.ts', default: './index.js' },
  peerDependencies,
};
writeFileSync(resolve(root, 'dist/package/package.json'), JSON.stringify(manifest, null, 2) + '\n');
