import { useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { api, call, toProblem } from '@/api/client'
import { sessionClosed } from '@/api/session'
import { leavePush } from '@/features/push/leave'
import { text } from '@/i18n'
import { forget } from '@/lib/caches'
import { useForm } from '@/lib/form'

/** Asking for the own account to be deleted. Without a password only a fresh login can. */
export function useLeave(hasPassword: () => boolean, onInvalid: () => void) {
  const client = useQueryClient()
  /** Until when one can come back, once it is asked for. */
  const until = ref<string>()
  const form = useForm({
    initial: { password: '' },
    rules: { password: (value) => (hasPassword() && !value ? text('leave.required') : undefined) },
    send: async ({ password }) => {
      const body = hasPassword() ? { password } : {}
      const { leavesAt } = await call(api.PUT('/api/v1/me/leaving', { body }))
      until.value = leavesAt
    },
    toProblem,
    onInvalid,
  })

  async function ask(): Promise<boolean> {
    if (!(await form.submit())) return false
    // logged out along with all other devices: nothing of the person stays on the page
    void leavePush()
    await forget()
    sessionClosed()
    client.clear()
    return true
  }

  return { ...form, until, ask, isStale: computed(() => form.problem.value?.code === 'sign_in_again') }
}
