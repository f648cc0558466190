import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import type { CakeSummary } from '@/api/types'

const cakesOf = (ids: string) => [...ids].map((id) => ({ id, title: id }) as CakeSummary)
const server = vi.hoisted(() => ({ list: vi.fn(), lookup: vi.fn() }))

vi.mock('@/api/cakes', () => ({
  cakesQuery: ({ q = '' }) => ({
    queryKey: ['cakes', 'grid', q],
    queryFn: () => server.list(q) as unknown,
    initialPageParam: '',
    getNextPageParam: () => undefined,
  }),
}))
vi.mock('@/api/cakeEdits', () => ({ lookUpCakes: (title: string) => server.lookup(title) as unknown }))

const { useCakeSearch } = await import('./useCakeSearch')

function setUp() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const app = createApp({}).use(VueQueryPlugin, { queryClient: client })
  return app.runWithContext(() => effectScope(true).run(() => useCakeSearch())!)
}
const shown = (search: ReturnType<typeof setUp>) => search.cakes.value.map(({ id }) => id).join('')
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  server.list.mockReset().mockImplementation(async (q: string) => ({ items: cakesOf(q ? 'ab' : 'xyz') }))
  server.lookup.mockReset().mockResolvedValue({ items: cakesOf('bc'), state: 'asked' })
})
afterEach(() => void vi.useRealTimers())

it('offers the hot ones before anything is typed, and asks nobody else', async () => {
  const search = setUp()
  await pass(5_000)
  expect(shown(search)).toBe('xyz')
  expect(server.lookup).not.toHaveBeenCalled()
})

it('shows ours at once and puts those of outside behind them, each once', async () => {
  const search = setUp()
  search.text.type('신의 딸')
  await pass(200)
  expect(shown(search)).toBe('ab')
  expect(search.looking.value).toBe(false)
  await pass(800)
  expect(server.lookup).toHaveBeenCalledExactlyOnceWith('신의 딸')
  expect(shown(search)).toBe('abc')
})

it('D32 asks outside once the person rests, not with every letter', async () => {
  const search = setUp()
  for (const typed of ['신', '신의', '신의 ㄸ', '신의 따', '신의 딸']) {
    search.text.type(typed)
    await pass(400)
  }
  expect(server.lookup).not.toHaveBeenCalled()
  await pass(800)
  expect(server.lookup).toHaveBeenCalledOnce()
})

it('never asks outside for initial consonants, nor again where nobody is set up', async () => {
  const search = setUp()
  search.text.type('ㅅㅇㄷ')
  await pass(5_000)
  expect(server.lookup).not.toHaveBeenCalled()
  server.lookup.mockResolvedValue({ items: [], state: 'off' })
  search.text.type('신의 딸')
  await pass(1_500)
  search.text.type('신의 아들')
  await pass(5_000)
  expect(server.lookup).toHaveBeenCalledOnce()
})

it('D31 is as good as before when outside is down', async () => {
  server.lookup.mockRejectedValue(new Error('down'))
  server.list.mockImplementation(async (q: string) => ({ items: q ? [] : cakesOf('x') }))
  const search = setUp()
  search.text.type('없는 작품')
  await pass(500)
  await pass(1_500)
  expect(search.nothing.value).toBe(true)
  expect(search.looking.value).toBe(false)
})
