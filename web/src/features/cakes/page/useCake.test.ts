import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { beforeEach, expect, it, vi } from 'vitest'
import { createApp, effectScope, nextTick, reactive, toRef } from 'vue'
import { cakeQuery, cakesQuery } from '@/api/cakes'
import type { Cake } from '@/api/types'

const route = reactive({ name: 'cake', params: { id: 'old' }, query: { heart: '1' } })
const replace = vi.fn(async (to: { params: { id: string } }) => {
  route.params.id = to.params.id
})
vi.mock('vue-router', () => ({ useRoute: () => route, useRouter: () => ({ replace }) }))

let answer: () => Promise<unknown>
vi.mock('@/api/client', () => ({
  toProblem: (error: unknown) => error,
  call: (asked: Promise<unknown>) => asked,
  api: { GET: () => answer() },
}))
const { useCake } = await import('./useCake')

function setUp(client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } })) {
  const app = createApp({}).use(VueQueryPlugin, { queryClient: client })
  const found = app.runWithContext(() => effectScope(true).run(() => useCake(toRef(route.params, 'id')))!)
  return { client, ...found }
}

beforeEach(() => {
  route.params.id = 'old'
  replace.mockClear()
})

it('turns the address of a merged cake into that of the one it leads to, and asks for it once', async () => {
  const asked = vi.fn(async () => ({ id: 'new', title: '달의 정원' }))
  answer = asked
  const { cake, client } = setUp()
  await vi.waitFor(() => expect(replace).toHaveBeenCalledOnce())
  expect(replace.mock.calls[0]![0]).toMatchObject({ name: 'cake', params: { id: 'new' }, query: { heart: '1' } })
  await nextTick()
  expect(cake.value?.title).toBe('달의 정원')
  expect(client.getQueryData<Cake>(cakeQuery('new').queryKey)?.id).toBe('new')
  expect(asked).toHaveBeenCalledOnce()
})

it('shows what a list knows of a cake until the whole of it is here', async () => {
  const client = new QueryClient()
  const listed = { id: 'old', title: '목록에서' }
  client.setQueryData(cakesQuery({ list: 'hot' }).queryKey, { pages: [{ items: [listed] }], pageParams: [''] })
  let arrive: (cake: unknown) => void = () => {}
  answer = () => new Promise((resolve) => (arrive = resolve))
  const { shown } = setUp(client)
  expect(shown.value?.title).toBe('목록에서')
  await vi.waitFor(() => arrive({ id: 'old', title: '전부' }))
  await vi.waitFor(() => expect(shown.value?.title).toBe('전부'))
})

it.each([
  [404, true],
  [422, true],
  [503, false],
])('tells a cake that is none from trouble: %i', async (status, none) => {
  answer = () => Promise.reject(Object.assign(new Error('no'), { status }))
  const { problem, unknown } = setUp()
  await vi.waitFor(() => expect(problem.value).not.toBeNull())
  expect(unknown.value).toBe(none)
})
