import { computed, ref, watch } from 'vue'
import { toProblem } from '@/api/client'
import { useMe } from '@/api/me'
import { currentLanguage, text } from '@/i18n'
import { toast } from '@/lib/toast'
import { TooLate } from './device'
import { push } from './here'
import type { PushState } from './push'

/** One for the page: the switch and the invitation say the same. */
const state = ref<PushState>()
const busy = ref(false)
let watching = false

/** Leave may be given and taken in the settings of the browser, beside the page. */
async function watchPermission(look: () => void): Promise<void> {
  if (watching) return
  watching = true
  const permission = await navigator.permissions?.query({ name: 'notifications' })
  permission?.addEventListener('change', look)
}

/** Push messages on this device. `state` is undefined until it is known. */
export function usePush() {
  const { data: me } = useMe()
  const person = computed(() => me.value?.id)

  async function look(): Promise<void> {
    if (!person.value) return
    state.value = await push.state(person.value).catch(() => undefined)
  }
  watch(person, look, { immediate: true })
  void watchPermission(() => void look()).catch(() => undefined)

  async function toggle(on: boolean): Promise<void> {
    if (busy.value || !person.value) return
    busy.value = true
    try {
      if (on) state.value = await push.turnOn(person.value, currentLanguage())
      else {
        await push.turnOff()
        state.value = 'off'
      }
    } catch (error) {
      await look()
      toast(failure(error), { tone: 'error' })
    } finally {
      busy.value = false
    }
  }

  return { state: computed(() => state.value), busy: computed(() => busy.value), toggle }
}

/** Browsers say little of why they didn't subscribe; only the server's words are worth showing. */
function failure(error: unknown): string {
  if (error instanceof TooLate) return text('push.tooLate')
  if (error instanceof DOMException) return text('push.failed')
  return toProblem(error).message
}
