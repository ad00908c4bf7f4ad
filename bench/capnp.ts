// A Worker's surroundings as workerd's own configuration. Wrangler's development server wraps every call in Workers of its own,
// which cost ten times what an empty Worker does; here nothing stands between the socket and the Worker.
import type { WorkerConfig } from './build.ts'

export type Surroundings = {
  /** The module to run, a file beside the configuration. */
  readonly script: string
  readonly config: WorkerConfig
  /** Absent for a Worker without bindings. */
  readonly bindings?: {
    readonly settings: Readonly<Record<string, string>>
    /** Where the objects' SQLite files are kept. */
    readonly storage: string
    /** `127.0.0.1:PORT` of the stand-in for KV. */
    readonly kv: string
  }
}

/** Cap'n Proto text takes the same escapes as JSON. */
const text = (value: string): string => JSON.stringify(value)
const list = (values: readonly string[]): string => `[ ${values.join(', ')} ]`

/** Lets the cron trigger fire, which workerd by itself never does: `GET /?at=<ms since the epoch>`. */
const TRIGGER = `export default {
  fetch: async (request, env) => {
    const scheduledTime = new Date(Number(new URL(request.url).searchParams.get('at')))
    const { outcome } = await env.SUBJECT.scheduled({ scheduledTime, cron: '* * * * *' })
    return new Response(outcome)
  },
}`

const namespace = ({ class_name }: { readonly class_name: string }): string =>
  `(className = ${text(class_name)}, uniqueKey = ${text(class_name)}, enableSql = true)`

const bindingsOf = ({ config, bindings }: Surroundings): readonly string[] =>
  bindings === undefined
    ? []
    : [
        ...Object.entries(bindings.settings).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
        ...config.kv_namespaces.map(({ binding }) => `(name = ${text(binding)}, kvNamespace = "kv")`),
        ...config.durable_objects.bindings.map(
          ({ name, class_name }) => `(name = ${text(name)}, durableObjectNamespace = ${text(class_name)})`,
        ),
      ]

const objectsOf = ({ config, bindings }: Surroundings): string =>
  bindings === undefined
    ? ''
    : `durableObjectNamespaces = ${list(config.durable_objects.bindings.map(namespace))},
       durableObjectStorage = (localDisk = "disk"),`

const servicesOf = ({ bindings }: Surroundings): string =>
  bindings === undefined
    ? ''
    : `(name = "disk", disk = (path = ${text(bindings.storage)}, writable = true)),
       (name = "kv", external = (address = ${text(bindings.kv)}, http = ())),`

/** The Worker reaches loopback addresses alone; sockets `http` and `cron` take any free port. */
export const capnpOf = (surroundings: Surroundings): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "subject", worker = (
       modules = [ (name = ${text(surroundings.script)}, esModule = embed ${text(surroundings.script)}) ],
       compatibilityDate = ${text(surroundings.config.compatibility_date)},
       compatibilityFlags = ${list(surroundings.config.compatibility_flags.map(text))},
       ${objectsOf(surroundings)}
       bindings = ${list(bindingsOf(surroundings))},
       globalOutbound = "loopback"
    )),
    (name = "trigger", worker = (
       modules = [ (name = "trigger.js", esModule = ${text(TRIGGER)}) ],
       compatibilityDate = ${text(surroundings.config.compatibility_date)},
       compatibilityFlags = [ "service_binding_extra_handlers" ],
       bindings = [ (name = "SUBJECT", service = "subject") ],
       globalOutbound = "loopback"
    )),
    ${servicesOf(surroundings)}
    (name = "loopback", network = (allow = [ "127.0.0.0/8" ]))
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:0", http = (), service = "subject"),
    (name = "cron", address = "127.0.0.1:0", http = (), service = "trigger")
  ]
);
`
