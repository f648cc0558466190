import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Bundles the clients of the torture test for Node, from the same code that the app has. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../src', import.meta.url)) } },
  ssr: { noExternal: true },
  build: {
    ssr: 'driver.ts',
    outDir: '../../.cache/torture',
    emptyOutDir: false,
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: 'driver.mjs' } },
  },
})
