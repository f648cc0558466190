import { join, logIn, makePiece, type Person } from './support/api'
import { anotherBrowser, answered, expect, test } from './support/journey'
import type { Page } from '@playwright/test'

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

async function logInByForm(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('이메일').fill(email)
  await page.getByLabel('비밀번호', { exact: true }).fill(password)
  await page.getByRole('button', { name: '로그인', exact: true }).click()
}

test('D11 who asks to be deleted can come back in time, and everything is there', async ({ page, browser, watch }) => {
  watch.allow(answered(401), answered(404), answered(422))
  const person = await join(page.request)
  const piece = await makePiece(page.request, { title: '다시 볼 노래' })
  const laptop = await anotherBrowser(browser, watch)
  await logIn(laptop.request, person)

  await test.step('the page says what goes and what stays, and asks for the password', async () => {
    await page.goto('/me/leave')
    await expect(heading(page, '계정 삭제')).toBeVisible()
    await expect(page.getByText('(알 수 없음)')).toBeVisible()
    const submit = page.getByRole('button', { name: '계정 삭제하기' })
    await submit.click()
    await expect(page.getByText('비밀번호를 입력해 주세요.')).toBeVisible()
    await page.getByLabel('비밀번호', { exact: true }).fill('이 비밀번호가 아니에요')
    await submit.click()
    await expect(page.getByText('비밀번호가 맞지 않아요.')).toBeVisible()
    await page.getByLabel('비밀번호', { exact: true }).fill(person.password)
    await submit.click()
    await expect(heading(page, '삭제를 신청했어요')).toBeVisible()
  })

  await test.step('who asked is signed out on every device', async () => {
    await page.getByTestId('left').click()
    await expect(page.getByRole('link', { name: '로그인' }).first()).toBeVisible()
    expect((await laptop.request.post('/api/v1/sessions/refresh')).status()).toBe(401)
  })

  await test.step('wherever they come in again, they are asked first', async () => {
    await page.goto(`/pieces/${piece.id}`)
    await page.goto('/login?next=/calendar')
    await logInByForm(page, person)
    await expect(heading(page, '돌아오셨네요')).toBeVisible()
    await page.goto(`/pieces/${piece.id}`)
    await expect(heading(page, '돌아오셨네요')).toBeVisible()
    await page.getByRole('button', { name: '로그아웃' }).click()
    await expect(page).toHaveURL('/')
  })

  await test.step('staying leads on, and everything is there', async () => {
    await page.goto('/login?next=/calendar')
    await logInByForm(page, person)
    await page.getByRole('button', { name: '계속 쓸게요' }).click()
    await expect(page).toHaveURL(/\/calendar/)
    await page.goto(`/pieces/${piece.id}`)
    await expect(page.getByRole('img', { name: '다시 볼 노래' }).first()).toBeAttached()
    await page.reload()
    await expect(heading(page, '돌아오셨네요')).toHaveCount(0)
  })
  await laptop.context().close()
})
