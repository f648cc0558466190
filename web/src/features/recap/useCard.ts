import { useMutation, useQuery } from '@tanstack/vue-query'
import { computed, onUnmounted, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { piecesKey } from '@/api/pieces'
import { recapCard } from '@/api/statistics'
import { useText } from '@/i18n'
import { fetchFile, fileName, keepFile } from '@/lib/saveFile'
import { toast } from '@/lib/toast'

/** What the browser offers; given in for tests. */
export interface ShareDevice {
  canShare?: (data: ShareData) => boolean
  share?: (data: ShareData) => Promise<void>
}

/** Hands the picture to another app where the device takes files, and else to the browser to keep. */
export async function passOn(
  picture: Blob,
  title: string,
  device: ShareDevice = navigator,
  keep: (file: Blob, name: string) => void = keepFile,
): Promise<'shared' | 'saved' | 'cancelled'> {
  const file = new File([picture], fileName(title, 'webp'), { type: 'image/webp' })
  const data = { title, files: [file] }
  if (device.share && device.canShare?.(data)) {
    try {
      await device.share(data)
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled'
    }
  }
  keep(picture, file.name)
  return 'saved'
}

/** The picture of a year: fetched in the language of the page, shown, shared and saved. */
export function useCard(year: MaybeRefOrGetter<number>) {
  const { t, language } = useText()
  const card = useQuery(
    computed(() => ({
      queryKey: [...piecesKey, 'recap', toValue(year), 'card', language.value],
      queryFn: () => fetchFile(recapCard(toValue(year), 'story')),
      staleTime: 60_000,
      gcTime: 60_000,
    })),
  )
  const address = ref('')
  const drop = () => address.value && URL.revokeObjectURL(address.value)
  watch(
    card.data,
    (picture) => {
      drop()
      address.value = picture ? URL.createObjectURL(picture) : ''
    },
    { immediate: true },
  )
  onUnmounted(drop)

  const title = () => t('recap.titleOf', { year: toValue(year) })
  const share = useMutation({
    mutationFn: async () => card.data.value && passOn(card.data.value, title()),
    onSuccess: (result) => {
      if (result === 'saved') toast(t('recap.saved'))
    },
  })
  const save = () => {
    if (!card.data.value) return
    keepFile(card.data.value, fileName(title(), 'webp'))
    toast(t('recap.saved'))
  }
  return { card, address, share, save, canShare: computed(() => 'share' in navigator) }
}
