import type { Page } from '@playwright/test'
import { join, makePiece } from './support/api'
import { expect, lostRequest, test } from './support/journey'
import { wantPhoto } from './support/making'

test.use({ serviceWorkers: 'allow' })

/** Resolves once the service worker is in charge of the page and has kept the app. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
}

test('the app can be installed', async ({ page }) => {
  await page.goto('/')
  const address = await page.locator('link[rel=manifest]').getAttribute('href')
  const answer = await page.request.get(address!)
  expect(answer.headers()['content-type']).toMatch(/^application\/manifest\+json/)
  const manifest = (await answer.json()) as { name: string; start_url: string; display: string; icons: Icon[] }
  expect(manifest).toMatchObject({ display: 'standalone' })
  expect(manifest.name).toContain('PIECE')
  expect((await page.request.get(new URL(manifest.start_url, page.url()).href)).ok()).toBe(true)
  for (const { src, sizes } of manifest.icons) {
    const shown = await page.evaluate(async (url) => {
      const picture = Object.assign(new Image(), { src: url })
      await picture.decode()
      return [picture.naturalWidth, picture.naturalHeight]
    }, src)
    if (sizes !== 'any') expect(shown.join('x')).toBe(sizes)
  }
  const browser = await page.context().newCDPSession(page)
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
})

interface Icon {
  src: string
  sizes: string
}

test('without a server the app opens, with what was seen before', async ({ page, server, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  const piece = await makePiece(page.request, { title: '기억 속의 밤', day: '2026-08-03' })
  await page.goto('/')
  await settle(page)
  for (const address of ['/calendar?day=2026-08-03', '/pieces', `/pieces/${piece.id}`]) {
    await page.goto(address)
    await expect(page.getByText('기억 속의 밤').first()).toBeVisible()
    await expect(page.locator('img[src*="/ticket/"]').first()).not.toHaveJSProperty('naturalWidth', 0)
  }
  await server.kill()

  const offline = page.getByText('인터넷에 연결되지 않았어요. 저장된 내용을 보여 드려요.')
  for (const address of ['/calendar?day=2026-08-03', '/pieces', `/pieces/${piece.id}`]) {
    await page.goto(address)
    await expect(page.getByText('기억 속의 밤').first()).toBeVisible()
    await expect(page.locator('img[src*="/ticket/"]').first()).not.toHaveJSProperty('naturalWidth', 0)
    await expect(offline).toBeVisible()
  }
  await page.goto('/make')
  await expect(page.getByTestId('find-offline')).toBeVisible()
  await wantPhoto(page)
  await expect(page.getByRole('button', { name: '사진 고르기' })).toBeVisible()

  await server.up()
  await page.goto('/pieces')
  await expect(page.getByText('기억 속의 밤')).toBeVisible()
  await expect(offline).toBeHidden()
})

test('who logs out leaves nothing for the time without a server', async ({ page, server, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  await makePiece(page.request, { title: '기억 속의 밤' })
  await page.goto('/pieces')
  await settle(page)
  await page.goto('/pieces')
  await expect(page.getByText('기억 속의 밤')).toBeVisible()
  await page.goto('/me')
  await page.getByRole('button', { name: '로그아웃', exact: true }).click()
  await expect(page.getByText('로그아웃했어요. 또 만나요!')).toBeVisible()
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)))
    return all.flat().filter((url) => url.includes('/api/'))
  })
  expect(kept).toEqual([])
  await server.kill()
  await page.goto('/calendar')
  await expect(page.getByRole('heading', { level: 1, name: '다시 만나서 반가워요' })).toBeVisible()
  await expect(page.getByText('기억 속의 밤')).toHaveCount(0)
})
