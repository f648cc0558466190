import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { join, makeCake, makePiece, writeRecord, type Cake, type Piece } from './support/api'
import { axeFaults, movements, sidewaysFaults } from './support/faults'
import { answered, expect, test } from './support/journey'
import { wantPhoto, type FilePayload } from './support/making'
import { smallPicture } from './support/picture'
import { directRoom, joinRoom, say, type Room } from './support/rooms'

// a trace of so many analyses takes longer than they do; the list of faults says it all
test.use({ trace: 'off', screenshot: 'only-on-failure' })

const photo: FilePayload = { name: 'a.png', mimeType: 'image/png', buffer: smallPicture(4) }
const phone = { width: 390, height: 844 }
const desktop = { width: 1440, height: 900 }
/** The narrowest phone and the narrowest desktop in both languages; what lies between in one of them. */
const widths = { ko: [320, 390, 1024, 1920], en: [320, 768, 1024, 1440] } as const

interface Place {
  address: string
  who: 'guest' | 'person'
  /** What shows that the page is complete. */
  ready: (page: Page) => Locator
}

const pictures = (page: Page) => page.locator('main img[src*="/ticket/"]').first()
const posters = (page: Page) => page.locator('main img[src*="/poster/"]').first()
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const control = (name: string) => (page: Page) => page.getByTestId(name).first()

interface World {
  piece: Piece
  cake: Cake
  /** Of the cake, and with one person. */
  rooms: { open: Room; direct: Room }
}

const places = ({ piece, cake, rooms }: World): Place[] => [
  { address: '/', who: 'guest', ready: (page) => page.getByRole('contentinfo') },
  { address: '/join', who: 'guest', ready: (page) => page.locator('form') },
  { address: '/login', who: 'guest', ready: (page) => page.locator('form') },
  { address: '/no/such/page', who: 'guest', ready: (page) => page.locator('main a') },
  { address: `/pieces/${piece.id}`, who: 'guest', ready: pictures },
  { address: `/p/${piece.id}`, who: 'guest', ready: pictures },
  { address: '/p/nothing', who: 'guest', ready: (page) => page.locator('main a') },
  { address: '/pieces', who: 'guest', ready: pictures },
  { address: '/pieces?tab=hearted', who: 'guest', ready: (page) => page.locator('main a').first() },
  { address: `/people/${piece.owner.id}`, who: 'guest', ready: pictures },
  { address: '/', who: 'person', ready: pictures },
  { address: '/welcome', who: 'person', ready: (page) => page.getByRole('checkbox') },
  { address: `/calendar?day=${piece.day}`, who: 'person', ready: pictures },
  { address: '/pieces', who: 'person', ready: pictures },
  { address: '/pieces?kind=play', who: 'person', ready: (page) => page.locator('main a').first() },
  { address: '/pieces?tab=everyone', who: 'person', ready: pictures },
  { address: '/pieces?tab=hearted&q=%3Cb%3E(*', who: 'person', ready: (page) => page.getByRole('searchbox') },
  { address: `/pieces/${piece.id}`, who: 'person', ready: pictures },
  { address: `/people/${piece.owner.id}`, who: 'person', ready: pictures },
  { address: `/pieces/${piece.id}?photo=1`, who: 'guest', ready: (page) => page.getByRole('dialog') },
  { address: `/pieces/${piece.id}/record`, who: 'person', ready: (page) => page.getByRole('textbox').first() },
  { address: '/me', who: 'person', ready: control('edit-profile') },
  { address: '/me/profile', who: 'person', ready: control('picture') },
  { address: '/me/settings', who: 'person', ready: control('zone-open') },
  { address: '/me/security', who: 'person', ready: (page) => page.locator('form') },
  { address: '/me/links', who: 'person', ready: (page) => page.locator('main a').last() },
  { address: '/me/statistics', who: 'person', ready: control('totals') },
  { address: '/me/statistics?year=all', who: 'person', ready: control('totals') },
  { address: '/me/recap', who: 'person', ready: heading }, // of too few pieces; the story is looked at in its own journey
  { address: `/pieces/${piece.id}/edit/picture`, who: 'person', ready: control('cropper') },
  { address: `/pieces/${piece.id}/edit/facts`, who: 'person', ready: control('kind-play') },
  { address: `/pieces/${piece.id}/edit/back`, who: 'person', ready: control('artwork-try') },
  { address: '/cakes', who: 'guest', ready: posters },
  { address: `/cakes/${cake.id}`, who: 'guest', ready: posters },
  { address: '/cakes?list=made', who: 'person', ready: posters },
  { address: `/cakes/${cake.id}`, who: 'person', ready: posters },
  { address: `/cakes/new?title=${encodeURIComponent(cake.title)}`, who: 'person', ready: control('doubles') },
  { address: `/cakes/${cake.id}/edit`, who: 'person', ready: control('form-save') },
  { address: '/rooms', who: 'person', ready: control('room-row') },
  { address: '/rooms?kind=direct', who: 'person', ready: control('room-row') },
  { address: `/rooms/${rooms.open.id}`, who: 'person', ready: control('message') },
  { address: `/rooms/${rooms.direct.id}`, who: 'person', ready: control('message') },
  { address: '/rooms/nowhere', who: 'person', ready: (page) => page.getByTestId('room').locator('h1') },
  { address: '/me/blocks', who: 'person', ready: (page) => page.locator('main li a').first() },
  { address: '/notices', who: 'guest', ready: heading },
  { address: '/questions', who: 'person', ready: control('ask-form') },
  { address: '/admin', who: 'person', ready: (page) => page.locator('main a').first() },
  { address: '/make/picture', who: 'person', ready: control('cropper') },
  { address: '/make/facts', who: 'person', ready: control('kind-play') },
  { address: '/make/review', who: 'person', ready: control('stars') },
  { address: '/make/shape', who: 'person', ready: control('shape-film') },
  { address: '/make/back', who: 'person', ready: control('artwork-try') },
]

/** Somebody with a piece and with a draft that has reached the last step. */
async function settleIn(page: Page, others: APIRequestContext[], language: 'ko' | 'en'): Promise<World> {
  await join(page.request, language)
  const cake = await makeCake(page.request, {
    ...{
      title: `Donaudampfschifffahrtsgesellschaft ${language}`,
      venue: '샤롯데씨어터',
      prices: [{ seat: 'R석', won: 150000 }],
    },
    credits: [{ role: 'cast', name: '김도현', part: 'Donaudampfschifffahrtsgesellschaftskapitän' }],
  })
  const piece = await makePiece(page.request, {
    ...{ title: '아주 긴 제목을 가진 뮤지컬, 그리고 그 뒤에 이어지는 이야기', day: '2026-08-03', visibility: 'public' },
    ...{ venue: '샤롯데씨어터', cast: 'Donaudampfschifffahrtsgesellschaftskapitän', price: 150000, cakeId: cake.id },
  })
  await writeRecord(page.request, piece.id, {
    text: 'Donaudampfschifffahrtsgesellschaftskapitän https://piece.example/stories/moon-garden-and-much-more',
    photos: [1, 2].map((seed) => ({ picture: smallPicture(seed, 600, 400), caption: 'Donaudampfschiff' })),
  })
  const rooms = await talk(page.request, others, cake)
  await page.goto('/make')
  await wantPhoto(page)
  const dialog = page.waitForEvent('filechooser')
  await page.getByTestId('photo-choose').click()
  await (await dialog).setFiles(photo)
  await page.getByTestId('make-next').click()
  await page.getByTestId('kind-play').check()
  await page.getByRole('textbox').first().fill('접근성 연극')
  await page.getByTestId('make-next').click()
  await page.getByTestId('stars').press('5')
  await page.getByRole('textbox').fill('모두에게 열린 무대')
  await page.getByTestId('make-next').click()
  await page.getByTestId('make-next').click()
  await expect(page.getByTestId('artwork-try')).toHaveCount(1)
  return { piece, cake, rooms }
}

/** Rooms in which something was said, and somebody who is blocked. */
async function talk(mine: APIRequestContext, others: APIRequestContext[], cake: Cake): Promise<World['rooms']> {
  const [friend, stranger] = await Promise.all(others.map((request) => join(request)))
  const rooms = { open: await joinRoom(mine, cake.id), direct: await directRoom(mine, friend!.id) }
  await joinRoom(others[0]!, cake.id)
  const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(2)
  await say(mine, rooms.open.id, `||${long}|| https://piece.example/${long}`)
  for (const room of [rooms.open, rooms.direct]) await say(others[0]!, room.id, `${long} 🎟️`)
  expect((await mine.put(`/api/v1/blocks/${stranger!.id}`)).ok()).toBe(true)
  return rooms
}

for (const language of ['ko', 'en'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'ko' ? 'ko-KR' : 'en-US' })

    test('D52 every page is sound in every look and width', async ({ page, browser, watch }) => {
      test.setTimeout(600_000)
      watch.allow(answered(404), answered(403), answered(422))
      const contexts = await Promise.all([0, 1, 2].map(() => browser.newContext()))
      const [guests, ...others] = contexts
      watch.follow(guests!)
      await page.goto('/')
      await page.evaluate((cookie) => (document.cookie = cookie), `piece_language=${language}`)
      const world = await settleIn(
        page,
        others.map(({ request }) => request),
        language,
      )
      const faults: string[] = []
      const look = async ({ address, who, ready }: Place, visitor: Page) => {
        const seen = async (viewport: typeof phone, colorScheme: 'light' | 'dark') => {
          await visitor.setViewportSize(viewport)
          await visitor.emulateMedia({ colorScheme })
          await expect(visitor.locator('html')).toHaveAttribute('data-theme', colorScheme)
          await expect.poll(() => visitor.evaluate(movements)).toBe(0)
          return (await axeFaults(visitor)).map((fault) => `${viewport.width} ${colorScheme} ${fault}`)
        }
        await visitor.setViewportSize(phone)
        await visitor.goto(address)
        await expect(ready(visitor)).toBeVisible()
        const found = [
          ...(await textFaults(visitor, language)),
          ...(await seen(phone, language === 'ko' ? 'light' : 'dark')),
          ...(await sidewaysFaults(visitor, widths[language])),
          ...(await seen(desktop, language === 'ko' ? 'dark' : 'light')),
        ]
        faults.push(...found.map((fault) => `${address} as ${who}: ${fault}`))
      }
      const guest = await guests!.newPage()
      for (const place of places(world)) await look(place, place.who === 'guest' ? guest : page)
      await Promise.all(contexts.map((context) => context.close()))
      expect(faults).toEqual([])
    })
  })
}

async function textFaults(page: Page, language: string): Promise<string[]> {
  const faults: string[] = []
  const facts = await page.evaluate(() => ({
    title: document.title,
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    texts: document.body.innerText.split('\n').map((line) => line.trim()),
    labels: [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    ),
  }))
  if (!/^.+ · PIECE$|^PIECE$/.test(facts.title)) faults.push(`title “${facts.title}”`)
  if (facts.lang !== language) faults.push(`lang ${facts.lang}`)
  if (facts.headings !== 1) faults.push(`${facts.headings} h1`)
  const keys = [...facts.texts, ...facts.labels].filter((text) => /^[a-z]+(\.[a-zA-Z0-9]+)+$/.test(text))
  if (keys.length) faults.push(`untranslated: ${keys.join(', ')}`)
  return faults
}

test('D52 joining and all six steps work by keyboard alone', async ({ page }) => {
  const keys = new Keys(page)
  await page.goto('/')
  await expect(page.getByRole('main').getByRole('link', { name: '가입하기' })).toBeVisible()

  await test.step('joins', async () => {
    await keys.to(page.getByRole('main').getByRole('link', { name: '가입하기' }))
    await page.keyboard.press('Enter')
    await keys.type(page.getByLabel('이메일'), 'keys@piece.example')
    await keys.type(page.getByLabel('닉네임'), '건반')
    await keys.type(page.getByLabel('비밀번호', { exact: true }), '손가락만으로 걷는 길')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: '오늘 본 것을 조각으로' })).toBeVisible()
    for (let card = 0; card < 2; card++) {
      await keys.to(page.getByRole('button', { name: '다음' }))
      await page.keyboard.press('Enter')
    }
    await keys.to(page.getByRole('checkbox', { name: '다시 보지 않기' }))
    await page.keyboard.press('Space')
    await keys.to(page.getByRole('button', { name: '시작하기' }), 'back')
    await page.keyboard.press('Enter')
  })

  await test.step('chooses a photo and crops it', async () => {
    await expect(heading(page)).toContainText('첫 조각을 만들어 볼까요?')
    await keys.to(page.getByRole('link', { name: '조각 만들기' }).first())
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/make/picture')
    await keys.to(page.getByRole('radio', { name: '포스터 찾기' }))
    await page.keyboard.press('ArrowRight')
    // asked for well before the key: the browser has to be told to leave the dialog to us
    const dialog = page.waitForEvent('filechooser')
    await keys.to(page.getByRole('button', { name: '사진 고르기' }))
    await page.keyboard.press('Enter')
    await (await dialog).setFiles(photo)
    await expect(page.getByTestId('cropper')).toBeVisible()
    await keys.to(page.getByTestId('cropper'))
    for (const key of ['+', 'ArrowLeft', 'ArrowDown', 'r', '-']) await page.keyboard.press(key)
    await keys.toNext()
  })

  await test.step('tells what, when and where', async () => {
    await keys.to(page.getByRole('radio').first())
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: '연극' })).toBeChecked()
    await keys.type(page.getByLabel('제목 *'), '건반 위의 밤')
    await keys.toNext()
  })

  await test.step('gives stars and a line', async () => {
    await keys.to(page.getByRole('slider', { name: '별점' }))
    for (const key of ['4', 'ArrowRight']) await page.keyboard.press(key)
    await expect(page.getByRole('slider', { name: '별점' })).toHaveAttribute('aria-valuenow', '4.5')
    await keys.type(page.getByLabel('한 줄 감상'), '손끝으로 본 공연')
    await keys.to(page.getByRole('radio', { name: '모두에게' }))
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: '나만 보기' })).toBeChecked()
    await keys.toNext()
  })

  await test.step('chooses shape and back', async () => {
    await keys.to(page.getByRole('radio', { name: '톱니' }))
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: '절취선' })).toBeChecked()
    await keys.toNext()
    await expect(page.getByTestId('artwork-try')).toHaveCount(1)
    await keys.to(page.getByRole('radio', { name: '아이보리' }))
    await page.keyboard.press('ArrowRight')
    await keys.to(page.getByRole('button', { name: '다시 그리기' }))
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('artwork-try')).toHaveCount(2)
    await expect(page.getByTestId('make-save')).toHaveAttribute('aria-disabled', 'false')
    await keys.to(page.getByTestId('make-save'))
    await page.keyboard.press('Enter')
  })

  await test.step('holds it, and turns it over', async () => {
    await expect(heading(page)).toHaveText('조각이 완성됐어요')
    await keys.to(page.getByRole('link', { name: '조각 보기' }))
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('건반 위의 밤')
    await keys.to(page.getByRole('button', { name: '뒤집기' }))
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: '앞면 보기' })).toBeFocused()
  })
})

/** Walks by Tab as people do, and looks whether the place where they are can be seen. */
class Keys {
  constructor(private readonly page: Page) {}

  async to(target: Locator, way: 'on' | 'back' = 'on'): Promise<void> {
    await expect(target).toBeVisible()
    for (let steps = 0; steps < 60; steps++) {
      if (await target.evaluate((element) => element === document.activeElement)) return this.seen(target)
      await this.page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab')
    }
    throw new Error(`not reached by Tab: ${target}`)
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.to(target)
    await this.page.keyboard.insertText(text)
  }

  async toNext(): Promise<void> {
    await this.to(this.page.getByTestId('make-next'))
    await this.page.keyboard.press('Enter')
  }

  /** The focus shows (an outline, on the control or on the label around it) and nothing covers it. */
  private async seen(target: Locator): Promise<void> {
    await expect
      .poll(() =>
        target.evaluate((element) => {
          const around = [element, element.closest('label')].filter((each) => each !== null)
          const outlined = around.some((each) => {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
            // fields have no shadow but the ring of their focus
            const isRinged = each.matches('input, textarea') && boxShadow !== 'none'
            return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || isRinged
          })
          const box = element.getBoundingClientRect()
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
          const free = around.some((each) => top !== null && (each.contains(top) || top.contains(each)))
          return { outlined, free }
        }),
      )
      .toEqual({ outlined: true, free: true })
  }
}
