"""Things that are counted, with what each is called in the languages that are read: one unit, whoever names it.

What means two things in two languages stands nowhere here (高校 is a university in one and a school in another, `agents`
are policemen in a third), nor does what only often means the same.
"""

from collections.abc import Mapping
from functools import lru_cache

from digest.scripts import is_cjk

# By the word of English: other words of it, then those of French, German, Spanish, Italian, Portuguese, Polish, Russian,
# Japanese, Korean and both kinds of Chinese. Words joined by `_` are a phrase; an -s at the end is no matter.
WORDS: Mapping[str, str] = {
    "percentage points": (
        "points_de_pourcentage Prozentpunkte Prozentpunkten puntos_porcentuales punti_percentuali pontos_percentuais "
        "%ポイント %포인트 百分点 百分點"
    ),
    "basis points": (
        "points_de_base Basispunkte Basispunkten puntos_básicos puntos_base punti_base pontos_base 基点 基點"
    ),
    # ---- people
    "people": (
        "persons personnes Menschen Personen Leute Leuten personas persone pessoas osób osoby ludzi человек человека "
        "людей 人 名 명 인 사람"
    ),
    "employees": (
        "staff staffers salariés employés Mitarbeiter Mitarbeitern Mitarbeiterinnen Mitarbeitende Mitarbeitenden "
        "Beschäftigte Beschäftigten Angestellte Angestellten empleados empleadas dipendenti funcionários pracowników "
        "сотрудников сотрудника 従業員 社員 직원 임직원 员工 員工 雇员 僱員"
    ),
    "workers": (
        "travailleurs Arbeiter Arbeitern Arbeiterinnen trabajadores trabajadoras lavoratori trabalhadores robotników "
        "рабочих 労働者 노동자 근로자 工人"
    ),
    "jobs": (
        "emplois postes Stellen Arbeitsplätze Arbeitsplätzen empleos posti_di_lavoro empregos miejsc_pracy "
        "рабочих_мест 일자리 岗位 崗位 工作岗位 就业岗位 就業崗位 工作機會 工作机会 就業機會"
    ),
    "engineers": (
        "ingénieurs ingénieures Ingenieure Ingenieuren Ingenieurinnen ingenieros ingenieras ingegneri engenheiros "
        "inżynierów инженеров инженера エンジニア 技術者 엔지니어 工程师 工程師"
    ),
    "researchers": (
        "chercheurs chercheuses Forscher Forschern Forscherinnen Forschende Forschenden investigadores investigadoras "
        "ricercatori pesquisadores badaczy исследователей исследователя 研究者 研究員 연구원 연구자 研究员 研究人员 "
        "研究人員 科研人员 科研人員 研发人员 研發人員"
    ),
    "scientists": (
        "scientifiques Wissenschaftler Wissenschaftlern Wissenschaftlerinnen científicos científicas scienziati "
        "cientistas naukowców ученых учёных 科学者 과학자 科学家 科學家"
    ),
    "experts": (
        "Experten Expertinnen expertos expertas esperti ekspertów экспертов эксперта 専門家 전문가 专家 專家"
    ),
    "students": (
        "étudiants étudiantes Studenten Studentinnen Studierende Studierenden estudiantes studenti estudantes studentów "
        "студентов студента 学生 學生 大学生 학생 대학생"
    ),
    "graduates": (
        "diplômés diplômées Absolventen Absolventinnen graduados egresados absolwentów выпускников 卒業生 졸업생 毕业生 畢業生"
    ),
    "users": (
        "utilisateurs Nutzer Nutzern Nutzerinnen usuarios usuarias utenti usuários utilizadores użytkowników "
        "пользователей пользователя ユーザー ユーザ 利用者 이용자 사용자 用户 用戶 使用者"
    ),
    "customers": (
        "clients clientes clienti Kunden Kundinnen klientów клиентов клиента 顧客 고객 客户 客戶"
    ),
    "subscribers": (
        "abonnés Abonnenten suscriptores abonados abbonati assinantes subskrybentów подписчиков подписчика 加入者 가입자 "
        "订户 訂戶 订阅者 訂閱者"
    ),
    "developers": (
        "développeurs Entwickler Entwicklern Entwicklerinnen desarrolladores sviluppatori desenvolvedores "
        "разработчиков разработчика 開発者 개발자 开发者 開發者 开发人员 開發人員"
    ),
    "investors": (
        "investisseurs Investoren inversores investitori investidores inwestorów инвесторов 投資家 투자자 投资者 投資者 "
        "投资人 投資人"
    ),
    # ---- firms, states, places
    "companies": (
        "company firms entreprises sociétés Unternehmen Firmen Firma empresas compañías aziende imprese "
        "companhias firmy spółek компаний компании компания фирм фирмы 企業 社 会社 기업 회사 업체 개사 公司 企业"
    ),
    "start-ups": (
        "startups jeunes_pousses スタートアップ 스타트업 初创 初創 初创企业 初創企業 初创公司 初創公司 新創公司 新創企業"
    ),
    "subsidiaries": (
        "subsidiary filiales Tochtergesellschaften Tochterfirmen subsidiárias 子会社 자회사 子公司 分公司"
    ),
    "suppliers": (
        "fournisseurs Zulieferer Zulieferern Lieferanten proveedores fornitori fornecedores dostawców поставщиков "
        "サプライヤー 공급업체 供应商 供應商"
    ),
    "banks": (
        "banques Banken bancos banche banków банков 銀行 은행 银行"
    ),
    "countries": (
        "country pays Länder Ländern países paesi krajów kraje стран страны カ国 か国 ヶ国 ヵ国 개국 나라 국가 国 國 国家 國家"
    ),
    "cities": (
        "city villes Städte Städten ciudades città cidades miast городов 도시 城市"
    ),
    "entities": "entity entités entidades 实体 實體",
    "universities": (
        "university universités Universitäten universidades università uniwersytetów университетов 大学 대학 대학교 大學"
    ),
    "schools": (
        "écoles Schulen escuelas scuole escolas szkół школ 学校 학교 學校"
    ),
    "hospitals": (
        "hôpitaux Krankenhäuser Krankenhäusern hospitales ospedali hospitais szpitali больниц 病院 병원 医院 醫院"
    ),
    "laboratories": (
        "laboratory labs laboratoires Labore Laboren laboratorios laboratori laboratórios laboratoriów лабораторий "
        "실험실 实验室 實驗室"
    ),
    "factories": (
        "factory usines Fabriken fábricas fabbriche fabryk заводов 工場 공장 工厂 工廠"
    ),
    "data centers": (
        "datacenters data_centres datacentres centres_de_données Rechenzentren centros_de_datos データセンター "
        "데이터센터 数据中心 數據中心 資料中心"
    ),
    # ---- what is made of chips
    "chips": (
        "semiconductors puces semi-conducteurs Halbleiter Halbleitern semiconductores czipów chipów чипов чипа "
        "半導体 チップ 반도체 칩 芯片 晶片 半导体 半導體"
    ),
    "processors": (
        "processeurs Prozessoren procesadores processori processadores procesorów процессоров процессора "
        "プロセッサー プロセッサ 프로세서 处理器 處理器"
    ),
    "accelerators": (
        "accélérateurs Beschleuniger Beschleunigern aceleradores acceleratori akceleratorów ускорителей ускорителя "
        "アクセラレーター 가속기 加速卡"
    ),
    "wafers": "obleas płytek пластин ウエハー ウエハ ウェハー ウェハ 웨이퍼 晶圆 晶圓",
    "fabs": "晶圆厂 晶圓廠 晶圆工厂",
    "servers": (
        "serveurs Servern servidores serwerów серверов сервера サーバー サーバ 서버 服务器 伺服器"
    ),
    "racks": "ラック 랙 机柜 機櫃",
    "qubits": "cúbits kubitów кубитов 量子ビット 큐비트 量子比特 量子位元",
    # ---- models
    "models": (
        "modèles Modelle Modellen modelos modelli modeli моделей модели モデル 모델 模型"
    ),
    "parameters": (
        "paramètres Parametern parámetros parametri parâmetros parametrów parametry параметров параметра "
        "パラメータ パラメーター パラメーターズ 파라미터 매개변수 参数 參數 参数量 參數量"
    ),
    "tokens": "jetons tokenów токенов токена トークン 토큰 词元 詞元",
    "languages": (
        "langues Sprachen idiomas lenguas lingue línguas języków языков языка 言語 언어 语言 語言"
    ),
    "downloads": (
        "téléchargements descargas pobrań скачиваний ダウンロード 다운로드 下载 下載 下载量 下載量"
    ),
    # ---- what is built, sold and granted
    "products": (
        "produits Produkte Produkten productos prodotti produtos produktów 製品 제품 产品 產品"
    ),
    "vehicles": (
        "véhicules Fahrzeuge Fahrzeugen vehículos veicoli veículos pojazdów 車両 차량 车辆 車輛"
    ),
    "cars": (
        "voitures Autos coches automóviles carros automóveis samochodów автомобилей автомобиля 乗用車 自動車 자동차 汽车 汽車"
    ),
    "drones": (
        "Drohnen droni dronów дронов дрона беспилотников ドローン 드론 无人机 無人機"
    ),
    "robots": (
        "Roboter Robotern robôs robotów роботов робота ロボット 로봇 机器人 機器人"
    ),
    "chatbots": "チャットボット 챗봇 聊天机器人 聊天機器人",
    "satellites": (
        "Satelliten satélites satelliti satelitów спутников спутника 衛星 人工衛星 위성 卫星"
    ),
    "smartphones": "smartfonów смартфонов スマートフォン スマホ 스마트폰 智能手机 智慧型手機",
    "patents": (
        "brevets Patente Patenten brevetti patentów патентов патента 特許 특허 专利 專利"
    ),
    "licenses": (
        "licences Lizenzen licencias licenze licenças licencji лицензий лицензии ライセンス 라이선스 许可证 許可證"
    ),
    "visas": "Visum visados visti vistos wiz виз ビザ 비자 签证 簽證",
    "orders": "commandes Bestellungen pedidos ordini encomendas zamówień заказов 订单 訂單",
    "units": "unités Einheiten unidades unità sztuk единиц",
    "votes": "voix Stimmen votos voti głosów голосов",
    # ---- what is weighed and measured
    "tonnes": (
        "tons t Tonnen toneladas tonnellate тонн тонны トン 톤 吨 噸 公吨 公噸"
    ),
    "hectares": (
        "ha Hektar hectáreas ettari hektarów гектаров гектара ヘクタール 헥타르 公顷 公頃"
    ),
    "barrels": "barils barriles barili barris baryłek баррелей баррель バレル 배럴 桶",
}  # fmt: skip

# Behind what says of which kind they are: 昇腾芯片, KI-Forscher.
_SHORTEST_BEHIND_KIND = 2
_MOST_KEPT = 1_000


def folded(word: str) -> str:
    """Return what the word and its plural have in common."""
    return word.casefold().rstrip("s")


_THINGS: Mapping[str, str] = {
    folded(word).replace("_", " "): thing
    for thing, listed in WORDS.items()
    for word in (thing.replace(" ", "_"), *listed.split())
}


# Each unit of a story is asked for with every other.
@lru_cache(maxsize=_MOST_KEPT)
def noun_of(unit: str) -> str:
    """Return the noun that is known of what is counted, without the kind before it: 芯片 of 昇腾芯片; empty if none is."""
    if folded(unit) in _THINGS:
        return unit
    _, hyphen, last = unit.rpartition("-")
    if hyphen:
        return last if folded(last) in _THINGS else ""
    behind = (unit[at:] for at in range(1, len(unit) - _SHORTEST_BEHIND_KIND + 1) if is_cjk(unit[at]))
    return next((noun for noun in behind if noun in _THINGS), "")


def thing_of(unit: str) -> str:
    """Return what English calls the things that a noun of any language counts; empty where that is not known."""
    return _THINGS.get(folded(noun_of(unit)), "")
