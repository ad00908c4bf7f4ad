// The webhook receiver of `nightdesk start`, for tests: it believes only what is signed with a secret it was told to `trust`.
// `fail` scripts its answers; `received` and `refused` are what became of the rest.
export {
  createReceiver,
  type Received,
  type Receiver,
  type ReceiverOptions,
  type Refusal,
  refusalOf,
  TOLERANCE_SECONDS,
} from '../../src/cli/start/receiver.ts'
