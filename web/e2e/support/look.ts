import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { axeFaults, movements, sidewaysFaults } from './faults'

/** Where pictures of what is looked at are kept, for people to look at them too. */
const folder = process.env.LOOK_DIR ?? ''
const screens = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const

/**
 * Looks at the page as it stands: nothing wider than a small phone, nothing that keeps somebody out, in light and dark;
 * with LOOK_DIR, keeps pictures of it as phones and desktops show it.
 */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  const theme = await page.evaluate(() => document.documentElement.dataset.theme ?? 'light')
  const faults = await sidewaysFaults(page, [320])
  for (const [i, screen] of screens.entries()) {
    if (!folder && i > 0) break
    await page.setViewportSize(screen)
    for (const shade of ['light', 'dark']) {
      await page.evaluate((to) => (document.documentElement.dataset.theme = to), shade)
      await expect.poll(() => page.evaluate(movements)).toBe(0)
      if (i === 0) faults.push(...(await axeFaults(page)).map((fault) => `${shade}: ${fault}`))
      if (!folder) continue
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}-${screen.width}-${shade}.png`) })
    }
  }
  await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme)
  if (before) await page.setViewportSize(before)
  expect(faults, name).toEqual([])
}
