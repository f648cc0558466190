// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/vue-query'
import { beforeEach, expect, it } from 'vitest'
import { takeBootData } from './boot'

const put = (text: string) => (document.body.innerHTML = `<script type="application/json" id="boot">${text}</script>`)
beforeEach(() => (document.body.innerHTML = ''))

it('takes over the answers of the server, once', () => {
  const client = new QueryClient()
  put('[[["me"],{"nickname":"\\u003cb>"}],[["pieces","recent"],{"items":[],"total":0}]]')
  takeBootData(client)
  expect(client.getQueryData(['me'])).toEqual({ nickname: '<b>' })
  expect(client.getQueryData(['pieces', 'recent'])).toEqual({ items: [], total: 0 })
  expect(document.querySelector('#boot')).toBeNull()
})

it.each(['', '{', '{}', '[["me"]]', '[1,null,[["a"]]]'])('starts without them when they are %j', (text) => {
  const client = new QueryClient()
  put(text)
  expect(() => takeBootData(client)).not.toThrow()
  expect(client.getQueryCache().getAll()).toHaveLength(0)
})
