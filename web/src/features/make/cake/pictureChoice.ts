/** Where the picture of a piece comes from: the poster of a work, or a photo of one's own. */
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { recall, remember } from '@/lib/storage'
import { photoSize, type Draft } from '../model'

export const SOURCES = ['poster', 'photo'] as const
export type PictureSource = (typeof SOURCES)[number]

const STORED = 'piece.make.picture'

export interface PictureChoice {
  /** The way that the person took last on this device. */
  source: Ref<PictureSource>
  /** A picture is being looked for: there is none yet, or another one is wanted. */
  open: ComputedRef<boolean>
  /** What is on the screen: posters to choose from, the way to a photo, or the cropper. */
  shown: ComputedRef<PictureSource | 'crop'>
  /** Looks for another picture while there is one. */
  begin(source: PictureSource): void
  /** Stays with the picture that there is. */
  end(): void
}

/** `wantsPhoto`: a photo is just coming in, whatever was chosen. */
export function usePictureChoice(draft: Draft, wantsPhoto: () => boolean): PictureChoice {
  const source = ref<PictureSource>(recall(STORED) === 'photo' ? 'photo' : 'poster')
  const again = ref(false)
  watch(source, (chosen) => remember(STORED, chosen))
  const open = computed(() => again.value || photoSize(draft) === null)
  return {
    source,
    open,
    shown: computed(() => {
      if (wantsPhoto()) return 'photo'
      return open.value ? source.value : 'crop'
    }),
    begin(wanted) {
      source.value = wanted
      again.value = true
    },
    end: () => void (again.value = false),
  }
}
