import { ref, watch, type Ref } from 'vue'
import { api, call } from '@/api/client'
import { text } from '@/i18n'
import { tidy } from '@/lib/grapheme'

export type Availability = { state: 'unknown' | 'checking' | 'free' } | { state: 'taken'; message: string }

/** Typing rests for this long before the server is asked (ms). */
const REST = 450

type Ask = (value: string, signal: AbortSignal) => Promise<{ available: boolean; message?: string }>

const askServer =
  (field: 'email' | 'nickname'): Ask =>
  (value, signal) =>
    call(api.GET('/api/v1/accounts/availability', { params: { query: { [field]: value } }, signal }))

/**
 * Whether a nickname or an address is free, asked while it is typed. `valid` keeps values that are wrong anyway
 * from being asked. When the server can't say, nothing is claimed: joining will tell.
 */
export function useAvailability(
  field: 'email' | 'nickname',
  value: () => string,
  valid: (value: string) => boolean,
  ask: Ask = askServer(field),
): Ref<Availability> {
  const result = ref<Availability>({ state: 'unknown' })
  watch(value, (typed, _before, onCleanup) => {
    const wanted = tidy(typed)
    result.value = { state: 'unknown' }
    if (!valid(wanted)) return
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      result.value = { state: 'checking' }
      const answer = await ask(wanted, controller.signal).catch(() => null)
      if (controller.signal.aborted) return
      if (!answer) result.value = { state: 'unknown' }
      else if (answer.available) result.value = { state: 'free' }
      else result.value = { state: 'taken', message: answer.message || text('account.rules.taken') }
    }, REST)
    onCleanup(() => {
      clearTimeout(timer)
      controller.abort()
    })
  })
  return result
}
