import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { join, makePiece, writeRecord } from './support/api'
import { expect, test } from './support/journey'
import { smallPicture } from './support/picture'

const run = promisify(execFile)

const evil = '<img src=x onerror=alert(1)> </script>'
const story = '커튼콜이 끝나고도\n\n한참을 앉아 있었다.'

async function noSeriousFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test('everything is exported, and the ticket book opens from disk without a network', async ({
  page,
  browser,
  watch,
}) => {
  test.setTimeout(180_000)
  const person = await join(page.request)
  const garden = await makePiece(page.request, { title: '달빛 정원', venue: '블루스퀘어', price: 150000 })
  await writeRecord(page.request, garden.id, {
    text: story,
    photos: [{ picture: smallPicture(7, 500, 350), caption: '커튼콜' }],
  })
  await makePiece(page.request, { title: evil, kind: 'movie', day: '2025-02-11', halfStars: 6, review: '=1+1' })
  const folder = await mkdtemp(path(tmpdir(), 'piece-export-'))

  await test.step('the export is made while one looks on, and loaded down', async () => {
    await page.goto('/me')
    await page.getByRole('link', { name: '데이터' }).click()
    await expect(page).toHaveURL(/\/me\/data$/)
    await page.getByTestId('export-start').click()
    await expect(page.getByTestId('export-ready')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('export-ready')).toContainText('조각 2개')
    await noSeriousFault(page)
    const loaded = page.waitForEvent('download')
    await page.getByTestId('export-download').click()
    const download = await loaded
    expect(download.suggestedFilename()).toMatch(/^PIECE 나의 조각 \d{4}-\d\d-\d\d\.zip$/)
    await download.saveAs(path(folder, 'export.zip'))
  })

  await test.step('the ZIP is sound, and has the data', async () => {
    await run('unzip', ['-tq', path(folder, 'export.zip')])
    await run('unzip', ['-q', path(folder, 'export.zip'), '-d', path(folder, 'book')])
    const read = (name: string) => readFile(path(folder, 'book', name), 'utf8')
    const { pieces } = JSON.parse(await read('data/pieces.json')) as {
      pieces: { title: string; record?: { text: string }; photo: { file: string } }[]
    }
    expect(pieces.map(({ title }) => title)).toEqual(['달빛 정원', evil])
    expect(pieces[0]?.record?.text).toBe(story)
    for (const { photo } of pieces) expect((await stat(path(folder, 'book', photo.file))).size).toBeGreaterThan(100)
    const table = await read('data/pieces.csv')
    expect(table.startsWith('\ufeffid,kind,title')).toBe(true)
    expect(table).toContain(",'=1+1,")
  })

  const context = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 } })
  watch.follow(context)
  const book = await context.newPage()
  const asked: string[] = []
  book.on('request', (request) => request.url().startsWith('file:') || asked.push(request.url()))

  await test.step('the book opens from disk', async () => {
    await book.goto(pathToFileURL(path(folder, 'book/book/index.html')).href)
    await expect(book.getByRole('heading', { level: 1 })).toHaveText(`${person.nickname}의 조각첩`)
    await expect(book.getByRole('button', { name: /달빛 정원/ })).toBeVisible()
    await expect(book.getByRole('button', { name: evil })).toBeVisible()
    await expect(book.getByText('150,000원')).toBeVisible()
    expect(await book.evaluate(() => document.querySelectorAll('img[src="x"]').length)).toBe(0)
    await noSeriousFault(book)
  })

  await test.step('it finds, flips and tells', async () => {
    const search = book.getByRole('searchbox')
    await search.fill('한참을 앉아')
    await expect(book.getByRole('status')).toHaveText('조각 1개')
    await search.fill('ㄷㅂㅈㅇ')
    await expect(book.getByRole('status')).toHaveText('조각 1개')
    await book.getByRole('button', { name: /달빛 정원/ }).click()
    const ticket = book.getByRole('dialog', { name: '달빛 정원' })
    await expect(ticket.getByText('한참을 앉아 있었다.')).toBeVisible()
    const flip = ticket.getByRole('button', { name: '티켓 뒤집기' })
    await expect(flip).toHaveAttribute('aria-pressed', 'false')
    await flip.press('Enter')
    await expect(flip).toHaveAttribute('aria-pressed', 'true')
    const loaded = await ticket
      .locator('img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))
    expect(loaded.slice(0, 2)).toEqual([896, 896])
    await noSeriousFault(book)
    await book.keyboard.press('Escape')
    await expect(ticket).toBeHidden()
    await search.fill('없는 말')
    await expect(book.getByText('찾는 조각이 없어요')).toBeVisible()
    await search.fill('')
  })

  await test.step('by year, in the calendar, in English, in the dark, on a phone', async () => {
    await book.getByRole('button', { name: '2025', exact: true }).click()
    await expect(book.getByRole('heading', { name: '2025년의 기록' })).toBeVisible()
    await expect(book.getByRole('button', { name: /달빛 정원/ })).toHaveCount(0)
    await book.getByRole('button', { name: '달력' }).click()
    await expect(book.getByRole('table')).toHaveCount(1)
    await book.getByRole('button', { name: 'English' }).click()
    await expect(book.getByRole('heading', { name: '2025 in numbers' })).toBeVisible()
    await book.getByRole('button', { name: 'Dark' }).click()
    await book.setViewportSize({ width: 390, height: 844 })
    await noSeriousFault(book)
    const wide = await book.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect(wide).toBe(false)
    expect(asked).toEqual([])
  })

  await test.step('the file is thrown away when one wants', async () => {
    await page.getByTestId('export-remove').click()
    await page.getByRole('button', { name: '파일 지우기' }).last().click()
    await expect(page.getByTestId('export-start')).toBeVisible()
  })
  await context.close()
  await rm(folder, { recursive: true, force: true })
})
