import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { Problem } from '@/api/problem'
import { newForm, type CakeForm } from './model'
import type { NewCake } from './order'

const device = new Map<string, string>()
vi.mock('@/lib/storage', () => ({
  recall: (key: string) => device.get(key) ?? null,
  remember: (key: string, value: string) => void device.set(key, value),
  forget: (key: string) => void device.delete(key),
}))
const { useCakeForm } = await import('./useCakeForm')

const place = 'piece.cake.mina.new'
function open(send: (order: NewCake, key: string, version: number) => Promise<string>, fresh = () => newForm()) {
  const scope = effectScope(true)
  const focus = vi.fn()
  const page = scope.run(() => useCakeForm({ place, fresh, send, focus, delay: 10 }))!
  return { ...page, focus, close: () => scope.stop() }
}
const typeIn = (form: CakeForm) => Object.assign(form, { kind: 'musical', title: '달의 정원' })

beforeEach(() => {
  vi.useFakeTimers()
  device.clear()
})
afterEach(() => void vi.useRealTimers())

it('D26 what was typed is there after a reload, and gone once it is saved', async () => {
  const first = open(async () => 'c1')
  typeIn(first.form)
  first.form.credits.push({ row: 0, role: 'cast', name: '홍광호', part: '' })
  await vi.advanceTimersByTimeAsync(10)
  const second = open(async () => 'c1')
  expect(second.restored.value).toBe(true)
  expect(second.form).toMatchObject({ title: '달의 정원', credits: [{ name: '홍광호' }] })
  expect(await second.submit()).toBe('c1')
  expect(device.size).toBe(0)
})

it('a page that is closed at once has kept the last letter', () => {
  const page = open(async () => 'c1')
  page.form.title = '마지막 글자'
  page.close()
  expect(device.get(place)).toContain('마지막 글자')
})

it('a damaged draft is no obstacle', () => {
  device.set(place, '{"form":{"title":7,"prices":"many","venue":"극장","photo":{}}}')
  const { form } = open(async () => '')
  expect(form).toMatchObject({ title: '', prices: [], venue: '극장', photo: null })
  device.set(place, 'nonsense')
  expect(open(async () => '').form).toEqual(newForm())
})

it('D23 a failed save loses nothing, and the retry can make no second cake', async () => {
  const send = vi.fn<(order: NewCake, key: string) => Promise<string>>()
  send.mockRejectedValueOnce(new Problem('network', 0, '연결되지 않았어요.')).mockResolvedValue('c1')
  const page = open(send)
  typeIn(page.form)
  expect(await page.submit()).toBeNull()
  expect(page.problem.value?.code).toBe('network')
  page.close()
  const again = open(send)
  expect(await again.submit()).toBe('c1')
  expect(send.mock.calls[0]![1]).toBe(send.mock.calls[1]![1])
  again.form.title = '다른 작품'
  await again.submit()
  expect(send.mock.calls[2]![1]).not.toBe(send.mock.calls[1]![1])
})

it('an overruled double is another order', async () => {
  const send = vi.fn<(order: NewCake, key: string) => Promise<string>>()
  send.mockRejectedValueOnce(new Problem('cake_exists', 409, '이미 있어요.')).mockResolvedValue('c1')
  const page = open(send)
  typeIn(page.form)
  await page.submit()
  expect(page.problem.value?.code).toBe('cake_exists')
  expect(await page.submit({ notADouble: true })).toBe('c1')
  expect(send.mock.calls[1]![0]).toMatchObject({ notADouble: true, title: '달의 정원' })
  expect(send.mock.calls[1]![1]).not.toBe(send.mock.calls[0]![1])
})

it('faults stand beside their fields once these were left, all of them after a try', async () => {
  const send = vi.fn(async () => 'c1')
  const page = open(send)
  expect(page.messages.value).toEqual({})
  page.form.prices.push({ row: 0, seat: 'R석', won: 'x' })
  page.leave('title')
  expect(Object.keys(page.messages.value)).toEqual(['title'])
  expect(await page.submit()).toBeNull()
  expect(Object.keys(page.messages.value).sort()).toEqual(['kind', 'prices[0].won', 'title'])
  expect(page.focus).toHaveBeenCalledWith('kind')
  expect(send).not.toHaveBeenCalled()
})

it('the word of the server stands until the field changes', async () => {
  const page = open(vi.fn().mockRejectedValue(new Problem('invalid', 422, '', { 'credits[0].name': '안 돼요.' })))
  typeIn(page.form)
  page.form.credits.push({ row: 0, role: 'cast', name: '', part: '' }, { row: 1, role: 'cast', name: 'ㅁ', part: '' })
  await page.submit()
  expect(page.messages.value).toEqual({ 'credits[1].name': '안 돼요.' })
  page.form.credits[1]!.name = '미나'
  expect(page.messages.value).toEqual({})
})

it('what another device saved becomes what the form is compared with', () => {
  const page = open(async () => '')
  typeIn(page.form)
  page.rebase({ ...newForm('달의 정원'), kind: 'musical' }, 7)
  expect(page.changed.value).toEqual([])
  expect(page.from.value).toBe(7)
  page.form.title = '내 제목'
  page.discard()
  expect(page.form.title).toBe('달의 정원')
})
