/** Sends a chosen file and has it read. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { createImport, readImport } from '@/api/imports'
import { toProblem } from '@/api/client'
import type { Problem } from '@/api/problem'
import { putBytes } from '@/features/make/server/putBytes'

export interface FileDeps {
  /** The file is on the server; its import is being read. */
  done(id: string): void
}

export function useFile({ done }: FileDeps) {
  const file = shallowRef<File | null>(null)
  const sent = ref(0)
  const problem = shallowRef<Problem | null>(null)
  const sending = ref(false)
  let control = new AbortController()

  async function send(): Promise<void> {
    const chosen = file.value
    if (!chosen) return
    control.abort()
    control = new AbortController()
    const { signal } = control
    sending.value = true
    problem.value = null
    sent.value = 0
    try {
      const { id, upload } = await createImport(chosen.name, chosen.size)
      await putBytes({ id, ...upload }, chosen, (part) => (sent.value = part), signal)
      await readImport(id)
      if (!signal.aborted) done(id)
    } catch (error) {
      if (!signal.aborted) problem.value = toProblem(error)
    } finally {
      if (!signal.aborted) sending.value = false
    }
  }

  function choose(chosen: File | null | undefined): void {
    if (!chosen) return
    file.value = chosen
    void send()
  }

  onScopeDispose(() => control.abort())
  return {
    file,
    problem,
    sending,
    percent: computed(() => Math.floor(sent.value * 100)),
    choose,
    again: () => void send(),
  }
}
