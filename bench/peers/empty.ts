// The peer of every CPU figure: what a call costs when the Worker does nothing.
export default {
  fetch: (): Response => new Response(),
  scheduled: (): void => undefined,
}
