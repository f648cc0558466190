import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { useForm } from './form'

const toProblem = (error: unknown) => (error instanceof Problem ? error : new Problem('internal', 0, 'broken'))
const makeForm = (send: (v: { name: string; mail: string }) => Promise<void>, onInvalid?: (f: string) => void) =>
  useForm({
    initial: { name: '', mail: '' },
    rules: { name: (v) => (v ? undefined : 'needed') },
    send,
    toProblem,
    onInvalid,
  })

describe('a form', () => {
  it('says nothing before a field was left or a send was tried', () => {
    const form = makeForm(async () => {})
    expect(form.errors.value).toEqual({})
    form.touch('name')
    expect(form.errors.value).toEqual({ name: 'needed' })
  })

  it('does not send what its rules refuse, and leads to the first wrong field', async () => {
    let sent = 0
    const led: string[] = []
    const form = makeForm(
      async () => void sent++,
      (field) => led.push(field),
    )
    expect(await form.submit()).toBe(false)
    expect(sent).toBe(0)
    expect(led).toEqual(['name'])
  })

  it('puts the words of the server beside their field until the value changes, and keeps what was typed', async () => {
    const form = makeForm(async () => {
      throw new Problem('invalid', 422, 'check', { mail: 'taken' })
    })
    Object.assign(form.values, { name: '지은', mail: 'a@b.co' })
    expect(await form.submit()).toBe(false)
    expect(form.errors.value).toEqual({ mail: 'taken' })
    expect(form.problem.value).toBeNull()
    expect(form.values).toEqual({ name: '지은', mail: 'a@b.co' })
    form.values.mail = 'c@d.co'
    expect(form.errors.value).toEqual({})
  })

  it('D23: a failure that belongs to no field is told, and a second try can succeed', async () => {
    let fails = true
    const form = makeForm(async () => {
      if (fails) throw new Problem('network', 0, 'no network')
    })
    form.values.name = '지은'
    expect(await form.submit()).toBe(false)
    expect(form.problem.value?.message).toBe('no network')
    expect(form.values.name).toBe('지은')
    fails = false
    expect(await form.submit()).toBe(true)
    expect(form.problem.value).toBeNull()
  })

  it('sends once, however often the button is pressed', async () => {
    let sent = 0
    let finish = () => {}
    const form = makeForm(() => {
      sent++
      return new Promise((resolve) => (finish = resolve))
    })
    form.values.name = '지은'
    const first = form.submit()
    expect(await form.submit()).toBe(false)
    finish()
    expect(await first).toBe(true)
    expect(sent).toBe(1)
  })
})
