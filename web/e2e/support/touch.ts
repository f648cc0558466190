import type { Locator } from '@playwright/test'

const STEPS = 8

/** A finger that strokes over an element, as far as said, in CSS pixels. The context must have `hasTouch`. */
export async function swipe(target: Locator, dx: number, dy = 0): Promise<void> {
  const page = target.page()
  const box = await target.boundingBox()
  if (!box) throw new Error(`nothing to swipe over: ${target}`)
  const [x, y] = [box.x + box.width / 2 - dx / 2, box.y + box.height / 2 - dy / 2]
  const devtools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx * part, y: y + dy * part }],
    })
  await touch('touchStart', 0)
  for (let step = 1; step <= STEPS; step++) await touch('touchMove', step / STEPS)
  await touch('touchEnd', 1)
  await devtools.detach()
}
