"""German around numbers."""

from digest.understand.figures.west.grammar.shape import Grammar, NounOrder, inflected, words

GERMAN = Grammar(
    order=NounOrder.CAPITAL,
    durations=words(
        "jahr jahre jahren jahres monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten "
        "sekunde sekunden jahrzehnt jahrzehnte jahrzehnten jahrhundert jahrhunderte jahrhunderten uhr quartal quartale "
        "quartalen nacht nächte abend abende jährige jähriger jährigen morgen generationen"
    ),
    idle=words(
        "mal male malen gründe dinge fragen tipps schritte wege fakten beispiele ziele erkenntnisse "
        "erfolgsgeheimnisse lehren geschichten trends thesen"
    ),
    machine_hours=words("gpu"),
    counted=words(
        "menschen regionen professuren lehrstühle personen männer frauen kinder mitarbeiter mitarbeitende beschäftigte arbeiter ingenieure forscher "
        "wissenschaftler studenten studierende nutzer kunden entwickler unternehmen firmen startups banken investoren "
        "länder ländern staaten städte labore universitäten schulen chips modelle server rechenzentren fabriken werke "
        "satelliten roboter fahrzeuge autos flugzeuge drohnen schiffe patente sprachen produkte geräte verträge klagen "
        "tote verletzte opfer kraftwerke reaktoren hersteller standorte konzerne forschern mitarbeitern gründer "
        "zulieferer zulieferern professoren professorinnen partner konkurrenten mitglieder mitgliedstaaten filialen büros "
        "lagerhallen raffinerien minen turbinen züge häfen flughäfen läden restaurants hotels gesetze anträge visa "
        "stipendien fonds teams spiele apps leute experten ärzte lehrer soldaten behörden anbieter"
    ),
    tallied=words(
        "downloads aufrufe abonnements abonnenten auslieferungen besucher leser follower anfragen bestellungen "
        "bewerbungen"
    ),
    ends=words(
        "der die das den dem des ein eine einen einem einer eines und oder aber doch denn in im an am auf aus bei beim "
        "mit nach von vom zu zum zur für über unter um durch gegen ohne bis seit vor zwischen pro je als wie dass ob "
        "wenn weil ist sind war waren hat haben hatte hatten wird werden wurde wurden worden sein kann können soll "
        "sollen muss müssen nicht kein keine auch noch nur schon bereits sich er sie es wir ihr ihre ihren ihrem seine "
        "seinen dieser diese dieses mehr weniger rund etwa knapp fast so "
        # What parts from its verb: gibt 15 Prozent der Erlöse ab, gibt zwei Milliarden Euro Fördermittel frei.
        "ab los weg frei fest zurück zusammen bereit heraus herein hin her"
    ),
    hundredths={"cent": "EUR", "eurocent": "EUR", "us-cent": "USD"},
    odds=(("von",), ("aus",)),
    times=words("mal x"),
    compared=words("so mehr weniger"),
    comparatives=("er", "ere"),
    not_compared=words("immer unter jeder aller ihrer einer"),
    multiplied=inflected(
        {
            2: "verdoppel", 3: "verdreifach", 4: "vervierfach", 5: "verfünffach", 6: "versechsfach",
            8: "verachtfach", 10: "verzehnfach", 100: "verhundertfach",
        },
        "n en t te ten",
    ),
    multiples={"doppelte": 2, "doppelten": 2, "verdopplung": 2, "verdoppelung": 2, "verdreifachung": 3},
    points=words("punkte punkten"),
    shares={
        "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8, "zehntel": 10,
    },
    plain_shares=words("drittel fünftel sechstel siebtel achtel zehntel"),
    of_whole=words("aller ihrer seiner unserer davon"),
    halves=words("hälfte"),
    halved=words("halbiert halbieren halbierte halbierten"),
    every=words("jede jeder jedes jedem jeden"),
    nth=inflected(
        {2: "zweit", 3: "dritt", 4: "viert", 5: "fünft", 6: "sechst", 7: "siebt", 8: "acht", 10: "zehnt"},
        "e er es en em",
    ),
    articles=words(
        "der die das den dem ein eine einen einem einer seine seinen seiner ihre ihren ihrer aller alle dieser diese"
    ),
    possessives=words("seine seinen seiner ihre ihren ihrer"),
    of=words("der des von"),
    definite=words("die diese diesen alle beide beiden seine ihre unsere letzten ersten nächsten"),
    about=words(
        "rund etwa knapp fast über mehr weniger mindestens höchstens unter circa ca bis um gut als zirka insgesamt nur"
    ),
    several=words("mehrere mehreren mehrerer einige einigen einiger viele vielen wenige wenigen"),
    ranges=words("bis oder auf"),
    ands=words("und"),
    between=words("zwischen"),
    against=words("gegenüber gegen nach statt anstelle von auf zu vergleich"),
    of_which=words("davon"),
    of_them=(("von", "ihnen"), ("davon",)),
    that_is=words("beziehungsweise sprich"),
    number_of=words("zahl anzahl"),
    verbs=words(
        "stieg stiegen gestiegen steigt steigen fiel fielen gefallen fällt fallen wuchs gewachsen wächst sank sanken "
        "gesunken sinkt erreicht erreichte erreichen kostet kosten kostete gekostet beträgt betrug liegt liegen lag "
        "lagen investiert investieren investierte zahlt zahlen zahlte verliert verlor verloren gewann gewinnt "
        "eingesammelt sammelt sammelte verkauft gekauft entspricht entsprach umfasst hat haben hatte wird werden wurde "
        "will wollen soll sollen kommt kam bringt brachte legte legten zulegen zugelegt baut bauten streicht streichen "
        "beschäftigt beschäftigte ist sind war waren bewertet verhängte zählt zählte macht machen machte rechnet "
        "braucht brauchte verbraucht nutzt steckt stecken melden meldet planen plant erwarten erwartet nutzen setzen setzt sehen halten verwenden fürchten kletterte klettern schrumpfte verdoppelte sackte ging gab "
        "gibt kann können könnte könnten dürfte dürften würde würden sollte sollten plus minus anstieg rückgang zuwachs"
    ),
    clause_words=words("dass während weil wenn aber obwohl wobei und oder sowie denn"),
)  # fmt: skip
