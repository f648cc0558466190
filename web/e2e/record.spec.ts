import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { join, logIn, makePiece, readRecord, writeRecord } from './support/api'
import { answered, expect, lostRequest, test, type Watch } from './support/journey'
import { atStep } from './support/making'
import { smallPicture } from './support/picture'
import { swipe } from './support/touch'

const file = (seed: number, width = 500, height = 350) => ({
  name: `${seed}.png`,
  mimeType: 'image/png',
  buffer: smallPicture(seed, width, height),
})
const story = '1막이 끝나고 아무도 말을 하지 않았다.\n\n2막의 <b>달</b>은 https://piece.example/moon 그대로였다.'

const field = (page: Page) => page.getByLabel('기록 쓰기')
const state = (page: Page) => page.getByTestId('save-state')
const isSaved = (page: Page) => expect(state(page)).toContainText(/저장됨 \d\d:\d\d/)
const conflict = (page: Page) => page.getByTestId('conflict')
const shelf = (page: Page) => page.getByRole('list', { name: '사진' }).getByRole('listitem')
const section = (page: Page) => page.getByRole('region', { name: '기록', exact: true })

async function openEditor(page: Page, pieceId: string): Promise<void> {
  await page.goto(`/pieces/${pieceId}/record`)
  await expect(field(page)).toBeVisible()
}

async function addPhotos(page: Page, files: ReturnType<typeof file>[]): Promise<void> {
  const dialog = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '사진 추가' }).click()
  await (await dialog).setFiles(files)
}

/** Types at the end, letter by letter. */
async function write(page: Page, text: string): Promise<void> {
  await field(page).press('Control+End')
  await field(page).pressSequentially(text)
}

async function anotherBrowser(browser: Browser, watch: Watch): Promise<{ context: BrowserContext; other: Page }> {
  const context = await browser.newContext()
  watch.follow(context)
  return { context, other: await context.newPage() }
}

test('a record is written with photos, saved while typing, and read', async ({ page }) => {
  await join(page.request)
  const piece = await makePiece(page.request, { title: '달의 정원' })

  await test.step('the ticket invites to write', async () => {
    await page.goto(`/pieces/${piece.id}`)
    await page.getByRole('link', { name: '자세히 기록하기' }).click()
    await expect(page).toHaveTitle('달의 정원 · 기록 · PIECE')
    await expect(page.getByRole('heading', { level: 1, name: '달의 정원' })).toBeVisible()
  })

  await test.step('text and photos, several at once', async () => {
    await field(page).fill(story)
    await addPhotos(page, [file(1), file(2, 350, 500), file(3)])
    await expect(shelf(page)).toHaveCount(3)
    await page.getByLabel('2번째 사진 설명').fill('2막의 달')
    await isSaved(page)
    await expect
      .poll(async () => (await readRecord(page.request, piece.id)).photos.map((p) => p.caption))
      .toEqual(['', '2막의 달', ''])
  })

  await test.step('put in order by keys, taken out and put back', async () => {
    await page.getByRole('button', { name: '2번째 사진 앞으로 옮기기' }).press('Enter')
    await expect(page.getByLabel('1번째 사진 설명')).toHaveValue('2막의 달')
    await expect(page.getByRole('button', { name: '1번째 사진 뒤로 옮기기' })).toBeFocused()
    await page.getByRole('button', { name: '3번째 사진 빼기' }).click()
    await expect.poll(async () => (await readRecord(page.request, piece.id)).photos.length).toBe(2)
    await page.getByRole('button', { name: '되돌리기' }).press('Enter')
    await expect(shelf(page)).toHaveCount(3)
    await isSaved(page)
    await expect
      .poll(async () => (await readRecord(page.request, piece.id)).photos.map((p) => p.caption))
      .toEqual(['2막의 달', '', ''])
  })

  await test.step('put in order by dragging', async () => {
    const [from, to] = [shelf(page).nth(0), shelf(page).nth(2)]
    await to.scrollIntoViewIfNeeded()
    const [start, end] = [(await from.locator('img').boundingBox())!, (await to.boundingBox())!]
    await page.mouse.move(start.x + 30, start.y + 30)
    await page.mouse.down()
    await page.mouse.move(start.x + 30, end.y + end.height * 0.9, { steps: 8 })
    await expect(page.getByLabel('3번째 사진 설명')).toHaveValue('2막의 달')
    await page.mouse.up()
    await expect
      .poll(async () => (await readRecord(page.request, piece.id)).photos.map((p) => p.caption))
      .toEqual(['', '', '2막의 달'])
  })

  await test.step('a reload keeps everything', async () => {
    await isSaved(page)
    await page.reload()
    await expect(field(page)).toHaveValue(story)
    await expect(shelf(page)).toHaveCount(3)
    await expect(page.getByText('이 기기에 보관한 글을')).toHaveCount(0)
  })

  await test.step('the ticket shows it, as plain text', async () => {
    await page.getByRole('button', { name: '다 썼어요' }).click()
    await expect(section(page)).toContainText('1막이 끝나고 아무도 말을 하지 않았다.')
    await expect(section(page)).toContainText('2막의 <b>달</b>은')
    await expect(section(page).locator('b')).toHaveCount(0)
    const link = section(page).getByRole('link', { name: 'https://piece.example/moon' })
    await expect(link).toHaveAttribute('rel', 'noopener nofollow ugc')
    await expect(section(page).getByRole('link', { name: '기록 고치기' })).toBeVisible()
  })
})

test('photos are pasted and dropped, of phones as well; one that breaks off is told and sent again', async ({
  page,
  watch,
}) => {
  watch.allow(lostRequest)
  await join(page.request)
  const piece = await makePiece(page.request)
  await openEditor(page, piece.id)
  const heic = await readFile(new URL('./support/samples/phone.heic', import.meta.url))

  await test.step('several at once, in either way', async () => {
    await bring(page, 'paste', [file(1).buffer, file(2).buffer])
    await expect(shelf(page)).toHaveCount(2)
    await bring(page, 'drop', [heic])
    await expect(shelf(page)).toHaveCount(3)
    await isSaved(page)
    await expect
      .poll(async () => (await readRecord(page.request, piece.id)).photos.map(({ width, height }) => [width, height]))
      .toEqual([
        [500, 350],
        [500, 350],
        [420, 600],
      ])
  })

  await test.step('what is no photo is refused with the reason', async () => {
    await bring(page, 'drop', [Buffer.from('이것은 글이에요.')])
    await expect(shelf(page).last()).toContainText('사진 파일이 아니에요.')
    await expect(state(page)).toContainText('고칠 곳이 있어요')
    await page.getByRole('button', { name: '4번째 사진 빼기' }).click()
    await expect(shelf(page)).toHaveCount(3)
    await isSaved(page)
  })

  await test.step('one that breaks off', async () => {
    await page.route('**/objects/**', (route) => route.abort('connectionreset'))
    await addPhotos(page, [file(4)])
    await expect(shelf(page).last()).toContainText('연결되면 이어서 올릴게요.')
    await page.unroute('**/objects/**')
    await page.getByRole('button', { name: '4번째 사진 다시 올리기' }).click()
    await isSaved(page)
    await expect.poll(async () => (await readRecord(page.request, piece.id)).photos.length).toBe(4)
  })

  await test.step('no more than ten', async () => {
    await addPhotos(
      page,
      [5, 6, 7, 8, 9, 10, 11].map((seed) => file(seed, 200, 160)),
    )
    await expect(page.getByText('사진은 10장까지예요. 1장은 넣지 못했어요.')).toBeVisible()
    await expect(page.getByRole('button', { name: '사진 추가' })).toBeDisabled()
    await expect
      .poll(async () => (await readRecord(page.request, piece.id)).photos.length, { timeout: 20_000 })
      .toBe(10)
  })
})

/** What the browser tells a page when files are pasted or dropped. */
async function bring(page: Page, way: 'paste' | 'drop', files: Buffer[]): Promise<void> {
  await page.evaluate(
    ([kind, contents]) => {
      const data = new DataTransfer()
      contents.forEach((content, i) => {
        const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))
        data.items.add(new File([bytes], `${i}.bin`))
      })
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
    },
    [way, files.map((content) => content.toString('base64'))] as const,
  )
}

test('what another device saved is told; both can be joined, and nothing is lost', async ({ page, browser, watch }) => {
  watch.allow(answered(409))
  const person = await join(page.request)
  const piece = await makePiece(page.request)
  await writeRecord(page.request, piece.id, { text: '첫 줄\n둘째 줄' })
  const { context, other } = await anotherBrowser(browser, watch)
  await logIn(context.request, person)
  await openEditor(page, piece.id)
  await openEditor(other, piece.id)

  await write(other, '\n저쪽에서 쓴 줄')
  await isSaved(other)
  await write(page, '\n여기에서 쓴 줄')
  await expect(conflict(page)).toContainText('다른 기기에서 이 기록을 고쳤어요')
  await expect(conflict(page).locator('[data-side=mine] mark')).toHaveText('여기에서')
  await expect(conflict(page).locator('[data-side=theirs] mark')).toHaveText('저쪽에서')

  await test.step('typing goes on meanwhile, and nothing is overwritten', async () => {
    await write(page, ', 계속')
    expect((await readRecord(page.request, piece.id)).text).toBe('첫 줄\n둘째 줄\n저쪽에서 쓴 줄')
    await page.reload()
    await expect(field(page)).toHaveValue('첫 줄\n둘째 줄\n여기에서 쓴 줄, 계속')
    await expect(conflict(page)).toBeVisible()
  })

  await test.step('joined', async () => {
    await page.getByRole('button', { name: '둘 다 합치기' }).click()
    const joined = '첫 줄\n둘째 줄\n여기에서 쓴 줄, 계속\n저쪽에서 쓴 줄'
    await expect(field(page)).toHaveValue(joined)
    await isSaved(page)
    await expect(conflict(page)).toBeHidden()
    expect((await readRecord(page.request, piece.id)).text).toBe(joined)
  })

  await test.step('the other device is told in its turn, and takes it', async () => {
    await write(other, '!')
    await expect(conflict(other)).toBeVisible()
    await other.getByRole('button', { name: '저쪽 것 쓰기' }).click()
    await expect(field(other)).toHaveValue(/여기에서 쓴 줄, 계속/)
    await other.getByRole('button', { name: '되돌리기' }).click()
    await expect(field(other)).toHaveValue('첫 줄\n둘째 줄\n저쪽에서 쓴 줄!')
    await isSaved(other)
    await expect
      .poll(async () => (await readRecord(page.request, piece.id)).text)
      .toBe('첫 줄\n둘째 줄\n저쪽에서 쓴 줄!')
  })
  await context.close()
})

test('D23 a server that dies while one types takes nothing with it', async ({ page, server, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  const piece = await makePiece(page.request)
  await openEditor(page, piece.id)
  await write(page, '막이 오르기 전에')
  await isSaved(page)
  await server.kill()
  await write(page, ' 서버가 멈췄다')
  await addPhotos(page, [file(5)])
  await expect(state(page)).toContainText('오프라인: 기기에 보관했어요')
  await expect(shelf(page)).toContainText('연결되면 이어서 올릴게요.')
  await write(page, ', 그래도 썼다')
  await server.up()
  await expect
    .poll(async () => (await readRecord(page.request, piece.id)).text, { timeout: 30_000 })
    .toBe('막이 오르기 전에 서버가 멈췄다, 그래도 썼다')
  await expect.poll(async () => (await readRecord(page.request, piece.id)).photos.length, { timeout: 30_000 }).toBe(1)
  await isSaved(page)
})

test('D23 a save whose answer gets lost is no stranger’s', async ({ page, watch }) => {
  watch.allow(lostRequest)
  await join(page.request)
  const piece = await makePiece(page.request)
  await openEditor(page, piece.id)
  await page.route('**/record', async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await write(page, '하나')
  await expect.poll(async () => (await readRecord(page.request, piece.id)).text).toBe('하나')
  await write(page, ', 둘')
  await page.reload() // before it could find out
  await page.unroute('**/record')
  await expect(field(page)).toHaveValue('하나, 둘')
  await isSaved(page)
  await expect(conflict(page)).toBeHidden()
  expect((await readRecord(page.request, piece.id)).text).toBe('하나, 둘')
})

test('D51 whose session ends while writing logs in, and goes on where they were', async ({
  page,
  playwright,
  server,
  watch,
}) => {
  watch.allow(answered(401))
  const person = await join(page.request)
  const piece = await makePiece(page.request)
  await openEditor(page, piece.id)
  const elsewhere = await playwright.request.newContext({ baseURL: server.url })
  await logIn(elsewhere, person)
  expect((await elsewhere.delete('/api/v1/sessions')).ok()).toBe(true)
  await elsewhere.dispose()
  await page.context().clearCookies({ name: 'piece_access' })

  await write(page, '로그인이 끝난 줄도 몰랐다')
  await atStep(page, '다시 만나서 반가워요')
  await page.getByLabel('이메일').fill(person.email)
  await page.getByLabel('비밀번호', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: '로그인', exact: true }).click()
  await expect(page).toHaveURL(`/pieces/${piece.id}/record`)
  await expect(field(page)).toHaveValue('로그인이 끝난 줄도 몰랐다')
  await isSaved(page)
  expect((await readRecord(page.request, piece.id)).text).toBe('로그인이 끝난 줄도 몰랐다')
})

test('D12 others read the record of a public piece, and find nothing of a private one', async ({
  page,
  browser,
  watch,
}) => {
  watch.allow(answered(404))
  await join(page.request)
  const piece = await makePiece(page.request, { title: '모두의 밤', visibility: 'public' })
  const record = await writeRecord(page.request, piece.id, {
    text: '모두에게 하는 이야기',
    photos: [{ picture: smallPicture(7), caption: '커튼콜' }],
  })
  const files = record.photos.flatMap(({ small, large }) => [small, large])
  const address = `/api/v1/pieces/${piece.id}/record`

  for (const who of ['guest', 'person'] as const) {
    const { context, other } = await anotherBrowser(browser, watch)
    if (who === 'person') await join(context.request)

    await test.step(`${who}: public`, async () => {
      await other.goto(`/pieces/${piece.id}`)
      await expect(section(other)).toContainText('모두에게 하는 이야기')
      await expect(section(other).getByRole('img', { name: '커튼콜' })).toBeVisible()
      await expect(section(other).getByRole('link')).toHaveCount(0)
      for (const path of files) expect((await other.request.get(path)).status(), path).toBe(200)
      const refused = await other.request.put(address, { data: { text: '', photos: [], version: record.version } })
      expect(refused.status()).toBe(who === 'guest' ? 401 : 403)
      if (who === 'person') {
        await other.goto(`/pieces/${piece.id}/record`)
        await atStep(other, '여기에는 조각이 없어요')
      }
    })

    await test.step(`${who}: private`, async () => {
      expect((await page.request.patch(`/api/v1/pieces/${piece.id}`, { data: { visibility: 'private' } })).ok()).toBe(
        true,
      )
      for (const path of [address, ...files]) expect((await other.request.get(path)).status(), path).toBe(404)
      const answer = await other.goto(`/pieces/${piece.id}`)
      expect(answer!.status()).toBe(404)
      await atStep(other, '여기에는 조각이 없어요')
      expect(await other.content()).not.toContain('모두에게 하는 이야기')
      if (who === 'person') expect((await other.goto(`/pieces/${piece.id}/record`))!.status()).toBe(404)
      expect((await page.request.patch(`/api/v1/pieces/${piece.id}`, { data: { visibility: 'public' } })).ok()).toBe(
        true,
      )
    })
    await context.close()
  }
})

test('where nothing was written, others see nothing of it', async ({ page, browser, watch }) => {
  await join(page.request)
  const piece = await makePiece(page.request, { visibility: 'public' })
  const { context, other } = await anotherBrowser(browser, watch)
  const read = other.waitForResponse((answer) => answer.url().endsWith('/record'))
  await other.goto(`/pieces/${piece.id}`)
  await read
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(section(other)).toHaveCount(0)
  await expect(other.getByText('자세히 기록하기')).toHaveCount(0)
  await context.close()
})

test.describe('the photos', () => {
  test.use({ hasTouch: true })

  const slides = (page: Page) => page.getByRole('region', { name: '기록 사진' })
  const slide = (page: Page, i: number): Locator =>
    slides(page).getByRole('button', { name: `3장 중 ${i}번째 사진 크게 보기` })
  const dot = (page: Page, i: number) => slides(page).getByRole('button', { name: `${i}번째 사진 보기` })
  const isAt = (page: Page, i: number) => expect(dot(page, i)).toHaveAttribute('aria-current', 'true')
  const large = (page: Page) => page.getByRole('dialog', { name: '사진 크게 보기' })

  async function withPhotos(page: Page): Promise<void> {
    await join(page.request)
    const piece = await makePiece(page.request)
    const photos = [1, 2, 3].map((seed) => ({ picture: smallPicture(seed, 700, 500), caption: `장면 ${seed}` }))
    await writeRecord(page.request, piece.id, { text: '글', photos })
    await page.goto(`/pieces/${piece.id}`)
    await expect(slides(page)).toBeVisible()
    await slide(page, 1).scrollIntoViewIfNeeded()
  }

  test('are gone through by finger, by keys and by dots', async ({ page }) => {
    await withPhotos(page)
    await isAt(page, 1)
    await swipe(slide(page, 1), -260)
    await isAt(page, 2)
    await swipe(slide(page, 2), 260)
    await isAt(page, 1)
    await slide(page, 1).focus()
    for (const [key, place] of [
      ['ArrowRight', 2],
      ['End', 3],
      ['ArrowRight', 3],
      ['ArrowLeft', 2],
      ['Home', 1],
    ] as const) {
      await page.keyboard.press(key)
      await isAt(page, place)
      await expect(slide(page, place)).toBeFocused()
    }
    await dot(page, 3).click()
    await isAt(page, 3)
    await expect(slides(page)).toContainText('장면 3')
  })

  test('open in full, closer on request, and close by key, button, finger and the way back', async ({ page }) => {
    await withPhotos(page)
    await slide(page, 1).press('Enter')
    await expect(large(page)).toContainText('장면 1')
    await page.keyboard.press('ArrowRight')
    await expect(large(page)).toContainText('장면 2')
    await swipe(large(page), -260)
    await expect(large(page)).toContainText('장면 3')

    await test.step('Escape closes, and the focus is at the photo that was seen last', async () => {
      await page.keyboard.press('Escape')
      await expect(large(page)).toBeHidden()
      await isAt(page, 3)
      await expect(slide(page, 3)).toBeFocused()
    })

    await test.step('closer', async () => {
      await slide(page, 3).click()
      await page.getByRole('button', { name: '확대' }).click()
      await expect(page.getByRole('button', { name: '원래 크기로' })).toBeVisible()
      await swipe(large(page), -120) // moves the photo, not to another one
      await expect(large(page)).toContainText('장면 3')
      await page.keyboard.press('0')
      await expect(page.getByRole('button', { name: '확대' })).toBeVisible()
    })

    await test.step('the way back closes, and leaves the ticket', async () => {
      await page.goBack()
      await expect(large(page)).toBeHidden()
      await expect(page).toHaveURL(/\/pieces\/[^/?]+$/)
    })

    await test.step('so do the button and a finger that pulls it down; a reload keeps it open', async () => {
      await slide(page, 3).click()
      await page.reload()
      await expect(large(page)).toContainText('장면 3')
      await page.getByRole('button', { name: '닫기' }).click()
      await expect(large(page)).toBeHidden()
      await slide(page, 1).click()
      await swipe(large(page), 0, 260)
      await expect(large(page)).toBeHidden()
    })
  })
})
