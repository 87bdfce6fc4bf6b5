// The package has no types of its own, and nothing of it is used here but its name.
declare module 'ws' {
  const WebSocket: unknown
  export default WebSocket
}
