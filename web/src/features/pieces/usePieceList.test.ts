import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { beforeEach, expect, it, vi } from 'vitest'
import { createApp, effectScope, ref, type Ref } from 'vue'
import type { ListWanted } from '@/api/pieces'
import type { PieceList } from '@/api/types'

type Ask = { query: Record<string, string>; signal: AbortSignal; answer: (list: PieceList) => void; fail: () => void }
const asks: Ask[] = []

vi.mock('@/api/client', () => ({
  toProblem: (error: Error) => ({ message: error.message }),
  call: (answer: Promise<unknown>) => answer,
  api: {
    GET: (_path: string, options: { params: { query: Record<string, string> }; signal: AbortSignal }) =>
      new Promise((answer, refuse) => {
        const { signal } = options
        asks.push({ query: options.params.query, signal, answer, fail: () => refuse(new Error('no network')) })
      }),
  },
}))

const { usePieceList } = await import('./usePieceList')

function setUp(wanted: Ref<ListWanted>) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const app = createApp({}).use(VueQueryPlugin, { queryClient: client })
  return app.runWithContext(() => effectScope(true).run(() => usePieceList(wanted))!)
}

const page = (ids: string, next?: string) => ({ items: [...ids].map((id) => ({ id })), next }) as PieceList
const shown = (list: ReturnType<typeof setUp>) => list.pieces.value.map((piece) => piece.id).join('')
const nth = (i: number) => vi.waitFor(() => asks[i] ?? Promise.reject(new Error(`nothing was asked ${i} times`)))

beforeEach(() => void asks.splice(0))

it('shows page after page, each piece once, with the cursors of the server', async () => {
  const list = setUp(ref<ListWanted>({ scope: 'public' }))
  expect(list.loading.value).toBe(true)
  ;(await nth(0)).answer(page('abc', 'two'))
  await vi.waitFor(() => expect(shown(list)).toBe('abc'))
  expect(list.hasMore.value).toBe(true)
  list.more()
  const second = await nth(1)
  list.more() // one at a time
  expect(asks).toHaveLength(2)
  expect(second.query.cursor).toBe('two')
  second.answer(page('cd'))
  await vi.waitFor(() => expect(shown(list)).toBe('abcd'))
  expect(list.hasMore.value).toBe(false)
})

it('keeps what is shown until the next search is there, and gives up requests for older ones', async () => {
  const wanted = ref<ListWanted>({ scope: 'mine', q: '' })
  const list = setUp(wanted)
  ;(await nth(0)).answer(page('abc'))
  await vi.waitFor(() => expect(shown(list)).toBe('abc'))
  wanted.value = { scope: 'mine', q: 'ㄷ' }
  const older = await nth(1)
  wanted.value = { scope: 'mine', q: '다' }
  const newer = await nth(2)
  expect(older.signal.aborted).toBe(true)
  expect([shown(list), list.waiting.value, list.loading.value]).toEqual(['abc', true, false])
  newer.answer(page('b'))
  await vi.waitFor(() => expect(shown(list)).toBe('b'))
  expect(list.waiting.value).toBe(false)
})

it('shows nothing of one list in another', async () => {
  const wanted = ref<ListWanted>({ scope: 'mine' })
  const list = setUp(wanted)
  ;(await nth(0)).answer(page('abc'))
  await vi.waitFor(() => expect(shown(list)).toBe('abc'))
  wanted.value = { scope: 'public' }
  await nth(1)
  await vi.waitFor(() => expect([shown(list), list.loading.value]).toEqual(['', true]))
})

it('keeps what is shown when a search or a page can’t be had, and tries again', async () => {
  const wanted = ref<ListWanted>({ scope: 'mine' })
  const list = setUp(wanted)
  ;(await nth(0)).answer(page('abc', 'two'))
  await vi.waitFor(() => expect(shown(list)).toBe('abc'))
  list.more()
  ;(await nth(1)).fail()
  await vi.waitFor(() => expect(list.problem.value).not.toBeNull())
  expect([shown(list), list.answered.value]).toEqual(['abc', true])
  list.retry()
  ;(await nth(2)).answer(page('d'))
  await vi.waitFor(() => expect(shown(list)).toBe('abcd'))

  wanted.value = { scope: 'mine', q: '달' }
  ;(await nth(3)).fail()
  await vi.waitFor(() => expect(list.problem.value).not.toBeNull())
  expect([shown(list), list.answered.value, list.empty.value]).toEqual(['abcd', false, false])
  list.retry()
  ;(await nth(4)).answer(page(''))
  await vi.waitFor(() => expect([list.empty.value, list.problem.value]).toEqual([true, null]))
})

it('is not empty while a search has looked through a part only', async () => {
  const list = setUp(ref<ListWanted>({ scope: 'public', q: '달' }))
  ;(await nth(0)).answer(page('', 'on'))
  await vi.waitFor(() => expect(list.hasMore.value).toBe(true))
  expect(list.empty.value).toBe(false)
})
