// /watch why in Spanish.
import { DELIVER, UNITS } from '../../../../core/limits.ts'
import type { Sentences } from '../words.ts'

const FIELDS = { title: 'título', lead: 'entradilla', text: 'texto' } as const
const WHAT = { story: 'la noticia', source: 'la fuente' } as const
const STATES = {
  waiting: 'en espera',
  sent: 'enviado',
  merged: 'unido',
  dropped: 'no enviado',
  dead: 'abandonado',
} as const
const EVENTS = {
  item: 'noticias nuevas',
  revised: 'cambios',
  withdrawn: 'noticias retiradas',
  source: 'estado de las fuentes',
} as const

export const SPANISH_WHY: Sentences['why'] = {
  stages: {
    names: {
      seen: 'vista',
      source: 'fuente',
      time: 'momento',
      active: 'activa',
      muted: 'silencio',
      scope: 'alcance',
      query: 'consulta',
      outcome: 'resultado',
    },
    findings: {
      scopes: { title: 'el título', lead: 'título y entradilla', text: 'título, entradilla y texto' },
      fields: { title: 'el título', lead: 'la entradilla', text: 'el texto' },
      found: (word, field) => `${word} (${FIELDS[field]})`,
      holds: 'se cumple',
      absent: (place) => `no está en ${place}`,
      topicless: 'este tipo de noticia no tiene tema',
      fact: (fact, known) =>
        `${{ source: 'fuente', lang: 'idioma', section: 'secciones' }[fact]}: ${known || 'se desconoce'}`,
      seldom: (times, of, found) => `${times} de ${of}: ${found}`,
      apart: {
        fields: (places) => `están las dos, pero no en el mismo lugar: ${places}`,
        order: (places) => `están las dos, pero en el orden contrario: ${places}`,
        far: (places) => `están las dos, pero demasiado lejos: ${places}`,
      },
      ruledOut: (found) => (found === '' ? 'se cumple, y queda excluida' : `está, y queda excluida: ${found}`),
    },
    seen: (source, at) => `${source}, ${at}`,
    unseen: `ni entre las noticias más recientes ni en lo avisado allí en los últimos ${DELIVER.KEEP_MS / UNITS.DAY} días`,
    unheard: (listens, source) => `la regla escucha ${listens}, no ${source}`,
    everySource: 'todas las fuentes visibles',
    baseline: 'estaba en la primera lista de la fuente, de la que no se avisa',
    inTime: (made) => `la regla se creó ${made}`,
    tooLate: (made) => `la regla se creó ${made}, después de ver la noticia por primera vez`,
    paused: 'la regla está en pausa',
    expired: (at) => `la regla venció ${at}`,
    active: 'ni en pausa ni vencida',
    activeUntil: (at) => `hasta ${at}`,
    muted: (what, label) => `${WHAT[what]} «${label}» está en silencio en el destino`,
    mutedUntil: (what, label, until) => `${WHAT[what]} «${label}» está en silencio en el destino hasta ${until}`,
    snoozed: (until) => `la regla está en pausa hasta ${until}`,
    wasMuted: 'estaba en silencio o en pausa cuando llegó el aviso, y ya no',
    unmuted: 'ni la noticia ni la fuente están en silencio, ni la regla en pausa',
    scopes: {
      title: 'mira el título',
      lead: 'mira título y entradilla',
      text: 'mira título, entradilla y texto',
    },
    lacks: {
      lead: (scope) => `${scope}, y esta noticia aún no tiene entradilla`,
      text: (scope) => `${scope}, y el texto no se guarda aquí`,
    },
    noAlert: 'no consta ningún aviso',
    alert: (alert, end) => `aviso ${alert}: ${end}`,
    underWay: 'de camino al destino, o más antiguo que el historial',
    end: (state, reason) => (reason === '' ? STATES[state] : `${STATES[state]} (${reason})`),
    endings: {
      plain: {
        accepted: 'aceptado',
        muted: 'en silencio',
        ruleGone: 'la regla ya no existe',
        rulePaused: 'la regla está en pausa',
        ruleSnoozed: 'la regla está en pausa por un tiempo',
        ruleGoneOrPaused: 'la regla ya no existe o está en pausa',
        noRule: 'no queda ninguna regla',
        left: 'el aviso ya había salido',
        placeGone: 'el destino ya no existe',
        damaged: 'lo guardado está dañado',
        unpacked: 'no se pudo componer el mensaje',
        foundThere: 'ya estaba en el destino',
      },
      merged: (into) => `unido al aviso ${into}`,
      event: (event) => `el destino no recibe: ${EVENTS[event]}`,
      overdue: (hours) => `no se aceptó en ${hours} horas`,
      silent: (days) => `no se aceptó nada en ${days} días`,
    },
  },
  open: 'Lo marcado con ? depende del texto de la noticia, que no se guarda aquí.',
  choose: 'Elija la noticia de la lista que se ofrece o dé su dirección completa.',
  untold: 'Ahora se avisaría de ella y allí no consta ningún aviso: la regla cambió después o el aviso está en camino.',
  elsewhere:
    'A las fuentes mismas les pregunta /search; por las reglas del operador responde también `POST /api/v1/rules/:id/explain`, y `nightdesk explain` prueba una consulta con cualquier noticia.',
}
