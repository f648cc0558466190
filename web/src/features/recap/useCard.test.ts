import { describe, expect, it, vi } from 'vitest'
import { passOn } from './useCard'

const picture = new Blob(['x'], { type: 'image/webp' })

describe('the picture of a year', () => {
  it('is handed to apps that take files', async () => {
    const share = vi.fn(async () => {})
    const keep = vi.fn()
    expect(await passOn(picture, '2026 올해의 조각', { share, canShare: () => true }, keep)).toBe('shared')
    expect(keep).not.toHaveBeenCalled()
    const [data] = share.mock.calls[0] as unknown as [ShareData]
    expect(data.files?.map((f) => f.name)).toEqual(['2026 올해의 조각.webp'])
  })

  it('is kept where no app takes it, or handing it over failed', async () => {
    for (const device of [
      {},
      { share: async () => {}, canShare: () => false },
      { share: () => Promise.reject(new Error('no')), canShare: () => true },
    ]) {
      const keep = vi.fn()
      expect(await passOn(picture, '2026', device, keep)).toBe('saved')
      expect(keep).toHaveBeenCalledWith(picture, '2026.webp')
    }
  })

  it('is left alone when somebody changes their mind', async () => {
    const keep = vi.fn()
    const share = () => Promise.reject(new DOMException('', 'AbortError'))
    expect(await passOn(picture, '2026', { share, canShare: () => true }, keep)).toBe('cancelled')
    expect(keep).not.toHaveBeenCalled()
  })
})
