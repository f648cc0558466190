/** The emoji that are offered, by group: a few dozen that people here really use, instead of all there are. */

export const quick = ['❤️', '👍', '😂', '😮', '😢', '👏'] as const

export const groups = [
  {
    key: 'faces',
    emoji: '😀 😄 😁 🤣 😂 🥹 🙂 😉 😊 😍 🥰 😘 😋 😎 🤩 🥳 🤔 🫢 😅 😭 😢 😤 😡 😱 😴 🤯 🥺 😇 🙄 😮 🤗 🫠'.split(' '),
  },
  { key: 'hands', emoji: '👍 👎 👏 🙌 🙏 👋 🤙 ✌️ 🤞 🫶 💪 👀 🙆 🙅 🙇 💃'.split(' ') },
  { key: 'hearts', emoji: '❤️ 🧡 💛 💚 💙 💜 🤍 🖤 💖 💔 💯 🔥 ✨ 🎉 ⭐ 🌙'.split(' ') },
  { key: 'stage', emoji: '🎬 🎭 🎫 🎟️ 🎤 🎵 🎹 🎻 🥁 🎸 🎨 🖼️ 🍿 🎥 📷 📚 🍰 🧁 ☕ 🍺 🌸 🌈 ☔ ⏰'.split(' ') },
] as const

export type EmojiGroup = (typeof groups)[number]['key']
