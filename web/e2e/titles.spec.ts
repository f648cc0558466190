import { join, makePiece } from './support/api'
import { anotherBrowser, expect, test } from './support/journey'
import { giveFacts, givePhoto, giveReview, reachBack, saveButton } from './support/making'
import { smallPicture } from './support/picture'
import { joinRoom, makeRoom, OpenRoom } from './support/rooms'

test('D35 the first titles are earned while making a piece; one is worn, and others see it', async ({
  page,
  browser,
  watch,
}) => {
  test.setTimeout(120_000)
  const me = await join(page.request)
  const other = await anotherBrowser(browser, watch)
  await join(other.request)

  await test.step('making a piece earns the first ones, celebrated at its end', async () => {
    await page.goto('/make')
    await givePhoto(page, { name: 'front.png', mimeType: 'image/png', buffer: smallPicture(7) })
    await giveFacts(page, '파도의 노래')
    await giveReview(page, '첫 한 조각')
    await reachBack(page)
    await saveButton(page).click()
    const fresh = page.getByTestId('new-titles')
    await expect(fresh).toContainText('첫 한 조각')
    await expect(fresh).toContainText('새 조각가')
    await expect(fresh).toContainText('따끈따끈') // made on the day it was seen
    await page.reload()
    await expect(page.getByTestId('done-see')).toBeVisible()
    await expect(fresh).toHaveCount(0) // told once
  })

  await test.step('all titles, filtered, with how far one is', async () => {
    await page.goto('/me')
    await page.getByTestId('titles-card').click()
    await expect(page).toHaveURL('/me/titles')
    await expect(page.getByRole('heading', { level: 1, name: '칭호 도감' })).toBeVisible()
    await expect(page.getByTestId('title-ten-pieces')).toContainText('1 / 10')
    await page.getByRole('radio', { name: '얻은 칭호' }).check()
    await expect(page.getByTestId('title-first-piece')).toBeVisible()
    await expect(page.getByTestId('title-ten-pieces')).toHaveCount(0)
    await page.getByRole('radio', { name: '아직' }).check()
    await expect(page.getByTestId('title-ten-pieces')).toBeVisible()
    await expect(page.getByTestId('title-first-piece')).toHaveCount(0)
    await page.getByTestId('title-ten-pieces').click()
    await expect(page.getByTestId('title-sheet').getByRole('progressbar')).toHaveAttribute('aria-valuetext', '1 / 10')
    await expect(page.getByTestId('wear')).toHaveCount(0)
    await page.keyboard.press('Escape')
    expect((await page.request.put('/api/v1/titles/worn', { data: { id: 'ten-pieces' } })).status()).toBe(403)
  })

  await test.step('its piece and its card', async () => {
    await page.getByRole('radio', { name: '전체' }).check()
    await page.getByTestId('title-first-piece').click()
    await expect(page.getByRole('link', { name: '칭호를 안겨 준 조각' })).toHaveAttribute('href', /\/pieces\/\w+/)
    const card = page.waitForEvent('download')
    await page.getByTestId('share-title').click()
    expect((await card).suggestedFilename()).toBe('첫 한 조각.png')
  })

  const { cake, room } = await makeRoom(page.request)
  await joinRoom(other.request, cake.id)
  const piece = await makePiece(page.request, { visibility: 'public', title: '모두의 무대' })

  await test.step('worn, it is beside the nickname for others: in a room and on a piece', async () => {
    await page.getByTestId('wear').click()
    await expect(page.getByTestId('wear')).toHaveText('칭호 떼기')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('title-first-piece')).toContainText('착용 중')
    const mine = new OpenRoom(page)
    await mine.goto(room.id)
    await mine.write('여기 첫 조각이요')
    await mine.sent('여기 첫 조각이요')
    const theirs = new OpenRoom(other)
    await theirs.goto(room.id)
    await expect(theirs.message('여기 첫 조각이요')).toBeVisible()
    await expect(other.getByTestId('worn-title').filter({ hasText: '첫 한 조각' }).first()).toBeVisible()
    await other.goto(`/pieces/${piece.id}`)
    await expect(other.getByTestId('worn-title').first()).toHaveText('첫 한 조각')
  })

  await test.step('taken off, it is gone', async () => {
    await page.goto('/me/titles')
    await page.getByTestId('title-first-piece').click()
    await page.getByTestId('wear').click()
    await expect(page.getByTestId('wear')).toHaveText('착용하기')
    await other.goto(`/people/${me.id}`)
    await expect(other.getByText(me.nickname).first()).toBeVisible()
    await expect(other.getByTestId('worn-title')).toHaveCount(0)
  })
})
