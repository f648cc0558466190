import { api, call } from './client'
import type { components } from './schema'
import { pagesQuery } from './usePages'

type Schemas = components['schemas']
export type NewReport = Schemas['NewReport']
export type ReportTarget = NewReport['target']
export type ReportReason = NewReport['reason']
export type ReportCase = Schemas['ReportCase']
export type ReportState = ReportCase['state']
export type ReportList = Schemas['ReportList']

export const reportsKey = ['reports'] as const

/** Reports of a state, for admins, the latest first. */
export const reportsQuery = (state: ReportState) =>
  pagesQuery<ReportList>([...reportsKey, state], (cursor, signal) =>
    call(api.GET('/api/v1/reports', { params: { query: { state, ...cursor } }, signal })),
  )

/** Whoever has an open report of the same thing gets that one again. */
export const sendReport = (report: NewReport) => call(api.POST('/api/v1/reports', { body: report }))

export const closeReport = (id: string): Promise<ReportCase> =>
  call(api.PATCH('/api/v1/reports/{id}', { params: { path: { id } }, body: { state: 'closed' } }))
