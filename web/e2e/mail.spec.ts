import { join } from './support/api'
import { anotherBrowser, answered, expect, test as base } from './support/journey'
import { Mailbox, type Mail } from './support/mailbox'
import { Server } from './support/server'

/** The program with a mail server beside it. */
const test = base.extend<object, { mailbox: Mailbox }>({
  mailbox: [
    async ({}, use) => {
      const mailbox = await Mailbox.open()
      await use(mailbox)
      await mailbox.close()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ mailbox }, use) => {
      const server = await Server.start({ PIECE_MAIL_URL: mailbox.url })
      await use(server)
      await server.remove()
    },
    { scope: 'worker' },
  ],
})

const link = (mail: Mail, page: 'reset' | 'verify'): string => {
  const found = new RegExp(`http://localhost:\\d+(/${page}#[\\w-]{43})`).exec(mail.text)?.[1]
  if (!found) throw new Error(`no link in ${mail.text}`)
  return found
}

test('a forgotten password is chosen anew by a link in a mail, once', async ({ page, mailbox, browser, watch }) => {
  watch.allow(answered(401), answered(409), answered(422))
  const person = await join(page.request)
  await page.context().clearCookies()

  await page.goto('/login')
  await page.getByRole('link', { name: '비밀번호를 잊었어요' }).click()
  await page.getByLabel('이메일').fill('minji')
  await page.getByRole('button', { name: '메일 받기' }).click()
  await expect(page.getByText('이메일 주소 모양이 아니에요.')).toBeVisible()
  await page.getByLabel('이메일').fill(person.email)
  await page.getByRole('button', { name: '메일 받기' }).click()
  await expect(page.getByTestId('reset-sent')).toBeVisible()

  const address = link(await mailbox.find(person.email, '/reset#'), 'reset')
  await page.goto(address)
  const field = page.getByLabel('새 비밀번호', { exact: true })
  await field.fill('password123')
  await page.getByRole('button', { name: '정하기' }).click()
  await expect(page.getByText('너무 흔하거나 짐작하기 쉬워요.')).toBeVisible()
  await expect(field).toHaveValue('password123')
  await field.fill('비 오는 날의 커튼콜 열 번')
  await page.getByRole('button', { name: '정하기' }).click()
  await expect(page).toHaveURL(/\/login$/)
  await expect(page.getByText('새 비밀번호를 정했어요.')).toBeVisible()

  await page.getByLabel('이메일').fill(person.email)
  await page.getByLabel('비밀번호', { exact: true }).fill('비 오는 날의 커튼콜 열 번')
  await page.getByRole('button', { name: '로그인', exact: true }).click()
  await expect(page).not.toHaveURL(/\/login/)
  await mailbox.find(person.email, '내가 한 일이 아니에요')

  const other = await anotherBrowser(browser, watch)
  await other.goto(address)
  await other.getByLabel('새 비밀번호', { exact: true }).fill('또 다른 긴 비밀번호예요')
  await other.getByRole('button', { name: '정하기' }).click()
  await expect(other.getByRole('heading', { name: '쓸 수 없는 링크예요' })).toBeVisible()
  await other.getByRole('button', { name: '메일 다시 받기' }).click()
  await expect(other.getByLabel('이메일')).toBeVisible()
})

test('an address is confirmed by a link in a mail', async ({ page, mailbox, watch }) => {
  watch.allow(answered(409))
  const person = await join(page.request)
  const first = link(await mailbox.find(person.email, '/verify#'), 'verify')
  mailbox.mails.length = 0
  await page.goto('/me/security')
  await expect(page.getByText('아직 확인하지 않은 주소예요.')).toBeVisible()
  await page.getByRole('button', { name: '확인 메일 받기' }).click()
  await expect(page.getByText(`${person.email} 주소로 확인 메일을 보냈어요.`)).toBeVisible()
  const second = link(await mailbox.find(person.email, '/verify#'), 'verify')
  await page.goto(first) // of the mail that came with joining: the newer one took its place
  await expect(page.getByRole('heading', { name: '쓸 수 없는 링크예요' })).toBeVisible()
  await page.goto(second)
  await expect(page.getByRole('heading', { name: '메일 주소를 확인했어요' })).toBeVisible()
  await page.goto('/me/security')
  await expect(page.getByText('확인된 주소예요.')).toBeVisible()
})
