import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { Server } from './server'

export { expect } from '@playwright/test'

/** Watches every page of a context: what a person would never notice, but must not happen. */
export class Watch {
  private readonly found: string[] = []
  private readonly allowed = [/Service Worker registration blocked by Playwright/]

  /** Complaints that this journey causes on purpose. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns)
  }

  follow(context: BrowserContext): void {
    context.on('page', (page) => this.followPage(page))
    for (const page of context.pages()) this.followPage(page)
  }

  private followPage(page: Page): void {
    page.on('pageerror', (error) => this.found.push(`error: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      this.found.push(`${message.type()}: ${message.text()} at ${message.location().url} on ${page.url()}`)
    })
    page.on('dialog', (dialog) => {
      this.found.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
  }

  complaints(): string[] {
    return this.found.filter((text) => !this.allowed.some((pattern) => pattern.test(text)))
  }
}

/** What the browser itself says when it can't have what a page asks for. */
export const lostRequest = /Failed to load resource: net::ERR_|WebSocket connection to .* failed: .*net::ERR_/
export const answered = (status: number): RegExp =>
  new RegExp(`Failed to load resource: the server responded with a status of ${status}`)

/** `server` is shared by the journeys of a run; each makes people of its own. No journey may make the console complain. */
export const test = base.extend<{ watch: Watch }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start()
      await use(server)
      await server.remove()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => {
    await server.up() // a journey that failed may have left it ended
    await use(server.url)
  },
  watch: [
    async ({ context }, use) => {
      const watch = new Watch()
      watch.follow(context)
      await use(watch)
      base.expect(watch.complaints(), 'complaints of the browser').toEqual([])
    },
    { auto: true },
  ],
})

/** A browser of somebody else, watched as well. */
export async function anotherBrowser(browser: Browser, watch: Watch): Promise<Page> {
  const context = await browser.newContext()
  watch.follow(context)
  return context.newPage()
}
