import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { closeReport, reportsKey, type ReportCase } from '@/api/reports'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'

/** Closing a report: it is in the other list then. */
export function useCloseReport() {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationFn: (report: ReportCase) => closeReport(report.id),
    onSuccess: () => toast(text('report.list.closedNow')),
    onSettled: () => client.invalidateQueries({ queryKey: reportsKey }),
  })
  return {
    close: (report: ReportCase): void => {
      if (!mutation.isPending.value) mutation.mutate(report)
    },
    /** Id of the report that is being closed. */
    closing: computed(() => (mutation.isPending.value ? mutation.variables.value?.id : undefined)),
  }
}
