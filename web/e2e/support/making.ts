import { expect, type Page } from '@playwright/test'

export interface FilePayload {
  name: string
  mimeType: string
  buffer: Buffer
}

const CHOOSE = '사진 고르기'

/** Step 1 offers posters first. */
export const wantPhoto = (page: Page) => page.getByTestId('picture-sources').getByRole('radio').last().check()

/** Opens the system's dialog as a person does and chooses the file. */
export async function choosePhoto(page: Page, file: FilePayload, button = CHOOSE): Promise<void> {
  if (button === CHOOSE) await wantPhoto(page)
  const dialog = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await dialog).setFiles(file)
}

export const next = (page: Page) => page.getByRole('button', { name: '다음', exact: true }).click()

export const atStep = (page: Page, heading: string) =>
  expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()

/** Step 1 with a photo that needs no care, up to the facts. */
export async function givePhoto(page: Page, file: FilePayload): Promise<void> {
  await atStep(page, '어떤 장면을 남길까요?')
  await choosePhoto(page, file)
  await expect(page.getByTestId('cropper')).toBeVisible()
  await next(page)
}

/** Step 2 with what is required. */
export async function giveFacts(page: Page, title: string): Promise<void> {
  await atStep(page, '무엇을 보셨나요?')
  await page.getByRole('radio', { name: '뮤지컬' }).check()
  await page.getByLabel('제목 *').fill(title)
  await next(page)
}

/** Step 3 with what is required. */
export async function giveReview(page: Page, review: string): Promise<void> {
  await atStep(page, '어떠셨나요?')
  await page.getByRole('slider', { name: '별점' }).press('4')
  await page.getByLabel('한 줄 감상').fill(review)
  await next(page)
}

/** From the shapes to the painted back, ready to be saved. */
export async function reachBack(page: Page): Promise<void> {
  await atStep(page, '어떤 모양으로 자를까요?')
  await next(page)
  await atStep(page, '뒷면을 골라 주세요')
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'false')
}

export const saveButton = (page: Page) => page.getByTestId('make-save')
