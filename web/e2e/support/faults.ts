import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What an analysis of the page as it stands finds that keeps somebody out. */
export async function axeFaults(page: Page): Promise<string[]> {
  // legacy: all frames are our own, no page of its own is needed for each analysis
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.target.join(' ')} (${n.any[0]?.message ?? ''})`).join(' | ')}`,
    )
}

/** What is still on its way to its colour or place, but for what moves all the time. */
export const movements = (): number =>
  document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).length

/** Widths at which the page is wider than the screen. */
export async function sidewaysFaults(page: Page, widths: readonly number[]): Promise<string[]> {
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expect.poll(() => page.evaluate(movements)).toBe(0)
    const [wanted, given] = await page.evaluate(
      () =>
        new Promise<[number, number]>((resolve) =>
          requestAnimationFrame(() => {
            const root = document.documentElement
            resolve([Math.max(root.scrollWidth, document.body.scrollWidth), root.clientWidth])
          }),
        ),
    )
    if (wanted > given) faults.push(`${wanted} pixels at ${width}`)
  }
  return faults
}
