// Why a place in Discord takes nothing any more, and what mends it, by Discord’s code; in English the sentences of `GONE` (codes.ts).

type Standstills = Readonly<Record<number, string>>

export const KOREAN_STANDSTILLS: Standstills = {
  10003: '채널이 더 이상 없습니다: 규칙을 다른 곳으로 옮겨 주세요',
  10004: '서버가 없어졌거나 봇이 서버에서 나갔습니다: 봇을 다시 초대해 주세요',
  10015: '웹후크가 삭제되었습니다: 채널 설정에서 새로 만들어 추가해 주세요',
  40067: '이 포럼의 글에는 태그가 있어야 합니다: 태그를 정해 주세요',
  50001: '봇이 채널을 볼 수 없습니다: 그 채널에서 View Channel을 허용해 주세요',
  50007: '이 사람은 봇의 다이렉트 메시지를 받지 않습니다: 봇과 함께 있는 서버의 개인정보 설정에서 허용해 주세요',
  50013:
    '봇이 채널에 글을 올릴 수 없습니다: 그 채널에서 Send Messages와 Embed Links를(스레드에서는 Send Messages in Threads를) 허용해 주세요',
  50027: '웹후크의 토큰이 더 이상 유효하지 않습니다: 새로 만들어 추가해 주세요',
  50083: '스레드가 보관되어 있습니다: 다시 열어 주세요',
  50278: '이 사람과 봇이 함께 있는 서버가 없습니다: 봇이 있는 서버에 들어와 주세요',
  160005: '스레드가 잠겨 있습니다: 잠금을 풀어 주세요',
}

export const JAPANESE_STANDSTILLS: Standstills = {
  10003: 'チャンネルがもうありません: ルールの届け先を別の場所にしてください',
  10004: 'サーバーがもうないか、ボットが外されました: ボットを招待し直してください',
  10015: 'ウェブフックが削除されました: チャンネルの設定で作り直して追加してください',
  40067: 'このフォーラムの投稿にはタグが要ります: タグを決めてください',
  50001: 'ボットからチャンネルが見えません: そこで View Channel を許可してください',
  50007:
    'この人はボットからのダイレクトメッセージを受け取りません: ボットと共有するサーバーのプライバシー設定で許可してください',
  50013:
    'ボットはチャンネルに投稿できません: そこで Send Messages と Embed Links（スレッドでは Send Messages in Threads）を許可してください',
  50027: 'ウェブフックのトークンが無効になりました: 作り直して追加してください',
  50083: 'スレッドがアーカイブされています: 開き直してください',
  50278: 'この人とボットが共有するサーバーがありません: ボットのいるサーバーに参加してください',
  160005: 'スレッドがロックされています: ロックを外してください',
}

export const CHINESE_STANDSTILLS: Standstills = {
  10003: '频道已不存在：请为规则另选一个地方',
  10004: '服务器已不存在，或机器人已被移出：请重新邀请机器人',
  10015: 'Webhook 已被删除：请在频道设置中新建一个并添加',
  40067: '该论坛的帖子都要有标签：请指定一个',
  50001: '机器人看不到该频道：请在那里允许 View Channel',
  50007: '此人不接收机器人的私信：请在与机器人共同所在服务器的隐私设置中允许',
  50013: '机器人不能在该频道发消息：请在那里允许 Send Messages 和 Embed Links（子区则为 Send Messages in Threads）',
  50027: 'Webhook 的令牌已失效：请新建一个并添加',
  50083: '子区已归档：请重新打开',
  50278: '此人与机器人没有共同的服务器：请加入机器人所在的服务器',
  160005: '子区已锁定：请解锁',
}

export const RUSSIAN_STANDSTILLS: Standstills = {
  10003: 'канала больше нет: выберите для правил другое место',
  10004: 'сервера больше нет или бота с него убрали: пригласите бота снова',
  10015: 'вебхук удалён: создайте новый в настройках канала и добавьте его',
  40067: 'этому форуму нужна метка в каждой публикации: укажите её',
  50001: 'бот не видит канал: разрешите ему там View Channel',
  50007:
    'этот человек не принимает личных сообщений от бота: их разрешают в настройках конфиденциальности общего с ботом сервера',
  50013:
    'бот не может писать в канал: разрешите ему там Send Messages и Embed Links (в ветках Send Messages in Threads)',
  50027: 'токен вебхука больше не действует: создайте новый вебхук и добавьте его',
  50083: 'ветка в архиве: откройте её снова',
  50278: 'у этого человека нет общего с ботом сервера: зайдите на сервер, где есть бот',
  160005: 'ветка закрыта: откройте её',
}

export const SPANISH_STANDSTILLS: Standstills = {
  10003: 'el canal ya no existe: elija otro lugar para sus reglas',
  10004: 'el servidor ya no existe o se quitó el bot: invítelo de nuevo',
  10015: 'se borró el webhook: cree otro en los ajustes del canal y añádalo',
  40067: 'ese foro pide una etiqueta en cada publicación: indíquela',
  50001: 'el bot no ve el canal: permítale allí View Channel',
  50007:
    'esta persona no recibe mensajes directos del bot: permítalos en la privacidad de un servidor que comparta con él',
  50013:
    'el bot no puede publicar en el canal: permítale allí Send Messages y Embed Links (en hilos, Send Messages in Threads)',
  50027: 'el token del webhook ya no vale: cree otro webhook y añádalo',
  50083: 'el hilo está archivado: ábralo de nuevo',
  50278: 'esta persona no comparte ningún servidor con el bot: únase a uno en el que esté',
  160005: 'el hilo está bloqueado: desbloquéelo',
}
