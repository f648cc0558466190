/** The edit of one piece: its draft on this device, its save, and what another device saved meanwhile. */
import { shallowRef, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { Piece } from '@/api/types'
import type { DraftStorage } from '../draft/draftStorage'
import { reviveDraft, toRecord } from '../draft/reviveDraft'
import { useDraft, type DraftHandle } from '../draft/useDraft'
import type { Flow } from '../flow'
import type { Draft } from '../model'
import type { MakeServer } from '../server/makeServer'
import { differences, draftOf } from './draftOf'

export interface EditDeps {
  account: string
  pieceId: string
  storage: DraftStorage
  server: Pick<MakeServer, 'getPiece' | 'getPhoto' | 'getArtwork' | 'editPiece'>
  /** Milliseconds of rest after which typed text is written. */
  delay?: number
}

export interface Edit {
  handle: DraftHandle
  flow: Flow
  /** The piece as another device saved it after this edit began. */
  theirs: ShallowRef<Piece | null>
  /** Gives up what was typed here for what is saved. */
  takeTheirs(): Promise<void>
  /** Keeps what was typed here, to be saved over what is saved. */
  keepMine(): Promise<void>
}

/** Reads the piece, and what of an earlier edit is on this device. Fails with a Problem. */
export async function openEdit(deps: EditDeps): Promise<Edit> {
  const { account, pieceId, server } = deps
  /** The piece as it is saved, as far as this page knows. */
  let base = await read()
  const theirs = shallowRef<Piece | null>(null)
  const handle = useDraft({
    place: `${account}/${pieceId}`,
    storage: deps.storage,
    fresh: () => structuredClone(base.draft),
    hasContent: (draft) => differences(draft, base.draft).length > 0,
    delay: deps.delay,
  })

  async function read(): Promise<{ piece: Piece; draft: Draft }> {
    const piece = await server.getPiece(pieceId)
    if (!piece.mine || (!piece.photoId && !piece.cover)) throw new Problem('forbidden', 403, '')
    const [photo, artwork] = await Promise.all([
      piece.photoId ? server.getPhoto(piece.photoId) : null,
      // no more than the style that is chosen at first
      piece.photoId ? server.getArtwork(piece.artworkId).catch(() => null) : null,
    ])
    return { piece, draft: draftOf(piece, photo, artwork?.style) }
  }

  const isOlder = (draft: Draft) => draft.version !== base.draft.version

  await handle.load()
  if (handle.restored.value && isOlder(handle.draft)) theirs.value = base.piece
  else handle.draft.version = base.draft.version

  const flow: Flow = {
    mode: 'edit',
    route: 'edit',
    exit: `/pieces/${pieceId}`,
    at: (step) => ({ name: 'edit', params: { id: pieceId, step } }),
    get keptPhoto() {
      return base.piece.photoId
    },
    async save(order, draft) {
      try {
        const piece = await server.editPiece(pieceId, order, draft.version)
        base = { piece, draft: { ...toRecord(draft), photo: null, version: piece.version ?? 0 } }
        return piece
      } catch (error) {
        if (error instanceof Problem && error.code === 'edited_elsewhere') {
          base = await read()
          theirs.value = base.piece
        }
        throw error
      }
    },
  }

  return {
    handle,
    flow,
    theirs,
    async takeTheirs() {
      theirs.value = null
      await handle.restart()
    },
    async keepMine() {
      theirs.value = null
      // a photo that the piece no longer has is not there to be saved again
      const mine = reviveDraft(handle.draft, structuredClone(base.draft))
      await handle.adopt({ ...mine, version: base.draft.version })
    },
  }
}
