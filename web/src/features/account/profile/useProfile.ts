/** Changing what others see of me, and letting every page know. */
import { useQueryClient } from '@tanstack/vue-query'
import { api, call } from '@/api/client'
import { meQuery } from '@/api/me'
import type { Crop, Me } from '@/api/types'

export function useProfile() {
  const client = useQueryClient()

  /** A new name or picture shows wherever the old one is remembered: lists of pieces, rooms, people (defect D46). */
  async function tell(me: Me): Promise<void> {
    client.setQueryData(meQuery.queryKey, me)
    for (const queryKey of [['people'], ['pieces'], ['rooms'], ['cakes', 'one']])
      void client.invalidateQueries({ queryKey, refetchType: 'active' })
    const { takePeople } = await import('@/features/chat/core/usePeople')
    takePeople([{ id: me.id, nickname: me.nickname, picture: me.picture, title: me.title }])
  }

  const after = async (answer: Promise<Me>): Promise<void> => tell(await answer)
  return {
    rename: (nickname: string) => after(call(api.PATCH('/api/v1/me', { body: { nickname } }))),
    setPicture: (photoId: string, crop: Crop) =>
      after(call(api.PUT('/api/v1/me/picture', { body: { photoId, crop } }))),
    removePicture: () => after(call(api.DELETE('/api/v1/me/picture'))),
  }
}
