import { beforeAll, describe, expect, it } from 'vitest'
import { loadTexts } from '@/i18n'
import fs from 'node:fs'
import { emailRule, limits, nicknameRule, passwordRule, strengthOf } from './rules'

beforeAll(() => loadTexts('account'))

const ok = (verdict: string | undefined) => verdict === undefined

describe('D07: the limits of the forms', () => {
  it.each([
    ['', false],
    ['  ', false],
    ['가', false],
    ['가나', true],
    ['가나다라마바사아자차카타', true],
    ['가나다라마바사아자차카타파', false],
    ['a_b.c9', true],
    ['한 글', false],
    ['a-b', false],
    ['👍👍', false],
    ['조각', true],
    ['ab\u200f', false],
  ])('nickname %j: %s', (value, expected) => expect(ok(nicknameRule(value))).toBe(expected))

  it.each([
    ['', false],
    ['123456789', false],
    ['1234567890', true],
    ['가나다라마바사아자차', true],
    ['x'.repeat(128), true],
    ['x'.repeat(129), false],
    ['👩‍👩‍👧‍👦'.repeat(9), false],
  ])('password %j: %s', (value, expected) => expect(ok(passwordRule(value))).toBe(expected))

  it.each([
    ['a@b.co', true],
    ['한글@b.co', true],
    ['a@b', false],
    ['a b@c.de', false],
    [`${'x'.repeat(249)}@b.co`, true],
    [`${'x'.repeat(250)}@b.co`, false],
  ])('email %j: %s', (value, expected) => expect(ok(emailRule(value))).toBe(expected))
})

it('D07: the limits are those that the API publishes', () => {
  interface Field {
    minLength?: number
    'x-maxGraphemes'?: number
  }
  const published = JSON.parse(fs.readFileSync(new URL('../../../../api/openapi.json', import.meta.url), 'utf8')) as {
    components: { schemas: { Joining: { properties: Record<'email' | 'nickname' | 'password', Field> } } }
  }
  const { email, nickname, password } = published.components.schemas.Joining.properties
  expect({ min: nickname.minLength, max: nickname['x-maxGraphemes'] }).toEqual(limits.nickname)
  expect({ min: password.minLength, max: password['x-maxGraphemes'] }).toEqual(limits.password)
  expect(email['x-maxGraphemes']).toBe(limits.email.max)
})

it('takes length for strength, not repetition', () => {
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaa')).toBe('weak')
  expect(strengthOf('password12')).toBe('weak')
  expect(strengthOf('오늘 밤의 파도는 왜 이렇게 조용할까')).toBe('strong')
})
