import { onUnmounted, shallowRef, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { useRoute } from 'vue-router'
import { useText } from '@/i18n'

const NAME = 'PIECE'
const own = shallowRef<MaybeRefOrGetter<string | undefined>>()

/** A page names itself, for pages whose title is not a fixed text. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  own.value = title
  onUnmounted(() => {
    if (own.value === title) own.value = undefined
  })
}

/** Keeps `document.title` right; used once, by the shell. */
export function useDocumentTitle(): void {
  const route = useRoute()
  const { t } = useText()
  watchEffect(() => {
    const title = toValue(own.value) ?? (route.meta.title && t(route.meta.title))
    document.title = title ? `${title} · ${NAME}` : NAME
  })
}
