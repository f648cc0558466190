/** Turns the file a person chose into a picture the server takes: right type, sensible size. Nothing here touches the DOM. */
import { KEPT_SIDE, type Size } from '../../crop/cropMath'
import type { LocalPhoto } from '../model'
import { claimedSize, HEAD_LENGTH, sniff } from './sniff'

/** A file larger than this is refused without a look inside. */
export const MAX_FILE_BYTES = 80 * 1024 * 1024
/** A picture that claims more pixels than this would fill the memory of a phone. */
export const MAX_PIXELS = 150_000_000
/** Up to here the file goes to the server as it is. */
export const MAX_UPLOAD_BYTES = 12 * 1024 * 1024
export const MAX_UPLOAD_PIXELS = 24_000_000
/** The longer side after shrinking; the server keeps 2400. */
export const SHRUNK_SIDE = 3600
/** The shorter side that a photo must have once the server has reduced it: turned either way, a ticket can be cut from it. */
export const MIN_SIDE = 144
/** Enough for the headers of cameras, which put thumbnails before the size. */
const HEADER_BYTES = 512 * 1024

export type PhotoFault = 'empty' | 'tooBig' | 'tooManyPixels' | 'tooSmall' | 'type' | 'damaged' | 'heic'

export class PhotoError extends Error {
  constructor(
    readonly fault: PhotoFault,
    options?: ErrorOptions,
  ) {
    super(fault, options)
    this.name = 'PhotoError'
  }
}

/** What the browser has to do; given in, so that the rules can be tested without one. */
export interface PhotoTools {
  /** The upright size of a picture; fails when it can't be decoded. */
  measure(blob: Blob): Promise<Size>
  /** The upright picture as JPEG with a longer side of at most `side`. */
  shrink(blob: Blob, side: number): Promise<LocalPhoto>
  /** The same for HEIC in browsers that can't decode it. */
  convertHeic(blob: Blob, side: number): Promise<LocalPhoto>
}

export async function preparePhoto(file: Blob, tools: PhotoTools): Promise<LocalPhoto> {
  if (file.size === 0) throw new PhotoError('empty')
  if (file.size > MAX_FILE_BYTES) throw new PhotoError('tooBig')
  const header = await readBytes(file, HEADER_BYTES)
  const type = sniff(header.subarray(0, HEAD_LENGTH))
  if (type === null) throw new PhotoError('type')
  if (type === 'image/heic') return large(await fromHeic(file, tools))

  const claimed = claimedSize(header, type)
  if (claimed && claimed.width * claimed.height > MAX_PIXELS) throw new PhotoError('tooManyPixels')
  const size = await asFault('damaged', tools.measure(file))
  const photo = large({ blob: file, ...size })
  if (file.size > MAX_UPLOAD_BYTES || size.width * size.height > MAX_UPLOAD_PIXELS) {
    return asFault('damaged', tools.shrink(file, SHRUNK_SIDE))
  }
  return { ...photo, blob: file.type === type ? file : file.slice(0, file.size, type) }
}

/** Browsers of Apple decode HEIC themselves, faster than any code we could send them. */
async function fromHeic(file: Blob, tools: PhotoTools): Promise<LocalPhoto> {
  try {
    return await tools.shrink(file, SHRUNK_SIDE)
  } catch {
    return asFault('heic', tools.convertHeic(file, SHRUNK_SIDE))
  }
}

function large(photo: LocalPhoto): LocalPhoto {
  const kept = Math.min(1, KEPT_SIDE / Math.max(photo.width, photo.height))
  if (Math.min(photo.width, photo.height) * kept < MIN_SIDE) throw new PhotoError('tooSmall')
  return photo
}

async function asFault<T>(fault: PhotoFault, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new PhotoError(fault, { cause })
  }
}

async function readBytes(file: Blob, length: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, length).arrayBuffer())
  } catch (cause) {
    throw new PhotoError('damaged', { cause }) // moved or deleted since it was chosen
  }
}
