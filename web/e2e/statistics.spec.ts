import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { join, makePiece } from './support/api'
import { expect, test } from './support/journey'
import { swipe } from './support/touch'

// pieces are drawn for real, one after the other
test.setTimeout(240_000)

/** The last year that is over, so that whole years are compared on every day that this runs. */
const year = new Date().getFullYear() - 1
/** What this person saw; everything that the pages say is counted from here by hand. */
const seen = [
  {
    kind: 'musical',
    title: '빨래',
    day: `${year}-01-03`,
    time: '14:00',
    venue: '대학로 유니플렉스',
    seat: 'C열 3번',
    price: 66000,
    genre: 'drama',
    halfStars: 10,
    cast: '김파도, 이노래',
  },
  {
    kind: 'musical',
    title: '빨래',
    day: `${year}-01-10`,
    time: '19:30',
    venue: '대학로유니플렉스',
    seat: '1층 C열 9번',
    price: 54000,
    genre: 'drama',
    halfStars: 9,
    cast: '김 파도',
  },
  { kind: 'movie', title: '모래의 노래', day: `${year}-01-10`, venue: 'CGV 용산', price: 0, halfStars: 6 },
  { kind: 'exhibition', title: '빛의 방', day: `${year - 1}-01-02`, venue: '국립현대미술관', halfStars: 8 },
] as const

/** D52: nothing serious on the page, in both looks. */
async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test.describe('statistics and the recap', () => {
  test.use({ contextOptions: { hasTouch: true, reducedMotion: 'reduce' } })

  test('D34 pages say what is counted by hand, and lead to the pieces', async ({ page, context }) => {
    await join(context.request)
    for (const piece of seen) await makePiece(context.request, piece)

    await test.step('the sums of the year', async () => {
      await page.goto('/me')
      await page.getByRole('link', { name: /조각 통계/ }).click()
      await expect(page.getByRole('heading', { name: '조각 통계', level: 1 })).toBeVisible()
      const tile = (key: string) => page.getByTestId('totals').locator(`[data-tile=${key}] dd b`)
      await expect(tile('pieces')).toHaveText('3개')
      await expect(tile('spent')).toHaveText('120,000원')
      await expect(tile('perViewing')).toHaveText('40,000원') // a free one counts
      await expect(tile('stars')).toHaveText('4.2') // 25 half stars over three
      await expect(tile('venues')).toHaveText('2곳') // blanks tell no places apart
    })

    await test.step('kinds, months, people and rows of tables', async () => {
      const kinds = page.getByRole('list', { name: '분류별 조각' })
      await expect(kinds.getByRole('link', { name: /뮤지컬.*67%.*2개/ })).toBeVisible()
      await page.getByRole('button', { name: '달마다 본 조각 표로 보기' }).click()
      await expect(page.getByRole('row', { name: '1월 3개 1개' })).toBeVisible()
      await expect(page.getByRole('link', { name: /김 ?파도.*2개/ })).toBeVisible()
      await expect(
        page.getByTestId('spending-kinds').getByRole('row', { name: '뮤지컬 120,000원 60,000원' }),
      ).toBeVisible()
    })

    await test.step('the bars are reached by keys and lead to the calendar', async () => {
      const bars = page.getByRole('list', { name: '달마다 본 조각', exact: true })
      const january = bars.getByRole('link', { name: /^1월/ })
      await january.focus()
      await page.keyboard.press('ArrowRight')
      await expect(bars.locator('[data-point]').nth(1)).toBeFocused()
      await page.keyboard.press('Home')
      await expect(january).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(`/calendar?month=${year}-01`)
      await page.goBack()
    })

    await test.step('D52 they are sound with their tables open', () => expectSound(page))

    await test.step('another year, and all of them', async () => {
      await page.getByRole('link', { name: `${year - 1}년`, exact: true }).click()
      await expect(page.locator('[data-tile=pieces] dd b')).toHaveText('1개')
      await page.getByRole('link', { name: '전체', exact: true }).click()
      await expect(page.locator('[data-tile=pieces] dd b')).toHaveText('4개')
      await expect(page.getByRole('heading', { name: '해마다 본 조각' })).toBeVisible()
    })

    await test.step('the recap by keys', async () => {
      await page.goto('/me/recap')
      await expect(page.getByRole('heading', { name: `${year} 올해의 조각` })).toBeVisible()
      await page.keyboard.press('ArrowRight')
      await expect(page.locator('[data-page=first]')).toContainText(`${year}년 1월 10일`)
      await page.keyboard.press('ArrowRight')
      await expect(page.locator('[data-page=loved]')).toContainText('빨래')
      await page.keyboard.press('ArrowLeft')
      await expect(page.locator('[data-page=first]')).toBeVisible()
    })

    await test.step('and by swipes and buttons', async () => {
      await swipe(page.locator('[data-page=first]'), -160)
      await expect(page.locator('[data-page=loved]')).toBeVisible()
      await page.getByRole('button', { name: '다음 장' }).click()
      await expect(page.locator('[data-page=month]')).toContainText('1월')
      for (const [name, text] of [
        ['kinds', '뮤지컬'],
        ['money', '120,000원'],
        ['place', '대학로'],
        ['artist', '김'],
        ['row', 'C열'],
        ['streak', '2주'],
        ['before', '+2개'],
      ] as const) {
        await page.getByRole('button', { name: '다음 장' }).click()
        await expect(page.locator(`[data-page=${name}]`)).toContainText(text)
        if (name === 'place') await expectSound(page)
      }
      await page.getByRole('button', { name: '다음 장' }).click()
      await expect(page.locator('[data-page=mosaic]').getByRole('link')).toHaveCount(3)
      await expectSound(page)
    })

    await test.step('the card of the year', async () => {
      await page.keyboard.press('End')
      const card = page.getByTestId('recap-card')
      await expect(card).toBeVisible({ timeout: 30_000 })
      expect(await card.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([
        1080, 1920,
      ])
      const saved = page.waitForEvent('download')
      await page.getByRole('button', { name: '저장하기' }).click()
      expect((await saved).suggestedFilename()).toBe(`${year} 올해의 조각.webp`)
      await page.getByRole('link', { name: '통계 보기' }).click()
      await expect(page).toHaveURL(`/me/statistics?year=${year}`)
    })

    await test.step('Escape leads out of the story', async () => {
      await page.goto('/me')
      await page.getByRole('link', { name: /올해의 조각/ }).click()
      await expect(page.locator('[data-page=cover]')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page).toHaveURL('/me')
    })
  })

  test('somebody new is invited instead', async ({ page, context }) => {
    await join(context.request)
    await page.goto('/me/statistics')
    await expect(page.getByText('첫 조각을 기다리는 통계예요')).toBeVisible()
    await page.goto('/me/recap')
    await expect(page.getByRole('heading', { name: '아직 돌아볼 조각이 모자라요' })).toBeVisible()
  })
})
