import { expect, it } from 'vitest'
import type { CakeSummary } from '@/api/types'
import { periodOf, stateOf } from './run'

const today = '2026-11-26'
const work = (facts: Partial<CakeSummary>) => ({ kind: 'musical', showing: false, ...facts }) as CakeSummary

it.each([
  [{ showing: true }, 'cakes.run.showing.stage'],
  [{ showing: true, kind: 'movie' }, 'cakes.run.showing.screen'],
  [{ showing: true, kind: 'exhibition' }, 'cakes.run.showing.view'],
  [{ opens: '2026-11-29' }, 'cakes.run.days'],
  [{ opens: '2027-11-29' }, 'cakes.run.soon'],
  [{ opens: '2026-01-01', closes: '2026-11-25' }, 'cakes.run.ended.stage'],
  [{ opens: '1994-01-01', kind: 'movie' }, undefined],
  [{ opens: '2026-01-01', closes: '2026-11-25', openRun: true }, undefined],
  [{}, undefined],
] as [Partial<CakeSummary>, string | undefined][])('tells where a work stands: %o', (facts, key) =>
  expect(stateOf(work(facts), today)?.key).toBe(key),
)

it('counts the days to the opening, over the end of a month', () => {
  expect(stateOf(work({ opens: '2026-12-01' }), today)?.named).toEqual({ n: 5 })
})

it.each([
  [{}, undefined],
  [{ closes: '2026-12-25' }, 'cakes.period.until'],
  [{ opens: '2026-12-25' }, 'cakes.period.from'],
  [{ opens: '2026-12-25', kind: 'movie' }, 'cakes.period.released'],
  [{ opens: '2026-12-25', closes: '2027-01-03' }, 'cakes.period.range'],
  [{ opens: '2026-12-25', openRun: true }, 'cakes.period.openRun'],
] as [Partial<CakeSummary>, string | undefined][])('tells from when to when: %o', (facts, key) =>
  expect(periodOf(work(facts), 'ko')?.key).toBe(key),
)

it('writes a run of days in both languages', () => {
  const run = work({ opens: '2026-12-25', closes: '2027-01-03' })
  expect(String(periodOf(run, 'ko')?.named.days)).toMatch(/2026년 12월 25일.+2027년 1월 3일/)
  expect(String(periodOf(run, 'en')?.named.days)).toMatch(/Dec 25, 2026.+Jan 3, 2027/)
})
