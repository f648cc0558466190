/** What the address asks for: a piece of a cake (`?cake=`), or a cake for the piece in the making (`?link=`). */
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { text } from '@/i18n'
import { confirm } from '@/lib/confirm'
import { toast } from '@/lib/toast'
import { photoSize } from '../model'
import type { Making } from '../useMaking'

export function useAskedCake(making: Making): void {
  const route = useRoute()
  const router = useRouter()
  const idOf = (value: unknown) => (typeof value === 'string' ? value : '')

  async function link(id: string): Promise<void> {
    // asked for once: a reload must not undo what was changed since
    await router.replace(making.here())
    const hasPicture = photoSize(making.draft) !== null
    const isDone = hasPicture ? await making.cake.link(id) : await making.cake.take(id)
    if (!isDone && hasPicture && making.cake.problem.value) toast(making.cake.problem.value.message, { tone: 'error' })
  }

  async function begin(id: string): Promise<void> {
    await router.replace(making.here())
    if (making.draft.cakeId === id) return
    if (making.hasContent.value) {
      const sure = await confirm({
        title: text('make.cake.dropTitle'),
        body: text('make.cake.dropBody'),
        yes: text('make.draft.confirmYes'),
        danger: true,
      })
      if (!sure) return
    }
    await making.discard()
    making.choice.source.value = 'poster'
    await making.cake.take(id)
  }

  watch(
    () => [idOf(route.query.cake), idOf(route.query.link)] as const,
    ([cake, linked]) => {
      if (linked) void link(linked)
      else if (cake && making.mode === 'new') void begin(cake)
    },
    { immediate: true },
  )
}
