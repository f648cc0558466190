import { api, call } from './client'
import type { components } from './schema'
import { pagesQuery } from './usePages'

type Schemas = components['schemas']
export type NewReport = Schemas['NewReport']
export type ReportTarget = NewReport['target']
export type ReportReason = NewReport['reason']
export type ReportKind = ReportTarget['kind']
export type ReportCase = Schemas['ReportCase']
export type ReportDetail = Schemas['ReportDetail']
export type ReportState = ReportCase['state']
export type ReportList = Schemas['ReportList']

/** Which cases an admin looks at; without a kind or reason all of them. */
export interface ReportFilter {
  state: ReportState
  kind?: ReportKind
  reason?: ReportReason
}

export const reportsKey = ['reports'] as const

/** What people reported, all reports of one thing as one case. */
export const reportsQuery = (filter: ReportFilter) =>
  pagesQuery<ReportList>([...reportsKey, filter], (cursor, signal) =>
    call(api.GET('/api/v1/reports', { params: { query: { ...filter, ...cursor } }, signal })),
  )

export const reportQuery = (id: string) => ({
  queryKey: [...reportsKey, 'one', id],
  queryFn: () => call(api.GET('/api/v1/reports/{id}', { params: { path: { id } } })),
})

/** Whoever has an open report of the same thing gets that one again. */
export const sendReport = (report: NewReport) => call(api.POST('/api/v1/reports', { body: report }))

export const closeReports = (id: string, note: string): Promise<ReportDetail> =>
  call(
    api.PATCH('/api/v1/reports/{id}', {
      params: { path: { id } },
      body: { state: 'closed', ...(note.trim() && { note }) },
    }),
  )
