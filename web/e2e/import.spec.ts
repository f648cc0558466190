import { deflateRawSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import type { Page } from '@playwright/test'
import { join, makePiece } from './support/api'
import { anotherBrowser, expect, test } from './support/journey'

/** A ZIP with the files, as people download them. */
function zipOf(files: Record<string, string>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x0800, 2) // names in UTF-8
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(data), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, entry, Buffer.from(name)]))
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end])
}

/** A diary of Letterboxd with a film on every day of some years, up to yesterday. */
function diaryOf(films: number): string {
  const rows = Array.from({ length: films }, (_, i) => {
    const day = new Date(Date.UTC(2026, 7, 2) - i * 86_400_000).toISOString().slice(0, 10)
    return `${day},"Film, the ${i + 1}th",${1950 + (i % 70)},https://boxd.it/${(i + 4096).toString(16)},${(i % 10) / 2 + 0.5},,,${day}`
  })
  return ['Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date', ...rows].join('\n') + '\n'
}

async function choose(page: Page, name: string, data: Buffer | string): Promise<void> {
  await page.goto('/me/import')
  await page
    .getByLabel('파일 고르기')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(data) })
}

const table = [
  '제목,관람일,분류,별점,한줄평,극장',
  '파도의 노래,2024-05-06,콘서트,4.5,"좋았다, 정말로",블루스퀘어',
  '기생충,2019년 5월 30일,영화,5,계단을 내려가는 이야기,CGV 용산',
  '날짜가 없는 영화,언젠가,영화,3,기억이 흐리다,',
].join('\r\n')

test('a table is brought in, its broken row is mended, and the same file again makes nothing', async ({ page }) => {
  await join(page.request)
  await page.goto('/me/data')
  await page.getByRole('link', { name: '가져오러 가기' }).click()
  await choose(page, '관람 기록.csv', `\ufeff${table}`)

  await expect(page.getByText('2개를 가져올 수 있어요')).toBeVisible()
  const row = page.getByRole('listitem', { name: '날짜가 없는 영화' })
  await expect(row.getByText('2026-11-26처럼 날짜를 써 주세요.')).toBeVisible()
  await expect(row.getByLabel('본 날짜')).toHaveValue('언젠가')

  await page.getByRole('button', { name: '2개 가져오기' }).click()
  await expect(page.getByText('조각 2개를 가져왔어요')).toBeVisible()

  await row.getByLabel('본 날짜').fill('2024-02-30')
  await row.getByLabel('장소').or(row.getByLabel('한 줄 감상')).last().fill('고쳐 쓴 감상')
  await row.getByRole('button', { name: '고치기', exact: true }).click()
  await expect(row.getByText('2026-11-26처럼 날짜를 써 주세요.')).toBeVisible()
  await expect(row.getByLabel('본 날짜')).toHaveValue('2024-02-30') // nothing typed is lost
  await row.getByLabel('본 날짜').fill('2024-02-29')
  await row.getByRole('button', { name: '고치기', exact: true }).click()
  await page.getByRole('button', { name: '1개 가져오기' }).click()
  await expect(page.getByText('조각 3개를 가져왔어요')).toBeVisible()

  await choose(page, '관람 기록 (1).csv', table)
  await expect(page.getByText('지금 가져올 수 있는 줄이 없어요')).toBeVisible()
  await expect(page.getByText('이미 있는 조각 3개')).toBeVisible()
  await expect(page.getByRole('button', { name: /가져오기$/ })).toHaveCount(0)

  const list = (await (await page.request.get('/api/v1/pieces?scope=mine')).json()) as { total: number }
  expect(list.total).toBe(3)
  await page.goto('/calendar?day=2024-02-29')
  await expect(page.getByText('날짜가 없는 영화').first()).toBeAttached()
})

test('2,000 films of Letterboxd come in, and their tickets are drawn when they are seen', async ({ page }) => {
  test.setTimeout(300_000)
  await join(page.request)
  await choose(page, 'letterboxd-piece.zip', zipOf({ 'profile.csv': 'Username\npiece\n', 'diary.csv': diaryOf(2000) }))
  await expect(page.getByText('2000개를 가져올 수 있어요')).toBeVisible({ timeout: 60_000 })
  const begun = Date.now()
  await page.getByRole('button', { name: '2000개 가져오기' }).click()
  await page.goto('/') // leaving the page stops nothing
  await page.goBack()
  await expect(page.getByText('조각 2000개를 가져왔어요')).toBeVisible({ timeout: 120_000 })
  console.log(`2,000 rows were stored in ${Math.round((Date.now() - begun) / 100) / 10} s`)

  await page.goto('/calendar?day=2026-07-31')
  await expect(page.getByText('Film, the 3th').first()).toBeAttached()
  await page.goto('/pieces')
  const tickets = page.locator('main img[src*="/ticket/front-small.webp"]')
  await expect(tickets.first()).toBeVisible()
  await expect
    .poll(
      () => tickets.evaluateAll((all) => (all as HTMLImageElement[]).slice(0, 4).every((img) => img.naturalWidth > 0)),
      {
        timeout: 90_000,
      },
    )
    .toBe(true)
})

test('an export comes back in another account', async ({ page, browser, watch, server }) => {
  test.setTimeout(180_000)
  await join(page.request)
  const piece = await makePiece(page.request, { title: '되살아나는 조각' })
  const started = await page.request.post('/api/v1/exports')
  expect(started.ok(), await started.text()).toBe(true)
  const { id } = (await started.json()) as { id: string }
  await expect
    .poll(async () => ((await (await page.request.get(`/api/v1/exports/${id}`)).json()) as { state: string }).state, {
      timeout: 60_000,
    })
    .toBe('ready')
  const file = await (await page.request.get(`/api/v1/exports/${id}/file`)).body()

  const other = await anotherBrowser(browser, watch)
  await other.goto(server.url)
  await join(other.request)
  await other.goto(`${server.url}/me/import`)
  await other.getByLabel('파일 고르기').setInputFiles({ name: 'piece.zip', mimeType: 'application/zip', buffer: file })
  await expect(other.getByText('1개를 가져올 수 있어요')).toBeVisible()
  await other.getByRole('button', { name: '1개 가져오기' }).click()
  await expect(other.getByText('조각 1개를 가져왔어요')).toBeVisible({ timeout: 60_000 })
  const { items } = (await (await other.request.get(`${server.url}/api/v1/pieces?scope=mine`)).json()) as {
    items: { id: string; title: string }[]
  }
  expect(items.map((one) => one.title)).toEqual([piece.title])
  const back = (await (await other.request.get(`${server.url}/api/v1/pieces/${items[0]?.id}`)).json()) as {
    photoId?: string
    artworkId: string
  }
  expect(back.photoId).toBeTruthy()
  expect(back.artworkId).toBeTruthy()
})
