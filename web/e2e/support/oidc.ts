import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { freePort } from './server'

/** The OpenID Connect server of the tests (tools/oidc, built by scripts/oidc); OIDC_BIN names another one. */
const program = process.env.OIDC_BIN ?? fileURLToPath(new URL('../../../.cache/bin/oidc', import.meta.url))

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.end())
  })

/** A real provider. Whoever is asked for is there. */
export class Provider {
  private constructor(
    private readonly process: ChildProcess,
    readonly host: string,
  ) {}

  /** Starts one that leads back to a page. */
  static async start(redirect: string): Promise<Provider> {
    const port = await freePort()
    const host = `127.0.0.1:${port}`
    const child = spawn(program, ['-addr', host, '-redirects', redirect], { stdio: 'ignore' })
    let failure: unknown
    child.once('error', (error) => (failure = error))
    await expect.poll(() => failure ?? isOpen(port), { message: `${program} takes connections` }).toBe(true)
    return new Provider(child, host)
  }

  /** The value of the setting sign_in.oidc. */
  setting(name: string, label: string): string {
    return `${name}=http://piece:piece-secret@${this.host}/?label=${encodeURIComponent(label)}`
  }

  /** Fills in the provider's own page. */
  async logIn(page: Page, name: string): Promise<void> {
    await page.waitForURL(`http://${this.host}/**`)
    await page.locator('input[name=username]').fill(name)
    await page.locator('input[name=password]').fill('open sesame')
    await page.locator('button[type=submit], input[type=submit]').click()
  }

  stop(): void {
    this.process.kill()
  }
}
