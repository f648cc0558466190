/** What this person typed before, most used first. Without it the fields are plain ones. */
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { Suggestions } from '../server/makeServer'
import { httpServer } from '../server/httpServer'

const NONE: Suggestions = { venues: [], casts: [], seats: [], directors: [] }

export function useSuggestions() {
  const { data } = useQuery({
    queryKey: ['pieces', 'suggestions'],
    queryFn: ({ signal }) => httpServer.suggestions(signal),
  })
  return computed(() => data.value ?? NONE)
}
