/** Everything that a piece in the making needs, put together once and shared by the steps. */
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
} from 'vue'
import { useBack, type Back } from './back/useBack'
import type { DraftHandle } from './draft/useDraft'
import { useFaults, type FaultBoard } from './facts/useFaults'
import type { Draft, Step } from './model'
import { SHRUNK_SIDE, type PhotoTools } from './photo/preparePhoto'
import { usePhotoIntake, type PhotoIntake } from './photo/usePhotoIntake'
import { createPictureCache } from './preview/previewQueue'
import { usePreview, type Preview, type PreviewTools } from './preview/usePreview'
import { backOrder, frontOrder } from './save/orders'
import { useSave, type Save } from './save/useSave'
import type { Piece } from '@/api/types'
import type { MakeServer } from './server/makeServer'
import { useSteps, type Steps } from './steps/useSteps'
import { stepOfField } from './steps/steps'
import { useUpload, type Upload } from './upload/useUpload'

/** Pixels of the large picture: sharp at 336 CSS pixels on a phone, and in full on large screens that show the difference. */
const liveWidth = (): number => (window.devicePixelRatio > 1 && window.innerWidth >= 1024 ? 896 : 672)
const REMEMBERED_PICTURES = 60

export interface Making extends Steps {
  draft: Draft
  restored: DraftHandle['restored']
  unsafe: DraftHandle['unsafe']
  offline: Readonly<Ref<boolean>>
  intake: PhotoIntake
  /** The photo on this device, to be shown. */
  photoUrl: ComputedRef<string>
  upload: Upload
  painting: Back
  faults: FaultBoard
  front: Preview
  rear: Preview
  previewTools: PreviewTools
  /** Which side is up; the step about the back turns it. */
  showsBack: Ref<boolean>
  saving: Save
  /** Where the next button leads: on, or to the first bad field. */
  proceed(): void
  /** Saves, and shows the piece or what is wrong. */
  complete(): Promise<void>
  /** Throws the draft away, its photo on the server included. */
  discard(): Promise<void>
}

export interface MakingDeps {
  handle: DraftHandle
  server: MakeServer
  tools: PhotoTools
  offline: Readonly<Ref<boolean>>
  onSaved(piece: Piece): void
  /** Focuses a field of the form. */
  focusField(field: string): void
}

const KEY: InjectionKey<Making> = Symbol('making')

export function useMaking(): Making {
  const making = inject(KEY)
  if (!making) throw new Error('useMaking outside of MakeFlow')
  return making
}

export function provideMaking(deps: MakingDeps): Making {
  const { handle, server, offline } = deps
  const { draft } = handle
  const steps = useSteps(draft)
  const upload = useUpload(draft, {
    server,
    offline,
    straighten: async (photo) => handle.setPhoto(await deps.tools.shrink(photo.blob, SHRUNK_SIDE)),
  })
  const painting = useBack(draft, steps.step, server, upload.again)
  const faults = useFaults(draft)
  const saving = useSave(draft, server)
  const cache = createPictureCache(REMEMBERED_PICTURES)
  const intake = usePhotoIntake(async (photo) => {
    dropUploaded()
    await handle.setPhoto(photo)
  }, deps.tools)
  const previewTools: PreviewTools = {
    server,
    cache,
    onLost(order) {
      if (order.side === 'front') upload.again()
      else painting.lost()
    },
  }
  const isAt = (step: Step) => steps.step.value === step
  const front = usePreview(() => (isAt('picture') ? null : frontOrder(draft, liveWidth())), previewTools)
  const rear = usePreview(() => (isAt('back') ? backOrder(draft, liveWidth()) : null), previewTools)

  const showsBack = ref(false)
  watch(steps.step, (now) => (showsBack.value = now === 'back'), { immediate: true })

  /** The photo that is no longer wanted; the server forgets it by itself when this does not get through. */
  function dropUploaded(): void {
    if (draft.uploaded) server.dropPhoto(draft.uploaded.id).catch(() => undefined)
  }

  function proceed(): void {
    const bad = faults.check(steps.step.value)
    if (bad) deps.focusField(bad)
    else void steps.next()
  }

  async function complete(): Promise<void> {
    const piece = await saving.save()
    if (piece) {
      await steps.finish(piece.id)
      await handle.restart()
      faults.reset()
      deps.onSaved(piece)
      return
    }
    const fields = saving.problem.value?.fields ?? {}
    const bad = Object.keys(fields)[0]
    if (bad) await lead(bad, fields)
  }

  /** Brings the person to the field that the server complained about. */
  async function lead(field: string, fields: Readonly<Record<string, string>>): Promise<void> {
    faults.setFromServer(fields)
    if (field.startsWith('photo')) upload.again()
    if (field === 'artworkId') painting.lost()
    const step = stepOfField(field)
    if (step === steps.step.value) return
    await steps.go(step)
    deps.focusField(field)
  }

  async function discard(): Promise<void> {
    dropUploaded()
    faults.reset()
    saving.problem.value = null
    await handle.restart()
    await steps.go('picture')
  }

  onScopeDispose(() => {
    upload.stop()
    painting.stop()
    cache.clear()
  })

  const making: Making = {
    ...steps,
    draft,
    restored: handle.restored,
    unsafe: handle.unsafe,
    offline,
    intake,
    photoUrl: usePhotoUrl(draft),
    upload,
    painting,
    faults,
    front,
    rear,
    previewTools,
    showsBack,
    saving,
    proceed,
    complete,
    discard,
  }
  provide(KEY, making)
  return making
}

/** An address for the photo in memory, given back when the photo changes. */
function usePhotoUrl(draft: Draft): ComputedRef<string> {
  const url = shallowRef('')
  const release = () => {
    if (url.value) URL.revokeObjectURL(url.value)
    url.value = ''
  }
  watch(
    () => draft.photo?.blob,
    (blob) => {
      release()
      if (blob) url.value = URL.createObjectURL(blob)
    },
    { immediate: true },
  )
  onScopeDispose(release)
  return computed(() => url.value)
}
