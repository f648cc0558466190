import type { Locator, Page } from '@playwright/test'
import { join, makePiece, type Piece } from './support/api'
import { answered, expect, test } from './support/journey'
import { saveButton } from './support/making'
import { smallPicture } from './support/picture'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const title = (page: Page) => page.getByLabel('제목 *')
const front = (page: Page): Locator => page.getByRole('img', { name: /티켓$/ })
const openEdit = (page: Page) => page.getByTestId('edit').click()

/** The same piece as another device of the person changes it. */
async function changeElsewhere(page: Page, id: string, change: Partial<Piece>): Promise<void> {
  const address = `/api/v1/pieces/${id}`
  const { kind, day, photoId, crop, halfStars, review, visibility, shape, paper, artworkId, version, ...rest } =
    (await (await page.request.get(address)).json()) as Piece
  const order = { kind, title: rest.title, day, photoId, crop, halfStars, review, visibility, shape, paper, artworkId }
  const answer = await page.request.put(address, { data: { ...order, version, ...change } })
  expect(answer.status(), await answer.text()).toBe(200)
}

test('D16 a piece is edited: nothing typed is lost, nothing is overwritten silently, its pictures follow', async ({
  page,
  watch,
}) => {
  watch.allow(answered(409))
  await join(page.request)
  const piece = await makePiece(page.request, { title: '처음 제목', price: 0 })
  await page.goto(`/pieces/${piece.id}`)
  const before = await front(page).getAttribute('src')

  await test.step('leaving keeps the draft and says so; a reload brings it back', async () => {
    await openEdit(page)
    await expect(page.getByLabel('가격')).toHaveValue('0')
    await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true')
    await title(page).fill('고친 제목')
    await page.getByTestId('make-back').click()
    await expect(heading(page)).toHaveText('처음 제목')
    await expect(page.getByText('고치던 내용은 이 기기에 남겨 뒀어요.')).toBeVisible()
    await openEdit(page)
    await expect(page.getByText('고치던 내용을 이어서 보여 드려요.')).toBeVisible()
    await expect(page.getByText('고치던 내용은 이 기기에 남겨 뒀어요.')).toBeHidden()
    await page.reload()
    await expect(title(page)).toHaveValue('고친 제목')
  })

  await test.step('a bad field is told beside it, from wherever it is saved', async () => {
    await title(page).fill(' ')
    await saveButton(page).click()
    await expect(page.getByText('제목을 적어 주세요.')).toBeVisible()
    await title(page).fill('고친 제목')
  })

  await test.step('what another device saved meanwhile is shown, and kept until the person decides', async () => {
    await changeElsewhere(page, piece.id, { title: '저쪽 제목' })
    await saveButton(page).click()
    const choice = page.getByRole('dialog', { name: '다른 기기에서 먼저 고쳤어요' })
    await expect(choice.getByText('저쪽 제목')).toBeVisible()
    await expect(choice.getByText('고친 제목')).toBeVisible()
    const stored = (await (await page.request.get(`/api/v1/pieces/${piece.id}`)).json()) as Piece
    expect(stored.title).toBe('저쪽 제목')
    await choice.getByRole('button', { name: '지금 고친 내용으로 저장' }).click()
    await expect(heading(page)).toHaveText('고친 제목')
    await expect(page.getByText('고친 조각을 저장했어요.')).toBeVisible()
    expect(await front(page).getAttribute('src')).not.toBe(before)
  })

  await test.step('another photo gets a back of its own', async () => {
    const after = await front(page).getAttribute('src')
    await openEdit(page)
    await page.getByTestId('step-picture').click()
    await page
      .getByTestId('photo-file')
      .first()
      .setInputFiles({ name: 'new.png', mimeType: 'image/png', buffer: smallPicture() })
    await expect(page.getByTestId('cropper')).toBeVisible()
    await expect(page.getByTestId('upload-progress')).toBeHidden()
    await saveButton(page).click()
    await expect(page.getByTestId('artwork-try')).toHaveCount(1)
    await saveButton(page).click()
    await expect(heading(page)).toHaveText('고친 제목')
    await expect.poll(() => front(page).getAttribute('src')).not.toBe(after)
  })

  await test.step('changes can be dropped', async () => {
    await openEdit(page)
    await title(page).fill('버릴 제목')
    await page.getByTestId('draft-discard').click()
    await page.getByRole('alertdialog').getByRole('button', { name: '버리기' }).click()
    await expect(heading(page)).toHaveText('고친 제목')
    await openEdit(page)
    await expect(title(page)).toHaveValue('고친 제목')
  })
})

test('D24 a link is made, copied, opened by a guest and ended; a guest who hearts joins and comes back', async ({
  page,
  browser,
  watch,
}) => {
  await join(page.request)
  const piece = await makePiece(page.request, { title: '나눌 조각' })
  const guest = await (await browser.newContext()).newPage()
  await page.goto(`/pieces/${piece.id}`)

  await test.step('a private piece is shared by link only', async () => {
    await page.getByTestId('share').click()
    await expect(page.getByText('나만 보는 조각이에요.')).toBeVisible()
    await page.getByTestId('make-link').click()
    await expect(page.getByTestId('link')).toHaveCount(1)
  })

  const address = await page.getByLabel('공유할 주소').inputValue()
  await test.step('copied is said only when it is', async () => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
      document.execCommand = () => false
    })
    await page.getByTestId('copy-link').click()
    await expect(page.getByText('복사하지 못했어요.')).toBeVisible()
    await expect(page.getByText('복사했어요')).toBeHidden()
    await page.getByTestId('show-qr').click()
    await expect(page.getByRole('img', { name: /QR 코드$/ })).toBeVisible()
  })

  await test.step('opens for a guest until it is ended', async () => {
    expect((await guest.request.get(address)).status()).toBe(200)
    await page.getByTestId('end-link').click()
    await page.getByRole('alertdialog').getByRole('button', { name: '링크 끝내기' }).click()
    await expect(page.getByTestId('link')).toHaveCount(0)
    expect((await guest.request.get(address)).status()).toBe(404)
    await page.keyboard.press('Escape')
  })

  await test.step('making it public is asked for, taking it back is not', async () => {
    const visible = page.getByRole('switch', { name: '모두에게 공개' })
    await visible.click()
    await page.getByRole('alertdialog').getByRole('button', { name: '공개하기' }).click()
    await expect(visible).toBeChecked()
    await expect.poll(async () => (await guest.request.get(`/api/v1/pieces/${piece.id}`)).status()).toBe(200)
  })

  await test.step('a guest who hearts joins, comes back, and the heart is set', async () => {
    const home = new URL(page.url()).origin
    await guest.goto(`${home}/pieces/${piece.id}`)
    await guest.locator('.bar-heart').click()
    await expect(guest).toHaveURL(/\/join\?next=/)
    await join(guest.request)
    await guest.goto(guest.url())
    await expect(guest).toHaveURL(`${home}/pieces/${piece.id}`)
    await expect(guest.locator('.bar-heart')).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('and is private again at once', async () => {
    watch.allow(answered(404))
    await page.getByRole('switch', { name: '모두에게 공개' }).click()
    await expect.poll(async () => (await guest.request.get(`/api/v1/pieces/${piece.id}`)).status()).toBe(404)
  })
  await guest.context().close()
})
