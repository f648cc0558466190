/** Which faults the person is shown: of fields they have left, and of steps they tried to finish. */
import { computed, reactive, ref, watch, type ComputedRef } from 'vue'
import { text } from '@/i18n'
import type { Draft } from '../model'
import { stepOfField } from '../steps/steps'
import { MAX_PRICE, TEXT_RULES } from './limits'
import { draftFaults, firstFault, isFree, type Fault, type Field } from './validate'

export interface FaultBoard {
  /** Sentences by field, only those that should be seen now. */
  messages: ComputedRef<Partial<Record<Field | 'cakeId', string>>>
  /** The person left the field. */
  leave(field: Field): void
  /** Shows all faults of the step and gives the first bad field. */
  check(step: string): Field | undefined
  /** What the server found; gone as soon as the field changes. */
  setFromServer(fields: Readonly<Record<string, string>>): void
  reset(): void
}

export function useFaults(draft: Draft): FaultBoard {
  const left = reactive(new Set<Field>())
  const checked = reactive(new Set<string>())
  const fromServer = ref<Partial<Record<string, string>>>({})
  const faults = computed(() => draftFaults(draft))

  const messages = computed(() => {
    const shown: Partial<Record<Field | 'cakeId', string>> = { ...fromServer.value }
    for (const [field, fault] of Object.entries(faults.value) as [Field, Fault][]) {
      if (left.has(field) || checked.has(stepOfField(field))) shown[field] = sentence(field, fault)
    }
    return shown
  })

  const values = () => ({ ...draft.facts, ...draft.review, cakeId: draft.cakeId }) as Record<string, unknown>
  watch(values, (now, before) => {
    const kept = Object.entries(fromServer.value).filter(([field]) => now[field] === before[field])
    fromServer.value = Object.fromEntries(kept)
  })

  return {
    messages,
    leave: (field) => void left.add(field),
    check(step) {
      checked.add(step)
      const here = Object.entries(faults.value).filter(([field]) => stepOfField(field) === step)
      const found = Object.fromEntries(here)
      return isFree(found) ? undefined : firstFault(found)
    },
    setFromServer: (fields) => void (fromServer.value = { ...fields }),
    reset() {
      left.clear()
      checked.clear()
      fromServer.value = {}
    },
  }
}

function sentence(field: Field, fault: Fault): string {
  const named = {
    n: field in TEXT_RULES ? TEXT_RULES[field as keyof typeof TEXT_RULES].max : 0,
    price: MAX_PRICE.toLocaleString('en-US'),
  }
  if (fault === 'required' && (field === 'title' || field === 'review' || field === 'day'))
    return text(`make.fault.${field}`, named)
  if (fault === 'choose' && (field === 'kind' || field === 'halfStars')) return text(`make.fault.${field}`, named)
  return text(`make.fault.${fault}`, named)
}
