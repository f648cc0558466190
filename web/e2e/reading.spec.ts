import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { join } from './support/api'
import { expect, test as base } from './support/journey'
import { atStep, givePhoto } from './support/making'
import { smallPicture } from './support/picture'
import { Server } from './support/server'
import { bookingShot, TicketModel, type Printed } from './support/ticketModel'

const test = base.extend<object, { model: TicketModel }>({
  model: [
    async ({}, use) => {
      const model = await TicketModel.start()
      await use(model)
      await model.stop()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ model }, use) => {
      const server = await Server.start(model.settings())
      await use(server)
      await server.remove()
    },
    { scope: 'worker' },
  ],
})

const ticket: Printed = {
  kind: ['musical', 0.97],
  title: ['뮤지컬 〈달빛 아래 극장〉', 0.98],
  date: ['2026.11.21(토) 19시 30분', 0.96],
  time: ['19시 30분', 0.96],
  venue: ['블루스퀘어 신한카드홀', 0.93],
  seat: ['1층 B구역 3열 15번, 1층 B구역 3열 16번', 0.9],
  price: ['300,000원 (2매)', 0.9],
  cast: ['류하진, 옥수빈', 0.55],
}
const lines = ['달빛 아래 극장', ...['date', 'venue', 'seat', 'price', 'cast'].map((field) => ticket[field]![0])]

const front = { name: 'front.png', mimeType: 'image/png', buffer: smallPicture(3) }
const row = (page: Page, field: string) => page.getByTestId(`reading-${field}`)
const stage = (page: Page, name: string) => expect(page.getByTestId('reading')).toHaveAttribute('data-stage', name)

async function choose(page: Page, buffer: Buffer): Promise<void> {
  const dialog = page.waitForEvent('filechooser')
  await page.getByTestId('reading-choose').click()
  await (await dialog).setFiles({ name: 'booking.png', mimeType: 'image/png', buffer })
}

async function faultsOf(page: Page): Promise<string[]> {
  await expect
    .poll(() =>
      page.evaluate(
        () => document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity).length,
      ),
    )
    .toBe(0)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(' | ')}`)
}

/** At the facts of a new piece, with a photo of one's own as the front. */
async function reachFacts(page: Page): Promise<void> {
  await join(page.request)
  await page.goto('/make')
  await givePhoto(page, front)
  await atStep(page, '무엇을 보셨나요?')
}

test('a ticket fills in the facts, each with a word of the person', async ({ page, model, server }) => {
  await reachFacts(page)
  const shot = await bookingShot(page, lines)
  await page.getByLabel('제목 *').fill('달빛 극장')

  await test.step('asks once before anything is sent', async () => {
    await page.getByTestId('read-ticket').click()
    await stage(page, 'consent')
    expect(await faultsOf(page)).toEqual([])
    await page.getByTestId('ai-agree').click()
    await stage(page, 'choose')
    expect(await faultsOf(page)).toEqual([])
  })

  await test.step('waits pleasantly', async () => {
    model.reads('waits')
    await choose(page, shot)
    await stage(page, 'wait')
    await expect(page.getByTestId('reading-wait').getByText('글자를 찾고 있어요')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    await expect.poll(() => model.seen.length).toBe(1)
    model.release(ticket)
  })

  await test.step('shows what the ticket tells beside what was typed, and changes nothing by itself', async () => {
    await stage(page, 'found')
    await expect(row(page, 'title').getByTestId('reading-value')).toHaveText('달빛 아래 극장')
    await expect(row(page, 'title').getByTestId('reading-typed')).toContainText('달빛 극장')
    await expect(row(page, 'title')).toContainText('확실해요')
    await expect(row(page, 'day')).toContainText('2026년 11월 21일')
    await expect(row(page, 'day')).toContainText('티켓에 적힌 것: 2026.11.21(토) 19시 30분')
    await expect(row(page, 'price')).toContainText('확인해 주세요')
    await expect(row(page, 'cast')).toContainText('확인해 주세요')
    await expect(page.getByLabel('제목 *')).toHaveValue('달빛 극장')
    expect(await faultsOf(page)).toEqual([])
  })

  await test.step('takes all that is clear and empty at once, by keyboard', async () => {
    await expect(page.getByTestId('reading-all')).toHaveText('확실한 5개 한 번에 채우기')
    await page.getByTestId('reading-all').focus()
    await page.keyboard.press('Enter')
    for (const field of ['kind', 'day', 'time', 'venue', 'seat'])
      await expect(row(page, field)).toHaveAttribute('data-choice', 'taken')
    for (const field of ['title', 'price', 'cast'])
      await expect(row(page, field)).toHaveAttribute('data-choice', 'open')
  })

  await test.step('edits, skips, replaces and takes back', async () => {
    await row(page, 'price').getByRole('button', { name: '고치기' }).click()
    await expect(row(page, 'price').getByRole('textbox')).toBeFocused()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('만원')
    await expect(row(page, 'price').getByRole('alert')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('150000')
    await page.keyboard.press('Enter')
    await expect(row(page, 'price')).toHaveAttribute('data-choice', 'taken')
    await expect(row(page, 'price').getByRole('button', { name: '되돌리기' })).toBeFocused()
    await row(page, 'cast').getByRole('button', { name: '건너뛰기' }).click()
    await row(page, 'title').getByRole('button', { name: '이걸로 바꾸기' }).click()
    await row(page, 'time').getByRole('button', { name: '되돌리기' }).click()
    expect(await faultsOf(page)).toEqual([])
    await page.getByTestId('reading-done').click()
  })

  await test.step('has them in the form', async () => {
    await expect(page.getByTestId('reading')).toBeHidden()
    await expect(page.getByRole('radio', { name: '뮤지컬' })).toBeChecked()
    await expect(page.getByLabel('제목 *')).toHaveValue('달빛 아래 극장')
    await expect(page.getByLabel('날짜 *')).toHaveValue('2026-11-21')
    await expect(page.getByLabel('시간')).toHaveValue('')
    await expect(page.getByLabel('장소')).toHaveValue('블루스퀘어 신한카드홀')
    await expect(page.getByLabel('좌석')).toHaveValue('1층 B구역 3열 15번, 1층 B구역 3열 16번')
    await expect(page.getByLabel('가격')).toHaveValue('150,000')
    await expect(page.getByLabel('출연')).toHaveValue('')
  })

  await test.step('keeps the front, and nothing of the ticket', async () => {
    const photos = async () =>
      (await server.objects()).filter((file) => /\/media\/.*(?<!-small)\.jpg$/.test(file)).length
    await expect.poll(photos).toBe(1)
    expect(model.seen).toHaveLength(1)
  })

  await test.step('is not asked for consent again', async () => {
    await page.getByTestId('read-ticket').click()
    await stage(page, 'choose')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('read-ticket')).toBeFocused()
  })
})

test('what goes wrong is told kindly, and what was typed stays', async ({ page, model }) => {
  await reachFacts(page)
  await page.getByLabel('장소').fill('샤롯데씨어터')
  await page.getByTestId('read-ticket').click()
  await page.getByTestId('ai-agree').click()
  const shot = await bookingShot(page, lines)
  const failure = page.getByTestId('reading-failed')

  await test.step('a file that is no picture', async () => {
    await choose(page, Buffer.from('not a picture at all'))
    await expect(failure).toContainText('사진 파일이 아니에요.')
  })

  for (const [way, words] of [
    ['refused', '이 사진은 읽을 수 없다고 해요.'],
    ['nonsense', '티켓을 알아보지 못했어요.'],
    ['unauthorized', '운영자가 살펴봐야 해요.'],
    ['cut', '읽는 도중에 연결이 끊겼어요.'],
  ] as const) {
    await test.step(way, async () => {
      model.reads(way)
      await choose(page, shot)
      await stage(page, 'failed')
      await expect(failure).toContainText(words)
      expect(await faultsOf(page)).toEqual([])
    })
  }

  await test.step('the same picture once more', async () => {
    model.reads('noTicket')
    await page.getByTestId('reading-retry').click()
    await expect(page.getByTestId('reading-nothing')).toContainText('티켓 내용을 찾지 못했어요.')
    expect(await faultsOf(page)).toEqual([])
  })

  await test.step('cancels', async () => {
    model.reads('waits')
    await choose(page, shot)
    await stage(page, 'wait')
    await page.getByTestId('reading-cancel').click()
    await stage(page, 'choose')
    model.release(ticket)
  })

  await test.step('the front itself', async () => {
    model.reads(ticket)
    await page.getByTestId('reading-front').click()
    await stage(page, 'found')
    await expect(row(page, 'venue').getByTestId('reading-typed')).toContainText('샤롯데씨어터')
    await page.getByTestId('reading-done').click()
    await expect(page.getByLabel('장소')).toHaveValue('샤롯데씨어터')
    await expect(page.getByLabel('제목 *')).toHaveValue('')
  })
})

base('without a model there is no button', async ({ page }) => {
  await join(page.request)
  const asked = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/v1/ai')
  await page.goto('/make')
  await givePhoto(page, front)
  await atStep(page, '무엇을 보셨나요?')
  expect((await asked).status()).toBe(200)
  await expect(page.getByTestId('cake-link')).toBeVisible()
  await expect(page.getByTestId('read-ticket')).toHaveCount(0)
})
