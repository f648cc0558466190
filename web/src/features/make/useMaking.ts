/** Everything that a piece in the making needs, put together once and shared by the steps. */
import {
  inject,
  onScopeDispose,
  provide,
  ref,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import { useAi } from '@/features/ai/useAi'
import { lazyLane, tellLater } from './back/ai/lazyLane'
import type { AiLane } from './back/ai/useAiLane'
import { useBack, type Back } from './back/useBack'
import { usePictureChoice, type PictureChoice } from './cake/pictureChoice'
import { useCakeLink, type CakeLink } from './cake/useCakeLink'
import type { DraftHandle } from './draft/useDraft'
import type { Flow } from './flow'
import { useFaults, type FaultBoard } from './facts/useFaults'
import { hasCover, photoSize, type Draft, type Step } from './model'
import { usePhotoUrl } from './photo/usePhotoUrl'
import { SHRUNK_SIDE, type PhotoTools } from './photo/preparePhoto'
import { usePhotoIntake, type PhotoIntake } from './photo/usePhotoIntake'
import { createPictureCache } from './preview/previewQueue'
import { usePreview, type Preview, type PreviewTools } from './preview/usePreview'
import { backOrder, frontOrder } from './save/orders'
import { useSave, type Save } from './save/useSave'
import { Problem } from '@/api/problem'
import type { Piece } from '@/api/types'
import type { MakeServer } from './server/makeServer'
import { useSteps, type Steps } from './steps/useSteps'
import { furthest, stepOfField, WORK_STEPS } from './steps/steps'
import { useUpload, type Upload } from './upload/useUpload'

/** Pixels of the large picture: sharp at 336 CSS pixels on a phone, and in full on large screens that show the difference. */
export const liveWidth = (): number => (window.devicePixelRatio > 1 && window.innerWidth >= 1024 ? 896 : 672)
const REMEMBERED_PICTURES = 60

export interface Making extends Steps {
  mode: Flow['mode']
  /** The address of the step that is shown. */
  here(): ReturnType<Flow['at']>
  draft: Draft
  hasContent: DraftHandle['hasContent']
  restored: DraftHandle['restored']
  unsafe: DraftHandle['unsafe']
  offline: Readonly<Ref<boolean>>
  intake: PhotoIntake
  /** Where the picture comes from, and whether it is being looked for. */
  choice: PictureChoice
  cake: CakeLink
  /** The photo to be shown: the one on this device, else the server's. */
  photoUrl: ComputedRef<string>
  upload: Upload
  /** The photo can't be shown. */
  photoBroken(): void
  painting: Back
  /** The model's part of the back, where one is set up. */
  aiLane: ShallowRef<AiLane | null>
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
  /** Throws the draft away, its photo on the server included, and begins anew or leaves what was saved as it is. */
  discard(): Promise<void>
}

export interface MakingDeps {
  flow: Flow
  handle: DraftHandle
  server: MakeServer
  tools: PhotoTools
  offline: Readonly<Ref<boolean>>
  onSaved(piece: Piece): void
  /** Focuses a field of the form. */
  focusField(field: string): void
}

/** From here on the back matters. */
const isLate = (step: Step): boolean => step === 'review' || step === 'shape' || step === 'back'

const KEY: InjectionKey<Making> = Symbol('making')

export function useMaking(): Making {
  const making = inject(KEY)
  if (!making) throw new Error('useMaking outside of MakeFlow')
  return making
}

export function provideMaking(deps: MakingDeps): Making {
  const { flow, handle, server, offline } = deps
  const { draft } = handle
  const steps = useSteps(draft, flow)
  const upload = useUpload(draft, {
    server,
    offline,
    straighten: async (photo) => handle.setPhoto(await deps.tools.shrink(photo.blob, SHRUNK_SIDE)),
  })
  const painting = useBack(draft, steps.step, {
    server,
    onPhotoLost: () => photoLost(),
    keeps: flow.mode === 'edit',
  })
  const aiLane = lazyLane(draft, steps.step, {
    ai: useAi(() => flow.mode === 'edit' || isLate(steps.step.value)),
    back: painting,
    server,
    asksItself: (photoId) => photoId !== flow.keptPhoto,
  })
  const faults = useFaults(draft)
  const saving = useSave(draft, (order) => flow.save(order, draft))
  const cache = createPictureCache(REMEMBERED_PICTURES)
  const choice = usePictureChoice(draft, () => intake.busy.value || intake.dragging.value || isRefused())
  const intake = usePhotoIntake(async (photo) => {
    cake.cancel()
    dropUploaded()
    choice.end()
    await handle.setPhoto(photo)
  }, deps.tools)
  const cake = useCakeLink(handle, {
    server,
    offline,
    onTaken() {
      dropUploaded()
      choice.end()
      intake.fault.value = null
    },
  })
  const previewTools: PreviewTools = {
    server,
    cache,
    onLost(order) {
      if (order.side === 'front') photoLost()
      else painting.lost()
    },
  }
  const isAt = (step: Step) => steps.step.value === step
  const front = usePreview(() => (isAt('picture') ? null : frontOrder(draft, liveWidth())), previewTools)
  const rear = usePreview(() => (isAt('back') ? backOrder(draft, liveWidth()) : null), previewTools)

  const showsBack = ref(false)
  watch(steps.step, (now) => (showsBack.value = now === 'back'), { immediate: true })

  /** What was chosen can't be a photo, and there is no other one. */
  const isRefused = () => intake.fault.value !== null && photoSize(draft) === null

  /** The server does not know the photo any more. */
  function photoLost(): void {
    if (draft.posterOf) cake.again()
    else upload.again()
  }

  function photoBroken(): void {
    const id = draft.uploaded?.id
    if (draft.photo || !id) return void (intake.fault.value = 'damaged')
    intake.fault.value = 'unreachable'
    server.getPhoto(id).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404) photoLost()
    })
  }

  /** The photo that is no longer wanted; the server forgets it by itself when this does not get through. */
  function dropUploaded(): void {
    const id = draft.uploaded?.id
    if (id && id !== flow.keptPhoto) server.dropPhoto(id).catch(() => undefined)
  }

  function proceed(): void {
    const bad = faults.check(steps.step.value)
    if (bad) deps.focusField(bad)
    else void steps.next()
  }

  async function complete(): Promise<void> {
    if (!(await isReady())) return
    const piece = await saving.save()
    if (piece) {
      handOver(piece.id)
      deps.onSaved(piece)
      // a page that is left would keep the draft, and one that stays would show it emptied
      if (flow.mode === 'edit') await handle.restart()
      await steps.finish(piece.id)
      if (flow.mode === 'new') await handle.restart()
      faults.reset()
      return
    }
    const fields = saving.problem.value?.fields ?? {}
    const bad = Object.keys(fields)[0]
    if (bad) await lead(bad, fields)
  }

  /** What the model paints still is told later, as a picture for this piece. */
  function handOver(pieceId: string): void {
    const running = aiLane.lane.value?.handOver()
    if (running) tellLater(aiLane.lane.value!.ai, running.id, pieceId)
  }

  /** Leads to the first thing that is missing, wherever it is. */
  async function isReady(): Promise<boolean> {
    for (const step of WORK_STEPS) {
      const bad = faults.check(step)
      if (!bad) continue
      if (step !== steps.step.value) await steps.go(step)
      deps.focusField(bad)
      return false
    }
    if (draft.artworkId || hasCover(draft)) return true
    await steps.go(furthest(draft))
    return false
  }

  /** Brings the person to the field that the server complained about. */
  async function lead(field: string, fields: Readonly<Record<string, string>>): Promise<void> {
    faults.setFromServer(fields)
    if (field.startsWith('photo')) photoLost()
    if (field === 'artworkId') painting.lost()
    const step = stepOfField(field)
    if (step === steps.step.value) return
    await steps.go(step)
    deps.focusField(field)
  }

  async function discard(): Promise<void> {
    cake.cancel()
    choice.end()
    dropUploaded()
    faults.reset()
    saving.problem.value = null
    await handle.restart()
    if (flow.mode === 'new') await steps.go('picture')
    else steps.leave()
  }

  onScopeDispose(() => {
    if (flow.mode === 'edit') handOver(draft.pieceId)
    aiLane.stop()
    upload.stop()
    cake.stop()
    painting.stop()
    cache.clear()
  })

  const making: Making = {
    ...steps,
    mode: flow.mode,
    here: () => flow.at(steps.step.value),
    draft,
    hasContent: handle.hasContent,
    restored: handle.restored,
    unsafe: handle.unsafe,
    offline,
    intake,
    choice,
    cake,
    photoUrl: usePhotoUrl(draft),
    upload,
    photoBroken,
    painting,
    aiLane: aiLane.lane,
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
