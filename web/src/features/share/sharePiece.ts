/** Hands a piece on with what this device can do. */
import type { Piece } from '@/api/types'
import { fileName } from '@/lib/saveFile'

/** What the browser offers; given in for tests. */
export interface ShareDevice {
  canShare?: (data: ShareData) => boolean
  share?: (data: ShareData) => Promise<void>
}

export type ShareResult = 'shared' | 'cancelled' | 'failed'

export interface Handed {
  title: string
  text: string
  url: string
  /** The ticket's picture, where it could be had. */
  picture?: Blob
}

/** Whether anything can be handed to other apps. */
export const canShare = (device: ShareDevice = navigator): boolean => device.share !== undefined

/** The address that anybody may open, of a public piece. */
export function publicAddress(
  piece: Pick<Piece, 'id' | 'visibility'>,
  origin: string = location.origin,
): string | null {
  return piece.visibility === 'public' ? `${origin}/p/${piece.id}` : null
}

/** Hands the address over, with the picture as a file where the device takes files. */
export async function handOver({ picture, ...words }: Handed, device: ShareDevice = navigator): Promise<ShareResult> {
  const file = picture && new File([picture], fileName(words.title, 'jpg'), { type: 'image/jpeg' })
  const withFile = { ...words, files: file ? [file] : [] }
  try {
    await device.share?.(file && device.canShare?.(withFile) ? withFile : words)
    return device.share ? 'shared' : 'failed'
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'failed'
  }
}
