import { cakesKey, heartedCakesKey, putCakeHeart } from '@/api/cakes'
import type { Sort } from '@/features/hearts/useHeart'

/** Hearts of cakes. */
export const ofCakes: Sort = {
  root: cakesKey[0],
  send: putCakeHeart,
  listKey: heartedCakesKey,
  page: (id) => `/cakes/${encodeURIComponent(id)}`,
}
