/** What tabs of this browser tell each other. A browser without channels has tabs that don't know of each other. */
export function tabs<T>(name: string, heard: (news: T) => void): { tell(news: T): void; stop(): void } {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => {}, stop: () => {} }
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', ({ data }: MessageEvent<T>) => heard(data))
  return { tell: (news) => channel.postMessage(news), stop: () => channel.close() }
}
