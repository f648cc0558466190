// A chat by Socket.IO as its guide shows it, over websockets only: what our server is compared
// with. It answers a send when it has handed it on, and stores nothing.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
io.on('connection', (socket) => {
  socket.on('join', (room, answer) => {
    socket.join(room)
    socket.data.room = room
    answer(1)
  })
  socket.on('send', (message, answer) => {
    io.to(socket.data.room).emit('message', message)
    answer(message.seq)
  })
})
http.listen(Number(process.argv[2]), '127.0.0.1')
