/** Cakes that may be the work that is being typed. */
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { doublesOf } from '@/api/cakeEdits'
import { cleanText } from '@/features/make/facts/textRule'
import { YEARS } from './limits'
import type { CakeForm } from './model'
import { parseNumber } from './validate'

/** Typing rests for this long before the server is asked (ms). */
const REST = 350
/** Shorter titles are like too many. */
const LEAST = 2

/** `except`: the cake that is being edited is no double of itself. */
export function useDoubles(form: CakeForm, except = '') {
  const wanted = ref({ title: '', kind: '' as CakeForm['kind'], year: 0 })
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => [form.title, form.kind, form.year] as const,
    ([title, kind, year]) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        wanted.value = { title: cleanText(title), kind, year: parseNumber(year, YEARS) ?? 0 }
      }, REST)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  const isWorth = computed(() => [...wanted.value.title].length >= LEAST)
  const { data } = useQuery({
    queryKey: computed(() => ['cakes', 'doubles', wanted.value]),
    queryFn: ({ signal }) => doublesOf(wanted.value, signal),
    enabled: isWorth,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return computed(() => ((isWorth.value && data.value?.items) || []).filter(({ id }) => id !== except))
}
