import { randomBytes } from 'node:crypto'
import { join, makePiece } from './support/api'
import { anotherBrowser, expect, test } from './support/journey'

/** A title that no other journey has. */
const ownTitle = () => `달의 정원 ${randomBytes(4).toString('hex')}`

test('D13 a public piece is found and hearted by others, and gone for them when it turns private', async ({
  page,
  browser,
  watch,
}) => {
  const title = ownTitle()
  const mark = title.split(' ')[2]!
  const owner = await join(page.request)
  const piece = await makePiece(page.request, { title, visibility: 'public', venue: '샤롯데씨어터' })
  const other = await anotherBrowser(browser, watch)
  await join(other.request)
  const card = other.getByRole('listitem').filter({ hasText: title })
  const heart = card.getByRole('button', { name: /찜하기/ })

  await test.step('found while it is typed, with the hit marked', async () => {
    await other.goto('/pieces?tab=everyone')
    await other.getByRole('searchbox').pressSequentially(`ㄷㅇㅈㅇ ${mark.slice(0, 6)}`)
    await expect(card).toBeVisible()
    await expect(card.locator('mark').first()).toBeVisible()
    await expect(other).toHaveURL(/q=/)
    await other.goBack()
    await expect(other).not.toHaveURL(/q=/)
    await expect(other.getByRole('searchbox')).toHaveValue('')
    await other.goForward()
    await expect(card).toBeVisible()
  })

  await test.step('hearted, and in the list of hearts', async () => {
    await heart.click()
    await expect(heart).toHaveAttribute('aria-pressed', 'true')
    await expect(heart).toContainText('1')
    await other.goto('/pieces?tab=hearted')
    await expect(card).toBeVisible()
    await expect(heart).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('on the page of its owner', async () => {
    await card.getByRole('link', { name: owner.nickname }).click()
    await expect(other.getByRole('heading', { level: 1, name: owner.nickname })).toBeVisible()
    await expect(card).toBeVisible()
  })

  await test.step('nowhere of these when it is private', async () => {
    const patched = await page.request.patch(`/api/v1/pieces/${piece.id}`, { data: { visibility: 'private' } })
    expect(patched.ok()).toBe(true)
    for (const [address, empty] of [
      ['/pieces?tab=hearted', '아직 찜한 조각이 없어요'],
      [`/pieces?tab=everyone&q=${mark}`, `“${mark}”에 맞는 조각이 없어요`],
      [`/people/${owner.id}`, '아직 공개한 조각이 없어요'],
    ] as const) {
      await other.goto(address)
      await expect(other.getByText(empty).filter({ visible: true }).first()).toBeVisible()
      await expect(card).toHaveCount(0)
    }
    await page.goto('/pieces')
    await expect(page.getByRole('link', { name: title })).toBeVisible()
  })
  await other.context().close()
})

test('chosen pieces are printed on one page of A4', async ({ page }) => {
  await join(page.request)
  for (const title of ['첫 번째 밤', '두 번째 밤']) await makePiece(page.request, { title })
  await page.goto('/pieces')
  await page.getByRole('button', { name: '골라서 인쇄' }).click()
  await page.getByRole('checkbox', { name: '첫 번째 밤' }).check({ force: true })
  await page.getByRole('checkbox', { name: '두 번째 밤' }).check({ force: true })
  await expect(page.getByText('9개 중 2개 골랐어요')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'A4로 인쇄' }).click()
  expect((await download).suggestedFilename()).toBe('PIECE 조각 2개.pdf')
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
