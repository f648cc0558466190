import { useQueryClient } from '@tanstack/vue-query'

/** After something that may have earned a title. What tells it is loaded then, and only then. */
export function useNewTitles() {
  const client = useQueryClient()
  return { check: (): void => void import('./newTitles').then((it) => it.tellNewTitles(client)).catch(() => undefined) }
}
