// /watch why in Russian.
import { DELIVER, UNITS } from '../../../../core/limits.ts'
import type { Sentences } from '../words.ts'

const FIELDS = { title: 'заголовок', lead: 'первый абзац', text: 'текст' } as const
const WHAT = { story: 'материал', source: 'источник' } as const
const STATES = {
  waiting: 'ждёт',
  sent: 'отправлено',
  merged: 'объединено',
  dropped: 'не отправлено',
  dead: 'доставка прекращена',
} as const
const EVENTS = {
  item: 'новые материалы',
  revised: 'изменения',
  withdrawn: 'снятые материалы',
  source: 'состояние источников',
} as const

export const RUSSIAN_WHY: Sentences['why'] = {
  stages: {
    names: {
      seen: 'увидено',
      source: 'источник',
      time: 'время',
      active: 'действует',
      muted: 'без звука',
      scope: 'где искать',
      query: 'запрос',
      outcome: 'итог',
    },
    findings: {
      scopes: {
        title: 'в заголовке',
        lead: 'в заголовке и первом абзаце',
        text: 'в заголовке, первом абзаце и тексте',
      },
      fields: { title: 'в заголовке', lead: 'в первом абзаце', text: 'в тексте' },
      found: (word, field) => `${word} (${FIELDS[field]})`,
      holds: 'подходит',
      absent: (place) => `нет ${place}`,
      topicless: 'у таких материалов нет темы',
      fact: (fact, known) =>
        `${{ source: 'источник', lang: 'язык', section: 'рубрики' }[fact]}: ${known || 'неизвестно'}`,
      seldom: (times, of, found) => `${times} из ${of}: ${found}`,
      apart: {
        fields: (places) => `есть оба, но не в одном месте: ${places}`,
        order: (places) => `есть оба, но в обратном порядке: ${places}`,
        far: (places) => `есть оба, но слишком далеко друг от друга: ${places}`,
      },
      ruledOut: (found) => (found === '' ? 'подходит, а потому исключено' : `найдено, а потому исключено: ${found}`),
    },
    seen: (source, at) => `${source}, ${at}`,
    unseen: `нет ни среди недавних материалов, ни среди того, что сообщено туда за дни: ${DELIVER.KEEP_MS / UNITS.DAY}`,
    unheard: (listens, source) => `правило слушает ${listens}, но не ${source}`,
    everySource: 'все доступные источники',
    baseline: 'был в первом списке источника, а о нём не сообщается',
    inTime: (made) => `правило создано ${made}`,
    tooLate: (made) => `правило создано ${made}, позже, чем материал замечен`,
    paused: 'правило приостановлено',
    expired: (at) => `срок правила истёк ${at}`,
    active: 'не приостановлено, срок не истёк',
    activeUntil: (at) => `до ${at}`,
    muted: (what, label) => `там заглушён ${WHAT[what]} «${label}»`,
    mutedUntil: (what, label, until) => `там до ${until} заглушён ${WHAT[what]} «${label}»`,
    snoozed: (until) => `правило приостановлено до ${until}`,
    wasMuted: 'было заглушено или приостановлено, когда пришло оповещение, теперь уже нет',
    unmuted: 'ни материал, ни источник не заглушены, правило не приостановлено',
    scopes: {
      title: 'смотрит в заголовок',
      lead: 'смотрит в заголовок и первый абзац',
      text: 'смотрит в заголовок, первый абзац и текст',
    },
    lacks: {
      lead: (scope) => `${scope}, а первого абзаца у материала ещё нет`,
      text: (scope) => `${scope}, а текст здесь не хранится`,
    },
    noAlert: 'оповещений не записано',
    alert: (alert, end) => `оповещение ${alert}: ${end}`,
    underWay: 'в пути или старше того, что хранится',
    end: (state, reason) => (reason === '' ? STATES[state] : `${STATES[state]} (${reason})`),
    endings: {
      plain: {
        accepted: 'принято',
        muted: 'заглушено',
        ruleGone: 'правило удалено',
        rulePaused: 'правило приостановлено',
        ruleSnoozed: 'правило приостановлено на время',
        ruleGoneOrPaused: 'правило удалено или приостановлено',
        noRule: 'правил не осталось',
        left: 'оповещение уже ушло',
        placeGone: 'места доставки больше нет',
        damaged: 'сохранённое повреждено',
        unpacked: 'не удалось составить сообщение',
        foundThere: 'уже было на месте',
      },
      merged: (into) => `объединено с оповещением ${into}`,
      event: (event) => `там не принимают: ${EVENTS[event]}`,
      overdue: (hours) => `не принято за часы: ${hours}`,
      silent: (days) => `ничего не принято за дни: ${days}`,
    },
  },
  open: 'Отмеченное знаком ? зависит от текста материала, а он здесь не хранится.',
  choose: 'Выберите материал из предложенного списка или укажите его полный адрес.',
  untold: 'Сейчас о нём сообщили бы, но оповещения там нет: правило с тех пор изменили или оповещение ещё в пути.',
  elsewhere:
    'Сами источники опрашивает /search. О правилах оператора скажет и `POST /api/v1/rules/:id/explain`, а `nightdesk explain` проверит запрос на любом материале.',
}
