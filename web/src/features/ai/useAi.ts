/** What of the generative model is there for this person: its name, whether they agreed, what is left today. */
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { agreeToAi, aiKey, aiQuery, withdrawFromAi, type AiState } from '@/api/ai'
import { useMe } from '@/api/me'
import { useSignedIn } from '@/api/session'
import { recall, remember } from '@/lib/storage'

export interface Ai {
  /** Undefined until it is known, and when asking failed: then nothing is offered. */
  state: ComputedRef<AiState | undefined>
  /** Its name, when there is one; said wherever something is sent to it. */
  name: ComputedRef<string>
  paints: ComputedRef<boolean>
  reads: ComputedRef<boolean>
  agreed: ComputedRef<boolean>
  /** On this device the person said "not now" to this provider, or took the consent back. */
  putOff: ComputedRef<boolean>
  busy: Ref<boolean>
  /** Resolves with whether the person may go on; a failure was told. */
  agree(): Promise<boolean>
  withdraw(): Promise<boolean>
  notNow(): void
  /** Something was painted or read: what is left is another number. */
  refresh(): void
}

const NOT_NOW = 'piece.ai.notNow'
/** One for the page, so that every card that asks is gone at once. */
const declined = ref(recall(NOT_NOW) ?? '')

/** `wanted`: ask only from then on. */
export function useAi(wanted: () => boolean = () => true): Ai {
  const client = useQueryClient()
  const signedIn = useSignedIn()
  const { data: me } = useMe()
  const { data } = useQuery({ ...aiQuery, enabled: () => signedIn.value && wanted() })
  const name = computed(() => data.value?.provider?.name ?? '')
  const mark = computed(() => `${me.value?.id ?? ''} ${name.value}`)
  const refresh = () => client.invalidateQueries({ queryKey: aiKey })

  const change = useMutation({
    mutationFn: (agrees: boolean) => (agrees ? agreeToAi(name.value) : withdrawFromAi()),
    // also after a failure: it may be another provider by now
    onSettled: refresh,
  })
  const changed = (agrees: boolean) =>
    change.mutateAsync(agrees).then(
      () => true,
      () => false,
    )

  function notNow(): void {
    declined.value = mark.value
    remember(NOT_NOW, mark.value)
  }

  return {
    state: computed(() => data.value),
    name,
    paints: computed(() => data.value?.provider?.paints ?? false),
    reads: computed(() => data.value?.provider?.reads ?? false),
    agreed: computed(() => data.value?.agreed ?? false),
    putOff: computed(() => declined.value === mark.value),
    busy: change.isPending,
    agree: () => changed(true),
    async withdraw() {
      notNow()
      return changed(false)
    },
    notNow,
    refresh: () => void refresh(),
  }
}
