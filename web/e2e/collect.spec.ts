import type { APIRequestContext, Page } from '@playwright/test'
import { join, makePiece, type Piece } from './support/api'
import { anotherBrowser, answered, expect, test } from './support/journey'

const status = async (request: APIRequestContext, address: string): Promise<number> =>
  (await request.get(address)).status()

/** The titles of a list, as the API gives it. */
async function titles(request: APIRequestContext, query: string): Promise<string[]> {
  const answer = await request.get(`/api/v1/pieces?${query}`)
  expect(answer.status(), await answer.text()).toBe(200)
  return ((await answer.json()) as { items: { title: string }[] }).items.map((item) => item.title)
}

/** Every way to a piece that nobody but its owner has while it is private. */
async function expectHidden(other: Page, piece: Piece): Promise<void> {
  const { request } = other
  const mine = `/api/v1/pieces/${piece.id}`
  for (const address of [
    mine,
    `${mine}/record`,
    `/p/${piece.id}`,
    `/pieces/${piece.id}`,
    ...Object.values(piece.ticket),
  ])
    expect(await status(request, address), address).toBe(404)
  for (const list of ['scope=public', `scope=public&owner=${piece.owner.id}`, 'scope=public&q=ㄷㅂㅈㅇ'])
    expect(await titles(request, list), list).not.toContain(piece.title)
  expect(await status(request, `/oembed?url=${encodeURIComponent(new URL(`/p/${piece.id}`, other.url()).href)}`)).toBe(
    404,
  )
  for (const change of [
    request.put(`${mine}/heart`),
    request.patch(mine, { data: { visibility: 'public' } }),
    request.delete(mine),
  ])
    expect([401, 404]).toContain((await change).status())
}

test('D13 D24 two people and a guest: make public, heart, share, revoke, make private', async ({
  page: owner,
  browser,
  watch,
}) => {
  watch.allow(answered(404), answered(401))
  await join(owner.request)
  const piece = await makePiece(owner.request, {
    title: '달빛 정원의 밤',
    venue: '블루스퀘어',
    companion: '비밀 친구',
    price: 150000,
  })
  const friend = await anotherBrowser(browser, watch)
  const { nickname } = await join(friend.request)
  const guest = await anotherBrowser(browser, watch)
  const publicSwitch = owner.getByRole('switch', { name: '모두에게 공개' })

  await test.step('private: nobody else finds it', async () => {
    await friend.goto('/pieces?tab=everyone')
    await guest.goto('/pieces?tab=everyone')
    for (const other of [friend, guest]) {
      await expect(other.getByText(piece.title)).toHaveCount(0)
      await expectHidden(other, piece)
    }
  })

  await test.step('the owner makes it public', async () => {
    await owner.goto(`/pieces/${piece.id}`)
    await publicSwitch.click()
    await owner.getByRole('button', { name: '공개하기' }).click()
    await expect(publicSwitch).toBeChecked()
  })

  await test.step('a friend finds it by its initials and hearts it', async () => {
    await friend.goto('/pieces?tab=everyone')
    await friend.getByRole('searchbox').fill('ㄷㅂㅈㅇ')
    await expect(friend.getByRole('link', { name: piece.title })).toHaveCount(1)
    await friend.getByRole('button', { name: `“${piece.title}” 찜하기` }).click()
    await friend.goto('/pieces?tab=hearted')
    await expect(friend.getByRole('link', { name: piece.title })).toHaveCount(1)
    const seen = (await (await friend.request.get(`/api/v1/pieces/${piece.id}`)).json()) as Piece
    expect(seen).toMatchObject({ hearts: 1, hearted: true, mine: false })
    for (const secret of ['companion', 'price', 'photoId', 'crop', 'version'] as const)
      expect(seen[secret]).toBeUndefined()
    expect(
      (await friend.request.patch(`/api/v1/pieces/${piece.id}`, { data: { visibility: 'private' } })).status(),
    ).toBe(403)
    expect((await friend.request.delete(`/api/v1/pieces/${piece.id}`)).status()).toBe(403)
  })

  await test.step('a guest turns it over, wants to heart it, joins, and is back with the heart set', async () => {
    await guest.goto(`/p/${piece.id}`)
    await expect(guest.getByRole('heading', { name: piece.title })).toBeVisible()
    const turn = guest.getByRole('switch', { name: '티켓 뒷면 보기' })
    await turn.press('Space')
    await expect(turn).toBeChecked()
    await expect(guest.getByText('비밀 친구')).toHaveCount(0)
    await guest.getByRole('link', { name: /찜하기/ }).click()
    await expect(guest).toHaveURL(/\/join\?next=/)
    await guest.getByLabel('이메일').fill(`g${Date.now()}@piece.example`)
    await guest.getByLabel('비밀번호', { exact: true }).fill('막이 오르면 보랏빛 밤')
    await guest.getByLabel('닉네임').fill(`손님${String(Date.now()).slice(-6)}`)
    await guest.getByRole('button', { name: '가입하기' }).click()
    await expect(guest).toHaveURL(new RegExp(`/pieces/${piece.id}$`))
    await expect(guest.getByRole('button', { name: /찜하기, 2명이/ })).toHaveAttribute('aria-pressed', 'true')
    // the button shows the wish before the answer is there
    const counted = async () => ((await (await owner.request.get(`/api/v1/pieces/${piece.id}`)).json()) as Piece).hearts
    await expect.poll(counted).toBe(2)
  })

  await test.step('made private, it is gone from every list, file and link of others at once', async () => {
    await owner.reload()
    await publicSwitch.click()
    await expect(publicSwitch).not.toBeChecked()
    for (const other of [friend, guest]) {
      await expectHidden(other, piece)
      expect(await titles(other.request, 'scope=hearted')).toEqual([])
    }
    await friend.goto('/pieces?tab=hearted')
    await expect(friend.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(friend.getByRole('link', { name: piece.title })).toHaveCount(0)
  })

  await test.step('a link opens this piece to a guest, and nothing else, until it is revoked', async () => {
    await owner.getByTestId('share').click()
    await owner.getByTestId('make-link').click()
    const address = await owner.getByLabel('공유할 주소').inputValue()
    expect(address).toMatch(/\/s\/[\w-]{24}$/)
    const stranger = await anotherBrowser(browser, watch)
    const shown = await stranger.goto(address)
    expect(shown!.status()).toBe(200)
    expect(shown!.headers()['x-robots-tag']).toContain('noindex')
    await expect(stranger.getByRole('heading', { name: piece.title })).toBeVisible()
    for (const secret of ['비밀 친구', '150,000', nickname]) await expect(stranger.getByText(secret)).toHaveCount(0)
    const token = address.split('/').pop()!
    const files = ['front.webp', 'back.webp', 'share.jpg'].map((file) => `/api/v1/shared/${token}/ticket/${file}`)
    for (const file of files) expect(await status(stranger.request, file), file).toBe(200)
    await expectHidden(stranger, piece)

    await owner.getByTestId('end-link').click()
    await owner.getByRole('button', { name: '링크 끝내기', exact: true }).click()
    await expect(owner.getByText('링크를 끝냈어요.')).toBeVisible()
    expect((await stranger.reload())!.status()).toBe(404)
    await expect(stranger.getByText(piece.title)).toHaveCount(0)
    for (const file of [`/api/v1/shared/${token}`, ...files])
      expect(await status(stranger.request, file), file).toBe(404)
  })
})
