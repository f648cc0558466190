import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Seconds that are left of the given number; starts anew whenever the number is given anew. */
export function useCountdown(seconds: () => number | undefined): Ref<number> {
  const left = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = () => clearInterval(timer)
  watch(
    seconds,
    (value) => {
      stop()
      left.value = value ?? 0
      if (left.value > 0) {
        timer = setInterval(() => {
          left.value -= 1
          if (left.value <= 0) stop()
        }, 1000)
      }
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return left
}
