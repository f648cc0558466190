import { fileURLToPath, URL } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { VitePWA } from 'vite-plugin-pwa'
import { appManifest } from './tools/app-manifest.ts'
import { preloadPlan } from './tools/preload-plan.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = 'http://localhost:8080'

export default defineConfig({
  resolve: { alias: { '@': here('./src') } },
  plugins: [
    vue(),
    tailwindcss(),
    vueI18n({
      include: [here('./src/i18n/*.json'), here('./src/features/*/i18n/*.json')],
      runtimeOnly: true,
      compositionOnly: true,
      fullInstall: false,
      dropMessageCompiler: true,
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: null,
      manifest: appManifest,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,webmanifest}', 'assets/core-*.woff2'],
        globIgnores: ['**/libheif*', 'samples/**'],
      },
    }),
    preloadPlan(),
  ],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/objects', '/.well-known', '^/[ps]/', '/oembed'].map((path) => [path, { target: server }]),
    ),
  },
  build: {
    outDir: here('./dist/app'),
    emptyOutDir: true,
    manifest: true,
    target: 'baseline-widely-available',
    // a font as a data: address would be refused by the content security policy
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // apart, or the entry would wait for everything that shares a chunk with it
            { name: 'load', test: /preload-helper|rolldown[\\/:-]?runtime/, priority: 40 },
            { name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router)[\\/]/, priority: 30 },
            { name: 'i18n', test: /node_modules[\\/](@intlify|vue-i18n)[\\/]/, priority: 20 },
            { name: 'query', test: /node_modules[\\/](@tanstack|openapi-fetch)[\\/]/, priority: 20 },
            {
              name: 'base',
              // what most pages begin with; without the sheet, the device's database, rooms and the model, which bring along what few begin with
              test: /[\\/]src[\\/](ui[\\/](?!AppSheet)|(app|lib(?![\\/]deviceDatabase)|api(?![\\/](room|block|ai\.)))[\\/])|node_modules[\\/]@lucide[\\/]|plugin-vue/,
              minShareCount: 7,
              priority: 10,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    env: { TZ: 'Asia/Seoul' },
  },
})
