import { defineConfig } from '@playwright/test'

/** Journeys: a real server, a real browser, real pictures. Two at a time, each beside a server of its own: they mostly wait. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/e2e',
  workers: 2,
  fullyParallel: true,
  // a shared machine may stall; what needs a second try is listed as flaky
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  forbidOnly: true,
  use: {
    actionTimeout: 10_000,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    viewport: { width: 390, height: 844 },
    // journeys about the service worker turn it on; the others see every request of the page
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
