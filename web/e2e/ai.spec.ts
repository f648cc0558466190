import type { Page } from '@playwright/test'
import { AiServer, type Answer } from './support/aiServer'
import { join, makePiece, type Piece } from './support/api'
import { cameraPhoto, secretPlace } from './support/camera'
import { answered, expect, test as base } from './support/journey'
import { look } from './support/look'
import { atStep, giveFacts, givePhoto, giveReview, next, saveButton } from './support/making'
import { Network } from './support/network'
import { smallPicture } from './support/picture'
import { Server } from './support/server'

const NAME = '그림화실'

/** Beside every worker's server stands one that speaks the protocol of a model. */
const test = base.extend<object, { ai: AiServer }>({
  ai: [
    async ({}, use) => {
      const ai = await AiServer.start()
      await use(ai)
      await ai.stop()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ ai }, use) => {
      const server = await Server.start(ai.settings(NAME))
      await use(server)
      await server.remove()
    },
    { scope: 'worker' },
  ],
})

test.beforeEach(({ ai }) => ai.reset())

const panel = (page: Page) => page.getByTestId('ai-panel')
const tries = (page: Page) => page.getByTestId('artwork-try')
const chosen = (page: Page) => tries(page).locator('input:checked')
const stage = (page: Page) => page.getByTestId('ai-stage')

/** Waits out a machine that has much to do. */
const patient = { timeout: 30_000 }

let seeds = 10
/** A piece of a photo of its own, so that nobody painted from it before. */
async function ownPiece(page: Page): Promise<Piece> {
  await join(page.request)
  return makePiece(page.request, {}, smallPicture(++seeds))
}

async function agree(page: Page): Promise<void> {
  const answer = await page.request.put('/api/v1/ai/consent', { data: { provider: NAME } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

async function openBack(page: Page, { id }: Piece): Promise<void> {
  await page.goto(`/pieces/${id}/edit/back`)
  await expect(panel(page)).toBeVisible(patient)
  await expect(page.getByTestId('preview-back')).toBeVisible(patient)
}

async function left(page: Page): Promise<number> {
  const { paintings } = (await (await page.request.get('/api/v1/ai')).json()) as { paintings: { left: number } }
  return paintings.left
}

/** Nothing of what stood where it stands may have moved. */
async function placeOf(page: Page): Promise<number> {
  return (await page.getByTestId('style-oil').boundingBox())!.y + (await page.evaluate(() => window.scrollY))
}

test('D30 the first picture of a photo: consent once, waiting that grows, comparing, keeping', async ({
  page,
  ai,
  context,
}) => {
  test.setTimeout(150_000)
  ai.answer('waits')
  await join(context.request)
  await page.goto('/make')

  await test.step('our own picture comes at once, and whether photos may be sent is asked once', async () => {
    await givePhoto(page, { name: 'DSC_0042.jpg', mimeType: 'image/jpeg', buffer: await cameraPhoto(page) })
    await giveFacts(page, '달빛 정원')
    await giveReview(page, '오래 남을 밤이었다')
    await atStep(page, '어떤 모양으로 자를까요?')
    await next(page)
    await atStep(page, '뒷면을 골라 주세요')
    await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'false', patient)
    const card = page.getByTestId('ai-consent')
    await expect(card).toContainText(`사진을 ${NAME}에 보내 AI 그림을 받아볼까요?`)
    await look(page, 'consent')
    await card.getByRole('button', { name: '나중에 할게요' }).click()
    await page.reload()
    await expect(panel(page)).toHaveAttribute('data-view', 'ask', patient)
    await expect(page.getByTestId('ai-consent')).toHaveCount(0)
    expect(ai.asked).toEqual([])
  })

  await test.step('who comes back to it agrees, and the first picture is asked for by itself', async () => {
    await page.getByTestId('ai-ask').click()
    await page.getByTestId('ai-agree').click()
    await expect(stage(page)).toBeVisible()
    await expect.poll(() => ai.paintings().length, patient).toBe(1)
    await expect(stage(page)).not.toHaveAttribute('data-stage', 'sending')
  })

  await test.step('nothing but the front, small and without what the camera wrote, is sent', () => {
    const seen = ai.asked.find(({ path }) => path === '/v1/chat/completions')!
    const url = /data:image\/jpeg;base64,([\w+/=]+)/.exec(seen.body)?.[1]
    const jpeg = Buffer.from(url ?? '', 'base64').toString('latin1')
    expect(jpeg.length).toBeGreaterThan(1000)
    expect(jpeg.length).toBeLessThan(200_000)
    expect(jpeg).not.toMatch(/Exif\0\0/)
    for (const { body } of ai.asked) expect(body).not.toContain(secretPlace.note)
  })

  await test.step('the painting grows while it is waited for, also over a reload, and nothing moves', async () => {
    const growing = panel(page).getByTestId('growing').locator('img')
    await expect(growing.last()).toHaveAttribute('src', /^data:image\/webp;base64,/, patient)
    const first = await growing.last().getAttribute('src')
    await expect.poll(async () => growing.last().getAttribute('src'), patient).not.toBe(first)
    const before = await placeOf(page)
    await look(page, 'waiting')
    await page.reload()
    await expect(stage(page)).toBeVisible(patient)
    await expect(growing.last()).toHaveAttribute('src', /^data:image\/webp;base64,/, patient)
    expect(await placeOf(page)).toBe(before)
    expect(ai.paintings()).toHaveLength(1)
  })

  await test.step('it is offered, not put in, and compared by keys and by dragging', async () => {
    const before = await placeOf(page)
    const own = await chosen(page).inputValue()
    ai.release()
    await expect(page.getByTestId('ai-offer')).toContainText('AI 그림이 도착했어요', patient)
    expect(await placeOf(page)).toBe(before)
    await expect(chosen(page)).toHaveValue(own)
    const line = page.getByTestId('ai-split')
    await expect(line).toHaveAttribute('aria-valuenow', '100')
    await expect(page.getByTestId('preview-offered')).toBeAttached(patient)
    await look(page, 'offer')
    await line.focus()
    for (const key of ['ArrowLeft', 'PageDown', 'ArrowLeft']) await line.press(key)
    await expect(line).toHaveAttribute('aria-valuenow', '65')
    const box = (await page.getByTestId('ai-compare-view').boundingBox())!
    await page.mouse.move(box.x + box.width * 0.65, box.y + box.height * 0.4)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4, { steps: 5 })
    await page.mouse.up()
    await expect(line).toHaveAttribute('aria-valuenow', /^(39|40|41)$/)
    await look(page, 'compare')
    await page.getByTestId('ai-keep').click()
    await expect(panel(page)).toHaveAttribute('data-view', 'ask')
    await expect(chosen(page)).toHaveValue(own)
  })

  await test.step('a style is painted at once by ourselves, kept over a reload, and asked of the model as well', async () => {
    await page.getByRole('radio', { name: '수채화' }).check()
    await expect(tries(page)).toHaveCount(3, patient)
    await expect(page.getByRole('radio', { name: '3번째 그림, 수채화' })).toBeChecked()
    await page.reload()
    await expect(page.getByRole('radio', { name: '수채화', exact: true })).toBeChecked(patient)
    await expect(tries(page)).toHaveCount(3, patient)
    await expect(page.getByTestId('ai-left')).toContainText('오늘 9장 더')
    await page.getByTestId('ai-ask').click()
    await page.getByTestId('ai-accept').click(patient)
    await expect(page.getByRole('radio', { name: '4번째 그림, 수채화, AI가 그림' })).toBeChecked()
    await look(page, 'gallery')
  })

  await test.step('what is on its way when the piece is saved is told on its last page', async () => {
    ai.answer('waits')
    await page.getByTestId('ai-ask').click()
    await expect.poll(() => ai.paintings().length, patient).toBe(3)
    await saveButton(page).click()
    const note = page.getByTestId('ai-late')
    await expect(note).toHaveAttribute('data-state', 'waiting', patient)
    await look(page, 'done-waiting')
    ai.release()
    await expect(note).toHaveAttribute('data-state', 'done', patient)
    await note.getByRole('link').click()
    await expect(page.getByTestId('ai-offer')).toBeVisible(patient)
    await expect(page).toHaveURL(/\/edit\/back$/)
  })
})

const outcomes: [string, Answer[], 'offer' | { kind: string; again: boolean }][] = [
  ['an address instead of bytes', ['url'], 'offer'],
  ['401', ['unauthorized'], { kind: 'setup', again: false }],
  ['429 with Retry-After, and then a picture', ['waitsBusy'], 'offer'],
  ['500, and then a picture', ['down'], 'offer'],
  ['a refusal', ['refused'], { kind: 'refused', again: false }],
  ['an answer cut in the middle', ['cut'], { kind: 'lost', again: true }],
  ['nonsense', ['nonsense'], { kind: 'broken', again: true }],
  ['something that is no picture', ['wrongType'], { kind: 'broken', again: true }],
  ['a blank picture', ['blank'], { kind: 'broken', again: true }],
  ['an expired address', ['expired'], { kind: 'broken', again: true }],
]

test('every fault of the model is told kindly, and the picture that is there stays', async ({
  page,
  ai,
  server,
  watch,
}) => {
  watch.allow(/WebSocket connection to .* failed/) // the program is started anew at the end
  test.setTimeout(240_000)
  let piece = await ownPiece(page)
  await agree(page)
  await openBack(page, piece)
  for (const [i, [name, plan, told]] of outcomes.entries()) {
    await test.step(name, async () => {
      const before = await placeOf(page)
      const own = await chosen(page).inputValue()
      ai.reset()
      ai.answer(...plan)
      await page.getByTestId('ai-ask').click()
      if (plan[0] === 'waitsBusy') {
        await expect(stage(page)).toHaveAttribute('data-stage', /looking|outlines|colours|finishing/, patient)
        await expect.poll(() => ai.holding, patient).toBe(1) // the page may be ahead of the model
        ai.release()
        await expect(stage(page)).toHaveAttribute('data-stage', 'again', patient)
        await look(page, 'again')
      }
      await expect(panel(page)).toHaveAttribute('data-view', told === 'offer' ? 'offer' : 'trouble', patient)
      if (told !== 'offer') {
        await expect(page.getByTestId('ai-trouble')).toHaveAttribute('data-kind', told.kind)
        await expect(page.getByTestId('ai-retry')).toHaveCount(told.again ? 1 : 0)
        await look(page, `fault-${i}-${plan.join('-')}`)
        await page.getByTestId('ai-dismiss').click()
      } else {
        await page.getByTestId('ai-keep').click()
      }
      await expect(panel(page)).toHaveAttribute('data-view', 'ask')
      await expect(chosen(page)).toHaveValue(own)
      expect(await placeOf(page)).toBe(before)
    })
  }
  await test.step('a key of the provider is nowhere to be seen', async () => {
    const known = await Promise.all(
      ['/api/v1/ai', `/api/v1/artworks?photoId=${piece.photoId}`].map(async (at) =>
        (await page.request.get(at)).text(),
      ),
    )
    for (const text of [...known, await page.content()]) expect(text).not.toContain('sk-secret')
  })

  await test.step('what was seen is the same after a restart of the server', async () => {
    await server.down()
    await server.up()
    piece = (await (await page.request.get(`/api/v1/pieces/${piece.id}`)).json()) as Piece
    await openBack(page, piece)
    await expect(tries(page)).toHaveCount(4, patient)
    await expect(panel(page)).toHaveAttribute('data-view', 'ask')
  })
})

test('a picture is canceled, consent is withdrawn, and nothing is sent any more', async ({ page, ai }) => {
  test.setTimeout(90_000)
  const piece = await ownPiece(page)
  await agree(page)
  await openBack(page, piece)
  ai.answer('waits')
  await page.getByTestId('ai-ask').click()
  await expect.poll(() => ai.paintings().length, patient).toBe(1)
  await page.getByTestId('ai-cancel').press('Enter')
  await expect(panel(page)).toHaveAttribute('data-view', 'ask')
  await expect(panel(page)).toBeFocused() // the next one is a Tab away
  ai.release()
  await page.reload()
  await expect(panel(page)).toHaveAttribute('data-view', 'ask', patient)
  await expect(tries(page)).toHaveCount(1)

  await page.goto('/me/settings')
  const card = page.getByTestId('ai')
  await expect(card).toContainText(NAME)
  await expect(page.getByTestId('ai-left-paint')).toHaveText('9 / 10')
  await card.scrollIntoViewIfNeeded()
  await look(page, 'settings')
  await page.getByTestId('ai-switch').getByRole('switch').click()
  await expect(page.getByTestId('ai-switch').getByRole('switch')).toHaveAttribute('aria-checked', 'false')

  await openBack(page, piece)
  await expect(page.getByTestId('ai-consent')).toHaveCount(0)
  await page.getByTestId('ai-ask').click()
  await expect(page.getByTestId('ai-consent')).toBeVisible()
  expect(ai.paintings()).toHaveLength(1)
})

test('a picture that comes after its piece was saved is told wherever the person is', async ({
  page,
  ai,
  browser,
  watch,
}) => {
  test.setTimeout(90_000)
  const piece = await ownPiece(page)
  await agree(page)
  await openBack(page, piece)
  ai.answer('waits', 'waits')
  await page.getByTestId('ai-ask').click()
  await expect.poll(() => ai.paintings().length, patient).toBe(1)
  await page.getByRole('radio', { name: '민트' }).check()
  await saveButton(page).click()
  await expect(page).toHaveURL(`/pieces/${piece.id}`)
  await page.getByTestId('ai-late').waitFor({ state: 'detached' })
  await page.goto('/calendar') // the app begins anew
  ai.release()
  const toast = page.getByRole('status').filter({ hasText: 'AI 그림이 도착했어요' })
  await expect(toast).toBeVisible(patient)
  await look(page, 'toast')
  await toast.getByRole('button', { name: '보러 가기' }).click()
  await expect(page.getByTestId('ai-offer')).toBeVisible(patient)
  await page.getByTestId('ai-accept').click()
  await saveButton(page).click()
  await expect(page).toHaveURL(`/pieces/${piece.id}`)
  const now = (await (await page.request.get(`/api/v1/pieces/${piece.id}`)).json()) as Piece
  expect(now.artworkId).not.toBe(piece.artworkId)

  await test.step('a lost network is ridden out', async () => {
    const network = await Network.start()
    const context = await network.newContext(browser)
    watch.allow(/Failed to load resource: net::ERR_|WebSocket connection to .* failed/)
    await context.addCookies(await page.context().cookies())
    const away = await context.newPage()
    await away.goto(new URL(`/pieces/${piece.id}/edit/back`, page.url()).href)
    await away.getByTestId('ai-ask').click(patient)
    await expect.poll(() => ai.paintings().length, patient).toBe(2)
    network.cut()
    ai.release()
    network.mend()
    await expect(away.getByTestId('ai-offer')).toBeVisible(patient)
    await context.close()
    await network.end()
  })
})

test('what is left today is shown and ends; the money of the day ends for everybody', async ({
  browser,
  ai,
  watch,
}) => {
  test.setTimeout(120_000)
  watch.allow(answered(429), answered(503))
  const limits: [string, NodeJS.ProcessEnv, (page: Page) => Promise<void>][] = [
    [
      'quota',
      { PIECE_AI_PAINTINGS_PER_DAY: '2' },
      async (page) => {
        await expect(page.getByTestId('ai-left')).toContainText('오늘 1장 더')
        await page.getByTestId('ai-ask').click()
        await page.getByTestId('ai-keep').click(patient)
        await expect(page.getByTestId('ai-left')).toContainText('다 그렸어요')
        expect(await left(page)).toBe(0)
      },
    ],
    [
      'budget',
      { PIECE_AI_BUDGET_PER_DAY: '0.3', PIECE_AI_PRICE_PICTURE: '0.2' },
      async (page) => {
        await expect(page.getByTestId('ai-left')).toContainText('모두가 함께 쓰는')
      },
    ],
  ]
  for (const [name, env, ends] of limits) {
    await test.step(name, async () => {
      const server = await Server.start({ ...ai.settings(NAME), ...env })
      const context = await browser.newContext({ baseURL: server.url })
      watch.follow(context)
      const page = await context.newPage()
      try {
        const piece = await ownPiece(page)
        await agree(page)
        await openBack(page, piece)
        await page.getByTestId('ai-ask').click()
        await page.getByTestId('ai-keep').click(patient)
        await ends(page)
        await expect(page.getByTestId('ai-ask')).toHaveAttribute('aria-disabled', 'true')
        await look(page, `${name}-spent`)
      } finally {
        await context.close()
        await server.remove()
      }
    })
  }
})

test('without a model nothing is seen of it', async ({ browser, watch }) => {
  test.setTimeout(60_000)
  const server = await Server.start()
  const context = await browser.newContext({ baseURL: server.url })
  watch.follow(context)
  try {
    const page = await context.newPage()
    const piece = await ownPiece(page)
    await page.goto(`/pieces/${piece.id}/edit/back`)
    await expect(tries(page)).toHaveCount(1, patient)
    await page.getByRole('radio', { name: '수묵담채' }).check()
    await expect(tries(page)).toHaveCount(2, patient)
    await expect(page.getByRole('radio', { name: '2번째 그림, 수묵담채' })).toBeChecked()
    await expect(panel(page)).toHaveCount(0)
    await page.goto('/me/settings')
    await expect(page.getByTestId('push')).toBeVisible()
    await expect(page.getByTestId('ai')).toHaveCount(0)
  } finally {
    await context.close()
    await server.remove()
  }
})
