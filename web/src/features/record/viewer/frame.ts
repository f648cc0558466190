/** The place that a carousel keeps for its photos before any of them is there. */
export interface Sized {
  width: number
  height: number
}

/** Photos narrower or wider than this get margins in the colour of the photo. */
const NARROWEST = 3 / 4
const WIDEST = 16 / 9

/** Width by height of the frame: as high as the highest photo asks for, within reason, so that nothing jumps. */
export function frameRatio(photos: readonly Sized[]): number {
  const ratios = photos.map(({ width, height }) => (width > 0 && height > 0 ? width / height : 1))
  return Math.min(WIDEST, Math.max(NARROWEST, Math.min(...ratios)))
}
