import { computed, shallowRef } from 'vue'
import { useMutation } from '@tanstack/vue-query'
import { text } from '@/i18n'
import { fileName, saveFile } from '@/lib/saveFile'

/** Tickets on a page of A4 (`ids` of GET /pieces/print). */
export const MAX_ON_PAGE = 9

/** How a piece stands in the choice: its place on the page from 1, 0 when it isn't chosen. */
export interface Chosen {
  place: number
  full: boolean
}

/** The list with the id in it or out of it; a full one takes no more. */
export function toggled(ids: readonly string[], id: string, most = MAX_ON_PAGE): readonly string[] {
  if (ids.includes(id)) return ids.filter((other) => other !== id)
  return ids.length < most ? [...ids, id] : ids
}

export const printAddress = (ids: readonly string[]): string =>
  `/api/v1/pieces/print?ids=${ids.map(encodeURIComponent).join(',')}`

/** Choosing pieces to print on one page. The choice outlives another search or kind. */
export function usePrintChoice() {
  const on = shallowRef(false)
  const ids = shallowRef<readonly string[]>([])
  const count = computed(() => ids.value.length)

  function end(): void {
    on.value = false
    ids.value = []
  }
  const print = useMutation({
    mutationFn: () => saveFile(printAddress(ids.value), fileName(text('pieces.printName', { n: count.value }), 'pdf')),
    onSuccess: end,
  })

  return {
    on,
    count,
    full: computed(() => count.value >= MAX_ON_PAGE),
    begin: () => void (on.value = true),
    end,
    toggle: (id: string) => void (ids.value = toggled(ids.value, id)),
    chosen: (id: string): Chosen | undefined =>
      on.value ? { place: ids.value.indexOf(id) + 1, full: count.value >= MAX_ON_PAGE } : undefined,
    print: () => print.mutate(),
    printing: print.isPending,
  }
}

export type PrintChoice = ReturnType<typeof usePrintChoice>
