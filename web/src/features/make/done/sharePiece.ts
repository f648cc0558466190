/** Hands a piece on with what this device can do. */
import type { Piece } from '@/api/types'

/** What the browser offers; given in for tests. */
export interface ShareDevice {
  canShare?: (data: ShareData) => boolean
  share?: (data: ShareData) => Promise<void>
}

export type ShareResult = 'shared' | 'cancelled' | 'failed'

/** Whether pictures can be handed to other apps. */
export function canSharePictures(device: ShareDevice = navigator): boolean {
  const sample = new File([new Uint8Array(1)], 'piece.jpg', { type: 'image/jpeg' })
  return Boolean(device.share && device.canShare?.({ files: [sample] }))
}

/** The address of a public piece; a private one has none that others could open. */
export function addressOf(piece: Pick<Piece, 'id' | 'visibility'>, origin: string = location.origin): string | null {
  return piece.visibility === 'public' ? `${origin}/pieces/${piece.id}` : null
}

/** Fetches the share card and hands it over, with the address when others may open it. */
export async function sharePicture(
  piece: Piece,
  text: string,
  load: (url: string) => Promise<Response>,
  device: ShareDevice = navigator,
): Promise<ShareResult> {
  try {
    const response = await load(piece.ticket.share)
    if (!response.ok || !device.share) return 'failed'
    const file = new File([await response.blob()], fileName(piece, 'jpg'), { type: 'image/jpeg' })
    const url = addressOf(piece)
    await device.share({ files: [file], title: piece.title, text, ...(url ? { url } : {}) })
    return 'shared'
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'failed'
  }
}

/** The title as the name of a file, without what file systems don't take. */
export function fileName(piece: Pick<Piece, 'title'>, extension: string): string {
  const name =
    piece.title
      .replace(/[\\/:*?"<>|\s]+/g, ' ')
      .trim()
      .slice(0, 60) || 'piece'
  return `${name}.${extension}`
}
