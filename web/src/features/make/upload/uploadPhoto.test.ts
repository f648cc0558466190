import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { LocalPhoto } from '../model'
import type { UploadGrant } from '../server/makeServer'
import { uploadPhoto, type UploadState } from './uploadPhoto'

const photo: LocalPhoto = { blob: new Blob(['12345'], { type: 'image/jpeg' }), width: 30, height: 40 }
const uploaded = { id: 'p1', width: 30, height: 40 }

function setUp() {
  let asked = 0
  const server = {
    askUpload: vi.fn(async (): Promise<UploadGrant> => ({
      id: `u${++asked}`,
      method: 'PUT',
      url: '/objects/x',
      headers: {},
    })),
    put: vi.fn(async (_grant: UploadGrant, _blob: Blob, onProgress: (part: number) => void) => {
      onProgress(0.5)
      onProgress(1)
    }),
    completeUpload: vi.fn(async () => uploaded),
  }
  const states: UploadState[] = []
  const start = (signal?: AbortSignal) => uploadPhoto(photo, server, (state) => states.push(state), signal)
  return { server, states, start }
}

describe('uploadPhoto', () => {
  it('asks, sends and has it checked, and tells how far it is', async () => {
    const { server, states, start } = setUp()
    expect(await start()).toEqual(uploaded)
    expect(server.askUpload).toHaveBeenCalledWith('image/jpeg', 5, undefined)
    expect(server.completeUpload).toHaveBeenCalledWith('u1', undefined)
    expect(states.map(({ phase, progress }) => `${phase} ${progress}`)).toEqual([
      'sending 0',
      'sending 0.5',
      'sending 1',
      'checking 1',
      'done 1',
    ])
  })

  it('starts again with a new place when the old one ran out', async () => {
    const { server, start } = setUp()
    server.put.mockRejectedValueOnce(new Problem('gone', 403, ''))
    server.completeUpload.mockRejectedValueOnce(new Problem('not_found', 404, ''))
    expect(await start()).toEqual(uploaded)
    expect(server.askUpload).toHaveBeenCalledTimes(3)
    expect(server.completeUpload).toHaveBeenLastCalledWith('u3', undefined)
  })

  it('does not start again for ever', async () => {
    const { server, states, start } = setUp()
    server.put.mockRejectedValue(new Problem('gone', 403, ''))
    await expect(start()).rejects.toMatchObject({ code: 'gone' })
    expect(server.askUpload).toHaveBeenCalledTimes(3)
    expect(states.at(-1)).toMatchObject({ phase: 'failed' })
  })

  it.each([
    ['network', 0],
    ['unauthenticated', 401],
    ['unavailable', 503],
    ['invalid', 422],
    ['too_many', 429],
  ])('D23 says that it failed with %s, and a retry works', async (code, status) => {
    const { server, states, start } = setUp()
    server.put.mockRejectedValueOnce(new Problem(code, status, ''))
    await expect(start()).rejects.toMatchObject({ code })
    expect(states.at(-1)).toMatchObject({ phase: 'failed', problem: { code } })
    expect(server.completeUpload).not.toHaveBeenCalled()
    expect(await start()).toEqual(uploaded)
    expect(states.at(-1)).toEqual({ phase: 'done', progress: 1, problem: null })
  })

  it('says nothing more once it was dropped for another photo', async () => {
    const { server, states, start } = setUp()
    const control = new AbortController()
    server.put.mockImplementationOnce(async () => {
      control.abort()
      throw new DOMException('dropped', 'AbortError')
    })
    await expect(start(control.signal)).rejects.toThrow('dropped')
    expect(states.map((state) => state.phase)).toEqual(['sending'])
  })
})
