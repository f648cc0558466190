import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import type { Piece } from './support/api'
import { cameraPhoto, secretPlace } from './support/camera'
import { expect, test } from './support/journey'
import { atStep, choosePhoto, next, saveButton } from './support/making'
import { bytesOf, colorsOf, differenceOf } from './support/pixels'

// a phone as it is: fingers, sharp screen, everything moves, the service worker works
test.use({
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
  serviceWorkers: 'allow',
  contextOptions: { reducedMotion: 'no-preference' },
})

/** EXIF as JPEG and WebP hold it, and what the photo says about its place. */
const secrets = new RegExp(`Exif\\0\\0|EXIF[^]{2}\\0\\0|${secretPlace.note}`)
const [title, review] = ['오늘 밤, 파도의 노래', '마지막 앙코르에서 눈물이 왈칵 😭']

test('D26 D30 a stranger makes a piece of a camera photo, keeps it over restarts and deletes it', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(/WebSocket connection to .* failed/) // the program is started anew in between
  test.setTimeout(90_000)

  await test.step('joins, with what is taken told while typing', async () => {
    await page.request.post('/api/v1/accounts', {
      data: {
        email: 'somebody@piece.example',
        nickname: '먼저온사람',
        password: '먼저 온 사람의 열쇠',
        language: 'ko',
      },
    })
    await page.context().clearCookies()
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/아름다운 조각으로/)
    await page.getByRole('main').getByRole('link', { name: '가입하기' }).click()
    await page.getByLabel('이메일').fill('파도@')
    await page.getByLabel('닉네임').fill('먼저온사람')
    await expect(page.getByText('이메일 주소 모양이 아니에요.')).toBeVisible()
    await expect(page.getByText(/이미 (쓰|사용)/)).toBeVisible()
    await page.getByLabel('이메일').fill('wave@piece.example')
    await page.getByLabel('닉네임').fill('파도타기')
    await expect(page.getByText('✓ 쓸 수 있어요.')).toHaveCount(2)
    await page.getByLabel('비밀번호', { exact: true }).fill('짧아요')
    await page.getByRole('button', { name: '가입하기' }).click()
    await expect(page.getByText('7자 더 필요해요.')).toBeVisible()
    await page.getByLabel('비밀번호', { exact: true }).fill('파도 소리가 들리는 극장')
    await page.getByRole('button', { name: '가입하기' }).click()
  })

  await test.step('sees the cards once', async () => {
    await atStep(page, '오늘 본 것을 조각으로')
    await page.getByRole('button', { name: '다음' }).click()
    await atStep(page, '뒷면에는 그림이')
    await page.getByRole('button', { name: '다음' }).click()
    await atStep(page, '달력에 차곡차곡')
    await page.getByLabel('다시 보지 않기').check()
    await page.getByRole('button', { name: '시작하기' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('파도타기님,')
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('첫 조각을 만들어 볼까요?')
  })

  await test.step('crops the photo with fingers, wheel and keys', async () => {
    const photo = await cameraPhoto(page)
    await page.getByRole('navigation', { name: '주 메뉴' }).getByRole('link', { name: '조각 만들기' }).click()
    await atStep(page, '어떤 장면을 남길까요?')
    await choosePhoto(page, { name: 'DSC_0042.jpg', mimeType: 'image/jpeg', buffer: photo })
    await cropByHand(page)
    await next(page)
  })

  let day = ''
  await test.step('gives facts and review, and is told what is missing', async () => {
    await atStep(page, '무엇을 보셨나요?')
    await next(page)
    await expect(page.getByText('무엇을 봤는지 골라 주세요.')).toBeVisible()
    await expect(page.getByText('제목을 적어 주세요.')).toBeVisible()
    await page.getByRole('radio', { name: '콘서트' }).check()
    await page.getByLabel('제목 *').fill(title)
    day = await page.getByLabel('날짜 *').inputValue()
    await page.getByLabel('시간').fill('19:30')
    await page.getByLabel('장소').fill('블루스퀘어')
    await page.getByLabel('좌석').fill('1층 C열 14번')
    await page.getByLabel('가격').fill('132000')
    await page.getByRole('radio', { name: '음악' }).check()
    await next(page)
    await atStep(page, '어떠셨나요?')
    await page.getByRole('slider', { name: '별점' }).press('4')
    await page.getByRole('slider', { name: '별점' }).press('ArrowRight')
    await expect(page.getByText('아주 좋았어요').or(page.getByText('인생 작품이에요'))).toBeVisible()
    await page.getByLabel('한 줄 감상').fill(review)
    await page.getByRole('radio', { name: '나만 보기' }).check()
  })

  await test.step('D26 finds everything again after a reload, photo included', async () => {
    await page.reload()
    await atStep(page, '어떠셨나요?')
    await expect(page.getByText('만들던 조각을 이어서 보여 드려요.')).toBeVisible()
    await expect(page.getByLabel('한 줄 감상')).toHaveValue(review)
    await expect(page.getByRole('slider', { name: '별점' })).toHaveAttribute('aria-valuenow', '4.5')
    await page.getByTestId('step-facts').click()
    await expect(page.getByLabel('제목 *')).toHaveValue(title)
    await expect(page.getByLabel('가격')).toHaveValue('132,000')
    await page.getByTestId('step-picture').click()
    await isLoaded(page.getByTestId('cropper').locator('img'))
    await page.getByTestId('step-review').click()
    await next(page)
  })

  let preview: { front: Buffer; back: Buffer } | undefined
  await test.step('tries shapes, paints again, chooses paper', async () => {
    await atStep(page, '어떤 모양으로 자를까요?')
    await isLoaded(page.getByTestId('preview-front'))
    await page.getByTestId('shape-film').click()
    await expect(page.getByRole('radio', { name: '필름' })).toBeChecked()
    await page.getByTestId('shape-stub').click()
    await next(page)
    await atStep(page, '뒷면을 골라 주세요')
    const tries = page.getByTestId('artwork-try')
    await expect(tries).toHaveCount(1)
    await isLoaded(tries.locator('img'))
    await page.getByRole('button', { name: '다시 그리기' }).click()
    await expect(tries).toHaveCount(2)
    await expect(page.getByRole('radio', { name: '2번째 그림' })).toBeChecked()
    const chosen = page.getByRole('radio', { name: '1번째 그림' })
    const artworkId = (await tries.first().locator('img').getAttribute('src'))!.split('/')[4]
    await chosen.check()
    await page.getByRole('radio', { name: '밤', exact: true }).check()
    await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'false')
    const { photoId } = (await (await page.request.get(`/api/v1/artworks/${artworkId}`)).json()) as { photoId: string }
    const drawn = await draw(page, {
      ...{ side: 'back', shape: 'stub', paper: 'night', photoId, artworkId, halfStars: 9 },
      ...{ title, review, day, time: '19:30', venue: '블루스퀘어', seat: '1층 C열 14번' },
    })
    await expect.poll(async () => drawn.equals(await shownAt(page, 'preview-back'))).toBe(true)
    preview = { front: await shownAt(page, 'preview-front'), back: drawn }
  })

  const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/pieces') && answer.status() === 201)
  await test.step('finishes, with a small celebration', async () => {
    await saveButton(page).click()
    await expect(page.getByRole('heading', { level: 1, name: '조각이 완성됐어요' })).toBeVisible()
    await expect(page.locator('canvas')).toBeVisible()
    await expect(page.getByText(/^\d{4} · No\. 1$/)).toBeVisible()
    await isLoaded(page.getByRole('img', { name: `${title}, ` }).first())
  })
  const piece = (await (await saved).json()) as Piece
  expect(piece.day).toBe(day)

  await test.step('what is saved is what the preview showed', async () => {
    const { photoId, crop, shape } = piece
    expect((await draw(page, { side: 'front', photoId, crop, shape })).equals(preview!.front)).toBe(true)
    for (const side of ['front', 'back'] as const) {
      const file = await (await page.request.get(piece.ticket[side])).body()
      const { mean, worst } = await differenceOf(page, preview![side], file)
      // the preview is smaller and packed harder; a letter that differs gives 30 and more
      expect(mean, side).toBeLessThan(3)
      expect(worst, side).toBeLessThan(15)
    }
  })

  await test.step('D30 nothing that is served tells where it was, and all stands upright', async () => {
    const photo = `/api/v1/media/${piece.photoId}/image`
    for (const address of [photo, ...Object.values(piece.ticket)]) {
      const bytes = await (await page.request.get(address)).body()
      expect(bytes.length, address).toBeGreaterThan(1000)
      expect(secrets.test(bytes.toString('latin1')), `secrets in ${address}`).toBe(false)
    }
    for (const address of [photo, piece.ticket.front, piece.ticket.frontPng]) {
      const picture = await (await page.request.get(address)).body()
      const [top, bottom] = await colorsOf(page, picture, [
        [0.3, 0.04],
        [0.3, 0.96],
      ])
      expect(top![0] > 180 && top![1] < 140 && top![2] < 140, `top of ${address}: ${top}`).toBe(true)
      expect(bottom![0] < 90 && bottom![2] > 130, `bottom of ${address}: ${bottom}`).toBe(true)
    }
  })

  await test.step('is in the calendar after a restart, and turns over', async () => {
    expect(await server.down()).toBe(0)
    await server.up()
    await page.goto('/calendar')
    await expect(page.locator(`[data-day="${piece.day}"]`)).toHaveAccessibleName(/조각 1개$/)
    await page.getByRole('link', { name: title }).click()
    await expect(page).toHaveURL(`/pieces/${piece.id}`)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    const front = page.getByRole('img', { name: /티켓$/ })
    const back = page.getByRole('img', { name: /티켓 뒷면$/ })
    await isLoaded(front)
    await front.click()
    await expect(back).toBeVisible()
    await expect(page.getByRole('button', { name: '앞면 보기' })).toBeVisible()
    await page.getByRole('button', { name: '앞면 보기' }).press('Enter')
    await expect(page.getByRole('button', { name: '뒤집기' })).toBeVisible()
    await expect(page.getByText('132,000원')).toBeVisible()
  })

  await test.step('is in the grid after the power went, and can be saved as a picture', async () => {
    await server.kill()
    await server.up()
    await page.goto('/pieces')
    await expect(page.getByText('조각 1개')).toBeVisible()
    await page.getByRole('link', { name: title }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '더 보기' }).click()
    await page.getByRole('button', { name: '앞면 이미지 저장' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`${title} 앞면.png`)
    expect(await pngSize(await file.path())).toEqual([896, 1280])
    await page.keyboard.press('Escape')
  })

  await test.step('is deleted for good, with everything of it', async () => {
    const objectsOfIt = async () =>
      (await server.objects()).filter((name) => name.includes(piece.id) || name.includes(piece.owner.id))
    expect(await objectsOfIt()).not.toEqual([])
    await page.getByRole('button', { name: '더 보기' }).click()
    await page.getByRole('button', { name: '지우기' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '취소' }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await page.getByRole('button', { name: '더 보기' }).click()
    await page.getByRole('button', { name: '지우기' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '지우기' }).click()
    await expect(page).toHaveURL(/\/pieces$/) // where it was opened
    await expect(page.getByText('조각을 지웠어요.')).toBeVisible()
    await expect(page.getByText('아직 모은 조각이 없어요')).toBeVisible()
    expect((await page.request.get(piece.ticket.front)).status()).toBe(404)
    await expect.poll(objectsOfIt, { timeout: 20_000 }).toEqual([])
  })
})

async function cropByHand(page: Page): Promise<void> {
  const frame = page.getByTestId('cropper')
  const zoom = page.getByRole('slider', { name: '확대' })
  await isLoaded(frame.locator('img'))
  await expect(zoom).toHaveAttribute('aria-valuetext', '1배')
  const box = (await frame.boundingBox())!
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }

  await pinch(page, middle, 30, 75)
  await expect(zoom).toHaveAttribute('aria-valuetext', '2.5배')
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.wheel(0, 2000)
  await expect(zoom).toHaveAttribute('aria-valuetext', '1배')

  await frame.focus()
  await frame.press('+')
  await expect(zoom).toHaveAttribute('aria-valuetext', '1.1배')
  const picture = frame.locator('img')
  const before = (await picture.boundingBox())!
  await frame.press('ArrowLeft')
  await expect.poll(async () => (await picture.boundingBox())!.x).not.toBeCloseTo(before.x, 0)
  for (const turn of [90, 180, 270, 0]) {
    await frame.press('r')
    await expect(picture).toHaveAttribute('style', new RegExp(`rotate\\(${turn}deg\\)`))
  }
  await frame.press('-')
  await expect(zoom).toHaveAttribute('aria-valuetext', '1배')
}

/** Two fingers beside each other, moved apart (or together) from one distance to the middle to another. */
async function pinch(page: Page, at: { x: number; y: number }, from: number, to: number): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const fingers = (distance: number) => [
    { x: at.x - distance, y: at.y, id: 0 },
    { x: at.x + distance, y: at.y, id: 1 },
  ]
  await browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(from) })
  for (let step = 1; step <= 5; step++) {
    const touchPoints = fingers(from + ((to - from) * step) / 5)
    await browser.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints })
  }
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await browser.detach()
}

const isLoaded = (picture: Locator) =>
  expect(picture)
    .toHaveJSProperty('complete', true)
    .then(() => expect(picture).not.toHaveJSProperty('naturalWidth', 0))

/** Has the renderer draw the same as the page: the same order always gives the same bytes. */
async function draw(page: Page, order: object): Promise<Buffer> {
  const answer = await page.request.post('/api/v1/tickets/preview', { data: { width: 672, language: 'ko', ...order } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.body()
}

const shownAt = async (page: Page, picture: string): Promise<Buffer> =>
  bytesOf(page, (await page.getByTestId(picture).getAttribute('src'))!)

async function pngSize(path: string): Promise<[number, number]> {
  const bytes = await readFile(path)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}
