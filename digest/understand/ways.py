"""A headline in, which way its event went out: granted or stalled, seized or handed back."""

from collections.abc import Mapping, Sequence

from digest.scripts import is_cjk

# Kinds of events that come in two opposite ways, or as a step and what answers it, as the beginnings of words
# (`stem*`), words or phrases (`two_words`). A move is no kind of its own: who joins one firm leaves another; nor is a
# verdict, which one party wins and the other loses. That a licence is needed, or was not renewed, stands on both
# sides, so that it says neither; so does a court of appeals, and what is kept from the public. A model that a lab
# drops has come out, and a clause that it drops is gone.
_WAYS: Mapping[str, tuple[str, str]] = {
    "permit": (
        """
        issuing issue_licences issue_licenses issues_licences issues_licenses issued_licences
        issued_licenses licences_issued licenses_issued grant* approv* allow* authoris* authoriz*
        greenligh* cleared clears lift* ease eases eased easing unblock* accord* approuv* autoris* lèv*
        levée autoriz* aprueb* aprob* concede* permite* permitir* levant* genehmig* erlaub* gewähr* hebt
        zezwal* zatwierdz* разреш* одобр* nod lets green_light go_ahead feu_vert grünes_licht luz_verde via_libera
        zielone_światło зелёный_свет 容認 批准 放行 獲准 获准 准许 准許 解禁 放宽 放寬 許可 承認 解除
        허가 승인 허용 해제
        """,
        """
        stall* block* deny denies denied reject* ban bans banned bar bars barred halt* suspend* revok*
        withhold* withheld delay* restrict* tighten* freez* frozen not_permitted not_allowed bloqu*
        take_back takes_back took_back pull_back rescind* retrait rücknahme widerruf* zurückzieh* revoc* revog* cofa*
        cofn* отзыв* отозв* 撤销 撤銷 撤回 吊销 吊銷 철회 取り消
        refus* interdi* suspen* retard* durci* prohíb* prohib* rechaz* deneg* blockier* verbiet* verbot*
        hold_off hold_back told_to_wait asked_to_wait ne_pas_acheter ne_pas_commander bremst bremsen frena frenan
        lehnt stopp* verschärf* zakaz* blokuj* wstrzym* запре* отказ* приостан* 禁止 拒绝 拒絕 暂停 暫停
        暂缓 暫緩 見合わせ 見送り 搁置 擱置 叫停 封杀 封殺 收紧 收緊 停滞 停滯 却下 差し止め 停止 거부 금지 중단 보류
        genehmigungspflicht* 許可制 許可管理 허가제 許可せず 認めず 更新せず 不再核發 不批准 未批准
        未获 未獲 不予 못_받
        """,
    ),
    "hold": (
        """
        seiz* take_over takes_over took_over take_control takes_control took_control saisi*
        prend_le_contrôle prennent_le_contrôle beschlagnahm* übernimmt übernehmen incaut*
        toma_el_control tomó_el_control intervien* 接管 扣押 没收 沒收 接収 압류
        """,
        """
        hand_back hands_back handed_back hand_control hands_control returns returned relinquish*
        restitu* rend rendent zurück devuelv* devolv* 归还 歸還 交还 交還 返還 반환
        """,
    ),
    "plan": (
        """
        announc* launch* unveil* plan plans annonc* lance* dévoil* anunci* lanza* presenta* kündigt
        startet запуска* объяв* 宣布 发布 發布 推出 發表 発表 公開 출시 발표 공개
        """,
        """
        cancel* scrap* shelv* abandon* withdr* pull* annul* renonc* retir* cancela* streicht abgesagt
        zieht_zurück zurückzieh* отмен* отказа* 取消 放弃 放棄 撤回 下架 中止 撤退 公開停止 公開せず 公開しない
        非公開 不公开 不公開 不再公开 不再公開 取り下げ 취소 철회 비공개 공개하지
        """,
    ),
    "case": (
        """
        sue sues sued charg* accus* indict* probe probes probing investigat* enquêt* poursui* demand*
        investig* verklagt ermittel* klag* 起诉 起訴 调查 調查 指控 提訴 捜査 기소 수사 조사
        """,
        """
        settl* dismiss* acquit* close closes closed règle* classe* archiva* eingestellt einigt 和解 撤诉
        撤訴 结案 結案 終結 합의 종결
        """,
    ),
    "level": (
        """
        rais* rise rises rising rose hike* increas* surg* jump* soar* hausse augment* sube suben subió
        aument* steig* erhöh* 上涨 上漲 提高 涨价 漲價 増加 値上げ 인상 상승 급등
        """,
        """
        cut cuts fall* fell lower* slash* plung* slump* baiss* chut* rédui* baja bajan bajó recort* caen
        senk* fäll* fallen sinkt 下跌 降价 降價 下调 下調 値下げ 減少 인하 하락 급락
        """,
    ),
    "work": (
        """
        resum* restart* reopen* repren* repris* reanud* nimmt_wieder возобнов* 恢复 恢復 重启 重啟 再開
        재개
        """,
        """
        halt* stop* paus* suspend* arrêt* interromp* deten* stopp* unterbr* 停止 暂停 暫停 中断 中斷
        停止 중단 멈춰
        """,
    ),
    "ruling": (
        """
        strikes_down struck_down throws_out threw_out annule annulé kippt kippen anula anulan tumba tumban
        annulla uchyla отменил* appeals_court appeals_judges appeals_panel 裁定 无效 無效 推翻 違法と判断 위법
        """,
        """
        appeals appealed fait_appel font_appel legt_berufung recurre recurren apela ricorre odwołuj* обжал*
        上诉 上訴 控訴 항소
        """,
    ),
    "court": ("upheld uphold* 维持原判 維持原判", "overturn* struck 推翻"),
}

# A word that, before a term, turns its meaning round.
_NOT = frozenset(("not", "nicht", "no", "non", "não", "nie", "не"))

# Terms are looked up by how they begin, so that a headline costs the same however many terms there are.
_KEY = 3
_Way = tuple[str, int]


def _phrase(term: str) -> str:
    return term.replace("_", " ")


def _compile() -> tuple[dict[str, list[tuple[str, bool, _Way]]], list[tuple[str, _Way]]]:
    """Return the terms by their first letters, with whether they take any ending, and those of characters."""
    spaced: dict[str, list[tuple[str, bool, _Way]]] = {}
    characters: list[tuple[str, _Way]] = []
    for kind, ways in _WAYS.items():
        for way, terms in zip((1, -1), ways, strict=True):
            for term in map(_phrase, terms.split()):
                if is_cjk(term[0]):
                    characters.append((term, (kind, way)))
                    continue
                stem = term.rstrip("*")
                spaced.setdefault(stem[:_KEY], []).append((stem, term.endswith("*"), (kind, way)))
    return spaced, characters


_SPACED, _CHARACTERS = _compile()


def ways_of(title: str, words: Sequence[str]) -> dict[str, int]:
    """Return which way the headline's event went, by kind: 1 or -1; one with both ways says neither.

    `words` are those of the title, in their order and in lower case.
    """
    ways: dict[str, set[int]] = {}
    for at, word in enumerate(words):
        for stem, takes_any, (kind, way) in _SPACED.get(word[:_KEY], ()):
            is_phrase = " " in stem and stem == " ".join(words[at : at + stem.count(" ") + 1])
            if word == stem or (takes_any and word.startswith(stem)) or is_phrase:
                ways.setdefault(kind, set()).add(-way if at and words[at - 1] in _NOT else way)
    if not title.isascii() and any(map(is_cjk, title)):
        for term, (kind, way) in _CHARACTERS:
            if term in title:
                ways.setdefault(kind, set()).add(way)
    return {kind: found.pop() for kind, found in ways.items() if len(found) == 1}
