import { join, logIn, makePiece } from './support/api'
import { anotherBrowser, answered, expect, test } from './support/journey'
import { smallPicture } from './support/picture'
import { joinRoom, makeRoom, OpenRoom, say } from './support/rooms'
import { randomBytes } from 'node:crypto'
import type { Locator } from '@playwright/test'

const newName = () => `별${randomBytes(4).toString('hex')}`
/** A picture that is there, and is that of somebody. */
const isPicture = async (place: Locator) => {
  const img = place.locator('img[src*="/picture/"]').first()
  await expect(img).toBeVisible()
  await expect.poll(() => img.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(100)
}

test('D46 a new picture and nickname show on an old message and on a piece, for others', async ({
  page,
  browser,
  watch,
}) => {
  const other = await anotherBrowser(browser, watch)
  const [me] = await Promise.all([join(page.request), join(other.request)])
  const { cake, room } = await makeRoom(page.request)
  await joinRoom(other.request, cake.id)
  await say(page.request, room.id, '이름을 바꾸기 전에 쓴 말')
  const piece = await makePiece(page.request, { visibility: 'public', cakeId: cake.id })
  const theirs = new OpenRoom(other)
  await theirs.goto(room.id)
  const before = other.getByTestId('message').filter({ hasText: '이름을 바꾸기 전에 쓴 말' })
  await expect(before).toContainText(me.nickname)

  await page.goto('/me')
  await expect(page.getByRole('heading', { level: 1, name: me.nickname })).toBeVisible()
  await page.getByTestId('edit-profile').click()

  await test.step('a photo, cropped in a circle', async () => {
    await page
      .getByTestId('picture-file')
      .setInputFiles([{ name: 'me.png', mimeType: 'image/png', buffer: smallPicture(4, 800, 600) }])
    const sheet = page.getByTestId('picture-crop')
    await sheet.getByTestId('cropper').press('+')
    await sheet.getByTestId('cropper').press('ArrowLeft')
    await sheet.getByTestId('picture-save').click()
    await expect(page.getByText('프로필 사진을 바꿨어요.')).toBeVisible()
    await expect(sheet).toBeHidden()
    await isPicture(page.getByTestId('picture'))
  })

  const name = newName()
  await test.step('a nickname, looked after while it is typed', async () => {
    const field = page.getByLabel('닉네임')
    await field.fill('')
    await field.fill('ㅎ')
    await field.blur()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await field.fill(name)
    await expect(page.getByText('✓ 쓸 수 있어요.')).toBeVisible()
    await page.getByRole('button', { name: '저장' }).click()
    await expect(page.getByText('닉네임을 바꿨어요.')).toBeVisible()
    await expect(page.getByRole('button', { name: '저장' })).toBeDisabled()
    await expect(page.getByTestId('picture')).toContainText(name)
  })

  await test.step('the other sees both, on what is old', async () => {
    await theirs.goto(room.id)
    await expect(before).toContainText(name)
    await isPicture(before)
    await other.goto(`/pieces/${piece.id}`)
    await expect(other.getByTestId('owner')).toContainText(name)
    await isPicture(other.getByTestId('owner'))
    await other.getByTestId('owner').click()
    await expect(other.getByRole('heading', { level: 1, name })).toBeVisible()
    await isPicture(other.locator('main header'))
    await other.goto(`/p/${piece.id}`)
    await expect(other.getByText(`${name}`)).toBeVisible()
  })

  await test.step('a picture that is taken away is a letter again', async () => {
    await page.getByTestId('picture-remove').click()
    await page.getByRole('alertdialog').getByRole('button', { name: '사진 지우기' }).click()
    await expect(page.getByText('프로필 사진을 지웠어요.')).toBeVisible()
    await expect(page.getByTestId('picture').locator('img')).toHaveCount(0)
    await other.goto(`/people/${me.id}`)
    await expect(other.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(other.locator('main header img')).toHaveCount(0)
  })
})

test('D08 a nickname that somebody has is told before and after it is sent', async ({ page, browser, watch }) => {
  watch.allow(answered(409))
  const other = await anotherBrowser(browser, watch)
  const [, they] = await Promise.all([join(page.request), join(other.request)])
  await page.goto('/me/profile')
  const field = page.getByLabel('닉네임')
  await field.fill(they.nickname.toUpperCase())
  await expect(page.getByText('이미 쓰고 있는 닉네임이에요.')).toBeVisible()
  await expect(page.getByRole('button', { name: '저장' })).toBeDisabled()
  // taken between the look and the save
  const name = newName()
  await field.fill(name)
  await expect(page.getByText('✓ 쓸 수 있어요.')).toBeVisible()
  expect((await other.request.patch('/api/v1/me', { data: { nickname: name } })).ok()).toBe(true)
  await page.getByRole('button', { name: '저장' }).click()
  await expect(page.getByText('이미 쓰고 있는 닉네임이에요.')).toBeVisible()
  await expect(field).toHaveValue(name)
})

test('language, look and time zone are the person’s on every device', async ({ page, browser, watch }) => {
  const person = await join(page.request)
  const other = await anotherBrowser(browser, watch)
  await logIn(other.request, person)
  const theme = (of: typeof page) => of.evaluate(() => document.documentElement.dataset.theme)
  await other.goto('/me')
  await expect(other.getByRole('heading', { level: 1, name: person.nickname })).toBeVisible()

  await page.goto('/me/settings')
  await page.locator('#look').getByText('어둡게').click()
  await expect.poll(() => theme(page)).toBe('dark')
  await page.getByTestId('zone-open').click()
  await page.getByTestId('zone-search').fill('리스ㅂ')
  await page
    .getByTestId('zones')
    .getByRole('button', { name: /리스본/ })
    .click()
  await expect(page.getByText('시간대를 바꿨어요.')).toBeVisible()
  await expect(page.getByTestId('zone-now')).toHaveText('리스본')
  await page.locator('#look').getByText('English').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect
    .poll(async () => (await page.request.get('/api/v1/me')).json())
    .toMatchObject({ language: 'en', theme: 'dark', timeZone: 'Europe/Lisbon' })

  await other.goto('/me/settings')
  await expect.poll(() => theme(other)).toBe('dark')
  await expect(other.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect(other.getByTestId('zone-now')).toHaveText('Lisbon')
})

test('old addresses within the page lead to where their part is now', async ({ page }) => {
  await join(page.request)
  for (const [old, now, part] of [
    ['/me#feed', '/me/settings#feed', 'feed'],
    ['/me#devices', '/me/security#devices', 'devices'],
  ] as const) {
    await page.goto(old)
    await expect(page).toHaveURL(now)
    await expect(page.locator(`#${part}`)).toBeVisible()
  }
})
