"""A headline in, which way its event went out: granted or stalled, seized or handed back, in any language."""

import re
from collections.abc import Iterable, Mapping

# Kinds of events that come in two opposite ways, as the beginnings of words (`stem*`), words or phrases
# (`two_words`). A move is no kind of its own: who joins one firm leaves another.
_TURNS: Mapping[str, tuple[str, str]] = {
    "permit": (
        """
        grant* approv* allow* authori[sz]* greenligh* cleared clears lift* eas(?:e|es|ed|ing) unblock*
        accord* approuv* autoris* lèv* levée autoriz* aprueb* aprob* concede* permite* permitir* levant*
        genehmig* erlaub* gewähr* hebt zezwal* zatwierdz* разреш* одобр*
        批准 放行 獲准 获准 准许 准許 解禁 放宽 放寬 許可 承認 解除 허가 승인 허용 해제
        """,
        """
        stall* block* den(?:y|ies|ied) reject* ban bans banned bar bars barred halt* suspend* revok*
        withh[eo]ld* delay* restrict* tighten* freez* frozen not_permitted not_allowed
        bloqu* refus* interdi* suspen* retard* durci* prohíb* prohib* rechaz* deneg*
        blockier* verbiet* verbot* lehnt stopp* verschärf* zakaz* blokuj* wstrzym*
        запре* отказ* приостан*
        禁止 拒绝 拒絕 暂停 暫停 搁置 擱置 叫停 封杀 封殺 收紧 收緊 停滞 停滯 却下 差し止め 停止
        거부 금지 중단 보류
        """,
    ),
    "hold": (
        """
        seiz* takes?_over took_over takes?_control took_control saisi* prend_le_contrôle
        prennent_le_contrôle beschlagnahm* übernimmt übernehmen incaut* tom[aó]_el_control intervien*
        接管 扣押 没收 沒收 接収 압류
        """,
        """
        hand(?:s|ed)?_back hands?_control returns? returned relinquish* restitu* rend rendent zurück
        devuelv* devolv* 归还 歸還 交还 交還 返還 반환
        """,
    ),
    "plan": (
        """
        announc* launch* unveil* plans? annonc* lance* dévoil* anunci* lanza* presenta* kündigt startet
        stellt запуска* объяв* 宣布 发布 發布 推出 發表 発表 公開 출시 발표 공개
        """,
        """
        cancel* scrap* shelv* abandon* drops? dropped withdr* pull* annul* renonc* retir* cancela*
        streicht abgesagt zieht отмен* отказа* 取消 放弃 放棄 撤回 下架 中止 撤退 취소 철회
        """,
    ),
    "case": (
        """
        sues? sued charg* accus* indict* prob(?:e|es|ing) investigat* enquêt* poursui* demand*
        investig* verklagt ermittel* klag* 起诉 起訴 调查 調查 指控 提訴 捜査 기소 수사 조사
        """,
        """
        settl* dismiss* acquit* closes? closed règle* classe* archiva* eingestellt einigt
        和解 撤诉 撤訴 结案 結案 終結 합의 종결
        """,
    ),
    "level": (
        """
        rais* ris(?:e|es|ing) rose hike* increas* surg* jump* soar* hausse augment* sub(?:e|en|ió)
        aument* steig* erhöh* 上涨 上漲 提高 涨价 漲價 増加 値上げ 인상 상승 급등
        """,
        """
        cuts? fall* fell lower* slash* plung* slump* baiss* chut* rédui* baj(?:a|an|ó) recort* caen
        senk* fäll* fallen sinkt 下跌 降价 降價 下调 下調 値下げ 減少 인하 하락 급락
        """,
    ),
    "work": (
        """
        resum* restart* reopen* repren* repris* reanud* nimmt_wieder возобнов*
        恢复 恢復 重启 重啟 再開 재개
        """,
        """
        halt* stop* paus* suspend* arrêt* interromp* deten* stopp* unterbr*
        停止 暂停 暫停 中断 中斷 停止 중단 멈춰
        """,
    ),
    "court": (
        "wins? won upheld uphold* gagne* gana* gewinnt 胜诉 勝訴 승소",
        "los(?:e|es|ing) lost overturn* struck perd* pierd* verliert 败诉 敗訴 패소",
    ),
}


def _compile(ways: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"({'|'.join(map(_pattern, way.split()))})" for way in ways))


def _pattern(term: str) -> str:
    term = term.replace("_", " ")
    if not re.match("[a-zà-žа-я]", term):
        return term
    return rf"\b{term[:-1]}\w*" if term.endswith("*") else rf"\b{term}\b"


_PATTERNS = {kind: _compile(ways) for kind, ways in _TURNS.items()}


def turns(title: str) -> dict[str, int]:
    """Return which way the headline's event went, by kind: 1 or -1; one with both ways says neither."""
    low = title.lower()
    found: dict[str, int] = {}
    for kind, pattern in _PATTERNS.items():
        ways = {1 if match.lastindex == 1 else -1 for match in pattern.finditer(low)}
        if len(ways) == 1:
            found[kind] = ways.pop()
    return found
