// Spanish, for Spain and Latin America.
import type { LocaleWords } from './words.ts'

export const ES: LocaleWords = {
  declared: {
    // Options of several commands
    '* rule': ['regla', 'Qué regla'],
    '* query': ['consulta', 'Palabras, "una frase", prefijo*, OR, NOT, @topic'],
    '* topic': ['tema', 'Temas preparados, separados por comas'],
    '* channel': ['canal', 'Dónde publicar; aquí si se omite'],
    '* ping': ['mención', 'Un rol que mencionar'],
    '* source': ['fuente', 'Solo estas fuentes, separadas por comas'],
    '* scope': ['alcance', 'Cuánto de la noticia se mira; título y entradilla si se omite'],
    '* scope=title': ['título'],
    '* scope=lead': ['título y entradilla'],
    '* scope=text': ['todo'],
    '* delivery': ['entrega', 'Al momento o en un resumen'],
    '* delivery=instant': ['al momento'],
    '* delivery=hourly': ['una vez por hora'],
    '* delivery=daily': ['una vez al día'],
    '* time': ['hora', 'A qué hora llega el resumen diario, como 07:30'],
    '* zone': ['zona', 'La zona horaria de esa hora, como Europe/Madrid'],
    '* changes': ['cambios', 'Cómo avisar de que una noticia se cambió o se retiró'],
    '* changes=both': ['marcar el mensaje y responder'],
    '* changes=reply': ['responder al mensaje'],
    '* changes=edit': ['marcar el mensaje'],
    '* changes=off': ['no avisar'],
    '* silent': ['silencio', 'Publicar sin sonido'],
    '* name': ['nombre', 'Cómo llamar a la regla'],
    '* tags': ['etiquetas', 'Etiquetas del foro por su nombre, separadas por comas'],
    '* for': ['durante', 'Cuánto tiempo; hasta reanudar si se omite'],
    '* for=1h': ['1 hora'],
    '* for=8h': ['8 horas'],
    '* for=24h': ['24 horas'],
    '* for=7d': ['7 días'],
    '* items': ['cuántas', 'Con cuántas de las últimas noticias probar'],
    '* item': ['noticia', 'Elija una o escriba su dirección'],

    // /watch
    watch: ['vigilar', 'Reglas que avisan a los canales de este servidor'],
    'watch add': ['añadir', 'Avisar a un canal cuando algo nuevo coincida'],
    'watch new': ['nueva', 'Crear una regla paso a paso, en un formulario'],
    'watch list': ['lista', 'Mostrar las reglas de este servidor'],
    'watch show': ['mostrar', 'Todo sobre una regla'],
    'watch edit': ['editar', 'Cambiar una regla'],
    'watch pause': ['pausar', 'Detener una regla un tiempo'],
    'watch resume': ['reanudar', 'Dejar que una regla continúe'],
    'watch remove': ['quitar', 'Quitar una regla'],
    'watch test': ['probar', 'Qué habría encontrado últimamente; no guarda nada'],
    'watch preview': ['muestra', 'Mostrar aquí cómo es un aviso; no menciona a nadie'],
    'watch why': ['porqué', 'Por qué una regla avisó de una noticia, o no'],
    'watch history': ['historial', 'Quién cambió qué regla, y cuándo'],

    // /alerts

    // /mute

    // /source

    // /hook

    // /latest, /search, /trend

    // /status

    // /help

    // Why did this match?
  },
  sentences: {
    common: {
      unknown: 'No conozco ese comando. Puede ser de otra versión de Nightdesk.',
      serversOnly: 'Esto solo funciona en un servidor del que el propio bot sea miembro.',
      notOpen: 'Este Nightdesk no está abierto a este servidor.',
      noUserInstall: 'Este Nightdesk solo funciona en servidores: no se puede añadir a una cuenta personal.',
      notYours: 'Esto es de otra persona.',
      managersOnly: 'Para eso hace falta el permiso de gestionar el servidor.',
      personalOff: 'El operador ha desactivado los avisos personales.',
      failed: 'Algo ha fallado por mi parte. Inténtelo de nuevo en un minuto.',
      tooLong: 'Ha tardado demasiado. Inténtelo de nuevo en un minuto.',
      tooLongChange: 'Ha tardado más de lo que puedo esperar. Antes de repetirlo, mire si ya está hecho.',
      atWork: 'Todavía estoy en ello.',
      missingRights: (rights, channel) =>
        `Aún no puedo publicar en ${channel}. Dé allí a mi rol: ${rights} (Editar canal > Permisos) e inténtelo de nuevo.`,
      yes: 'sí',
      no: 'no',
      back: 'Atrás',
      more: 'Más',
    },

    rules: {
      nothingToWatch: 'Dígame qué vigilar: unas palabras o un tema.',
      nothingToTest: 'Dígame qué probar: una regla, unas palabras o un tema.',
      nothingToChange: 'Dígame qué cambiar: al menos una opción.',
      noSuchRule: 'Aquí no hay tal regla. Elija una de la lista que se ofrece.',
      noSuchPlace: 'No puedo publicar en ese canal. Elija un canal de texto, de anuncios, un hilo o un foro.',
      noSuchSource: (source) => `No hay ninguna fuente «${source}». Elija una de la lista que se ofrece.`,
      noTime: (time) => `«${time}» no es una hora. Escríbala así: 07:30.`,
      noZone: (zone) => `No conozco la zona horaria «${zone}». Escríbala así: Europe/Madrid.`,
      tagsForForums: 'Las etiquetas son de los foros, y ese canal no lo es.',
      saved: (query, where, delivery) => `Vigilo ${query} en ${where} (${delivery}).`,
      untried: 'Aún no hay noticias con que probarla.',
      tried: (atLeast, hits, of) => `Coincide con ${atLeast ? 'al menos ' : ''}${hits} de las últimas ${of} noticias.`,
      triedMuch: (atLeast, hits, of) =>
        `Coincide con ${atLeast ? 'al menos ' : ''}${hits} de las últimas ${of} noticias: más de un tercio.`,
      triedNone: (of, over) => `No coincide con ninguna de las últimas ${of} noticias, vistas en ${over} días.`,
      triedNoneInLead: (of, over) =>
        `No coincide con el título ni la entradilla de ninguna de las últimas ${of} noticias, vistas en ${over} días.`,
      nearMiss: (title, missing) => `Por poco: ${title} (falta ${missing})`,
      nearBy: (terms) => `Coincidiría sin: ${terms}`,
      previewHead: 'Un aviso sería así; una muestra no menciona a nadie.',
      nothingToPreview: 'Ninguna de las últimas noticias coincide, así que aún no hay nada que mostrar.',
      preview: 'Muestra',
      edit: 'Editar',
      undo: 'Deshacer',
      undoLast: 'Deshacer el último cambio',
      undone: 'Deshecho.',
      tooLateToUndo: 'Se ha vuelto a cambiar desde entonces, así que lo he dejado como está.',
      noSuchChange: 'Ya no recuerdo ese cambio.',
      noHistory: 'Aún no se ha cambiado nada.',
      removed: (name) => `La regla ${name} se ha quitado.`,
      pausedNow: (name) => `La regla ${name} está en pausa. Con /watch resume continúa.`,
      pausedNowUntil: (name, until) => `La regla ${name} está en pausa hasta ${until}.`,
      resumed: (name) => `La regla ${name} continúa.`,
      placeTriedAgain: (reason, replayed) =>
        `Su destino había dejado de aceptar avisos (${reason}). Lo intento de nuevo, con ${replayed} mensajes que esperaban.`,
      instant: 'al momento',
      hourly: 'una vez por hora',
      daily: (time, zone) => `cada día a las ${time} (${zone})`,
      dailyDefault: 'cada día a las 07:30 (Asia/Seoul)',
      scopeTitle: 'título',
      scopeLead: 'título y entradilla',
      scopeText: 'todo',
      active: 'activa',
      paused: 'en pausa',
      pausedUntil: (when) => `en pausa, termina ${when}`,
      expired: 'caducada',
      everySource: 'todas',
      unknownPlace: 'un lugar que ya no existe',
      mend: 'Arréglelo y use /watch resume.',
      operator: 'el operador',
      wasAdded: 'añadió',
      wasChanged: 'cambió',
      wasRemoved: 'quitó',
      name: 'Nombre',
      query: 'Busca',
      scope: 'En',
      sources: 'Fuentes',
      where: 'Dónde',
      delivery: 'Cuándo',
      pings: 'Menciona',
      silent: 'Sin sonido',
      changes: 'Cambios de una noticia',
      state: 'Estado',
      fault: 'Fallo',
      made: 'Creada',
      formTitle: 'Una regla nueva',
      formEdit: 'Cambiar la regla',
      formQuery: { label: 'Qué buscar', description: 'Palabras, "una frase", prefijo*, OR, NOT, @topic' },
      formTopics: (others) => ({
        label: 'Temas',
        description: `Cualquiera de ellos. Por su nombre, arriba: ${others}`,
      }),
      formChannel: { label: 'Dónde publicar' },
      formPing: { label: 'Un rol que mencionar', description: 'Déjelo vacío para no mencionar a nadie' },
      formDelivery: { label: 'Cuándo', description: 'Al momento si se omite' },
      formName: { label: 'Cómo llamarla' },
      formScope: { label: 'Cuánto de la noticia se mira' },
    },

    // /watch
    watch: {
      none: 'Aún no hay reglas. Cree una con /watch add, o paso a paso con /watch new.',
    },

    // /alerts

    // /mute

    // /source

    // /hook

    // /latest, /search, /trend

    // /status

    // /help

    // Why did this match?
  },
}
