/** The late pictures of this page. */
import { api, call } from '@/api/client'
import { router } from '@/app/router'
import { loadTexts, text } from '@/i18n'
import { forget, recall, remember } from '@/lib/storage'
import { toast } from '@/lib/toast'
import { createLatePictures, type LatePicture } from './late'
import { LATE } from './lateKey'

function read(): LatePicture[] {
  try {
    const list = JSON.parse(recall(LATE) ?? '[]') as LatePicture[]
    return list.filter(({ artwork, piece }) => typeof artwork === 'string' && typeof piece === 'string')
  } catch {
    return []
  }
}

/** The page shows it by itself: the end of making it, and its edit. */
function isShown({ piece }: LatePicture): boolean {
  const { name, params, query } = router.currentRoute.value
  return (name === 'make' && query.piece === piece) || (name === 'edit' && params.id === piece)
}

async function tell(picture: LatePicture): Promise<void> {
  if (isShown(picture)) return
  await loadTexts('ai')
  toast(text('ai.late.arrived'), {
    action: {
      label: text('ai.late.see'),
      run: () => void router.push({ name: 'edit', params: { id: picture.piece, step: 'back' } }),
    },
  })
}

export const latePictures = createLatePictures({
  look: (id) => call(api.GET('/api/v1/artworks/{id}', { params: { path: { id } } })),
  read,
  write: (list) => (list.length ? remember(LATE, JSON.stringify(list)) : forget(LATE)),
  tell: (picture) => void tell(picture),
  listen(heard) {
    let stop: (() => void) | undefined
    let isOver = false
    // the chat's connection is a help; without it the picture comes a few seconds later
    import('@/features/chat/core/ownNews')
      .then(({ onOwnNews }) => {
        if (isOver) return
        stop = onOwnNews('artwork', (note) => {
          if (note === null) heard(null)
          else if (note.state !== 'asked' && note.state !== 'running') heard(note.id)
        })
      })
      .catch(() => undefined)
    return () => {
      isOver = true
      stop?.()
    }
  },
  later(work, ms) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
})
