import type { Browser, Locator, Page } from '@playwright/test'
import { join, makePiece } from './support/api'
import { answered, expect, test, type Watch } from './support/journey'

/** Which side of the ticket is up: the browser itself says what a person sees. */
const turned = (page: Page) =>
  page.locator('.turn').evaluate((turn) => getComputedStyle(turn).transform.startsWith('matrix3d(-1'))
const front = (page: Page): Locator => page.locator('.ticket')

async function guest(browser: Browser, watch: Watch, script = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: script })
  watch.follow(context)
  return context.newPage()
}

async function link(page: Page, piece: string): Promise<{ id: string; url: string }> {
  const made = await page.request.post(`/api/v1/pieces/${piece}/links`, { data: {} })
  expect(made.status(), await made.text()).toBe(201)
  return (await made.json()) as { id: string; url: string }
}

test('D24 a link shows a private piece to a guest, turns by tap and key, and ends when it is revoked', async ({
  page,
  browser,
  watch,
}) => {
  watch.allow(answered(404))
  const owner = await join(page.request)
  const piece = await makePiece(page.request, { title: '둘이서 본 밤', companion: '민지', price: 150000 })
  const { id, url } = await link(page, piece.id)

  const other = await guest(browser, watch)
  const leaks: string[] = []
  other.on('requestfinished', async (request) => {
    if ((await request.allHeaders()).referer?.includes('/s/')) leaks.push(request.url())
  })
  await other.goto(url)
  await expect(other.getByRole('heading', { level: 1, name: '둘이서 본 밤' })).toBeVisible()
  await expect(other.getByText(`${owner.nickname}님의 조각`)).toBeVisible()
  await expect(other.getByText('민지')).toHaveCount(0)
  await expect(other.getByText('150')).toHaveCount(0)
  await expect(other.getByRole('link', { name: '찜하기' })).toHaveCount(0)

  expect(await turned(other)).toBe(false)
  await front(other).click()
  await expect.poll(() => turned(other)).toBe(true)
  await other.getByRole('switch').focus()
  for (const key of ['Enter', 'Space', 'ArrowRight']) {
    const before = await turned(other)
    await other.keyboard.press(key)
    await expect.poll(() => turned(other), key).toBe(!before)
  }
  await other.getByRole('link', { name: '나도 만들기' }).click()
  await expect(other).toHaveURL(/\/join\?next=\/make/)
  expect(leaks, 'the address of the link was told').toEqual([])

  expect((await page.request.delete(`/api/v1/links/${id}`)).status()).toBe(204)
  await other.goto(url)
  await expect(other.getByRole('heading', { name: '여기에는 조각이 없어요' })).toBeVisible()
})

test('a public page works without scripts and leads to the heart', async ({ page, browser, watch }) => {
  watch.allow(answered(404))
  await join(page.request)
  const piece = await makePiece(page.request, { title: '모두의 밤', visibility: 'public' })
  const plain = await guest(browser, watch, false)
  await plain.goto(`/p/${piece.id}`)
  await expect(plain.getByRole('heading', { level: 1, name: '모두의 밤' })).toBeVisible()
  await expect(plain.getByRole('button')).toHaveCount(0)
  await front(plain).click()
  expect(await turned(plain)).toBe(true)
  await expect(plain.getByRole('link', { name: '찜하기' })).toHaveAttribute(
    'href',
    `/join?next=/pieces/${piece.id}%3Fheart%3D1`,
  )
  const saved = plain.waitForEvent('download')
  await plain.getByRole('link', { name: '이미지 저장' }).click()
  expect((await saved).suggestedFilename()).toMatch(/모두의 밤.*\.png$/)

  await page.goto(`/p/${piece.id}`)
  await page.getByRole('link', { name: '앱에서 보기' }).click()
  await expect(page).toHaveURL(`/pieces/${piece.id}`)

  await page.request.patch(`/api/v1/pieces/${piece.id}`, { data: { visibility: 'private' } })
  await plain.goto(`/p/${piece.id}`)
  await expect(plain.getByRole('heading', { name: '여기에는 조각이 없어요' })).toBeVisible()
})
