import pytest

from digest.understand.figures import find_figures
from tests.costs import costs_at_most
from tests.digest.understand.figures.finding import found


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("Nvidia lost $593 billion in market value, a fall of 17%.", "en", {(593e9, "USD"), (17, "%")}),
        ("The model is 17 times cheaper than its rival.", "en", {(17, "x")}),
        ("One in five companies uses it.", "en", {(20, "%")}),
        ("One-in-five companies uses it.", "en", {(20, "%")}),
        ("La cuota subió del 14 al 19 %.", "es", {(14, "%"), (19, "%")}),
        ("La quota è salita dal 14 al 19%.", "it", {(14, "%"), (19, "%")}),
        ("A fatia subiu de 14 para 19%.", "pt", {(14, "%"), (19, "%")}),
        ("Udział wzrósł z 14 do 19 proc.", "pl", {(14, "%"), (19, "%")}),
        ("Доля выросла с 14 до 19 процентов.", "ru", {(14, "%"), (19, "%")}),
        ("Продажи выросли в 2,5 раза.", "ru", {(2.5, "x")}),
        ("料金を100万トークン当たり1.25ドルに下げた。", "ja", {(1.25, "USD")}),
        (
            "L'application compte 910 millions de téléchargements contre 125 millions.",
            "fr",
            {(910e6, "téléchargements"), (125e6, "téléchargements")},
        ),
        ("训练成本为560万美元，占38％。", "zh-Hans", {(5.6e6, "USD"), (38, "%")}),
        ("良率达到九成二，去年不足七成半。", "zh-Hans", {(92, "%"), (75, "%")}),
        ("只有兩成五設有專責部門，約半數用於培訓。", "zh-Hant", {(25, "%"), (50, "%")}),
        ("Fewer than one percent shared their code.", "en", {(1, "%")}),
        ("Moins d'un pour cent des auteurs le publient.", "fr", {(1, "%")}),
        ("Quatre cents start-up en profitent déjà.", "fr", {(400, "start-up")}),
        (
            "Le bénéfice atteint 57,7 milliards de dollars, au-dessus des 50,4 milliards attendus.",
            "fr",
            {(57.7e9, "USD"), (50.4e9, "USD")},
        ),
        ("打率ではなく歩留まりが3割5分に。", "ja", {(35, "%")}),
        ("日本は2兆円を投資する。", "ja", {(2e12, "JPY")}),
        ("Der Konzern zahlt 1,5 Milliarden Euro.", "de", {(1.5e9, "EUR")}),
        ("La empresa perdió 589.000 millones de dólares.", "es", {(589e9, "USD")}),
    ],
)
def test_a_number_with_its_unit_is_a_figure(text, language, figures):
    assert figures <= found(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 and H20 were shown in 2025.",
        "The 25-year-old spoke on 3 March at 10:30.",
        "Llama 3.1 and Qwen3 run on R1's code.",
        "Call +1 202 555 0100 now.",
        "Version 2.7.1 is out.",
    ],
)
def test_years_ages_dates_and_names_are_none(text):
    assert found(text) == set()


def test_its_sentence_is_verbatim():
    text = "约１２０家企业离开。训练成本为560万美元，占38％。"

    said = {figure.sentence for figure in find_figures("i", "", text, "zh-Hans")}

    assert said == {"约１２０家企业离开。", "训练成本为560万美元，占38％。"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1,2,3万" * 15_000, "zh-Hans"),
        ("9" * 100_000, "zh-Hans"),
        ("1 " * 50_000, "zh-Hans"),
        ("1-" * 10_000, "fr"),
    ],
)
def test_a_text_of_digits_costs_little(text, language):
    assert costs_at_most(1_000, lambda: find_figures("i", "", text, language))


def test_a_notice_at_the_end_of_a_line_does_not_cost_its_figures():
    text = "Prices climb 50-55% this year. The post Memory prices appeared first on Chip Weekly."

    assert found(text) == {(50, "%"), (55, "%")}


@pytest.mark.parametrize(
    "text",
    ["It sold 12 % of it and announced a $1", "It sold 12 % of it for $1...", "It sold 12 % for $1 […]"],
)
def test_a_number_at_which_a_text_was_cut_off_is_none(text):
    assert [figure.amount for figure in find_figures("x", "A chip maker invests", text, "en")] == [12]


def test_a_footer_is_not_read():
    text = "The lab has 300 engineers.\nImage: Ana Ruiz | Related: 40 chips that failed\n© 2026 Lab Daily, 12 offices"

    assert found(text) == {(300, "engineers")}


@pytest.mark.parametrize(
    ("text", "amount", "subject"),
    [
        ("Exports of advanced chips fell 12.4 per cent in March.", 12.4, "Exports of advanced chips"),
        ("The firm cut prices for its models by 40%.", 40, "models"),
        ("The group paid a fine of $35 million in May.", 35e6, "fine"),
        ("Total sales reached 51.8 billion yuan (US$7.4 billion).", 7.4e9, "sales"),
        ("The cluster links 100,000 chips and draws 150MW.", 150, "cluster"),
        ("The hub that needs 2.6GW opens soon.", 2.6, "hub"),
        ("It has a touchscreen, 64GB RAM and an 8TB drive.", 64, "RAM"),
        ("It supports 80W solar panels.", 80, "solar panels"),
        ("The firm shows a mirror and a $30 dimmer switch.", 30, "dimmer switch"),
        ("Goods face a 13 per cent value-added tax.", 13, "value-added tax"),
        ("Beijing threatens 50% tariffs on wheat.", 50, "tariffs"),
        ("Shares rose 5% overnight.", 5, "Shares"),
        ("How the firm went from victim to $1bn Oracle deal", 1e9, "Oracle deal"),
        ("The shares lost $1bn Monday morning.", 1e9, "shares"),
        ("The makers were fined $1bn Brussels said.", 1e9, "makers"),
    ],
)
def test_an_amount_is_said_of_something(text, amount, subject):
    told = {figure.amount: figure.subject for figure in find_figures("i", "", text, "en")}

    assert subject in told[amount]


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("Spending will be $60-65 billion.", "en", {(60e9, "USD"), (65e9, "USD")}),
        ("An aid of €1.2-1.5bn was agreed.", "en", {(1.2e9, "EUR"), (1.5e9, "EUR")}),
        ("Le coût est estimé entre 50 et 60 M$.", "fr", {(50e6, "USD"), (60e6, "USD")}),
        ("It will cost between €50 and €60 mln.", "en", {(50e6, "EUR"), (60e6, "EUR")}),
        ("Between $5 and $6 billion is needed.", "en", {(5e9, "USD"), (6e9, "USD")}),
        ("It costs $2.20 per million tokens, not $3 billion.", "en", {(2.2, "USD"), (3e9, "USD")}),
        ("Its profit was T$452.3 billion.", "en", {(452.3e9, "TWD")}),
        ("Margins fell 35 bps to 41%.", "en", {(35, "basis points"), (41, "%")}),
        ("L'effort représente 0,8 point de PIB.", "fr", {(0.8, "point de PIB")}),
        ("El esfuerzo suma 2 puntos del PIB.", "es", {(2, "puntos del PIB")}),
        ("The deal brings to 27 the number of states on board.", "en", {(27, "states")}),
        ("That takes to 14 the number of listed Chinese firms.", "en", {(14, "firms")}),
        ("Cet accord porte à 27 le nombre d'États signataires.", "fr", {(27, "États")}),
        ("Tariffs of 10, 25 and 50 percent apply.", "en", {(10, "%"), (25, "%"), (50, "%")}),
        (
            "Il y en a de 7, 32 et 72 millions d'utilisateurs.",
            "fr",
            {(7e6, "utilisateurs"), (32e6, "utilisateurs"), (72e6, "utilisateurs")},
        ),
        ("Shares of Apple 5-10% lower.", "en", {(10, "%")}),
        ("Spending rose by 1.3 billion, to 7.6 billion euros.", "en", {(1.3e9, "EUR"), (7.6e9, "EUR")}),
        (
            "Sales of $5 billion rose 3%, of which 2 billion came from chips.",
            "en",
            {(5e9, "USD"), (3, "%"), (2e9, "USD")},
        ),
        (
            "Il paie 40 M€ et réalise 1,9 milliard de chiffre d'affaires.",
            "fr",
            {(40e6, "EUR"), (1.9e9, "EUR")},
        ),
        (
            "It has 3 billion users and $2bn, up 5%; the rival 1 billion.",
            "en",
            {(3e9, "users"), (2e9, "USD"), (5, "%")},
        ),
        ("Of the 300, 40 to 50 firms replied.", "en", {(40, "firms"), (50, "firms")}),
        (
            "It has 671B parameters, of which 37B are active.",
            "en",
            {(671e9, "parameters"), (37e9, "parameters")},
        ),
        ("It has 235B parameters (22B active).", "en", {(235e9, "parameters"), (22e9, "parameters")}),
        ("Sizes go from 0.6B to 235B parameters.", "en", {(0.6e9, "parameters"), (235e9, "parameters")}),
        (
            "It comes in 7B, 32B and 72B parameters.",
            "en",
            {(7e9, "parameters"), (32e9, "parameters"), (72e9, "parameters")},
        ),
        ("The lab released 7B and 70B models.", "en", {(7e9, "parameters"), (70e9, "parameters")}),
        ("It wired $US5 million and $A2m.", "en", {(5e6, "USD"), (2e6, "AUD")}),
        ("It is a 70B model.", "en", {(70e9, "parameters")}),
        ("It beats its 70B predecessor.", "en", {(70e9, "parameters")}),
        ("The hub holds 2M models.", "en", {(2e6, "models")}),
        ("A quarter of a million users left.", "en", {(250_000, "users")}),
        ("Margins fell by half a percentage point.", "en", {(0.5, "percentage point")}),
        ("La marge a perdu un demi-point de pourcentage.", "fr", {(0.5, "point de pourcentage")}),
        ("Trois dizaines d'entreprises ont signé.", "fr", {(30, "entreprises")}),
        ("Deux douzaines d'ingénieurs sont partis.", "fr", {(24, "ingénieurs")}),
        ("Two of Nvidia's seven customers left.", "en", {(2, "customers"), (7, "customers")}),
        ("Two of the firm's five patents lapsed.", "en", {(2, "patents"), (5, "patents")}),
        (
            "It pays 310 trillion won ($213bn), up from 240 trillion.",
            "en",
            {(310e12, "KRW"), (213e9, "USD"), (240e12, "KRW")},
        ),
        ("One of the 50-odd advisers spoke.", "en", {(50, "advisers")}),
        ("Its 4,500 nit brightness claims are doubted.", "en", {(4_500, "nits")}),
        ("Les importations ont été divisées par trois.", "fr", {(3, "x")}),
        ("Ein Drittel plant den Kauf.", "de", {(33.33, "%")}),
        ("Sie zahlt 400 Tsd. Euro.", "de", {(400_000, "EUR")}),
        ("It offers a Rs 10L reward.", "en", {(1e6, "INR")}),
        ("1個当たり250万円で売る。", "ja", {(2.5e6, "JPY")}),
        ("人口10万人当たり3.2件だった。", "ja", {(3.2, "件")}),
        ("AI 인재 순유출은 1만명당 0.52명이었다.", "ko", {(0.52, "명")}),
        (
            "The fund offers more than ¥30 million a year and aims to attract 500 of them.",
            "en",
            {(3e7, "JPY")},
        ),
        ("The plan costs $20/month, or €12.50/seat.", "en", {(20, "USD"), (12.5, "EUR")}),
        ("Staff rose from 1,450 to nearly 2,000 people.", "en", {(1_450, "people"), (2_000, "people")}),
        ("Orders rose from 3 to more than 5 million units.", "en", {(3e6, "units"), (5e6, "units")}),
        (
            "Les effectifs passent de 1 450 à près de 2 000 personnes.",
            "fr",
            {(1_450, "personnes"), (2_000, "personnes")},
        ),
        ("Die Zahl stieg von 1.450 auf rund 2.000 Leute.", "de", {(1_450, "Leute"), (2_000, "Leute")}),
        (
            "La plantilla pasó de 1.450 a casi 2.000 personas.",
            "es",
            {(1_450, "personas"), (2_000, "personas")},
        ),
        (
            "It has 7,100 satellites and will add 15,000 more.",
            "en",
            {(7_100, "satellites"), (15_000, "satellites")},
        ),
        ("It cut 900 jobs, and 300 others at a unit.", "en", {(900, "jobs"), (300, "jobs")}),
        ("Il supprime 900 postes et 300 autres en mai.", "fr", {(900, "postes"), (300, "postes")}),
        (
            "1.400 Stellen fallen weg, weitere 900 werden verlagert.",
            "de",
            {(1_400, "Stellen"), (900, "Stellen")},
        ),
        ("Recorta 900 empleos y otros 300 en mayo.", "es", {(900, "empleos"), (300, "empleos")}),
        ("It raised $40 million and hired 20 more.", "en", {(40e6, "USD")}),
        ("Users get 50 messages instead of 30.", "en", {(50, "messages"), (30, "messages")}),
        ("L'abonné reçoit 50 messages au lieu de 30.", "fr", {(50, "messages"), (30, "messages")}),
        ("El plan da 50 mensajes en lugar de 30.", "es", {(50, "mensajes"), (30, "mensajes")}),
        ("The repository has 61k stars.", "en", {(61_000, "stars")}),
        ("It has a 128K context, its rival a 1M context window.", "en", {(128e3, "tokens"), (1e6, "tokens")}),
        ("It matches a 70B baseline and a 7B checkpoint.", "en", {(70e9, "parameters"), (7e9, "parameters")}),
        ("La Suisse y met 1,2 milliard de francs.", "fr", {(1.2e9, "CHF")}),
        ("Zurich will pay 40 million francs.", "en", {(40e6, "CHF")}),
        ("A licence for 90,000 more AI chips came.", "en", {(90_000, "chips")}),
        ("It hired 20 more a month for 3 more years.", "en", set()),
        ("Customs seized RM410mil of servers, RM 3.2bn in all.", "en", {(410e6, "MYR"), (3.2e9, "MYR")}),
        ("Profit was 24.3 tln won.", "en", {(24.3e12, "KRW")}),
        ("A magnitude 6.3 earthquake shakes Tainan.", "en", set()),
        ("El 48.217 ha repartido 90 millones de euros.", "es", {(90e6, "EUR")}),
        ("L'azienda nel 2026 ha assunto 300 ingegneri.", "it", {(300, "ingegneri")}),
        ("Il brûle 1 200 ha de forêt.", "fr", {(1_200, "ha")}),
        ("总值4亿1000万令吉。", "zh-Hans", {(410e6, "MYR")}),
        ("売上高は1兆2100億台湾元だった。", "ja", {(1.21e12, "TWD")}),
        ("年2000台の販売を目指す。", "ja", {(2_000, "台")}),
        ("年間2000人の受け入れを目指す。", "ja", {(2_000, "人")}),
        ("同社は300人の採用を計画している。", "ja", {(300, "人")}),
        ("社員1000人の削減に踏み切った。", "ja", {(1_000, "人")}),
        ("同社は3つの新しいモデルを公開した。", "ja", {(3, "つ")}),
        ("60人の研究者が参加した。", "ja", {(60, "研究者")}),
        ("팔레스타인 3대0 완파", "ko", set()),
        ("4분기 영업손실 890억…부진", "ko", {(89e9, "KRW")}),
        ("영업이익 3조2천억 기록", "ko", {(3.2e12, "KRW")}),
        ("公司营收890亿，同比增12%。", "zh-Hans", {(89e9, "CNY"), (12, "%")}),
        ("第四季營收1.2兆創新高。", "zh-Hant", {(1.2e12, "TWD")}),
        ("路透社援引三名知情人士报道。", "zh-Hans", {(3, "知情人士")}),
        ("模型包括10亿和70亿两种参数规模。", "zh-Hans", {(1e9, "参数"), (7e9, "参数")}),
    ],
)
def test_what_news_leaves_to_the_reader_is_read(text, language, figures):
    assert found(text, language) == figures


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("数十家公司参与,上百名研究员加入,投入几十亿元。", "zh-Hans"),
        ("数十社が参加した。", "ja"),
        ("The 5060 Ti and the 9070 XT cards are out.", "en"),
        ("GTA 6 chaos comes first.", "en"),
        ("The board drops a Ryzen 9 7950X for good.", "en"),
        ("Ryzen AI 400 processors come in spring.", "en"),
        ("ROM 8.5 leaks show what changes.", "en"),
        ("The Boeing 787-9 carries AI cards.", "en"),
        ("It sells 5K monitors and 8K screens.", "en"),
        ("6 Space Stories To Watch in 2026", "en"),
        ("Rhino Linux 2025.4 Brings Lomiri Packages", "en"),
        ("The ratio of 1.12 compares with an average of 1.56.", "en"),
        ("Zehn Erkenntnisse über das Geschäft mit Chips", "de"),
        ("The talks were put off by half an hour.", "en"),
        ("The count fell by half a million.", "en"),
        ("H.R. 3447 starts its way through the House.", "en"),
        ("Rendez-vous au 8 bis rue de Rivoli.", "fr"),
        ("请携带2026款门禁卡。", "zh-Hans"),
    ],
)
def test_nobody_knows_how_many_several_are_and_a_card_s_number_is_its_name(text, language):
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language", "figure"),
    [
        ("Half went to just five cloud providers.", "en", (5, "providers")),
        ("Four former colleagues left with him.", "en", (4, "colleagues")),
        ("Beijing curbs exports of seven rare earths.", "en", (7, "earths")),
        ("Pékin exige une licence pour sept terres rares.", "fr", (7, "terres")),
        ("Trois opérateurs ont répondu.", "fr", (3, "opérateurs")),
        ("It halted five major wind projects.", "en", (5, "projects")),
        ("Two headhunters said so.", "en", (2, "headhunters")),
        ("Trois projets sont arrêtés.", "fr", (3, "projets")),
        ("Il a délivré sept licences.", "fr", (7, "licences")),
        ("It closed two of its seven plants.", "en", (2, "plants")),
        ("It closed two of its seven plants.", "en", (7, "plants")),
        ("Il ferme deux de ses sept sites.", "fr", (7, "sites")),
        ("Engloba a empresas de nueve regiones.", "es", (9, "regiones")),
        ("Das System läuft auf acht Beschleunigern.", "de", (8, "Beschleunigern")),
        ("China veta a dos firmas estadounidenses.", "es", (2, "firmas")),
    ],
)
def test_a_small_number_in_words_counts_people_firms_goods_and_places(text, language, figure):
    assert figure in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Its three plants stand still.", "en"),
        ("One of the three companies refused.", "en"),
        ("Quatre des six dirigeants visés sont partis.", "fr"),
    ],
)
def test_a_small_number_in_words_beside_an_article_is_none(text, language):
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        (
            "Kalium a levé 85 millions d'euros. Elle n'avait levé que 12,5 millions en 2024.",
            "fr",
            {(85e6, "EUR"), (12.5e6, "EUR")},
        ),
        (
            "Der Umsatz lag bei 3,9 Milliarden Euro. Im Vorjahr waren es 3,2 Milliarden.",
            "de",
            {(3.9e9, "EUR"), (3.2e9, "EUR")},
        ),
        (
            "El plan cuesta 719 millones de euros. El primero costó 500 millones.",
            "es",
            {(719e6, "EUR"), (500e6, "EUR")},
        ),
        ("Elle a levé 85 millions d'euros. Ses utilisateurs sont 30 millions.", "fr", {(85e6, "EUR")}),
        (
            "Elle a levé 85 M€ et 20 M$. Elle n'avait levé que 12 millions.",
            "fr",
            {(85e6, "EUR"), (20e6, "USD")},
        ),
        (
            "The town raised $85 million for its new plant. The population is 30 million.",
            "en",
            {(85e6, "USD")},
        ),
    ],
)
def test_a_sum_without_a_currency_is_in_the_one_that_was_spoken_of_before(text, language, figures):
    assert found(text, language) == figures
