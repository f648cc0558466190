import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import type { Problem } from '@/api/problem'

export type Rules<T> = { [K in keyof T]?: (value: T[K], all: T) => string | undefined }

export interface Form<T extends object> {
  /** What the person typed; never emptied by a failed send. */
  values: T
  /** Messages by field: of the rules once the field was left or a send was tried, else of the server. */
  errors: ComputedRef<Partial<Record<keyof T, string>>>
  /** What went wrong and belongs to no field. */
  problem: Ref<Problem | null>
  sending: Ref<boolean>
  /** The field was left: from now on its rule speaks. */
  touch: (field: keyof T) => void
  /** Sends when every rule is content; resolves with whether it succeeded. */
  submit: () => Promise<boolean>
  /** Back to the beginning, after a success. */
  reset: () => void
}

interface Options<T extends object> {
  initial: T
  rules?: Rules<T>
  send: (values: T) => Promise<void>
  /** Makes a Problem of whatever was thrown. */
  toProblem: (error: unknown) => Problem
  /** Called with the first field that is wrong, to bring the focus there. */
  onInvalid?: (field: keyof T) => void
}

/** A form: rules, the server's word on each field, sending once at a time. */
export function useForm<T extends object>(options: Options<T>): Form<T> {
  const { initial, rules = {}, send, toProblem, onInvalid } = options
  const values = reactive({ ...initial }) as T
  const fields = Object.keys(initial) as (keyof T)[]
  const touched = reactive(new Set<keyof T>()) as Set<keyof T>
  /** The server's message on a field stands until the value changes. */
  const refused = ref(new Map<keyof T, { value: unknown; message: string }>()) as Ref<
    Map<keyof T, { value: unknown; message: string }>
  >
  const problem = ref<Problem | null>(null) as Ref<Problem | null>
  const sending = ref(false)

  const broken = (field: keyof T) => (rules as Rules<T>)[field]?.(values[field], values)
  const errors = computed(() => {
    const found: Partial<Record<keyof T, string>> = {}
    for (const field of fields) {
      const answer = refused.value.get(field)
      const message =
        (touched.has(field) ? broken(field) : undefined) ??
        (answer && answer.value === values[field] ? answer.message : undefined)
      if (message) found[field] = message
    }
    return found
  })

  function tellFirst(): void {
    const first = fields.find((field) => errors.value[field])
    if (first !== undefined) onInvalid?.(first)
  }

  function take(failure: Problem): void {
    const mine = fields.filter((field) => failure.fields[String(field)])
    refused.value = new Map(
      mine.map((field) => [field, { value: values[field], message: failure.fields[String(field)] ?? '' }]),
    )
    problem.value = mine.length ? null : failure
  }

  async function submit(): Promise<boolean> {
    if (sending.value) return false
    problem.value = null
    fields.forEach((field) => touched.add(field))
    if (fields.some(broken)) {
      tellFirst()
      return false
    }
    sending.value = true
    try {
      await send(values)
      return true
    } catch (error) {
      take(toProblem(error))
      tellFirst()
      return false
    } finally {
      sending.value = false
    }
  }

  function reset(): void {
    Object.assign(values, initial)
    touched.clear()
    refused.value = new Map()
    problem.value = null
  }

  return { values, errors, problem, sending, touch: (field) => void touched.add(field), submit, reset }
}
