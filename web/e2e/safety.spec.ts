import type { Page } from '@playwright/test'
import { join, logIn, makePiece, type Person, type Piece } from './support/api'
import { anotherBrowser, answered, expect, test } from './support/journey'
import { atStep, giveFacts, givePhoto, giveReview, reachBack, saveButton } from './support/making'
import { smallPicture } from './support/picture'

const notFound = (page: Page) => atStep(page, '여기에는 조각이 없어요')

test('D25 what looks like code is plain text on every page', async ({ page, browser, watch }) => {
  await join(page.request)
  const title = '<img src=x onerror=alert(1)> (*%_\\'
  const review = '</script><script>alert(2)</script> {{t}}'
  const venue = '"><svg onload=alert(3)> (*)'
  const piece = await makePiece(page.request, {
    ...{ title, review, venue, visibility: 'public', day: '2026-08-03' },
    ...{ cast: '<b>배우</b>', director: '$&', seat: "'; DROP TABLE pieces; --", companion: '<i>비밀</i>' },
  })
  const isPlain = async (shown: Page, text: string) => {
    await expect(shown.getByText(text, { exact: true }).first()).toBeAttached()
    await expect(shown.locator('img[src="x"], main b:text("배우"), svg[onload]')).toHaveCount(0)
  }

  for (const address of ['/calendar?day=2026-08-03', '/pieces', '/pieces?kind=musical']) {
    await page.goto(address)
    await isPlain(page, title)
  }
  await page.goto('/')
  await expect(page.getByRole('img', { name: title }).first()).toBeVisible()
  await page.goto(`/pieces/${piece.id}`)
  for (const text of [title, review, venue, '<b>배우</b>', '$&', "'; DROP TABLE pieces; --"]) await isPlain(page, text)
  await expect(page.getByText('<i>비밀</i>')).toBeVisible()
  await expect(page).toHaveTitle(`${title} · PIECE`)

  await page.goto('/make')
  await givePhoto(page, { name: 'a.png', mimeType: 'image/png', buffer: smallPicture(2) })
  await page.getByLabel('장소').focus()
  await expect(page.getByRole('option', { name: venue })).toBeVisible()

  const guest = await anotherBrowser(browser, watch)
  await guest.goto(`/pieces/${piece.id}`)
  for (const text of [title, review, venue]) await isPlain(guest, text)
  await expect(guest.getByText('<i>비밀</i>')).toHaveCount(0)
  await guest.context().close()
})

test('D12 a private piece is not there for anybody else', async ({ page, browser, watch }) => {
  watch.allow(answered(404))
  await join(page.request)
  const piece = await makePiece(page.request, { title: '나만의 밤' })
  const addresses = [
    `/api/v1/pieces/${piece.id}`,
    `/api/v1/media/${piece.photoId}`,
    `/api/v1/media/${piece.photoId}/image`,
    `/api/v1/artworks/${piece.artworkId}/image`,
    ...Object.values(piece.ticket),
  ]
  for (const address of addresses) expect((await page.request.get(address)).status(), address).toBe(200)

  for (const who of ['guest', 'person'] as const) {
    await test.step(who, async () => {
      const other = await anotherBrowser(browser, watch)
      if (who === 'person') await join(other.request)
      const page404 = await other.goto(`/pieces/${piece.id}`)
      expect(page404!.status()).toBe(404)
      await notFound(other)
      await expect(other.getByText('나만의 밤')).toHaveCount(0)
      expect(await other.content()).not.toContain('나만의 밤')
      for (const address of addresses) {
        const { pathname } = new URL(address, other.url())
        const expected = who === 'guest' && /^\/api\/v1\/media\//.test(pathname) ? 401 : 404
        expect((await other.request.get(address)).status(), address).toBe(expected)
      }
      const refused = await other.request.delete(`/api/v1/pieces/${piece.id}`)
      expect(refused.status()).toBe(who === 'guest' ? 401 : 404)
      await other.context().close()
    })
  }
  expect((await page.request.get(piece.ticket.front)).status()).toBe(200)
})

test('a public piece opens for guests, who can turn it but change nothing', async ({ page, browser, watch }) => {
  const { nickname } = await join(page.request)
  const piece = await makePiece(page.request, { title: '모두의 밤', visibility: 'public', companion: '비밀 친구' })
  const guest = await anotherBrowser(browser, watch)
  const answer = await guest.goto(`/pieces/${piece.id}`)
  expect(answer!.status()).toBe(200)
  await expect(guest.getByRole('heading', { level: 1, name: '모두의 밤' })).toBeVisible()
  await expect(guest.getByRole('link', { name: `${nickname}님의 조각` })).toBeVisible()
  await guest.getByRole('button', { name: '뒤집기' }).click()
  await expect(guest.getByRole('button', { name: '앞면 보기' })).toBeVisible()
  await expect(guest.getByText('비밀 친구')).toHaveCount(0)
  await expect(guest.getByRole('button', { name: '지우기' })).toHaveCount(0)
  await guest.context().close()
})

test('D21 two pieces on a day are both reachable in the calendar', async ({ page }) => {
  await join(page.request)
  await makePiece(page.request, { title: '낮 공연', day: '2026-08-03', time: '15:00' })
  await makePiece(page.request, { title: '밤 공연', day: '2026-08-03', time: '20:00' })
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(viewport)
    for (const title of ['낮 공연', '밤 공연']) {
      await page.goto('/calendar?month=2026-08')
      await page.getByRole('button', { name: /8월 3일 .*조각 2개$/ }).click()
      await page.getByRole('listitem').getByRole('link', { name: title }).click()
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    }
  }
})

for (const [zone, hour, minute] of [
  ['Asia/Seoul', 0, 30],
  ['America/Los_Angeles', 23, 30],
] as const) {
  test.describe(zone, () => {
    test.use({ timezoneId: zone })
    test(`D22 at ${hour}:${minute} the day of the person's own calendar is offered and kept`, async ({ page }) => {
      const now = lastTimeOf(zone, hour, minute)
      const [day, utcDay] = [dayIn(zone, now), now.toISOString().slice(0, 10)]
      expect(day).not.toBe(utcDay)
      await page.clock.setFixedTime(now)
      await join(page.request)
      await page.goto('/make')
      await givePhoto(page, { name: 'a.png', mimeType: 'image/png', buffer: smallPicture(3) })
      await expect(page.getByLabel('날짜 *')).toHaveValue(day)
      await giveFacts(page, '자정의 영화')
      await giveReview(page, '막차를 놓쳤다')
      await reachBack(page)
      const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/pieces'))
      await saveButton(page).click()
      expect(((await (await saved).json()) as Piece).day).toBe(day)
      await page.goto('/calendar')
      await expect(page.locator(`[data-day="${day}"]`)).toHaveAccessibleName(/조각 1개$/)
      await expect(page.locator(`[data-day="${day}"]`)).toHaveAttribute('aria-current', 'date')
    })
  })
}

test('sessions are listed, and ended one by one, by a new password, or all at once', async ({
  page,
  browser,
  watch,
}) => {
  watch.allow(answered(401), answered(422))
  const person = await join(page.request)
  const other = await anotherBrowser(browser, watch)
  const arrive = async () => {
    await logIn(other.request, person)
    await other.goto('/pieces')
    await expect(other.getByText('아직 모은 조각이 없어요')).toBeVisible()
  }
  await arrive()
  await page.goto('/me/security')
  const devices = page.getByRole('region', { name: '로그인한 기기' })
  await expect(devices.getByRole('listitem')).toHaveCount(2)
  await expect(devices.getByText('이 기기')).toHaveCount(1)

  await test.step('one', async () => {
    await devices.getByRole('button', { name: /로그아웃시키기$/ }).click()
    await expect(page.getByText('그 기기에서 로그아웃했어요.')).toBeVisible()
    await expect(devices.getByRole('listitem')).toHaveCount(1)
    await isOutSoon(other, person)
  })

  await test.step('by a new password', async () => {
    await arrive()
    await page.getByLabel('지금 비밀번호').fill('이것은 아니에요')
    await page.getByLabel('새 비밀번호').fill('새로운 막이 오른다 42')
    await page.getByRole('button', { name: '바꾸기', exact: true }).click()
    await expect(page.getByText('비밀번호를 바꿨어요.', { exact: false })).toBeHidden()
    await expect(page.getByLabel('지금 비밀번호')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('지금 비밀번호').fill(person.password)
    await page.getByRole('button', { name: '바꾸기', exact: true }).click()
    await expect(page.getByText('비밀번호를 바꿨어요.', { exact: false })).toBeVisible()
    person.password = '새로운 막이 오른다 42'
    await isOutSoon(other, person)
  })

  await test.step('all at once', async () => {
    await arrive()
    await page.getByRole('button', { name: '모든 기기에서 로그아웃' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '모든 기기에서 로그아웃' }).click()
    await expect(page.getByText('로그아웃했어요. 또 만나요!')).toBeVisible()
    await expect(page).toHaveURL('/')
    await isOutSoon(other, person)
  })
  await other.context().close()
})

test('logging out leaves nothing behind for the next one at this browser', async ({ page }) => {
  await join(page.request)
  await makePiece(page.request, { title: '나만의 밤' })
  await page.goto('/pieces')
  await expect(page.getByText('나만의 밤')).toBeVisible()
  await page.getByRole('link', { name: '나', exact: true }).click()
  await page.getByRole('button', { name: '로그아웃', exact: true }).click()
  await expect(page.getByText('로그아웃했어요. 또 만나요!')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('나만의 밤')).toHaveCount(0)
  expect(
    (await page.context().cookies()).filter((cookie) => /^piece_(access|refresh|signed_in)$/.test(cookie.name)),
  ).toEqual([])
  await join(page.request)
  await page.goto('/pieces')
  await expect(page.getByText('아직 모은 조각이 없어요')).toBeVisible()
  await expect(page.getByText('나만의 밤')).toHaveCount(0)
})

test('a ticket that was seen comes from the browser the next time', async ({ page }) => {
  await join(page.request)
  await makePiece(page.request)
  const transfers = async () => {
    await page.goto('/pieces')
    await expect(page.getByRole('listitem').locator('img')).toHaveJSProperty('complete', true)
    return page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter((entry) => entry.name.includes('/ticket/'))
        .map((entry) => ({ sent: entry.transferSize, size: entry.decodedBodySize })),
    )
  }
  const [first, again] = [await transfers(), await transfers()]
  expect(first).toEqual([{ sent: expect.any(Number), size: expect.any(Number) }])
  expect(first[0]!.sent).toBeGreaterThan(1000)
  expect(again).toEqual([{ sent: 0, size: first[0]!.size }])
})

/** Once the access token is over, the next action of an ended session leads to the login. */
async function isOutSoon(other: Page, person: Person): Promise<void> {
  await other.context().clearCookies({ name: 'piece_access' })
  await other.getByRole('link', { name: '달력' }).click()
  await atStep(other, '다시 만나서 반가워요')
  await expect(other).toHaveURL(/\/login\?next=/)
  await expect(other.getByText(person.email)).toHaveCount(0)
}

/** The latest moment that was this time of day in the zone. */
function lastTimeOf(zone: string, hour: number, minute: number): Date {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  const wanted = [hour, minute].map((n) => String(n).padStart(2, '0')).join(':')
  const minuteLong = 60_000
  for (let at = Math.floor(Date.now() / minuteLong) * minuteLong; ; at -= minuteLong) {
    if (clock.format(at) === wanted) return new Date(at)
  }
}

const dayIn = (zone: string, at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
