import { describe, expect, it, vi } from 'vitest'
import type { LocalPhoto } from '../model'
import {
  MAX_FILE_BYTES,
  MAX_UPLOAD_BYTES,
  preparePhoto,
  PhotoError,
  SHRUNK_SIDE,
  type PhotoTools,
} from './preparePhoto'
import { claimedSize, sniff } from './sniff'

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)))

const uint32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const png = (width: number, height: number) =>
  bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', uint32(width), uint32(height), [8, 6, 0, 0, 0])
const jpeg = (width: number, height: number) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4],
    [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255],
    Array<number>(16).fill(0),
  )
const webp = bytes('RIFF', [9, 9, 9, 9], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], [0x7f, 7, 0], [0x37, 4, 0], [0, 0])
const heic = bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')
const avif = bytes([0, 0, 0, 24], 'ftypavif', [0, 0, 0, 0], 'mif1avif')

function tools(change: Partial<PhotoTools> = {}): PhotoTools {
  const shrunk: LocalPhoto = { blob: new Blob(['small'], { type: 'image/jpeg' }), width: 2700, height: 3600 }
  return {
    measure: vi.fn(async () => ({ width: 3024, height: 4032 })),
    shrink: vi.fn(async () => shrunk),
    convertHeic: vi.fn(async () => shrunk),
    ...change,
  }
}

const fails = async () => Promise.reject(new Error('no decoder'))

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(PhotoError)
  return (error as PhotoError).fault
}

describe('sniff', () => {
  it.each([
    ['image/jpeg', jpeg(10, 20)],
    ['image/png', png(10, 20)],
    ['image/webp', webp],
    ['image/heic', heic],
    [null, avif],
    [null, bytes('GIF89a', Array<number>(30).fill(0))],
    [null, bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
    [null, bytes([])],
  ])('knows %s', (type, head) => expect(sniff(head)).toBe(type))

  it('reads the claimed size', () => {
    expect(claimedSize(png(40000, 30000), 'image/png')).toEqual({ width: 40000, height: 30000 })
    expect(claimedSize(jpeg(4032, 3024), 'image/jpeg')).toEqual({ width: 4032, height: 3024 })
    expect(claimedSize(webp, 'image/webp')).toEqual({ width: 1920, height: 1080 })
    expect(claimedSize(jpeg(4032, 3024).subarray(0, 12), 'image/jpeg')).toBeNull()
    expect(claimedSize(png(1, 1).subarray(0, 17), 'image/png')).toBeNull()
  })
})

describe('preparePhoto', () => {
  it('passes a camera photo on as it is', async () => {
    const file = new Blob([jpeg(4032, 3024)], { type: 'image/jpeg' })
    const photo = await preparePhoto(file, tools())
    expect(photo).toEqual({ blob: file, width: 3024, height: 4032 })
  })

  it('goes by the content, not by the name or the type', async () => {
    const photo = await preparePhoto(new Blob([png(900, 1200)], { type: 'text/plain' }), tools())
    expect(photo.blob.type).toBe('image/png')
  })

  it.each([
    ['more than 24 million pixels', new Blob([jpeg(8000, 6000)]), { width: 8000, height: 6000 }],
    ['more than 12 MB', new Blob([jpeg(4000, 3000), new Uint8Array(MAX_UPLOAD_BYTES)]), { width: 4000, height: 3000 }],
  ])('shrinks a photo of %s', async (_, file, size) => {
    const kit = tools({ measure: async () => size })
    expect((await preparePhoto(file, kit)).width).toBe(2700)
    expect(kit.shrink).toHaveBeenCalledWith(file, SHRUNK_SIDE)
  })

  it('lets the browser convert HEIC when it can, and brings a decoder when it can not', async () => {
    const file = new Blob([heic])
    const able = tools()
    expect((await preparePhoto(file, able)).blob.type).toBe('image/jpeg')
    expect(able.convertHeic).not.toHaveBeenCalled()
    const unable = tools({ shrink: fails })
    expect((await preparePhoto(file, unable)).blob.type).toBe('image/jpeg')
    expect(unable.convertHeic).toHaveBeenCalledOnce()
  })

  it('refuses a bomb before it is decoded', async () => {
    const kit = tools()
    expect(await faultOf(preparePhoto(new Blob([png(60000, 60000)]), kit))).toBe('tooManyPixels')
    expect(kit.measure).not.toHaveBeenCalled()
  })

  it.each<[string, Blob, Partial<PhotoTools>]>([
    ['empty', new Blob([]), {}],
    ['type', new Blob([avif]), {}],
    ['type', new Blob(['hello, I am a text']), {}],
    ['damaged', new Blob([jpeg(10, 10)]), { measure: fails }],
    ['tooSmall', new Blob([jpeg(10, 10)]), { measure: async () => ({ width: 10, height: 10 }) }],
    ['tooSmall', new Blob([jpeg(9000, 500)]), { measure: async () => ({ width: 9000, height: 500 }) }],
    ['heic', new Blob([heic]), { shrink: fails, convertHeic: fails }],
  ])('says %s', async (fault, file, change) => expect(await faultOf(preparePhoto(file, tools(change)))).toBe(fault))

  it('refuses a huge file without reading it', async () => {
    const huge = { size: MAX_FILE_BYTES + 1 } as Blob
    expect(await faultOf(preparePhoto(huge, tools()))).toBe('tooBig')
  })
})
