"""English around numbers."""

from digest.understand.figures.west.grammar.shape import Grammar, NounOrder, inflected, words

ENGLISH = Grammar(
    order=NounOrder.PLURAL_LAST,
    spaces_part_thousands=False,
    durations=words(
        "year years yr yrs month months week weeks day days hour hours hr hrs minute minutes min mins second seconds "
        "sec secs decade decades century centuries quarter quarters weekend weekends night nights evening evenings "
        "morning mornings afternoon o'clock am pm month-old year-old yard yards generations"
    ),
    idle=words(
        "times things ways reasons tips steps lessons takeaways questions facts ideas myths signs secrets habits "
        "mistakes hacks examples others ones halves goals sets cents cent pence places sides best worst stars degrees reading "
        "tricks terms trends predictions reads moments details advantages settings"
    ),
    advice=words("watch know try avoid read see buy consider expect remember follow"),
    counted=words(
        "people regions professorships payments persons men women children workers employees staff jobs engineers researchers scientists students "
        "graduates experts officials users customers subscribers developers companies firms startups start-ups banks "
        "investors countries nations states cities provinces labs laboratories universities schools chips chipmakers "
        "gpus processors models servers datacenters centers centres reactors plants factories fabs satellites rockets "
        "robots robotaxis vehicles cars planes aircraft drones ships missiles patents papers studies languages "
        "products devices phones tokens parameters qubits deals contracts lawsuits cases deaths suspects victims seats "
        "stores datasets agents hubs campuses bases lawmakers senators judges professors founders co-founders "
        "executives directors members hospitals newspapers agencies ministries suppliers manufacturers carmakers "
        "automakers airlines authors journalists hackers defendants nationals citizens soldiers troops subsidiaries "
        "entities sites buildings supercomputers exaflops designers doctors partners rivals allies "
        "branches offices facilities warehouses clusters refineries mines wells turbines substations trucks buses trains "
        "airports shops restaurants hotels bills visas grants scholarships funds teams apps providers operators vendors "
        "distributors importers exporters lenders buyers shareholders colleagues candidates applicants recruits interns "
        "recruiters investigations probes accounts delegates ministers governors regulators prosecutors lawyers analysts economists courts institutes colleges "
        "minerals metals earths projects programs programmes benchmarks tranches licences licenses permits charges breaches fines "
        "acquisitions takeovers mergers gunmen attackers protesters bankers brokers traders consultants advisers advisors "
        "aides diplomats headhunters activists farmers nurses scholars academics mathematicians physicists entrepreneurs "
        "creators artists writers editors"
    ),
    tallied=words(
        "downloads visits subscriptions shipments deliveries installations visitors readers followers active players "
        "arrivals orders applications enrolments enrollments queries requests"
    ),
    ends=words(
        "a an the of in on at by for from to into with without within across over under about after before since "
        "until during between among against per via through as than that which who whom whose where when while and or "
        "but nor if because so is are was were be been being has have had do does did will would can could may might "
        "must shall should not no its his her their our your my this these those it he she they we i you there here "
        "now then up down out off only also just already still yet more less most least such said says say worth last "
        "next each every both all some any many few much them according based amid despite around like unlike "
        "versus vs plus minus including excluding compared ago today yesterday tomorrow worldwide globally annually "
        "nearly almost roughly approximately away apart ahead behind right worse better far"
    ),
    hundredths={"cents": "USD", "¢": "USD", "pence": "GBP"},
    odds=(("out", "of", "every"), ("out", "of"), ("of", "every"), ("in", "every"), ("in",)),
    has_noun_before_odds=True,
    times=words("times x"),
    compared=words(
        "more less fewer as the its their our my your his her that what than greater larger bigger smaller higher lower over "
        "oversubscribed"
    ),
    comparatives=("er",),
    not_compared=words(
        "after over never under number other order power paper water later former quarter winter summer december"
    ),
    multiplied=inflected({2: "doubl", 3: "tripl trebl", 4: "quadrupl", 5: "quintupl"}, "ed ing"),
    multiply={"double": 2, "doubles": 2, "triple": 3, "triples": 3, "treble": 3, "quadruple": 4, "quadruples": 4},
    undone=words("down up back over as"),
    points=words("points"),
    shares={
        "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
        "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10, "twelfth": 12,
        "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
    },
    halves=words("half"),
    half_is_bare=True,
    halved=words("halved halving"),
    articles=words("a an the its their his her our your this these those each all every"),
    possessives=words("its their his her"),
    of=words("of"),
    definite=words(
        "the these those both all our their its his her last next first past other previous final top your my this "
        "that"
    ),
    about=words(
        "about around over nearly almost roughly approximately some than least most up under below above only exactly "
        "just another additional extra further estimated total high low much many as upward upwards more fewer"
    ),
    several=words("several many few"),
    ranges=words("to or"),
    ands=words("and"),
    between=words("between"),
    against=words("from to against versus vs than compared instead"),
    of_which=words("which whom them"),
    of_them=(("of", "them"), ("of", "those"), ("of", "which"), ("of", "whom")),
    that_is=words("or"),
    of_money=words("in worth of"),
    number_of=words("number total count"),
    verbs=words(
        "rose rise rises risen rising fell fall falls fallen falling grew grow grows grown growing jumped jump jumps "
        "jumping climbed climb climbs climbing dropped drop drops dropping gained gain gains gaining lost lose loses "
        "losing slid slide slumped plunged surged surge surging soared tumbled increased increase increases increasing "
        "decreased decrease declined decline declines shrank shrunk slipped reached reach reaches reaching hit hits "
        "hitting totalled totaled totals amounted amounts stood stands accounted accounts accounting represents "
        "represented made makes make cost costs costing stayed stays stay remained remains remain numbered spent "
        "spend spends spending paid pay pays paying raised raise raises raising cut cuts cutting reduced reduce "
        "reduces valued worth valuing invested invest invests investing exceeded exceeds topped tops passed surpassed "
        "holds held hold has had have having got gets become became sold sell sells bought buy buys acquired acquire "
        "secured secures earned earns received receives wins win closed ended opened traded doubled tripled double "
        "triple doubling tripling expected estimated projected forecast planned plans plan announced told said says "
        "say saw see sees added adds add used uses use using needs need requires required contains contained features "
        "offers offered charged charging charges priced ranged ranging ranges range averaged averaging boosted boost "
        "boosts lowered trained runs ran run went go goes launched pledged committed agreed will would could may might "
        "can also now already currently still then today draws draw drew drawing consumes consume consumed weighs "
        "weighed measures measured covers covered employs employed links produces produced generates generated "
        "totalling totaling approaching approached nears neared touched quadrupled halved eased dipped rallied "
        "retreated rebounded sank swelled ballooned shed sheds delivers delivered put puts "
        "is are was were be been being widened widens narrowed narrows stretched stretches took takes scored booked lined hired hires shipped ships comes come came swear swears allocated earmarked set sets peg pegs pegged"
    ),
    deeds=words(
        "aim aims aimed allow allows allowed allowing approve approves approved attempt attempts attempted attract attracts "
        "attracted award awards awarded bag bags bagged boast boasts boasted borrow borrows borrowed bring brings brought "
        "clinch clinches clinched collect collects collected create creates created deploy deploys deployed expose exposes "
        "exposed fetch fetches fetched give gives gave grant grants granted hope hopes hoped impose imposes imposed inject "
        "injects injected inks inked intend intends keep keeps kept lend lends lent nets netted operate operates owe owes "
        "owed play plays played pour pours poured predict predicts predicted provide provides provided receive refuses "
        "refused reveal reveals revealed seek seeks sought send sends sent serve serves served slash slashes slashed snaps "
        "snapped threaten threatens threatened tout touts touting tried tries trim trims trimmed unlock unlocks unlocked "
        "unveil unveils unveiled vow vows vowed want wants wanted warns warned"
    ),
    puts=words("put puts peg pegs pegged"),
    changing=words(
        "boost boosts boosted cut cuts expand expands expanded increase increases increased lift lifts lifted lower lowers "
        "lowered raise raises raised reduce reduces reduced slash slashes slashed trim trims trimmed"
    ),
    changed_to=words("from to by"),
    gerunds=("ing",),
    nouns_stand_beside_amounts=True,
    clause_words=words(
        "that which who but while where when because although though whereas said says if and such as after since "
        "before amid unless until whose"
    ),
)  # fmt: skip
