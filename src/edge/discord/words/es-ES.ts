// Spanish, for Spain and Latin America.
import { ADMISSION } from '../../../core/limits.ts'
import type { SourceState } from '../../../core/model.ts'
import { ALIKE } from './alike.ts'
import { SPANISH } from './query-faults.ts'
import { SPANISH_STANDSTILLS } from './standstills.ts'
import { SPANISH_WHY } from './why/es-ES.ts'
import type { LocaleWords } from './words.ts'

/** Of a source. */
const STATES: Readonly<Record<SourceState, string>> = {
  ok: 'bien',
  quiet: 'nada nuevo desde hace más de lo habitual',
  failing: 'no responde',
  blocked: 'el sitio me rechaza',
  moved: 'muchas de sus noticias desaparecieron o cambiaron a la vez',
  unparsable: 'su lista ya no se puede leer',
  gap: 'hubo más noticias de las que muestra su lista; pueden faltar algunas',
}

export const ES: LocaleWords = {
  declared: {
    ...ALIKE,
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
    '* merge': ['unir', 'Contar una vez lo que traen varias fuentes; sí si se omite'],
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
    'watch edit no-ping': ['sin-mención', 'No mencionar ya ningún rol'],
    'watch pause': ['pausar', 'Detener una regla un tiempo'],
    'watch resume': ['reanudar', 'Dejar que una regla continúe'],
    'watch remove': ['quitar', 'Quitar una regla'],
    'watch test': ['probar', 'Qué habría encontrado últimamente; no guarda nada'],
    'watch preview': ['muestra', 'Mostrar aquí cómo es un aviso; no menciona a nadie'],
    'watch why': ['porqué', 'Por qué una regla avisó de una noticia, o no'],
    'watch history': ['historial', 'Quién cambió qué regla, y cuándo'],
    'watch add hook': ['gancho', 'Un gancho del servidor que reciba los avisos en su lugar'],
    'watch edit hook': ['gancho', 'Un gancho del servidor que reciba los avisos en su lugar'],

    // /alerts
    alerts: ['avisos', 'Sus propias reglas, avisadas por mensaje directo'],
    'alerts add': ['añadir', 'Avisarme por mensaje directo cuando algo nuevo coincida'],
    'alerts list': ['lista', 'Mostrar sus reglas'],
    'alerts edit': ['editar', 'Cambiar una de sus reglas'],
    'alerts pause': ['pausar', 'Detener una de sus reglas un tiempo'],
    'alerts resume': ['reanudar', 'Dejar que una de sus reglas continúe'],
    'alerts remove': ['quitar', 'Quitar una de sus reglas'],
    'alerts muted': ['silenciado', 'Ver qué silenció, o volver a saber de ello'],
    'alerts muted what': ['qué', 'De qué volver a saber'],
    'alerts settings': ['ajustes', 'Sus horas de silencio, la hora del resumen diario y su zona horaria'],
    'alerts settings quiet': ['silencio', 'Horas sin avisos, como 22:00-07:00; off las quita'],
    'alerts settings digest': ['resumen', 'A qué hora llega su resumen diario, como 07:30'],
    'alerts forget-me': ['olvidarme', 'Borrar al momento todo lo que se guarda de usted'],

    // /mute
    mute: ['silenciar', 'Noticias y fuentes de las que los canales del servidor no quieren saber por ahora'],
    'mute add': ['añadir', 'No saber por un tiempo de una noticia o fuente'],
    '* what': ['qué', 'Qué noticia o fuente'],
    'mute add what': ['qué', 'Elija la noticia o la fuente, o escriba la dirección de la noticia'],
    'mute add for': ['durante', 'Cuánto tiempo'],
    '* for=forever': ['para siempre'],
    'mute add channel': ['canal', 'En qué canal; aquí si se omite'],
    'mute add everywhere': ['todos', 'En todos los canales y ganchos del servidor'],
    'mute list': ['lista', 'Qué está silenciado en este servidor'],
    'mute remove': ['quitar', 'Volver a saber de una noticia o fuente'],
    'mute remove channel': ['canal', 'Solo en este canal; en todos si se omite'],

    // /source
    source: ['fuente', 'Las fuentes que oyen las reglas del servidor'],
    'source add': ['añadir', 'Leer una fuente más, solo para este servidor'],
    'source add url': ['dirección', 'La dirección de su canal o página'],
    'source add name': ['nombre', 'Cómo llamarla; su servidor si se omite'],
    'source add every': ['cada', 'Minutos entre dos lecturas; 15 si se omite'],
    'source list': ['lista', 'Las fuentes que ve este servidor'],
    'source remove': ['quitar', 'Dejar de leer una fuente de este servidor'],
    'source remove source': ['fuente', 'Cuál de sus propias fuentes'],
    'source status': ['estado', 'Si cada fuente va bien, desde cuándo y qué se halló'],

    // /hook
    hook: ['gancho', 'Webhooks y otros servicios que reciben los avisos'],
    'hook add': ['añadir', 'Enviar avisos a un webhook, Slack, Teams, ntfy o Telegram'],
    'hook add format': ['formato', 'Qué recibe los avisos; la dirección se pide después'],
    '* hook': ['gancho', 'Qué gancho'],
    'hook list': ['lista', 'Los ganchos del servidor y cómo están'],
    'hook test': ['probar', 'Enviar una prueba; un gancho nuevo se usa tras aceptarla'],
    'hook rotate': ['rotar', 'Un secreto nuevo para un webhook firmado; el viejo vale un día más'],
    'hook enable': ['reanudar', 'Que un gancho abandonado siga, con lo que esperaba o se perdió'],
    'hook remove': ['quitar', 'Quitar un gancho'],

    // /latest, /search, /trend
    latest: ['recientes', 'Las noticias más nuevas'],
    '* count': ['cuántas', 'Cuántas noticias; 5 si se omite'],
    search: ['buscar', 'Buscar en lo que han publicado las fuentes'],
    trend: ['tendencia', 'Con qué frecuencia se habló de algo, día a día'],
    'trend query': ['consulta', 'Un tema, o palabras como en una regla'],
    'trend days': ['días', 'Cuántos días; 7 si se omite'],

    // /status
    status: ['estado', 'Si todo funciona aquí, y cómo arreglar lo que no'],
    'status channel': ['canal', 'Avisar a este canal cuando se detenga un destino o una fuente'],
    'status clear': ['borrar', 'No avisar ya a ningún canal'],

    // /help
    help: ['ayuda', 'Qué puede hacer aquí y cómo se escriben las consultas'],

    // Why did this match?
    'Why did this match?': ['¿Por qué coincidió?'],
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
      news: (news) => {
        if (news.kind === 'topic')
          return `El tema @${news.topic} ha cambiado (versión ${news.from} a ${news.to}): las reglas que lo usan pueden encontrar otras noticias que antes.`
        if (news.kind === 'sentence') return news.text
        if (news.kind === 'source')
          return `Fuente ${news.name}: ${STATES[news.state]}${news.evidence === undefined ? '' : ` (${news.evidence})`}.`
        return news.disabled === undefined
          ? `Las alertas vuelven a ir a ${news.name}.`
          : `Las alertas a ${news.name} se han detenido: ${news.disabled}. Lo que espera se conserva; arréglelo y actívelo de nuevo.`
      },
      queryErrors: SPANISH,
      standstills: SPANISH_STANDSTILLS,
      meant: (like) => `¿Quiso decir ${like}?`,
      quota: (refused) => {
        const { quota } = refused
        if (quota.of !== 'holdings')
          return `Eso tomaría el ${quota.percent} % de la cuota diaria de este Nightdesk; el límite es el ${quota.most} %. Quite una fuente, una regla o un destino.`
        const { wish, most, personal } = quota
        const what = { source: 'fuentes', rule: 'reglas', hook: 'ganchos' }[wish]
        const how = personal
          ? '/alerts remove'
          : { source: '/source remove', rule: '/watch remove', hook: '/hook remove' }[wish]
        return most === 0
          ? 'Aquí una persona no puede tener fuentes ni ganchos propios.'
          : `Se pueden tener ${most} ${what} y ya están todos ocupados. Quite uno con ${how}.`
      },
      address: {
        invalid: 'Eso no es una dirección web.',
        'too-long': 'La dirección es demasiado larga.',
        scheme: 'La dirección debe empezar por https:// (una fuente puede usar http://).',
        credentials: 'La dirección no puede llevar usuario ni contraseña.',
        port: 'Solo se admite el puerto habitual de http o https.',
        address: 'Use un nombre de servidor; no se admiten direcciones numéricas.',
        name: 'Ese no es un nombre de servidor público.',
        'own-host': 'Nightdesk no se llama a sí mismo.',
      },
      missingRights: (rights, channel) =>
        `Aún no puedo publicar en ${channel}. Dé allí a mi rol: ${rights} (Editar canal > Permisos) e inténtelo de nuevo.`,
      yes: 'sí',
      no: 'no',
      back: 'Atrás',
      more: 'Más',
      andMore: (number) => `y ${number} más`,
    },

    rules: {
      nothingToWatch: 'Dígame qué vigilar: unas palabras o un tema.',
      nothingToTest: 'Dígame qué probar: una regla, unas palabras o un tema.',
      nothingToChange: 'Dígame qué cambiar: al menos una opción.',
      noSuchRule: 'Aquí no hay tal regla. Elija una de la lista que se ofrece.',
      onePlace: 'Elija un canal o un gancho, no ambos.',
      noSuchPlace: 'No puedo publicar en ese canal. Elija un canal de texto, de anuncios, un hilo o un foro.',
      noSuchSource: (source) => `No hay ninguna fuente «${source}». Elija una de la lista que se ofrece.`,
      noTime: (time) => `«${time}» no es una hora. Escríbala así: 07:30.`,
      noZone: (zone) => `No conozco la zona horaria «${zone}». Escríbala así: Europe/Madrid.`,
      tagsForForums: 'Las etiquetas son de los foros, y ese canal no lo es.',
      tagsWithChannel: 'Las etiquetas van con un foro: elíjalo en la opción del canal.',
      noEveryone: 'Menciono roles, nunca a todos. Elija un rol que se pueda dar a personas.',
      mayNotPing: (role, channel) =>
        `Puede que no consiga mencionar ${role} en ${channel}. Si no todos pueden mencionar ese rol, dé allí a mi rol: Mention Everyone (Editar canal > Permisos).`,
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
      pausedNow: (name) => `La regla ${name} está en pausa hasta que la reanude.`,
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
      merge: 'Varias fuentes en un aviso',
      changes: 'Cambios de una noticia',
      state: 'Estado',
      fault: 'Fallo',
      made: 'Creada',
      formTitle: 'Una regla nueva',
      formEdit: 'Cambiar la regla',
      formQuery: { label: 'Qué buscar', description: 'Palabras, "una frase", prefijo*, OR, NOT, @topic' },
      formTopics: { label: 'Temas: armas y dirigentes', description: 'Cualquiera de ellos' },
      formOtherTopics: { label: 'Temas: exterior, economía, sociedad', description: 'Cualquiera de ellos' },
      formChannel: { label: 'Dónde publicar' },
      formPing: { label: 'Un rol que mencionar', description: 'Déjelo vacío para no mencionar a nadie' },
      formDelivery: { label: 'Cuándo' },
      formName: { label: 'Cómo llamarla' },
      formScope: { label: 'Cuánto de la noticia se mira' },
    },

    // /watch
    watch: {
      none: 'Aún no hay reglas. Cree una con /watch add, o paso a paso con /watch new.',
    },

    // /alerts
    alerts: {
      none: 'Aún no tiene reglas. Cree una con /alerts add.',
      here: 'sus mensajes directos',
      greeting:
        'Aquí llegarán sus avisos. /alerts list muestra sus reglas, /alerts settings fija las horas de silencio y /alerts forget-me borra todo lo suyo.',
      closed:
        'No puedo enviarle mensajes directos, así que no se ha guardado nada. Permítalos en los ajustes de privacidad de un servidor que compartamos y vuelva a intentarlo.',
      notArrived: (reason) => `Un primer mensaje directo no le llegó (${reason}), así que no se ha guardado nada.`,
      forgotten: (rules) => `Todo lo suyo se ha borrado: ${rules} reglas, sus ajustes y sus avisos.`,
      nothingMuted: 'No ha silenciado nada.',
      noHours: (hours) => `«${hours}» no son horas de silencio. Escríbalas así: 22:00-07:00, o off para quitarlas.`,
      arranged: 'Hecho.',
      noQuiet: 'Horas de silencio: ninguna',
      quiet: (from, to) =>
        `Horas de silencio: de ${from} a ${to}; lo que llegue entonces se avisa después, en un solo mensaje`,
      digest: (time) => `Resumen diario: a las ${time}`,
      zone: (zone) => `Zona horaria: ${zone}`,
    },

    // /mute
    mute: {
      sourceChoice: (name) => `Fuente: ${name}`,
      none: 'No hay nada silenciado en este servidor.',
      noTime: 'Elija cuánto tiempo en la lista que se ofrece.',
      noSuchThing: 'No conozco esa noticia o fuente. Elija una de la lista que se ofrece.',
      nothingTold: (channel) => `Ninguna regla publica en ${channel}, así que no hay nada que silenciar ahí.`,
      everywhere: 'en todo el servidor',
      forGood: 'para siempre',
      until: (when) => `(termina ${when})`,
      muted: (what, where, until) => `Silenciado: **${what}**, ${where} ${until}`,
      notMuted: 'Eso no está silenciado ahí.',
      unmuted: (what) => `Ya no está silenciado: **${what}**`,
    },

    // /source
    source: {
      none: 'Aún no se lee ninguna fuente. /source add toma la dirección de un canal.',
      noSuch: 'Este servidor no tiene tal fuente propia. Elija una de la lista que se ofrece.',
      shared: (name, id) => `El operador ya tiene ${name}, como \`${id}\`: sus reglas la oyen y no se añade nada.`,
      known: (name, id) => `Ya tienen ${name}, como \`${id}\`.`,
      added: (name, id) => `Desde ahora leo ${name}, como \`${id}\`.`,
      readSoon: (minutes) => `Se leerá en ${minutes} minutos; /source status dice cómo fue.`,
      firstFailed: (why) => `La primera lectura falló: ${why}\nSigo intentándolo; /source status dice cómo está.`,
      firstRead: (stories, minutes) =>
        `Se puede leer: ${stories} noticias en la lista. Lo que llegue desde ahora se compara en ${minutes} minutos.`,
      removed: (name) => `${name} ya no se lee.`,
      inUse: (name, rules) =>
        `${name} se queda, porque la nombran estas reglas: ${rules}. Cámbielas o quítelas primero.`,
      every: (minutes) => `cada ${minutes} min`,
      pushed: 'traída desde fuera',
      own: 'propia del servidor',
      operators: 'del operador',
      items: (number) => `${number} noticias`,
      noAnswer: 'sin respuesta',
      state: (state, since) =>
        state === 'silent' ? `callada, última noticia ${since}` : `${STATES[state]} desde ${since}`,
    },

    // /hook
    hook: {
      none: 'Aún no hay ganchos. Cree uno con /hook add.',
      noSuch: 'Aquí no hay tal gancho. Elija uno de la lista que se ofrece.',
      noSuchFormat: 'No conozco ese formato. Elija uno de la lista que se ofrece.',
      formTitle: (format) => `Nuevo gancho: ${format}`,
      fields: {
        url: { label: 'Dirección (https://…)', description: 'Secreta: se guarda y no vuelve a mostrarse' },
        thread: { label: 'Hilo, por su ID' },
        topic: { label: 'Tema', description: 'Quien lo conozca puede leerlo' },
        token: { label: 'Token del bot', description: 'Secreto: se guarda y no vuelve a mostrarse' },
        chat: { label: 'Chat', description: 'Su número, o el @nombre de un canal' },
      },
      formName: { label: 'Cómo llamarlo' },
      faults: {
        url: 'No puedo aceptar esa dirección: falta o es demasiado larga.',
        thread: 'El ID de un hilo tiene solo cifras.',
        topic: 'Un tema tiene letras, cifras, - y _, 64 como máximo.',
        token: 'El token de un bot tiene la forma 123456:ABC-DEF…',
        chat: 'Un chat es un número, o el @nombre de un canal.',
        name: 'Ese nombre es demasiado largo.',
      },
      wrongForm: 'No puedo crear un gancho con ese formulario. Ábralo de nuevo con /hook add.',
      known: (name) => `Este servidor ya tiene ese gancho: ${name}. /hook test lo prueba.`,
      added: (name, address) => `El gancho ${name} está guardado (${address}).`,
      accepted: (name) => `La prueba fue aceptada: ${name} está listo para los avisos.`,
      refused: 'La prueba fue rechazada.',
      noAnswer: 'La prueba no tuvo respuesta.',
      challenge:
        'La prueba no devolvió su valor: devuelva el valor de `data.challenge`, como cuerpo o en la cabecera `webhook-challenge`.',
      untilAccepted: 'No se envía nada ahí hasta que se acepte una prueba. Corríjalo y use /hook test.',
      testsSpent: (most) =>
        `No se envió ninguna prueba: un servidor puede enviar ${most} por hora. Un gancho nuevo la espera; use /hook test más tarde.`,
      secret: (secret) =>
        `Su secreto de firma, mostrado solo esta vez (guárdelo donde el receptor pueda leerlo): ||\`${secret}\`||`,
      secretShown: 'Su secreto de firma ya se mostró una vez. /hook rotate crea otro.',
      rotated: (name) => `${name} tiene un secreto nuevo; durante 24 horas se firma también con el viejo.`,
      noSecret: 'Solo un webhook firmado (Standard Webhooks) tiene secreto.',
      enabled: (name, replayed) =>
        `${name} sigue${replayed === 0 ? '' : `, con ${replayed} mensajes que se habían abandonado`}.`,
      removed: (name) => `El gancho ${name} se ha quitado y su dirección se ha olvidado.`,
      inUse: (name, rules) =>
        `${name} se queda, porque estas reglas publican ahí: ${rules}. Cámbielas o quítelas primero.`,
      unconfirmed: 'espera una prueba aceptada: /hook test',
      disabled: (why) => `abandonado (${why}): corríjalo y use /hook enable`,
      neverYet: 'listo, aún sin envíos',
      lastTold: (when) => `listo, último envío ${when}`,
      waiting: (number) => `${number} en espera`,
    },

    // /latest, /search, /trend
    archive: {
      noSources: 'Aún no se lee ninguna fuente, así que no hay dónde buscar.',
      nothingYet: 'Las fuentes aún no han traído nada.',
      nothing: (query) => `No se guarda nada que coincida con ${query}.`,
      cut: 'Hay más de lo que puedo revisar de una vez; noticias más antiguas también pueden coincidir.',
      notAsked: (sources) => `Sin consultar: ${sources}. Nombre una fuente para consultarla.`,
      noAnswer: (sources) => `Sin respuesta: ${sources}.`,
      searchesSpent: `No se puede consultar más veces en un minuto (${ADMISSION.SEARCHES_A_MINUTE}). Inténtelo de nuevo en un minuto.`,
      noHeadline: '(sin titular)',
      trend: (query, over, total, atLeast) =>
        `**${query}**: ${atLeast ? 'al menos ' : ''}${total} noticias en ${over} días, por el día en Pyongyang.`,
      trendNone: (query, over) => `Nada que coincida con ${query} en los últimos ${over} días.`,
      since: (when) => `Lo que guardo empieza ${when}; los días anteriores pueden haber tenido más.`,
    },

    // /status
    status: {
      title: 'Nightdesk aquí',
      places: 'Adónde van los avisos',
      sources: 'Fuentes',
      canPost: 'Puedo publicar en este canal.',
      noHistory: (channel) =>
        `No puedo ver los mensajes anteriores de ${channel}: si se corta la conexión una alerta puede llegar dos veces, y un cambio no se puede contar como respuesta. Dé allí a mi rol el permiso Read Message History.`,
      open: 'Discord acepta mis mensajes.',
      shut: 'Discord me rechaza por ahora. Los avisos esperan y saldrán cuando me admita; el registro del operador dice por qué.',
      polled: (when) => `Las fuentes se consultaron por última vez ${when}.`,
      late: (when) =>
        `Las fuentes se consultaron por última vez ${when}: diga al operador que el disparador cron no funciona.`,
      channel: (channel) => `De los problemas aviso en ${channel}.`,
      noChannel: 'Los problemas esperan al próximo comando. /status con un canal hace que se avise allí.',
      greeting: 'Aquí avisaré cuando se detenga un destino o una fuente de este servidor.',
      channelSet: (channel) => `Desde ahora aviso de los problemas en ${channel}.`,
      channelCleared: 'Ya no aviso de los problemas en ningún canal.',
      noSuchChannel: 'No puedo avisar en ese canal. Elija un canal de texto, de anuncios o un hilo.',
      notArrived: (channel, reason) =>
        `Un primer mensaje en ${channel} no llegó (${reason}), así que no se ha cambiado nada.`,
      noPlaces: 'Aún a ninguna parte. /watch add crea una regla para un canal.',
      noAnswer: 'ahora no responde; inténtelo en un minuto',
      mendHook: 'Arréglelo y use /hook enable.',
      failing: (waiting, next) => `ahora no acepta mensajes, esperan ${waiting}; nuevo intento ${next}`,
      nothingSent: 'listo, aún no se ha enviado nada',
      lastSent: (when) => `último envío ${when}`,
      waiting: (waiting) => `mensajes que esperan: ${waiting}`,
      notShown: (names) => `No se muestran: ${names}`,
      noSources: 'Aún no hay. El operador añade las que son de todos.',
      states: STATES,
      mendOwn: {
        quiet: 'Mire si el sitio aún publica.',
        failing: 'Lo intento de nuevo por mi cuenta.',
        blocked: 'Lo respeto: quítela con /source remove o pregunte al sitio.',
        moved: 'Mire adónde se ha ido el sitio; /source add toma la nueva dirección.',
        unparsable: 'Mire si la dirección sigue siendo un feed; /source add toma otra.',
        gap: 'No hay nada que hacer; una fuente consultada más a menudo pierde menos.',
      },
      mendShared: 'Es del operador, que está avisado.',
    },

    // /help
    help: {
      commands: 'Qué puede hacer aquí',
      language: 'Cómo escribir una consulta',
      means: {
        'missile launch': 'las dos palabras enteras, en cualquier orden',
        '"test fire"': 'una junto a otra; también test-fire y testfire',
        'hwasong*': 'palabras que empiezan así: 3 letras al menos',
        'Hwasong-*': 'hwasong y lo que siga al guion',
        'missile OR rocket': 'cualquiera; AND, OR y NOT en mayúsculas',
        'missile -japan': 'sin ella; igual que NOT japan',
        '(missile OR rocket) -museum': 'paréntesis, 10 niveles como mucho',
        'missile NEAR/5 launch': '5 palabras en medio como mucho, en cualquier orden',
        'kim ONEAR/3 inspects': 'en este orden; hasta 20',
        'title:nato': 'en el título; también lead: y text:',
        'source:rodong': 'de esa fuente; también lang:ko y section:',
        'atleast3:satellite': 'tres veces o más',
        '=US': 'letra por letra: ni us ni U.S.',
        '@missiles -@sports': 'temas: consultas ya preparadas',
        '미싸일 OR 导弹': 'coreano, chino y japonés: también dentro de palabras',
      },
      onMessage: (name) => `En el menú de un mensaje, en Aplicaciones: \`${name}\` dice por qué llegó un aviso`,
    },

    // /watch why
    why: SPANISH_WHY,

    // Why did this match?
    story: {
      notHere: 'No conozco tal aviso en este canal.',
      noAlert: 'Ese mensaje no lleva ningún aviso mío que aún recuerde.',
      rule: (name, terms) => `Regla ${name}: ${terms}`,
      factsAlone: 'su consulta no pide ninguna palabra, y se cumplió entera',
      earlier: 'coincidió un estado anterior de la noticia; este aviso dice que cambió',
      headlineOnly: 'La entradilla no se obtuvo a tiempo: solo se miró el título.',
      inTitle: 'en el título',
      inLead: 'en la entradilla',
      inText: 'en el texto',
      several: 'Este mensaje lleva varias noticias. ¿Cuál?',
      choose: 'Elija una noticia…',
      snoozeWhich: 'Varias reglas avisaron de ella. ¿Cuál debe callar?',
      whichRule: 'Elija una regla…',
      snoozeHowLong: (name) => `¿Cuánto tiempo debe callar la regla ${name}?`,
      howLong: 'Elija cuánto…',
      lasting: { '1h': '1 hora', '8h': '8 horas', '24h': '24 horas', '7d': '7 días' },
      rulesGone: 'Las reglas que avisaron de ella ya no existen.',
      muted: (title) => `No más de esta noticia aquí: ${title}`,
    },
  },
}
