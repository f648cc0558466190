import type { Browser, Page } from '@playwright/test'
import { join, logIn } from './support/api'
import { anotherBrowser, expect, lostRequest, test, type Watch } from './support/journey'
import { Network } from './support/network'
import { smallPicture } from './support/picture'
import { directRoom, joinRoom, makeRoom, OpenRoom, said, say } from './support/rooms'

/** Two people, each in a browser of their own. */
async function two(page: Page, browser: Browser, watch: Watch) {
  const other = await anotherBrowser(browser, watch)
  const [me, they] = await Promise.all([join(page.request), join(other.request)])
  return { me, they, other }
}

const badge = (page: Page) => page.getByTestId('tab-nav.rooms').getByText('읽지 않은 메시지')

test('an open room: from the cake’s page into a talk of two', async ({ page, browser, watch }) => {
  const { they, other, me } = await two(page, browser, watch)
  const { cake, room } = await makeRoom(page.request)
  const mine = new OpenRoom(page)
  const theirs = new OpenRoom(other)

  await test.step('who looks at the cake sees what is said, live', async () => {
    await mine.goto(room.id)
    await mine.write('막공 다녀왔어요')
    await mine.sent('막공 다녀왔어요')
    await other.goto(`/cakes/${cake.id}`)
    const section = other.getByTestId('cake-room')
    await section.scrollIntoViewIfNeeded()
    await expect(section.getByTestId('cake-room-line').filter({ hasText: '막공 다녀왔어요' })).toBeVisible()
    await expect(section).toContainText('1명')
    await mine.write('||마지막에 불이 꺼지고|| 다들 울었어요', '다들 울었어요')
    await expect(section.getByTestId('cake-room-line')).toHaveCount(2)
    await expect(section).not.toContainText('불이 꺼지고')
  })

  await test.step('enters, answers, reacts', async () => {
    await other.getByTestId('cake-room-enter').click()
    await expect(other).toHaveURL(`/rooms/${room.id}`)
    await theirs.choose('막공 다녀왔어요', '답장')
    await theirs.write('저도 거기 있었어요')
    await expect(mine.message('저도 거기 있었어요').getByTestId('quote')).toContainText('막공 다녀왔어요')
    await theirs.choose('막공 다녀왔어요', '❤️ 반응하기')
    await expect(
      mine.message('막공 다녀왔어요').getByRole('button', { name: `❤️ 1명, ${they.nickname}` }),
    ).toBeVisible()
  })

  await test.step('a spoiler is covered until it is asked for', async () => {
    const covered = theirs.message('다들 울었어요')
    await expect(covered).not.toContainText('불이 꺼지고')
    await covered.getByRole('button', { name: '가려진 내용 보기' }).click()
    await expect(covered).toContainText('마지막에 불이 꺼지고')
  })

  await test.step('a photo, with words', async () => {
    await theirs.attach(smallPicture(3))
    await theirs.send('커튼콜이에요')
    const photo = mine.message('커튼콜이에요').locator('img[src*="/pictures/"]')
    await expect(photo).toBeVisible()
    await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  })

  await test.step('what its sender removes is gone for all', async () => {
    await mine.choose('막공 다녀왔어요', '지우기')
    await page.getByRole('alertdialog').getByRole('button', { name: '지우기' }).click()
    await expect(theirs.message('지워진 메시지예요.').first()).toBeVisible()
    await expect(theirs.message('막공 다녀왔어요')).toHaveCount(0)
    expect(await said(other.request, room.id)).not.toContain('막공 다녀왔어요')
  })

  await test.step('the list tells what was last, and lets one leave', async () => {
    await other.goto('/rooms')
    const row = other.getByTestId('room-row').filter({ hasText: cake.title })
    await expect(row).toContainText('나: 커튼콜이에요')
    await mine.write('다음에 또 봐요')
    await expect(row).toContainText(`${me.nickname}: 다음에 또 봐요`)
    await row.hover()
    await row.getByTestId('room-menu').click()
    await other.getByTestId('room-leave').click()
    await other.getByRole('alertdialog').getByRole('button', { name: '나가기' }).click()
    await expect(row).toHaveCount(0)
    await other.reload()
    await expect(other.getByText('들어간 채팅방이 없어요')).toBeVisible()
  })
})

test('D40 a direct room: from a profile, with what is unread and read', async ({ page, browser, watch }) => {
  const { me, they, other } = await two(page, browser, watch)
  const mine = new OpenRoom(page)
  const theirs = new OpenRoom(other)
  await other.goto('/')
  await page.goto(`/people/${they.id}`)
  await page.getByTestId('person-talk').click()
  await expect(page).toHaveURL(/\/rooms\/[0-9a-z]{26}$/)
  await expect(page.getByRole('heading', { level: 1, name: they.nickname })).toBeVisible()
  await mine.write('안녕하세요, 조각이 멋져요')
  await mine.sent('안녕하세요, 조각이 멋져요')
  await expect(badge(other)).toHaveText('읽지 않은 메시지 1개')

  await other.getByTestId('tab-nav.rooms').click()
  await other.getByRole('link', { name: /^1:1 대화/ }).click()
  const row = other.getByTestId('room-row').filter({ hasText: me.nickname })
  await expect(row).toContainText('읽지 않은 메시지 1개')
  await row.getByRole('link').click()
  await expect(theirs.message('안녕하세요, 조각이 멋져요')).toBeVisible()
  await expect(mine.message('안녕하세요, 조각이 멋져요')).toContainText('읽음')

  await other.getByTestId('chat-text').pressSequentially('고마')
  await expect(page.getByTestId('typing')).toContainText(they.nickname)
  await theirs.write('고마워요')
  await expect(mine.message('고마워요')).toBeVisible()

  // the room of two is the same whoever starts it, and nobody else's
  expect((await directRoom(other.request, me.id)).id).toBe(new URL(page.url()).pathname.slice('/rooms/'.length))
  const stranger = await anotherBrowser(browser, watch)
  await join(stranger.request)
  expect((await stranger.request.get(`/api/v1${new URL(page.url()).pathname}`)).status()).toBe(404)
})

test('D47 without a network for ten seconds: every message once, in one order', async ({ page, browser, watch }) => {
  test.setTimeout(90_000)
  watch.allow(lostRequest, /WebSocket connection to/)
  const network = await Network.start()
  const context = await network.newContext(browser)
  watch.follow(context)
  const away = new OpenRoom(await context.newPage())
  const here = new OpenRoom(page)
  await Promise.all([join(page.request), join(context.request)])
  const { cake, room } = await makeRoom(page.request)
  await joinRoom(context.request, cake.id)
  await Promise.all([here.goto(room.id), away.goto(room.id)])
  await here.write('시작합니다')
  await expect(away.message('시작합니다')).toBeVisible()

  network.cut()
  const lost = Date.now()
  await away.write('지하철이라 끊겨요 하나')
  for (const text of ['여기는 잘 돼요 하나', '여기는 잘 돼요 둘']) await here.write(text)
  await away.write('지하철이라 끊겨요 둘')
  await expect(away.message('지하철이라 끊겨요 하나')).toHaveAttribute('data-state', 'sending')
  await here.write('여기는 잘 돼요 셋')
  await expect.poll(() => Date.now() - lost, { timeout: 20_000 }).toBeGreaterThan(10_000)
  await expect(away.message('여기는 잘 돼요 하나')).toHaveCount(0)
  network.mend()

  for (const text of ['지하철이라 끊겨요 하나', '지하철이라 끊겨요 둘']) {
    await expect(away.message(text)).toHaveAttribute('data-state', 'sent', { timeout: 30_000 })
    await expect(here.message(text)).toHaveCount(1)
  }
  const order = await said(page.request, room.id)
  expect([...order].sort()).toEqual([...new Set(order)].sort())
  expect(order).toHaveLength(6)
  expect(order.indexOf('지하철이라 끊겨요 하나')).toBeLessThan(order.indexOf('지하철이라 끊겨요 둘'))
  for (const room of [here, away]) {
    await expect(room.message()).toHaveCount(order.length)
    for (const [i, text] of order.entries()) await expect(room.message().nth(i)).toContainText(text)
  }
  await context.close()
  await network.end()
})

test('D43 what could not be sent outlives the page, photos too, and is sent once', async ({ page, browser, watch }) => {
  watch.allow(lostRequest, /WebSocket connection to/)
  const network = await Network.start()
  const context = await network.newContext(browser)
  watch.follow(context)
  const first = new OpenRoom(await context.newPage())
  await Promise.all([join(page.request), join(context.request)])
  const { cake, room } = await makeRoom(page.request)
  await joinRoom(context.request, cake.id)
  await first.goto(room.id)
  await first.write('연결되어 있을 때')
  await first.sent('연결되어 있을 때')
  await first.attach(smallPicture(5))
  network.cut()
  await first.send('터널 안에서 사진')
  await first.write('터널 안에서 하나')
  await expect(first.message('터널 안에서 사진')).toHaveAttribute('data-state', 'sending')
  await first.page.close()

  network.mend()
  const again = new OpenRoom(await context.newPage())
  await again.goto(room.id)
  for (const text of ['터널 안에서 사진', '터널 안에서 하나']) {
    await expect(again.message(text)).toHaveAttribute('data-state', 'sent', { timeout: 20_000 })
  }
  const stored = ['연결되어 있을 때', '터널 안에서 사진', '터널 안에서 하나']
  expect(await said(page.request, room.id)).toEqual(stored)
  const here = new OpenRoom(page)
  await here.goto(room.id)
  await expect(here.message('터널 안에서 사진').locator('img[src*="/pictures/"]')).toBeVisible()
  await context.close()
  await network.end()
})

test('D49 who is blocked can’t reach me, and doesn’t learn of it', async ({ page, browser, watch }) => {
  const { me, they, other } = await two(page, browser, watch)
  const room = await directRoom(other.request, me.id)
  await say(other.request, room.id, '저랑 얘기해요')
  const theirs = new OpenRoom(other)
  await theirs.goto(room.id)

  await page.goto(`/people/${they.id}`)
  await page.getByTestId('person-block').click()
  await page.getByRole('alertdialog').getByRole('button', { name: '차단하기' }).click()
  await expect(page.getByRole('button', { name: '차단 풀기' })).toBeVisible()
  await expect(page.getByTestId('person-talk')).toHaveCount(0)

  // to the one who is blocked, all is as ever
  await theirs.write('왜 대답이 없어요?')
  await theirs.sent('왜 대답이 없어요?')
  await other.reload()
  await theirs.sent('왜 대답이 없어요?')
  await expect(other.getByText('차단')).toHaveCount(0)

  const counts = (await (await page.request.get('/api/v1/rooms/unread')).json()) as { direct: number }
  expect(counts.direct).toBe(0)
  await page.goto(`/rooms/${room.id}`)
  await expect(page.getByTestId('room-bar')).toContainText('차단한 사람이에요.')
  await expect(page.getByText('저랑 얘기해요')).toHaveCount(0)
  await expect(page.getByText('왜 대답이 없어요?')).toHaveCount(0)

  // the list of those blocked lets them in again; what was held back stays so
  await page.goto('/me')
  await page.getByRole('link', { name: /^차단한 사람/ }).click()
  await page.getByRole('button', { name: `${they.nickname}님 차단 풀기` }).click()
  await expect(page.getByText('차단한 사람이 없어요')).toBeVisible()
  await theirs.write('이제는요?')
  await page.goto(`/rooms/${room.id}`)
  await expect(page.getByTestId('message').filter({ hasText: '이제는요?' })).toBeVisible()
  await expect(page.getByText('왜 대답이 없어요?')).toHaveCount(0)
})

test('D49 a message is reported, and an admin sees what was seen', async ({ page, browser, watch, server }) => {
  const { they, other } = await two(page, browser, watch)
  const { cake, room } = await makeRoom(page.request)
  await joinRoom(other.request, cake.id)
  await say(other.request, room.id, '표 싸게 팔아요, 연락 주세요')
  const mine = new OpenRoom(page)
  await mine.goto(room.id)
  await mine.choose('표 싸게 팔아요', '신고하기')
  await page.getByRole('radio', { name: /스팸이나 광고/ }).check()
  await page.getByTestId('report-send').click()
  await expect(page.getByTestId('report-done')).toBeVisible()

  const admin = await anotherBrowser(browser, watch)
  const { nickname } = await join(admin.request)
  await server.run('admin', 'grant', nickname)
  await admin.request.post('/api/v1/sessions/refresh')
  await admin.goto('/reports')
  const report = admin.getByTestId('report-case').filter({ hasText: '표 싸게 팔아요, 연락 주세요' })
  await expect(report).toContainText(they.nickname)
  await expect(admin).toHaveURL(/\/admin$/)
  await report.getByTestId('report-look').click()
  await admin.getByTestId('close-reports').click()
  await expect(report).toHaveCount(0)
})

test('D47 two devices of one person count alike', async ({ page, browser, watch }) => {
  const { me, they, other } = await two(page, browser, watch)
  const second = await anotherBrowser(browser, watch)
  await logIn(second.request, me)
  const { cake, room } = await makeRoom(page.request)
  await joinRoom(other.request, cake.id)
  const direct = await directRoom(other.request, me.id)
  await Promise.all([page.goto('/'), second.goto('/me')])
  await say(other.request, room.id, '하나')
  await say(other.request, room.id, '둘')
  await say(other.request, direct.id, `${they.nickname}입니다`)
  for (const device of [page, second]) await expect(badge(device)).toHaveText('읽지 않은 메시지 3개')

  await page.goto(`/rooms/${room.id}`)
  await expect(page.getByTestId('message').filter({ hasText: '둘' })).toBeVisible()
  await expect(badge(second)).toHaveText('읽지 않은 메시지 1개')
  // own messages are never unread, on any device
  await new OpenRoom(page).write('저도 왔어요')
  await page.goto('/rooms')
  for (const device of [page, second]) await expect(badge(device)).toHaveText('읽지 않은 메시지 1개')

  // a muted room adds nothing
  await page.goto('/rooms?kind=direct')
  const row = page.getByTestId('room-row').filter({ hasText: they.nickname })
  await row.hover()
  await row.getByTestId('room-menu').click()
  await page.getByTestId('room-mute').click()
  for (const device of [page, second]) await expect(badge(device)).toHaveCount(0)
})

test('a guest on a cake’s page joins, and comes into the room', async ({ page, browser, watch }) => {
  const host = await anotherBrowser(browser, watch)
  await join(host.request)
  const { cake, room } = await makeRoom(host.request)
  await say(host.request, room.id, '여기서만 하는 얘기')
  await page.goto(`/cakes/${cake.id}`)
  const section = page.getByTestId('cake-room')
  await section.scrollIntoViewIfNeeded()
  await expect(section).toContainText('1명')
  await expect(section).not.toContainText('여기서만 하는 얘기')
  expect((await page.request.get(`/api/v1/rooms/${room.id}/messages`)).status()).toBe(401)

  await section.getByTestId('cake-room-enter').click()
  const name = `손님${room.id.slice(-6)}`
  await page.getByLabel('이메일').fill(`${room.id}@piece.example`)
  await page.getByLabel('닉네임').fill(name)
  await page.getByLabel('비밀번호', { exact: true }).fill('무대 뒤에서 만나요')
  await page.locator('form').getByRole('button', { name: '가입하기' }).click()
  await expect(page).toHaveURL(`/rooms/${room.id}`)
  await expect(page.getByTestId('message').filter({ hasText: '여기서만 하는 얘기' })).toBeVisible()
  await new OpenRoom(page).write('반가워요!')
  await expect.poll(() => said(host.request, room.id)).toEqual(['여기서만 하는 얘기', '반가워요!'])
  await page.goBack()
  await expect(page).toHaveURL(`/cakes/${cake.id}`)
})
