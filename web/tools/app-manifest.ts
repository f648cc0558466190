import type { ManifestOptions } from 'vite-plugin-pwa'

/** What the browser shows of the installed app. */
export const appManifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'PIECE 조각',
  short_name: 'PIECE',
  description: '본 것을 아름다운 조각으로',
  lang: 'ko',
  dir: 'ltr',
  start_url: '/?source=pwa',
  scope: '/',
  display: 'standalone',
  orientation: 'any',
  background_color: '#fffaf6',
  theme_color: '#fffaf6',
  categories: ['entertainment', 'lifestyle'],
  icons: [
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [{ name: '조각 만들기', url: '/make', icons: [{ src: '/icon-192.png', sizes: '192x192' }] }],
}
