import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { join } from './support/api'
import { answered, expect, test as base } from './support/journey'
import { Provider } from './support/oidc'
import { Server } from './support/server'

const LABEL = '우리 회사'
const BUTTON = `${LABEL} 계정으로 계속하기`
const somebody = (kind = '') => `${kind}min${randomBytes(4).toString('hex')}`

/** A site of its own, with a real OpenID Connect provider beside it. */
const test = base.extend<object, { provider: Provider; server: Server }>({
  provider: [
    async ({ server }, use) => {
      await use((server as Server & { provider: Provider }).provider)
    },
    { scope: 'worker' },
  ],
  server: [
    async ({}, use) => {
      let provider: Provider | undefined
      const server = await Server.start(async (url) => {
        provider = await Provider.start(`${url}/signin/work`)
        return { PIECE_SIGN_IN_OIDC: provider.setting('work', LABEL), PIECE_OUTBOUND_PRIVATE: '127.0.0.0/8' }
      })
      await use(Object.assign(server, { provider }))
      await server.remove()
      provider?.stop()
    },
    { scope: 'worker' },
  ],
})

const heading = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** From the login to the provider and back, as somebody there. */
async function comeBy(page: Page, provider: Provider, name: string, from = '/login'): Promise<void> {
  await page.goto(from)
  await page.getByRole('button', { name: BUTTON }).click()
  await provider.logIn(page, name)
}

async function logOut(page: Page): Promise<void> {
  expect((await page.request.delete('/api/v1/sessions/current')).ok()).toBe(true)
}

test('somebody joins by OpenID Connect, and comes back by it', async ({ page, provider, watch }) => {
  const name = somebody()
  await comeBy(page, provider, name, '/login?next=/cakes')
  await heading(page, '처음 오셨네요, 반가워요')
  await expect(page).toHaveURL(/\/signin\/work$/) // the code is gone from the address
  const nickname = page.getByLabel('닉네임')
  await expect(nickname).toHaveValue(name.slice(0, 12))
  await expect(page.getByLabel('이메일')).toHaveValue(`${name}@id.example`)
  await expect(page.getByText(`${LABEL}에서 확인한 주소예요.`)).toBeVisible()
  await page.reload() // what was on its way is still there
  await nickname.fill('!')
  await page.getByRole('button', { name: '시작하기' }).click()
  await expect(nickname).toHaveAttribute('aria-invalid', 'true')
  await nickname.fill(`n${name.slice(3)}`)
  await expect(page.getByText('✓ 쓸 수 있어요.')).toBeVisible()
  await page.getByRole('button', { name: '시작하기' }).click()
  await expect(page).toHaveURL(/\/cakes$/)

  await test.step('the only way to sign in stays', async () => {
    watch.allow(answered(409))
    await page.goto('/me/security')
    await page.getByRole('button', { name: `${LABEL} 연결 끊기` }).click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '연결 끊기' }).click()
    await expect(page.getByText('로그인할 수 있는 마지막 방법이라')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: LABEL })).toContainText(`${name}@id.example`)
  })
  await logOut(page)
  await page.context().clearCookies()
  await comeBy(page, provider, name, '/login?next=/cakes')
  await expect(page).toHaveURL(/\/cakes$/)
  expect((await (await page.request.get('/api/v1/me')).json()) as object).toMatchObject({
    nickname: `n${name.slice(3)}`,
  })
})

test('somebody with a password links an account elsewhere, comes in by it, and unlinks it', async ({
  page,
  provider,
}) => {
  const person = await join(page.request)
  const name = somebody()
  await page.goto('/me/security')
  await page.getByRole('button', { name: `${LABEL} 연결하기` }).click()
  await provider.logIn(page, name)
  await expect(page).toHaveURL(/\/me\/security$/)
  await expect(page.getByText(`${LABEL} 계정을 연결했어요.`)).toBeVisible()
  await expect(page.getByText(`${name}@id.example`)).toBeVisible()

  await logOut(page)
  await page.context().clearCookies()
  await comeBy(page, provider, name)
  await expect(page).toHaveURL(/\/$/)
  expect((await (await page.request.get('/api/v1/me')).json()) as object).toMatchObject({ nickname: person.nickname })

  await page.goto('/me/security')
  await page.getByRole('button', { name: `${LABEL} 연결 끊기` }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '연결 끊기' }).click()
  await expect(page.getByText(`${LABEL} 연결을 끊었어요.`)).toBeVisible()
  await expect(page.getByRole('button', { name: `${LABEL} 연결하기` })).toBeVisible()
})

test('what goes wrong at a provider is explained, and the way on is kept', async ({ page, provider, watch }) => {
  await page.goto('/login?next=/cakes')
  await page.getByRole('button', { name: BUTTON }).click()
  await page.waitForURL(`http://${provider.host}/**`)
  await page.goto('/signin/work?error=access_denied&error_description=%3Cb%3Eno%3C%2Fb%3E&state=x')
  await heading(page, '로그인을 멈췄어요')
  await expect(page.getByText('마음이 바뀌면 다시 해 주세요.')).toBeVisible()
  await page.getByRole('link', { name: '다른 방법으로 로그인' }).click()
  await expect(page).toHaveURL(/\/login\?next=\/cakes$/)

  watch.allow(answered(409))
  await page.goto('/signin/work?code=forged&state=forged')
  await heading(page, '로그인하지 못했어요')
  await expect(page.getByText('처음부터 다시 해 주세요.')).toBeVisible()
  await page.getByRole('button', { name: '다시 해 보기' }).click()
  await provider.logIn(page, somebody())
  await heading(page, '처음 오셨네요, 반가워요')

  await test.step('an address that has an account is not linked by itself', async () => {
    const name = somebody()
    const email = `${name}@id.example`
    const taken = await page.request.post('/api/v1/accounts', {
      data: { email, nickname: name.slice(0, 12), password: '막이 오르면 불이 꺼진다', language: 'ko' },
    })
    expect(taken.status()).toBe(201)
    await page.context().clearCookies()
    await comeBy(page, provider, name)
    await expect(page.getByText('이미 가입한 주소예요. 로그인한 뒤 연결해 주세요.')).toBeVisible()
    await page.getByRole('link', { name: '다른 방법으로 로그인' }).click()
    await expect(page).toHaveURL(/\/login\?next=\/me\/security$/)
  })
})

/** A device with a fingerprint reader, as Chromium plays it. */
async function withAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    /** Whether the person touches the device when it asks. */
    touch: (enabled: boolean) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  }
}

test('a passkey is made, named, used and removed', async ({ page, watch }) => {
  const person = await join(page.request)
  const device = await withAuthenticator(page)
  await page.goto('/me/security')
  await expect(page.getByText('아직 패스키가 없어요.')).toBeVisible()
  await page.getByRole('button', { name: '패스키 만들기' }).click()
  await expect(page.getByText('패스키를 만들었어요.')).toBeVisible()
  const made = await device.credentials()
  expect(made).toHaveLength(1)
  expect(made[0]!.rpId).toBe('localhost')
  expect(Buffer.from(made[0]!.userHandle!, 'base64').toString()).not.toContain(person.id)

  await test.step('the same device makes no second one', async () => {
    await page.getByRole('button', { name: '패스키 만들기' }).click()
    await expect(page.getByText('이 기기에는 이미 패스키가 있어요.')).toBeVisible()
  })
  await test.step('it gets another name', async () => {
    await page.getByRole('button', { name: /이름 바꾸기$/ }).click()
    await page.getByLabel('패스키 이름').fill('회사 노트북')
    await page.getByRole('button', { name: '저장' }).click()
    await expect(page.getByText('회사 노트북')).toBeVisible()
  })

  await logOut(page)
  await page.context().clearCookies()
  await device.touch(false)
  await page.goto('/login?next=/cakes')
  await expect(page.getByLabel('이메일')).toHaveAttribute('autocomplete', 'username webauthn')
  // a touch answers what the field offers too, and the page may be gone before the click: either lets in
  await Promise.all([
    page.waitForURL(/\/cakes$/),
    device.touch(true).then(() =>
      page
        .getByRole('button', { name: '패스키로 로그인' })
        .click({ timeout: 3_000 })
        .catch(() => undefined),
    ),
  ])
  await expect(page).toHaveURL(/\/cakes$/)
  expect((await (await page.request.get('/api/v1/me')).json()) as object).toMatchObject({ nickname: person.nickname })

  await page.goto('/me/security')
  await expect(page.getByText(/마지막 사용/).first()).toBeVisible()
  await page.getByRole('button', { name: '회사 노트북 지우기' }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '지우기' }).click()
  await expect(page.getByText('패스키를 지웠어요.')).toBeVisible()

  await test.step('a removed one opens nothing, and says so', async () => {
    watch.allow(answered(403))
    await logOut(page)
    await page.context().clearCookies()
    await device.touch(false)
    await page.goto('/login')
    await expect(page.getByRole('button', { name: '패스키로 로그인' })).toBeVisible()
    await device.touch(true)
    await page.getByRole('button', { name: '패스키로 로그인' }).click()
    await expect(page.getByText('여기에 등록되지 않았거나 지운 패스키예요.').first()).toBeVisible()
  })
})
