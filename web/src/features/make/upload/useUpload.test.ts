import { expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { Problem } from '@/api/problem'
import { newDraft, type Draft, type LocalPhoto } from '../model'
import type { MakeServer } from '../server/makeServer'
import { useUpload } from './useUpload'

const photo = (): LocalPhoto => ({ blob: new Blob(['x'], { type: 'image/jpeg' }), width: 3024, height: 4032 })

function setUp(size = { width: 1800, height: 2400 }) {
  const draft = reactive(newDraft('k', '2026-08-03')) as Draft
  let asked = 0
  const server = {
    askUpload: vi.fn(async () => ({ id: `u${++asked}`, method: 'PUT', url: '', headers: {} })),
    put: vi.fn(async () => {}),
    completeUpload: vi.fn(async (id: string) => ({ id, ...size })),
  }
  const offline = ref(false)
  const straighten = vi.fn(async () => {})
  const upload = useUpload(draft, { server: server as unknown as MakeServer, offline, straighten })
  const settle = async () => {
    await nextTick()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { draft, server, offline, straighten, upload, settle }
}

it('begins by itself when there is a photo, and not for one that is there already', async () => {
  const { draft, server, settle } = setUp()
  draft.photo = photo()
  await settle()
  expect(draft.uploaded).toEqual({ id: 'u1', width: 1800, height: 2400 })
  Object.assign(draft, { photo: photo(), uploaded: { id: 'kept', width: 3, height: 4 } })
  await settle()
  expect(server.askUpload).toHaveBeenCalledOnce()
})

it('D23 waits for the person after a failure, and goes on by itself when the network is back', async () => {
  const { draft, server, offline, upload, settle } = setUp()
  server.put.mockRejectedValueOnce(new Problem('network', 0, ''))
  draft.photo = photo()
  await settle()
  expect(upload.stuck.value).toBe(true)
  expect(draft.photo).not.toBeNull()
  offline.value = true
  await settle()
  offline.value = false
  await settle()
  expect(upload.state.value.phase).toBe('done')
  expect(draft.uploaded?.id).toBe('u2')
})

it('sends the photo again when the server lost it, and drops what belonged to it', async () => {
  const { draft, upload, settle } = setUp()
  draft.photo = photo()
  await settle()
  Object.assign(draft, { artworkId: 'a1', paintedFor: 'x' })
  upload.again()
  await settle()
  expect(draft.uploaded?.id).toBe('u2')
  expect(draft.artworkId).toBe('')
})

it('has a photo made straight that the server sees on its side', async () => {
  const { draft, straighten, settle } = setUp({ width: 2400, height: 1800 })
  draft.photo = photo()
  await settle()
  expect(straighten).toHaveBeenCalledOnce()
  expect(draft.uploaded).toBeNull()
})
