import { describe, expect, it } from 'vitest'
import { invitation, invitedYear } from './invitation'

const of = (...days: string[]) => days.map((day) => ({ day }))

describe('the invitation to look back', () => {
  it('comes around the turn of the year', () => {
    expect(['2026-12-01', '2026-12-31', '2027-01-01', '2027-01-31'].map(invitedYear)).toEqual([2026, 2026, 2026, 2026])
    expect(['2026-11-30', '2027-02-01'].map(invitedYear)).toEqual([undefined, undefined])
  })

  it('takes three pieces of the year', () => {
    const latest = of('2027-01-02', '2026-12-24', '2026-10-03', '2026-08-03', '2026-01-01')
    expect(invitation(latest, '2027-01-05')).toEqual({ year: 2026, pieces: latest.slice(1, 4) })
    expect(invitation(latest.slice(0, 3), '2027-01-05')).toBeUndefined()
    expect(invitation(latest, '2026-11-30')).toBeUndefined()
  })
})
