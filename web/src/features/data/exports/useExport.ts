import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { exportQuery, exportsKey, getExport, removeExport, startExport, type Export } from '@/api/exports'
import { text } from '@/i18n'
import { confirm } from '@/lib/confirm'
import { toast } from '@/lib/toast'

/** The latest export, and what can be done with it. */
export function useExport() {
  const client = useQueryClient()
  const query = useQuery(exportQuery)

  const start = useMutation({
    mutationFn: startExport,
    onSuccess: (made) => client.setQueryData(exportsKey, made),
    meta: { shown: true },
  })

  const remove = useMutation({
    mutationFn: (made: Export) => removeExport(made.id),
    onSuccess: (_, made) => toast(text(made.state === 'working' ? 'data.export.stopped' : 'data.export.removed')),
    onSettled: () => client.invalidateQueries({ queryKey: exportsKey }),
  })

  /** Asks first: a file that is gone has to be made anew. */
  async function askRemove(made: Export): Promise<void> {
    const yes = await confirm({
      title: text('data.export.removeTitle'),
      body: text('data.export.removeBody'),
      yes: text('data.export.remove'),
      danger: true,
    })
    if (yes) remove.mutate(made)
  }

  /** Hands the download to the browser, which can go on with it later. Asked for before, so that the session is fresh and the file still there. */
  const download = useMutation({
    mutationFn: (made: Export) => getExport(made.id),
    onSuccess: (made) => {
      client.setQueryData(exportsKey, made)
      if (!made.file) return
      const link = document.createElement('a')
      link.href = made.file.address
      link.download = made.file.name
      link.click()
    },
    onError: () => client.invalidateQueries({ queryKey: exportsKey }),
  })

  return { query, start, remove, askRemove, download }
}
