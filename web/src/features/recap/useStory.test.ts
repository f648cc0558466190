import { describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { useStory } from './useStory'

describe('a story', () => {
  it('stays between its first and its last page', () => {
    const story = useStory(3, false)
    story.previous()
    expect(story.index.value).toBe(0)
    for (let i = 0; i < 5; i++) story.next()
    expect([story.index.value, story.atEnd.value]).toEqual([2, true])
  })

  it('is left to whoever uses keys', () => {
    const story = useStory(3, false)
    expect(story.playing.value).toBe(true)
    expect([story.key('ArrowRight'), story.index.value, story.playing.value]).toEqual([true, 1, false])
    expect([story.key('End'), story.index.value]).toEqual([true, 2])
    expect([story.key('Home'), story.index.value]).toEqual([true, 0])
    expect(story.key('a')).toBe(false)
    expect(story.byHand.value).toBe(true)
    story.toggle()
    expect([story.byHand.value, story.playing.value]).toEqual([false, true])
  })

  it('waits while it is held, and goes by itself nowhere where motion is to be little', () => {
    const story = useStory(3, false)
    story.held.value = true
    expect(story.playing.value).toBe(false)
    story.held.value = false
    expect(story.playing.value).toBe(true)
    expect(useStory(3, true).playing.value).toBe(false)
  })

  it('does not stand behind its end when it becomes shorter', async () => {
    const count = ref(5)
    const story = useStory(count, false)
    story.go(4)
    count.value = 3
    await nextTick()
    expect(story.index.value).toBe(2)
  })
})
