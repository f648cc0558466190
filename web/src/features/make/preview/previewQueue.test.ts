import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPictureCache, createPreviewQueue, type PreviewState } from './previewQueue'

let made = 0
const revoked: string[] = []
const urls = { createObjectURL: () => `blob:${++made}`, revokeObjectURL: (url: string) => void revoked.push(url) }

interface Job {
  request: string
  signal: AbortSignal
  answer(): Promise<void>
  fail(): Promise<void>
}

function setUp(most = 10) {
  const jobs: Job[] = []
  const states: PreviewState[] = []
  const cache = createPictureCache(most, urls)
  const queue = createPreviewQueue<string>({
    render: (request, signal) =>
      new Promise<Blob>((resolve, reject) => {
        const settle = async (how: () => void) => {
          how()
          await vi.advanceTimersByTimeAsync(0)
        }
        jobs.push({
          request,
          signal,
          answer: () => settle(() => resolve(new Blob())),
          fail: () => settle(() => reject(new Error('down'))),
        })
      }),
    keyOf: (request) => request,
    cache,
    onChange: (state) => states.push(state),
    delay: 100,
  })
  return { jobs, queue, cache, now: () => states[states.length - 1]! }
}

beforeEach(() => {
  vi.useFakeTimers()
  made = 0
  revoked.length = 0
})
afterEach(() => vi.useRealTimers())

describe('preview', () => {
  it('waits for a pause and asks for the latest only', async () => {
    const { jobs, queue, now } = setUp()
    queue.show('a')
    await vi.advanceTimersByTimeAsync(50)
    queue.show('b')
    await vi.advanceTimersByTimeAsync(99)
    expect(jobs).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(jobs.map((job) => job.request)).toEqual(['b'])
    expect(now()).toEqual({ url: '', loading: true, failed: false })
  })

  it('drops the older answer and keeps the last picture while the next one is made', async () => {
    const { jobs, queue, now } = setUp()
    queue.show('a')
    await vi.advanceTimersByTimeAsync(100)
    await jobs[0]!.answer()
    queue.show('b')
    await vi.advanceTimersByTimeAsync(100)
    expect(now()).toEqual({ url: 'blob:1', loading: true, failed: false })
    queue.show('c')
    expect(jobs[1]!.signal.aborted).toBe(true)
    await jobs[1]!.answer()
    expect(now().url).toBe('blob:1')
    await vi.advanceTimersByTimeAsync(100)
    await jobs[2]!.answer()
    expect(now()).toEqual({ url: 'blob:2', loading: false, failed: false })
  })

  it('shows a picture it has seen at once', async () => {
    const { jobs, queue, now } = setUp()
    for (const request of ['a', 'b']) {
      queue.show(request)
      await vi.advanceTimersByTimeAsync(100)
      await jobs.at(-1)!.answer()
    }
    queue.show('a')
    expect(now()).toEqual({ url: 'blob:1', loading: false, failed: false })
    expect(jobs).toHaveLength(2)
  })

  it('says when it failed, keeps the picture, and tries again when asked', async () => {
    const { jobs, queue, now } = setUp()
    queue.show('a')
    await vi.advanceTimersByTimeAsync(100)
    await jobs[0]!.fail()
    expect(now()).toEqual({ url: '', loading: false, failed: true })
    queue.retry()
    await vi.advanceTimersByTimeAsync(0)
    await jobs[1]!.answer()
    expect(now()).toEqual({ url: 'blob:1', loading: false, failed: false })
  })

  it('does not ask twice for the same', async () => {
    const { jobs, queue } = setUp()
    queue.show('a')
    await vi.advanceTimersByTimeAsync(60)
    queue.show('a')
    await vi.advanceTimersByTimeAsync(40)
    queue.show('a')
    await vi.advanceTimersByTimeAsync(500)
    expect(jobs).toHaveLength(1)
  })

  it('shows nothing and asks nothing once there is nothing to show', async () => {
    const { jobs, queue, now } = setUp()
    queue.show('a')
    queue.show(null)
    await vi.advanceTimersByTimeAsync(500)
    expect(jobs).toHaveLength(0)
    expect(now()).toEqual({ url: '', loading: false, failed: false })
  })

  it('gives the memory of the oldest pictures back', () => {
    const { cache } = setUp(2)
    cache.keep('a', new Blob())
    cache.keep('b', new Blob())
    expect(cache.find('a')).toBe('blob:1')
    cache.keep('c', new Blob())
    expect(cache.find('b')).toBeUndefined()
    expect(revoked).toEqual(['blob:2'])
    cache.clear()
    expect(revoked).toHaveLength(3)
  })
})
