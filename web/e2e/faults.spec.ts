import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Page } from '@playwright/test'
import { countPieces, join, logIn } from './support/api'
import { answered, expect, lostRequest, test } from './support/journey'
import {
  atStep,
  choosePhoto,
  giveFacts,
  givePhoto,
  giveReview,
  reachBack,
  saveButton,
  wantPhoto,
} from './support/making'
import { smallPicture } from './support/picture'
import { bytesOf, colorsOf } from './support/pixels'

const photo = { name: 'photo.png', mimeType: 'image/png', buffer: smallPicture() }
const [title, review] = ['달빛 정원', '오래 남을 밤이었다']

async function makeUpToTheBack(page: Page): Promise<void> {
  await page.goto('/make')
  await givePhoto(page, photo)
  await giveFacts(page, title)
  await giveReview(page, review)
  await reachBack(page)
}

const isDone = (page: Page) => atStep(page, '조각이 완성됐어요')

test('D23 an upload that breaks off is told, keeps the draft, and works again', async ({ page, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  await page.route('**/objects/**', (route) => route.abort('connectionreset'))
  // what the chat hears from the server would tell the upload to try again by itself
  await page.route(/\/api\/v1\/(rooms|blocks|sessions\/realtime)/, (route) => route.abort())
  await page.goto('/make')
  await atStep(page, '어떤 장면을 남길까요?')
  await choosePhoto(page, photo)
  const failed = page.getByTestId('upload-failed')
  await expect(failed).toContainText('적은 내용은 이 기기에')
  await page.getByRole('button', { name: '다음' }).click()
  await giveFacts(page, title)
  await giveReview(page, review)
  await expect(failed).toBeVisible()
  await page.reload()
  await expect(failed).toBeVisible()
  await page.unroute('**/objects/**')
  await failed.getByRole('button', { name: '다시 시도' }).click()
  await expect(failed).toBeHidden()
  await reachBack(page)
  await saveButton(page).click()
  await isDone(page)
  expect(await countPieces(page.request)).toBe(1)
})

test('D23 a save that fails is told, keeps the draft, and makes one piece in the end', async ({ page, watch }) => {
  watch.allow(lostRequest, answered(500))
  await join(page.request)
  await makeUpToTheBack(page)
  const failed = page.getByTestId('save-failed')
  const saving = '**/api/v1/pieces'

  await test.step('the server has a fault', async () => {
    await page.route(saving, (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"internal","status":500}' }),
    )
    await saveButton(page).click()
    await expect(failed).toContainText('저장하지 못했어요')
    await expect(failed).toContainText('적은 내용은 이 기기에 그대로 있어요.')
    expect(await countPieces(page.request)).toBe(0)
    await page.unroute(saving)
  })

  await test.step('the draft outlives a reload', async () => {
    await page.reload()
    await atStep(page, '뒷면을 골라 주세요')
    await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'false')
  })

  await test.step('the piece is saved, but its answer gets lost', async () => {
    await page.route(saving, async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await saveButton(page).click()
    await expect(failed).toContainText('서버에 연결하지 못했어요.')
    await page.unroute(saving)
    expect(await countPieces(page.request)).toBe(1)
  })

  await test.step('and once more, with an impatient finger', async () => {
    await saveButton(page).dblclick()
    await isDone(page)
    await expect(page.getByText(/ · No\. 1$/)).toBeVisible()
    expect(await countPieces(page.request)).toBe(1)
  })

  await page.goto('/make')
  await atStep(page, '어떤 장면을 남길까요?')
  await expect(page.getByText('만들던 조각을 이어서 보여 드려요.')).toBeHidden()
})

test('D23 a server that dies while a piece is made takes nothing with it', async ({ page, server, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  await page.goto('/make')
  await givePhoto(page, photo)
  await giveFacts(page, title)
  await giveReview(page, review)
  await reachBack(page)
  await server.kill()
  await saveButton(page).click()
  await expect(page.getByTestId('save-failed')).toContainText('서버에 연결하지 못했어요.')
  await expect(page.getByText('인터넷에 연결되지 않았어요.', { exact: false })).toBeVisible()
  await server.up()
  await saveButton(page).click()
  await isDone(page)
  await expect(page.getByText('인터넷에 연결되지 않았어요.', { exact: false })).toBeHidden()
  expect(await countPieces(page.request)).toBe(1)
})

test('a painting that the server can not give is told and asked for again', async ({ page, watch }) => {
  watch.allow(answered(503))
  await join(page.request)
  await page.route('**/api/v1/artworks', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: '{"code":"unavailable","status":503}',
    }),
  )
  await page.goto('/make')
  await givePhoto(page, photo)
  await giveFacts(page, title)
  await giveReview(page, review)
  await atStep(page, '어떤 모양으로 자를까요?')
  await page.getByRole('button', { name: '다음', exact: true }).click()
  await expect(page.getByTestId('painting').getByRole('alert')).toHaveText(
    '서버가 잠시 쉬고 있어요. 잠시 후 다시 시도해 주세요.',
  )
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true')
  await page.unroute('**/api/v1/artworks')
  await page.getByTestId('paint-retry').click()
  await expect(page.getByTestId('artwork-try')).toHaveCount(1)
  await saveButton(page).click()
  await isDone(page)
})

test('D51 whose session ends in the middle logs in and goes on where they were', async ({
  page,
  playwright,
  server,
  watch,
}) => {
  watch.allow(answered(401))
  const person = await join(page.request)
  const answers: string[] = []
  page.on('response', (answer) => answers.push(answer.url()))
  await makeUpToTheBack(page)
  // the preview with the painting is the last that the page asks for by itself; later it would tell of the end before the save does
  const last = (pattern: RegExp) => answers.findLastIndex((url) => pattern.test(url))
  await expect.poll(() => last(/\/tickets\/preview$/) > last(/\/artworks\/\w+\?wait/)).toBe(true)

  await test.step('another device logs out everywhere, and a quarter of an hour goes by', async () => {
    const elsewhere = await playwright.request.newContext({ baseURL: server.url })
    await logIn(elsewhere, person)
    expect((await elsewhere.delete('/api/v1/sessions')).ok()).toBe(true)
    await elsewhere.dispose()
    await page.context().clearCookies({ name: 'piece_access' })
  })

  await saveButton(page).click()
  await expect(page.getByText('로그인이 만료됐어요. 다시 로그인하면 보던 곳으로 돌아가요.')).toBeVisible()
  await atStep(page, '다시 만나서 반가워요')
  await page.getByLabel('이메일').fill(person.email)
  await page.getByLabel('비밀번호', { exact: true }).fill('이것은 아니에요')
  await page.getByRole('button', { name: '로그인', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('비밀번호', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: '로그인', exact: true }).click()

  await atStep(page, '뒷면을 골라 주세요')
  await expect(page).toHaveURL('/make/back')
  await page.getByTestId('step-facts').click()
  await expect(page.getByLabel('제목 *')).toHaveValue(title)
  await page.getByTestId('step-back').click()
  await saveButton(page).click()
  await isDone(page)
})

test('without a network the page says so, and goes on when it is back', async ({ page, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  await page.goto('/make')
  await wantPhoto(page)
  await expect(page.getByRole('button', { name: '사진 고르기' })).toBeVisible()
  const notice = page.getByText('인터넷에 연결되지 않았어요. 저장된 내용을 보여 드려요.')
  await page.context().setOffline(true)
  await expect(notice).toBeVisible()
  await choosePhoto(page, photo)
  await expect(page.getByTestId('upload-failed')).toContainText('연결되면 이어서 올릴게요.')
  await page.context().setOffline(false)
  await expect(notice).toBeHidden()
  await expect(page.getByTestId('upload-failed')).toBeHidden()
  await page.getByRole('button', { name: '다음' }).click()
  await giveFacts(page, title)
  await giveReview(page, review)
  await reachBack(page)
})

test('files that are no good photo are refused with the reason, and the one before stays', async ({ page }) => {
  await join(page.request)
  await page.goto('/make')
  await atStep(page, '어떤 장면을 남길까요?')
  const fault = page.getByTestId('photo-fault')
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.alloc(4000, 7)])
  const bad: [name: string, buffer: Buffer, told: RegExp][] = [
    ['empty.jpg', Buffer.alloc(0), /^빈 파일이에요/],
    ['notes.jpg', Buffer.from('이것은 사진이 아니라 글이에요.'), /^사진 파일이 아니에요/],
    ['cut.png', smallPicture().subarray(0, 60), /^사진을 열 수 없어요/],
    ['noise.jpg', jpeg, /^사진을 열 수 없어요/],
    ['stamp.png', smallPicture(1, 90, 120), /^사진이 너무 작거나/],
    ['bomb.png', pngThatClaims(60_000, 60_000), /^사진이 너무 커서/],
  ]
  for (const [name, buffer, told] of bad) {
    await choosePhoto(page, { name, mimeType: 'image/jpeg', buffer })
    await expect(fault, name).toHaveText(told)
  }

  await test.step('too large a file', async () => {
    const folder = await mkdtemp(joinPath(tmpdir(), 'piece-large-'))
    const path = joinPath(folder, 'large.jpg')
    const file = await open(path, 'w')
    await file.truncate(81 * 1024 * 1024)
    await file.close()
    const dialog = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '사진 고르기' }).click()
    await (await dialog).setFiles(path)
    await expect(fault).toHaveText(/^파일이 너무 커요/)
    await rm(folder, { recursive: true })
  })

  await choosePhoto(page, photo)
  await expect(page.getByTestId('cropper')).toBeVisible()
  await expect(fault).toBeHidden()
  await choosePhoto(page, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('글') }, '사진 바꾸기')
  await expect(fault).toHaveText(/^사진 파일이 아니에요/)
  await expect(page.getByTestId('cropper')).toBeVisible()
})

test('a photo of an iPhone is converted in the browser and goes all the way', async ({ page }) => {
  await join(page.request)
  await page.goto('/make')
  const buffer = await readFile(new URL('./support/samples/phone.heic', import.meta.url))
  const uploaded = page.waitForResponse((answer) => answer.url().endsWith('/complete'))
  await givePhoto(page, { name: 'IMG_0042.HEIC', mimeType: '', buffer })
  const { url, width, height } = (await (await uploaded).json()) as { url: string; width: number; height: number }
  expect([width, height]).toEqual([420, 600])
  const [top, middle, bottom] = await colorsOf(page, await bytesOf(page, url), [
    [0.1, 0.02],
    [0.5, 0.37],
    [0.1, 0.98],
  ])
  expect(top![0]).toBeGreaterThan(180)
  expect(middle![0] > 220 && middle![1] > 180).toBe(true)
  expect(bottom![2]).toBeGreaterThan(150)
  await giveFacts(page, title)
  await giveReview(page, review)
  await reachBack(page)
  await saveButton(page).click()
  await isDone(page)
})

/** The head of a PNG that says it is this large, and nothing more. */
function pngThatClaims(width: number, height: number): Buffer {
  const png = Buffer.from(smallPicture())
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}
