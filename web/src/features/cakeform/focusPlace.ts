/** Brings the person to the place of the form that something is wrong with. */
import { nextTick } from 'vue'

export async function focusPlace(place: string): Promise<void> {
  await nextTick()
  const [list = place] = place.split('[')
  const found =
    document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`) ??
    document.querySelector<HTMLElement>(`[data-place="${CSS.escape(list)}"]`)
  const control = found?.matches('input, select, textarea')
    ? found
    : found?.querySelector<HTMLElement>('input, select, textarea, button')
  control?.focus({ preventScroll: true })
  found?.scrollIntoView({ block: 'center' })
}
