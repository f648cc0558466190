import { expect, it } from 'vitest'
import { googleCalendar, webcal } from './feedAddresses'

const url = 'https://piece.example/api/v1/feeds/8yJf0pQ2kWcX.ics'

it('opens in calendar programs', () => {
  expect(webcal(url)).toBe('webcal://piece.example/api/v1/feeds/8yJf0pQ2kWcX.ics')
  expect(webcal('http://192.168.0.7:8080/a.ics')).toBe('webcal://192.168.0.7:8080/a.ics')
  expect(googleCalendar(url)).toBe(
    'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fpiece.example%2Fapi%2Fv1%2Ffeeds%2F8yJf0pQ2kWcX.ics',
  )
})
