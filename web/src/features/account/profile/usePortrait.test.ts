import { effectScope } from 'vue'
import { expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { PhotoTools } from '@/features/make/photo/preparePhoto'
import { usePortrait } from './usePortrait'

function setUp() {
  let asked = 0
  const photos = {
    measure: vi.fn(async () => ({ width: 1600, height: 1000 })),
    shrink: vi.fn(async (blob: Blob) => ({ blob, width: 1600, height: 1000 })),
  } as unknown as PhotoTools
  const server = {
    askUpload: vi.fn(async () => ({ id: `u${++asked}`, method: 'PUT', url: '', headers: {} })),
    put: vi.fn(async () => {}),
    completeUpload: vi.fn(async (id: string) => ({ id, width: 1600, height: 1000 })),
  }
  const save = vi.fn(async () => {})
  const hide = vi.fn()
  const scope = effectScope()
  const portrait = scope.run(() => usePortrait({ photos, server: server as never, save, show: () => 'blob:1', hide }))!
  const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0])], { type: 'image/jpeg' })
  return { portrait, server, save, hide, scope, take: () => portrait.intake.take(jpeg) }
}

it('is a square of the middle, sent while it is being cropped', async () => {
  const { portrait, server, save, hide, take } = setUp()
  expect(await take()).toBe(true)
  const { x, y, width, height, turn } = portrait.crop.value!
  expect([width * 1600, height * 1000]).toEqual([1000, 1000])
  expect([x, y, turn]).toEqual([0.1875, 0, 0])
  await vi.waitFor(() => expect(server.completeUpload).toHaveBeenCalledOnce())
  expect(await portrait.save()).toBe(true)
  expect(save).toHaveBeenCalledWith('u1', { x, y, width, height, turn })
  expect(server.askUpload).toHaveBeenCalledOnce()
  expect(portrait.crop.value).toBeNull()
  expect(hide).toHaveBeenCalledWith('blob:1')
})

it('D23: a failed upload says so, keeps the photo, and the next try sends it again', async () => {
  const { portrait, server, save, take } = setUp()
  server.put.mockRejectedValue(new Problem('network', 0, 'gone'))
  await take()
  expect(await portrait.save()).toBe(false)
  expect(portrait.problem.value?.code).toBe('network')
  expect(portrait.crop.value).not.toBeNull()
  server.put.mockResolvedValue(undefined)
  expect(await portrait.save()).toBe(true)
  expect(save).toHaveBeenCalledOnce()
})

it('sends the photo anew when the server lost it', async () => {
  const { portrait, save, take } = setUp()
  save.mockRejectedValueOnce(new Problem('invalid', 422, '', { photoId: '다시 올려 주세요.' }))
  await take()
  expect(await portrait.save()).toBe(false)
  expect(await portrait.save()).toBe(true)
  expect(save.mock.lastCall).toEqual(['u2', expect.anything()])
})

it('lets go of everything when the page is left', async () => {
  const { portrait, hide, scope, take } = setUp()
  await take()
  scope.stop()
  expect(portrait.photo.value).toBeNull()
  expect(hide).toHaveBeenCalledOnce()
})
