import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { join, logIn, makeCake, makePiece, type Cake, type Piece } from './support/api'
import { anotherBrowser, answered, expect, lostRequest, test } from './support/journey'
import { atStep, choosePhoto, giveReview, next, reachBack, saveButton, type FilePayload } from './support/making'
import { smallPicture } from './support/picture'

const photo: FilePayload = { name: 'a.png', mimeType: 'image/png', buffer: smallPicture(7) }
const mark = () => randomBytes(4).toString('hex')

const searchbox = (page: Page) => page.getByRole('searchbox')
const choice = (page: Page, title: string) => page.getByTestId('cake-choice').filter({ hasText: title })
const linked = (page: Page) => page.getByTestId('cake-title')
const isAt = (page: Page, cake: Cake) => expect(page).toHaveURL(`/cakes/${cake.id}`)

/** From the review to the finished piece. */
async function finish(page: Page, review: string, visibility: '모두에게' | '나만 보기'): Promise<Piece> {
  await giveReviewFor(page, review, visibility)
  await reachBack(page)
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/pieces') && answer.status() === 201)
  await saveButton(page).click()
  await atStep(page, '조각이 완성됐어요')
  return (await (await saved).json()) as Piece
}

async function giveReviewFor(page: Page, review: string, visibility: string): Promise<void> {
  await atStep(page, '어떠셨나요?')
  await page.getByRole('radio', { name: visibility }).check()
  await giveReview(page, review)
}

test('a work is found by its initials, seen twice, and rated by five people', async ({ page, browser, watch }) => {
  test.setTimeout(90_000)
  await join(page.request)
  const maker = await anotherBrowser(browser, watch)
  await join(maker.request)
  const cake = await makeCake(maker.request, {
    ...{ title: '신의 달', year: 2026, venue: '블루스퀘어', genres: ['fantasy'], prices: [{ won: 132000 }] },
    credits: [
      { role: 'director', name: '한서윤' },
      { role: 'cast', name: '김도현', part: '달지기' },
      { role: 'cast', name: '이나래' },
    ],
  })

  await test.step('found by initials and by half a syllable, before that the hot ones', async () => {
    await page.goto('/make')
    await expect(page.getByRole('heading', { name: '요즘 인기 있는 작품' })).toBeVisible()
    await expect(page.getByTestId('cake-choice').first()).toBeVisible()
    for (const typed of ['ㅅㅇㄷ', '신의 ㄷ', '신의 다']) {
      await searchbox(page).fill(typed)
      await expect(choice(page, '신의 달').locator('mark').first(), typed).toBeVisible()
    }
  })

  await test.step('its poster becomes the picture, and what it knows is filled in', async () => {
    await choice(page, '신의 달').click()
    await expect(page.getByTestId('cropper').locator('img')).not.toHaveJSProperty('naturalWidth', 0)
    await expect(linked(page)).toHaveText('신의 달')
    await next(page)
    await atStep(page, '무엇을 보셨나요?')
    await expect(page.getByRole('radio', { name: '뮤지컬' })).toBeChecked()
    await expect(page.getByRole('radio', { name: '판타지' })).toBeChecked()
    for (const [label, value] of [
      ['제목 *', '신의 달'],
      ['장소', '블루스퀘어'],
      ['출연', '김도현, 이나래'],
      ['감독·연출', '한서윤'],
      ['가격', '132,000'],
    ] as const)
      await expect(page.getByLabel(label, { exact: true })).toHaveValue(value)
    await page.getByTestId('cast-chips').getByRole('button', { name: '이나래' }).click()
    await expect(page.getByLabel('출연', { exact: true })).toHaveValue('김도현')
    await page.getByLabel('장소').fill('')
    await page.getByRole('option', { name: '블루스퀘어' }).click()
    await expect(page.getByLabel('장소')).toHaveValue('블루스퀘어')
  })

  await test.step('D26 all of it is there after a reload', async () => {
    await page.reload()
    await atStep(page, '무엇을 보셨나요?')
    await expect(linked(page)).toHaveText('신의 달')
    await expect(page.getByLabel('출연', { exact: true })).toHaveValue('김도현')
    await page.getByTestId('step-picture').click()
    await expect(page.getByTestId('cropper').locator('img')).not.toHaveJSProperty('naturalWidth', 0)
    await next(page)
    await next(page)
  })

  await test.step('the piece is the first viewing', async () => {
    const piece = await finish(page, '달이 가까웠다', '모두에게')
    expect(piece).toMatchObject({ cakeId: cake.id, viewing: 1, price: 132000, cast: '김도현' })
    await page.goto(`/cakes/${cake.id}`)
    await expect(page.getByTestId('my-pieces')).toContainText('첫 관람')
  })

  await test.step('another one begins on the page of the cake, and is the second', async () => {
    await page.getByRole('link', { name: '이 케이크로 조각 만들기' }).click()
    await expect(linked(page)).toHaveText('신의 달')
    await next(page)
    await atStep(page, '무엇을 보셨나요?')
    await expect(page.getByLabel('제목 *')).toHaveValue('신의 달')
    await next(page)
    const piece = await finish(page, '두 번째 밤이 더 좋았다', '나만 보기')
    expect(piece).toMatchObject({ cakeId: cake.id, viewing: 2 })
    await page.goto(`/cakes/${cake.id}`)
    await expect(page.getByTestId('my-pieces')).toContainText('2번째 관람')
  })

  await test.step('D13 four public ratings make no average, five do', async () => {
    const rate = async (halfStars: number) => {
      await join(maker.request)
      await makePiece(maker.request, { cakeId: cake.id, title: cake.title, halfStars, visibility: 'public' })
    }
    for (const halfStars of [10, 8, 6]) await rate(halfStars)
    const rating = page.getByRole('region', { name: '별점' })
    await page.reload()
    await expect(rating).toContainText('별점 1개가 더 모이면')
    await rate(10)
    await page.reload()
    await expect(rating).toContainText('조각 5개의 별점')
    await expect(rating).toContainText('4.2') // 8, 10, 8, 6 and 10 half stars; the private piece counts for nobody
  })
  await maker.context().close()
})

for (const [where, viewport] of [
  ['the phone', { width: 390, height: 844 }],
  ['the desktop', { width: 1440, height: 900 }],
] as const)
  test(`the focus goes back to what opened a sheet on ${where}`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await join(page.request)
    const cake = await makeCake(page.request, { title: `나누는 작품 ${mark()}` })
    await page.goto(`/cakes/${cake.id}`)
    const opener = page.getByTestId('share')
    for (const close of ['Escape', 'Enter']) {
      await opener.press('Enter')
      const closer = page.getByRole('dialog').getByRole('button', { name: '닫기' })
      await expect(closer).toBeVisible()
      await closer.press(close)
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(opener).toBeFocused()
    }
  })

test('who joins from the head of a cake comes back to it', async ({ page, browser, watch }) => {
  await join(page.request)
  const cake = await makeCake(page.request, { title: `돌아오는 작품 ${mark()}` })
  const guest = await anotherBrowser(browser, watch)
  await guest.goto(`/cakes/${cake.id}`)
  await guest.getByRole('banner').getByRole('link', { name: '가입하기' }).click()
  await guest.getByLabel('이메일').fill(`${mark()}@piece.example`)
  await guest.getByLabel('비밀번호', { exact: true }).fill('막이 오르면 보랏빛 밤')
  await guest.getByLabel('닉네임').fill(`손님${mark()}`)
  await guest.getByRole('button', { name: '가입하기' }).click()
  await isAt(guest, cake)
  await guest.context().close()
})

test('D33 a guest opens a cake, reloads it, and has it in the list after joining', async ({ page, browser, watch }) => {
  await join(page.request)
  const cake = await makeCake(page.request, { title: `주소로 여는 작품 ${mark()}` })
  const guest = await anotherBrowser(browser, watch)
  const heading = guest.getByRole('heading', { level: 1, name: cake.title })
  await guest.goto(`/cakes/${cake.id}`)
  await expect(heading).toBeVisible()
  await guest.reload()
  await expect(heading).toBeVisible()
  await guest
    .getByRole('button', { name: /찜하기/ })
    .filter({ visible: true })
    .first()
    .click()
  await expect(guest).toHaveURL(/\/join\?next=/)
  await guest.getByLabel('이메일').fill(`${mark()}@piece.example`)
  await guest.getByLabel('비밀번호', { exact: true }).fill('막이 오르면 보랏빛 밤')
  await guest.getByLabel('닉네임').fill(`손님${mark()}`)
  await guest.getByRole('button', { name: '가입하기' }).click()
  await isAt(guest, cake)
  const heart = guest.getByRole('button', { name: /찜하기, 1명이/ }).filter({ visible: true })
  await expect(heart).toHaveAttribute('aria-pressed', 'true')
  await guest.goto('/cakes?list=hearted')
  await expect(guest.getByRole('link', { name: cake.title })).toBeVisible()
  await guest.context().close()
})

test('D23 a poster that can not be had loses nothing, and a photo of one’s own is linked as well', async ({
  page,
  watch,
}) => {
  watch.allow(lostRequest)
  await join(page.request)
  const cake = await makeCake(page.request, { title: `달의 포스터 ${mark()}`, venue: '샤롯데씨어터' })
  await page.goto('/make')
  await page.route('**/media/posters', (route) => route.abort('connectionreset'))
  await searchbox(page).fill(cake.title)
  await choice(page, cake.title).click()
  const failed = page.getByTestId('cake-failed')
  await expect(failed).toContainText('적어 둔 것은 그대로예요.')
  await choosePhoto(page, photo)
  await expect(page.getByTestId('cropper')).toBeVisible()
  await page.getByTestId('cake-link').click()
  const sheet = page.getByRole('dialog', { name: '어떤 작품을 보셨나요?' })
  await searchbox(page).fill(cake.title)
  await choice(page, cake.title).click()
  await expect(sheet).toBeHidden()
  await expect(linked(page)).toHaveText(cake.title)
  await next(page)
  await atStep(page, '무엇을 보셨나요?')
  await expect(page.getByLabel('제목 *')).toHaveValue(cake.title)
  await page.getByTestId('cake-unlink').click()
  await expect(page.getByTestId('cake-link')).toBeVisible()
  await expect(page.getByLabel('장소')).toHaveValue('샤롯데씨어터')

  await test.step('a draft is not dropped for a cake without a question', async () => {
    await page.unroute('**/media/posters')
    await page.goto(`/make?cake=${cake.id}`)
    const question = page.getByRole('alertdialog')
    await question.getByRole('button', { name: '취소' }).click()
    await expect(page.getByLabel('장소')).toHaveValue('샤롯데씨어터')
    await page.goto(`/make?cake=${cake.id}`)
    await question.getByRole('button', { name: '지우고 새로 만들기' }).click()
    await expect(page.getByTestId('cropper')).toBeVisible()
    await expect(linked(page)).toHaveText(cake.title)
    await expect(page).toHaveURL('/make/picture')
  })
})

test('a work that is missing is added by hand, after a look at those like it', async ({ page, browser, watch }) => {
  watch.allow(answered(409))
  const known = await anotherBrowser(browser, watch)
  await join(known.request)
  await join(page.request)
  const title = `손으로 만든 밤 ${mark()}`
  const double = await makeCake(known.request, { title, year: 2020 })

  await test.step('from the search, with what was typed', async () => {
    await page.goto('/make')
    await searchbox(page).fill(`${title} 앙코르`)
    await page.getByTestId('cake-add').click()
    await expect(page.getByLabel('제목 *')).toHaveValue(`${title} 앙코르`)
    await page.getByLabel('제목 *').fill(title)
    await expect(page.getByTestId('doubles').getByRole('link')).toContainText(title)
  })

  await test.step('what is wrong stands beside it, and nothing is lost by a reload', async () => {
    const save = page.getByTestId('form-save')
    await save.click()
    await expect(page.getByText('어떤 작품인지 골라 주세요.')).toBeVisible()
    await page.getByTestId('kind-musical').check()
    await page.getByRole('button', { name: '사람 추가' }).click()
    await page.getByLabel('1번째 사람의 이름').fill('김도현')
    await page.getByRole('button', { name: '가격 추가' }).click()
    await page.getByLabel('1번째 좌석').fill('R석')
    await save.click()
    await expect(page.getByText('가격을 숫자로 적어 주세요. 무료면 0이에요.')).toBeVisible()
    await page.getByLabel('1번째 가격', { exact: true }).fill('150000')
    const uploaded = page.waitForResponse((answer) => /\/uploads\/[^/]+\/complete$/.test(answer.url()))
    await page.getByTestId('poster-file').setInputFiles(photo)
    await expect(page.getByTestId('poster-photo')).toBeVisible()
    await uploaded
    await page.reload()
    await expect(page.getByText('적던 내용을 이어서 보여 드려요.')).toBeVisible()
    await expect(page.getByLabel('1번째 사람의 이름')).toHaveValue('김도현')
    await expect(page.getByLabel('1번째 가격', { exact: true })).toHaveValue('150000')
    await expect(page.getByTestId('poster-photo')).toBeVisible()
  })

  await test.step('a double asks, and can be overruled; the piece goes on with the new cake', async () => {
    await page.getByTestId('form-save').click()
    const question = page.getByRole('alertdialog')
    await question.getByRole('button', { name: '취소' }).click()
    await expect(page.getByLabel('제목 *')).toHaveValue(title)
    await page.getByTestId('form-save').click()
    await question.getByRole('button', { name: '다른 작품이에요' }).click()
    await expect(linked(page)).toHaveText(title)
    await expect(page.getByTestId('cropper').locator('img')).not.toHaveJSProperty('naturalWidth', 0)
  })

  const { items } = (await (await page.request.get('/api/v1/cakes?list=made')).json()) as { items: Cake[] }
  const made = (await (await page.request.get(`/api/v1/cakes/${items[0]!.id}`)).json()) as Cake
  expect(made).toMatchObject({
    title,
    prices: [{ seat: 'R석', won: 150000 }],
    credits: [{ role: 'cast', name: '김도현' }],
  })
  expect(made.id).not.toBe(double.id)

  await test.step('an edit never overwrites what was not seen', async () => {
    await page.goto(`/cakes/${made.id}/edit`)
    await page.getByLabel('장소').fill('블루스퀘어')
    const { version } = made
    const theirs = await page.request.put(`/api/v1/cakes/${made.id}`, {
      data: { kind: 'musical', title, year: 2021, version },
    })
    expect(theirs.ok(), await theirs.text()).toBe(true)
    await page.getByTestId('form-save').click()
    const sheet = page.getByRole('dialog', { name: '다른 곳에서 먼저 고쳤어요' })
    await expect(sheet).toContainText('2021')
    await page.getByTestId('keep-mine').click()
    await isAt(page, made)
    await expect(page.getByText('블루스퀘어').first()).toBeVisible()
  })

  await test.step('others may not edit it', async () => {
    await known.goto(`/cakes/${made.id}/edit`)
    await expect(known.getByText('이 일을 할 수 있는 권한이 없어요.')).toBeVisible()
  })
  await known.context().close()
})

test('an admin makes one of two cakes, and the pieces follow', async ({ page, server }) => {
  const admin = await join(page.request)
  const name = mark()
  const gone = await makeCake(page.request, { title: `겹친 작품 ${name}`, year: 2024 })
  const stays = await makeCake(page.request, { title: `겹친 작품 ${name} 본편`, year: 2025, venue: '예술의전당' })
  const piece = await makePiece(page.request, { title: gone.title, cakeId: gone.id, visibility: 'public' })
  await page.goto(`/cakes/${gone.id}`)
  await expect(page.getByRole('heading', { level: 1, name: gone.title })).toBeVisible()
  await expect(page.getByTestId('merge-cake')).toHaveCount(0)

  expect(await server.run('admin', 'grant', admin.nickname)).toContain('is an admin now')
  await logIn(page.request, admin)
  await page.reload()
  await page.getByTestId('merge-cake').click()
  await choice(page, stays.title).click()
  await expect(page.getByTestId('merge-gone')).toContainText('2024')
  await expect(page.getByTestId('merge-stays')).toContainText('예술의전당')
  await page.getByTestId('merge').click()
  await page.getByRole('alertdialog').getByRole('button', { name: '합치기' }).click()
  await isAt(page, stays)
  await expect
    .poll(async () => ((await (await page.request.get(`/api/v1/pieces/${piece.id}`)).json()) as Piece).cakeId)
    .toBe(stays.id)
  await page.reload()
  await expect(page.getByTestId('my-pieces')).toContainText('첫 관람')
  await page.goto(`/cakes/${gone.id}`)
  await isAt(page, stays)
})

test('D25 a title of markup is plain text wherever cakes are', async ({ page }) => {
  await join(page.request)
  const evil = `<img src=x onerror=alert(1)> ${mark()}`
  const cake = await makeCake(page.request, {
    ...{ title: evil, originalTitle: evil.slice(0, 30), venue: evil, times: evil, synopsis: evil, notADouble: true },
    credits: [{ role: 'cast', name: '<b>이름</b>', part: '"><script>alert(1)</script>' }],
  })
  await makePiece(page.request, { title: evil, cakeId: cake.id, visibility: 'public' })
  const isPlain = async () => {
    await expect(page.getByText(evil).first()).toBeVisible()
    expect(await page.locator('img[src="x"]').count(), page.url()).toBe(0)
    expect(await page.locator('main b', { hasText: /^이름$/ }).count()).toBe(0)
  }
  for (const address of [
    `/cakes?q=${encodeURIComponent(evil.slice(0, 28))}`,
    `/cakes/${cake.id}`,
    '/cakes?list=made',
  ]) {
    await page.goto(address)
    await isPlain()
  }
  await page.goto(`/cakes/${cake.id}/edit`)
  await expect(page.getByLabel('제목 *')).toHaveValue(evil)
  await page.goto(`/cakes/new?title=${encodeURIComponent(evil)}`)
  await expect(page.getByTestId('doubles')).toContainText(evil)
  await isPlain()
  await page.goto('/make')
  for (const odd of ['(', '*', '%_\\', '[<']) {
    await searchbox(page).fill(odd)
    await expect(
      page.getByText(`“${odd}”에 맞는 작품이 없어요.`).or(page.getByTestId('cake-choice').first()).first(),
    ).toBeVisible()
  }
  await searchbox(page).fill(evil)
  await isPlain()
  await choice(page, evil).click()
  await expect(linked(page)).toHaveText(evil)
  await isPlain()
})
