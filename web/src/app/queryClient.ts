import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query'
import { toProblem } from '@/api/client'
import { toast } from '@/lib/toast'

declare module '@tanstack/vue-query' {
  interface Register {
    queryMeta: {
      /** Asked for again and again by itself: a failure is no news, the next answer makes up for it. */
      quiet?: boolean
    }
    mutationMeta: {
      /** The form shows the problem itself; otherwise every failed action says so in a toast. */
      shown?: boolean
    }
  }
}

const RETRIES = 1

/** The cache of what the server said. Failed reads are shown by the page; failed actions say so by themselves. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const pageShowsIt = query.state.data === undefined
      if (!pageShowsIt && !query.meta?.quiet) toast(toProblem(error).message, { tone: 'error' })
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.shown) toast(toProblem(error).message, { tone: 'error' })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      networkMode: 'always',
      retry: (failures, error) => failures < RETRIES && toProblem(error).isTemporary,
    },
    mutations: { networkMode: 'always' },
  },
})
