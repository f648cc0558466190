import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Entry, NewMessage, Picture } from '@/api/roomTypes'
import { Outbox, type OutboxNews, type OutboxPorts } from './outbox'
import { memoryStorage, type OutboxStorage } from './outboxStorage'
import { pageLock, systemClock, type Lock } from './ports'
import { ModelRoom } from './testing/modelRoom'

const lost = () => new Problem('network', 0, '')
const refused = () => new Problem('invalid', 422, '너무 길어요.')
const flood = (seconds: number) => new Problem('too_fast', 429, '조금만 기다려 주세요.', {}, seconds)

/** A browser whose tabs share the lock and what is kept, and a server that fails as it is told. */
function browser(kept: OutboxStorage = memoryStorage()) {
  const server = new ModelRoom()
  const lock: Lock = pageLock()
  const tabs: Outbox[] = []
  const answers: (Problem | 'stored but lost')[] = []
  const sends: NewMessage[] = []
  const pictures: string[] = []
  const acknowledged: Entry[] = []
  let slow: Promise<void> = Promise.resolve()

  async function send(_room: string, message: NewMessage): Promise<Entry> {
    sends.push(message)
    const answer = answers.shift()
    await slow
    if (answer === 'stored but lost') server.send('me', message)
    if (answer) throw answer === 'stored but lost' ? lost() : answer
    return server.send('me', message)
  }

  async function open(parts: Partial<OutboxPorts> = {}) {
    const tell = (news: OutboxNews) => {
      for (const tab of tabs) if (tab !== outbox) void tab.hear(structuredClone(news))
    }
    const outbox: Outbox = new Outbox(
      {
        storage: kept,
        lock,
        clock: { ...systemClock, random: () => 0.5 },
        send,
        addPicture: async (_room, photoId) => {
          pictures.push(photoId)
          return { id: `picture-${photoId}` } as Picture
        },
        upload: async ({ blob }) => `photo-${blob.size}`,
        describe: ({ code }) => code,
        tell,
        ...parts,
      },
      { changed: () => {}, sent: (_room, entry) => acknowledged.push(entry), dropped: () => {} },
    )
    tabs.push(outbox)
    await outbox.start()
    return outbox
  }
  return {
    open,
    kept,
    server,
    sends,
    answers,
    pictures,
    acknowledged,
    stored: () => server.messages.map(({ text }) => text),
    hold() {
      let free = () => {}
      slow = new Promise((resolve) => (free = resolve))
      return free
    },
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const states = (outbox: Outbox) => outbox.of('r').map(({ message, state }) => `${message.text} ${state}`)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the outbox', () => {
  it('D43: shows as sent only what the server has stored', async () => {
    const { open, hold, stored } = browser()
    const outbox = await open()
    const free = hold()
    await outbox.send('r', { text: ' 안녕 ' })
    await pass(100)
    expect([states(outbox), stored()]).toEqual([['안녕 sending'], []])
    free()
    await pass(100)
    expect([states(outbox), stored()]).toEqual([['안녕 sent'], ['안녕']])
    outbox.shown(outbox.of('r')[0]!.message.clientId)
    expect(outbox.of('r')).toEqual([])
  })

  it('D43: a send whose answer was lost is the same message again', async () => {
    const { open, answers, sends, stored } = browser()
    answers.push('stored but lost', lost(), 'stored but lost')
    const outbox = await open()
    await outbox.send('r', { text: '하나' })
    await pass(60_000)
    expect([stored(), sends.length, new Set(sends.map(({ clientId }) => clientId)).size]).toEqual([['하나'], 4, 1])
  })

  it('D47: keeps the order of a room while the network comes and goes', async () => {
    const { open, answers, stored } = browser()
    answers.push(lost(), lost())
    const outbox = await open()
    for (const text of ['하나', '둘', '셋']) await outbox.send('r', { text })
    await pass(60_000)
    expect(stored()).toEqual(['하나', '둘', '셋'])
  })

  it('D47: a text does not overtake the photos before it', async () => {
    const { open, stored, sends, pictures } = browser()
    let arrive = () => {}
    const upload = () => new Promise<string>((resolve) => (arrive = () => resolve('photo')))
    const outbox = await open({ upload })
    const photo = { blob: new Blob(['bytes']), width: 4, height: 3 }
    await Promise.all([outbox.send('r', { text: '사진', photos: [photo] }), outbox.send('r', { text: '글' })])
    await pass(1000)
    expect(stored()).toEqual([])
    arrive()
    await pass(1000)
    expect([stored(), pictures, sends[0]?.pictureIds]).toEqual([['사진', '글'], ['photo'], ['picture-photo']])
  })

  it('goes on after a reload where it was', async () => {
    const first = browser()
    const gone = await first.open({ send: () => new Promise(() => {}) })
    await gone.send('r', { text: '하나', photos: [{ blob: new Blob(['bytes']), width: 4, height: 3 }] })
    await gone.send('r', { text: '둘' })
    await pass(100)
    gone.stop()
    expect(first.pictures).toEqual(['photo-5'])

    const { open, stored, pictures, kept } = browser(first.kept)
    const outbox = await open()
    expect(states(outbox)).toEqual(['하나 sending', '둘 sending'])
    await pass(100)
    expect([stored(), pictures, await kept.all()]).toEqual([['하나', '둘'], [], []])
  })

  it('what the server refuses is failed, with its words, and the next one goes', async () => {
    const { open, answers, stored } = browser()
    answers.push(refused())
    const outbox = await open()
    const id = await outbox.send('r', { text: '하나' })
    await outbox.send('r', { text: '둘' })
    await pass(5000)
    expect(states(outbox)).toEqual(['하나 failed', '둘 sent'])
    expect(outbox.of('r')[0]?.problem).toEqual({ code: 'invalid', message: '너무 길어요.' })
    await outbox.retry(id)
    await pass(100)
    expect(stored()).toEqual(['둘', '하나'])
  })

  it('what failed stays failed over a reload, and can be discarded', async () => {
    const first = browser()
    first.answers.push(refused())
    const id = await (await first.open()).send('r', { text: '하나' })
    await pass(100)
    const { open, sends, kept } = browser(first.kept)
    const outbox = await open()
    await pass(60_000)
    expect([states(outbox), sends.length]).toEqual([['하나 failed'], 0])
    await outbox.discard(id)
    expect([outbox.of('r'), await kept.all()]).toEqual([[], []])
  })

  it('D45: waits as long as the server says, also when the network comes back', async () => {
    const { open, answers, sends } = browser()
    answers.push(flood(7))
    const outbox = await open()
    await outbox.send('r', { text: '하나' })
    await pass(100)
    const [waiting] = outbox.of('r')
    expect([waiting?.state, waiting?.problem?.code]).toEqual(['sending', 'too_fast'])
    expect(waiting?.waitUntil).toBeGreaterThan(Date.now() + 6_000)
    outbox.kick()
    await pass(6_500)
    expect(sends).toHaveLength(1)
    await pass(1_000)
    expect([sends.length, states(outbox)]).toEqual([2, ['하나 sent']])
  })

  it('a session that is over fails nothing', async () => {
    const { open, answers } = browser()
    answers.push(new Problem('unauthenticated', 401, ''))
    const outbox = await open()
    await outbox.send('r', { text: '하나' })
    await pass(200)
    expect(states(outbox)).toEqual(['하나 sending'])
  })

  it('an own message that is seen in the log is stored, though the answer has not come', async () => {
    const { open, hold, server, acknowledged, sends } = browser()
    const outbox = await open()
    hold()
    await outbox.send('r', { text: '하나' })
    await pass(100)
    outbox.seen('r', server.send('me', sends[0]!))
    await pass(0)
    expect([states(outbox), acknowledged.length]).toEqual([['하나 sent'], 1])
  })

  it('D43: two tabs send each message once, in order, and both know', async () => {
    const { open, sends, stored, hold } = browser()
    const [one, two] = [await open(), await open()]
    const free = hold()
    await one.send('r', { text: '하나' })
    await pass(1)
    await two.send('r', { text: '둘' })
    await pass(1)
    await one.send('r', { text: '셋' })
    free()
    await pass(1000)
    expect([stored(), sends.length]).toEqual([['하나', '둘', '셋'], 3])
    expect([one.unsent, two.unsent]).toEqual([0, 0])
  })

  it('a tab that hears nothing of the others learns from what is kept', async () => {
    const { open, answers, sends } = browser()
    const quiet = { tell: () => {} }
    answers.push(refused())
    const one = await open(quiet)
    await one.send('r', { text: '하나' })
    const two = await open(quiet)
    await pass(5_000)
    await two.send('r', { text: '둘' })
    await pass(5_000)
    expect([states(two), sends.length]).toEqual([['하나 failed', '둘 sent'], 2])
  })

  it('a photo that was dropped meanwhile is brought again', async () => {
    const { open, stored } = browser()
    const problems = [new Problem('not_found', 404, '')]
    const uploads: number[] = []
    const outbox = await open({
      upload: async ({ blob }) => `photo-${uploads.push(blob.size)}`,
      addPicture: async (_room, photoId) => {
        const problem = problems.shift()
        if (problem) throw problem
        return { id: photoId } as Picture
      },
    })
    await outbox.send('r', { photos: [{ blob: new Blob(['bytes']), width: 4, height: 3 }] })
    await pass(100)
    expect([uploads, stored().length]).toEqual([[5, 5], 1])
  })
})
