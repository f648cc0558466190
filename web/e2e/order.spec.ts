import type { APIRequestContext, Page } from '@playwright/test'
import { join, makeCake, makePiece } from './support/api'
import { anotherBrowser, answered, expect, test } from './support/journey'
import { atStep } from './support/making'
import type { Server } from './support/server'

/** Makes the person of a browser an admin. */
async function grant(server: Server, request: APIRequestContext, nickname: string): Promise<void> {
  await server.run('admin', 'grant', nickname)
  expect((await request.post('/api/v1/sessions/refresh')).status()).toBe(204)
}

async function report(page: Page, pieceId: string): Promise<void> {
  const data = { target: { kind: 'piece', id: pieceId }, reason: 'spam', text: '광고 같아요' }
  expect((await page.request.post('/api/v1/reports', { data })).status()).toBe(201)
}

test('D13 a reported piece is hidden by an admin and comes back, as three people see it', async ({
  page,
  browser,
  watch,
  server,
}) => {
  watch.allow(answered(404))
  const owner = await anotherBrowser(browser, watch)
  const admin = await anotherBrowser(browser, watch)
  await join(page.request)
  await join(owner.request)
  const keeper = await join(admin.request)
  await grant(server, admin.request, keeper.nickname)
  const cake = await makeCake(owner.request, { title: `가려질 뮤지컬 ${keeper.nickname}` })
  const title = `가려질 조각 ${keeper.nickname}`
  const piece = await makePiece(owner.request, { title, visibility: 'public', cakeId: cake.id })
  await report(page, piece.id)

  await admin.goto('/me')
  await admin.getByTestId('admin').click()
  const one = admin.getByTestId('report-case').filter({ hasText: title })
  await one.getByTestId('report-look').click()
  const sheet = admin.getByTestId('case')
  await expect(sheet).toContainText('광고 같아요')
  await sheet.getByTestId('hide').click()
  await sheet.getByTestId('reason-send').click()
  await expect(sheet).toContainText('꼭 필요해요.')
  await sheet.getByLabel('왜 가리나요?').fill('광고예요')
  await sheet.getByTestId('reason-send').click()
  await expect(sheet.getByTestId('is-hidden')).toBeVisible()

  await page.goto(`/pieces/${piece.id}`)
  await atStep(page, '여기에는 조각이 없어요')
  await owner.goto(`/pieces/${piece.id}`)
  await expect(owner.getByTestId('piece-hidden')).toContainText('광고예요')

  await sheet.getByTestId('unhide').click()
  await expect(sheet.getByTestId('is-hidden')).toHaveCount(0)
  await sheet.getByRole('textbox').fill('다시 보니 괜찮아요')
  await sheet.getByTestId('close-reports').click()
  await expect(one).toHaveCount(0)
  await page.reload()
  await expect(page.getByText(title).first()).toBeVisible()

  await admin.goto('/admin?tab=audit')
  for (const deed of ['조각 · 가림', '조각 · 되돌림', '조각 · 신고 닫음']) {
    await expect(admin.getByTestId('audit-line').filter({ hasText: deed }).filter({ hasText: title })).toBeVisible()
  }
  await page.goto('/admin')
  await expect(page.getByTestId('report-case')).toHaveCount(0)
  await expect(page.getByRole('link', { name: '홈으로' })).toBeVisible()
})

test('a notice is on the home page until it is closed there', async ({ page, browser, watch, server }) => {
  const admin = await anotherBrowser(browser, watch)
  const keeper = await join(admin.request)
  await grant(server, admin.request, keeper.nickname)
  await admin.goto('/admin?tab=notices')
  await admin.getByTestId('write-notice').click()
  const title = `점검 안내 ${keeper.nickname}`
  await admin.getByLabel('제목').fill(title)
  await admin.getByLabel('내용').fill('토요일 새벽에 쉬어요.')
  await admin.getByRole('switch', { name: '맨 앞에 두기' }).click()
  await admin.getByTestId('save-notice').click()
  await expect(admin.getByTestId('admin-notice').filter({ hasText: title })).toBeVisible()

  await join(page.request)
  await makePiece(page.request)
  await page.goto('/')
  const line = page.getByTestId('home-notice')
  await expect(line).toContainText(title)
  await line.getByRole('link').click()
  await expect(page.getByTestId('notice').filter({ hasText: title })).toContainText('토요일 새벽에 쉬어요.')
  await page.goto('/')
  await line.getByRole('button', { name: '공지 닫기' }).click()
  await expect(line.filter({ hasText: title })).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('region', { name: '공지' }).filter({ hasText: title })).toHaveCount(0)
})

test('a question is asked, answered, and told', async ({ page, browser, watch, server }) => {
  const admin = await anotherBrowser(browser, watch)
  const keeper = await join(admin.request)
  await grant(server, admin.request, keeper.nickname)
  await join(page.request)
  await page.goto('/questions')
  const form = page.getByTestId('ask-form')
  await form.getByText('조각', { exact: true }).click()
  await form.getByRole('button', { name: '보내기' }).click()
  await expect(form.getByText('꼭 필요해요.').first()).toBeVisible()
  const title = `조각이 안 보여요 ${keeper.nickname}`
  await form.getByLabel('제목').fill(title)
  await form.getByLabel('내용').fill('어제 만든 조각을 찾을 수 없어요.')
  await form.getByRole('button', { name: '보내기' }).click()
  await expect(page.getByTestId('question').filter({ hasText: title })).toContainText('답을 기다리는 중')

  await admin.goto('/admin?tab=questions')
  const row = admin.getByTestId('admin-question').filter({ hasText: title })
  await row.getByLabel('답').fill('다시 나타났을 거예요.')
  await row.getByRole('button', { name: '답하기' }).click()
  await expect(row).toHaveCount(0)

  await page.goto('/me')
  await expect(page.getByTestId('new-answers')).toBeVisible()
  await page.getByTestId('questions').click()
  await expect(page.getByTestId('question').filter({ hasText: title })).toContainText('다시 나타났을 거예요.')
  await page.goto('/me')
  await expect(page.getByTestId('questions')).toBeVisible()
  await expect(page.getByTestId('new-answers')).toHaveCount(0)
})
