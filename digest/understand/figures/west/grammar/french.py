"""French around numbers."""

from digest.understand.figures.units import OCTETS
from digest.understand.figures.west.grammar.shape import Grammar, NounOrder, inflected, words

_OF = words("de d du des d' d’")

FRENCH = Grammar(
    order=NounOrder.FIRST,
    elides=True,
    durations=words(
        "an ans année années mois semaine semaines jour jours heure heures minute minutes seconde secondes décennie "
        "décennies siècle siècles trimestre trimestres semestre semestres h journée journées week-ends nuit nuits "
        "soir soirs matin générations"
    ),
    idle=words(
        "fois choses façons raisons conseils étapes leçons questions astuces points clés manières éléments idées "
        "tendances prédictions chiffres"
    ),
    advice=words("suivre connaître retenir savoir éviter"),
    machine_hours=words("calcul gpu"),
    counted=words(
        "personnes régions chaires hommes femmes enfants salariés employés ouvriers ingénieurs chercheurs scientifiques étudiants "
        "diplômés utilisateurs clients abonnés développeurs entreprises sociétés start-up startups banques "
        "investisseurs pays états etats villes laboratoires universités écoles puces modèles serveurs usines "
        "satellites robots véhicules voitures avions drones navires brevets langues produits appareils contrats "
        "plaintes morts blessés victimes centres réacteurs ministres députés fondateurs dirigeants hôpitaux fabricants "
        "constructeurs suspects experts sites groupes fournisseurs professeurs partenaires rivaux alliés membres filiales "
        "bureaux entrepôts raffineries mines turbines camions trains ports aéroports magasins restaurants hôtels lois "
        "visas bourses fonds équipes jeux applications gens médecins enseignants soldats agences opérateurs prestataires "
        "distributeurs importateurs exportateurs prêteurs acheteurs actionnaires collègues candidats lauréats doctorants "
        "recruteurs enquêtes comptes élus sénateurs juges procureurs avocats analystes économistes journalistes tribunaux instituts minerais métaux "
        "terres projets programmes tranches licences autorisations permis amendes rachats acquisitions fusions "
        "manifestants banquiers courtiers consultants conseillers diplomates militants agriculteurs infirmiers "
        "universitaires mathématiciens physiciens entrepreneurs créateurs artistes auteurs entités"
    ),
    tallied=words(
        "téléchargements visites abonnements livraisons installations visiteurs lecteurs commandes demandes requêtes "
        "inscriptions candidatures"
    ),
    adjectives=words(
        "nouveaux nouvelles nouvel nouveau grands grandes petits petites jeunes autres premiers premières principaux "
        "principales anciens anciennes vrais bons bonnes meilleurs meilleures derniers dernières prochains prochaines "
        "différents différentes gros grosses longs longues simples précédents précédentes seuls seules importants "
        "véritables quelque quelques"
    ),
    ends=words(
        "attendu attendus attendue attendues prévu prévus prévue prévues espéré espérés escompté escomptés estimé estimés "
        "le la les l un une des du de d au aux à en dans sur sous par pour avec sans entre vers chez contre depuis "
        "pendant avant après dès et ou mais donc ni car que qu qui quoi dont où ce cet cette ces son sa ses leur leurs "
        "notre nos votre vos mon ma mes est sont était étaient a ont avait avaient sera seront serait fut furent été "
        "être avoir ne n pas plus moins très trop aussi ainsi comme selon lors lorsque si se s il elle ils elles on "
        "nous vous je y soit environ près rapport tout tous toutes chaque hier aujourd aujourd'hui demain déjà "
        "encore ici afin grâce malgré hors hormis parmi durant peut peuvent doit doivent va vont fait font cela celui "
        "celle ceux celles eux bis ter"
    ),
    hundredths={"centimes": "EUR", "centime": "EUR"},
    symbols=OCTETS,
    odds=(("sur",),),
    has_noun_before_odds=True,
    times=words("fois x"),
    compared=words(
        "plus moins supérieur supérieure supérieurs supérieures inférieur inférieure inférieurs inférieures le la les "
        "l meilleur meilleure ce celui celle son sa ses leur leurs notre nos votre vos mon ma mes aussi mieux"
    ),
    multiplied=inflected(
        {2: "doubl", 3: "tripl", 4: "quadrupl", 5: "quintupl", 10: "décupl"},
        "é ée és ées er era eront erait eraient ait aient ant ent",
    ),
    multiply={"double": 2, "triple": 3, "quadruple": 4},
    multiples={"double": 2, "triple": 3, "quadruple": 4, "doublement": 2, "triplement": 3},
    points=words("points"),
    shares={
        "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "sixième": 6, "huitième": 8,
        "dixième": 10, "dixièmes": 10, "vingtième": 20, "trentième": 30, "centième": 100,
    },
    behind_lone_share=words("des"),
    doubtful_shares=words(
        "tiers cinquième cinquièmes sixième huitième dixième dixièmes vingtième trentième centième"
    ),
    halves=words("moitié"),
    articles=words("le la les l' l’ un une des son sa ses leur leurs ce cette ces tous toutes"),
    possessives=words("son sa ses leur leurs"),
    of=_OF,
    definite=words(
        "les ces ses leurs nos vos aux des derniers dernières premiers premières prochains prochaines cette"
    ),
    about=words(
        "environ près plus moins presque quelque quelques jusqu jusqu' estimé estimés que total autour peine peu proche proches"
    ),
    several=words("plusieurs quelques"),
    ranges=words("à ou"),
    ands=words("et"),
    between=words("entre"),
    against=words("contre face aux sur rapport comparé comparée lieu"),
    of_which=words("dont"),
    having=words("a ont avait avaient aura auront est sont était étaient"),
    of_them=(("d'", "entre", "eux"), ("d’", "entre", "eux"), ("d'", "entre", "elles"), ("d’", "entre", "elles")),
    that_is=words("soit"),
    of_money=_OF,
    number_of=words("nombre total"),
    verbs=words(
        "a ont avait avaient est sont était étaient été sera seront serait fut atteint atteignent atteindre atteindra "
        "atteignait augmenté augmente augmentent baissé baisse baissent chuté chute grimpé grimpe progressé progresse "
        "reculé recule perdu perd perdent gagné gagne coûté coûte coûtent coûter coûtera coûteront vaut valait dépassé "
        "dépasse dépassent dépasser représente représentent représenté investi investit investir investira levé lève "
        "lever dépensé vendu vend vendue vendus vendues acheté achète payé paie paye compte comptent comptait totalise "
        "emploie employait peut peuvent pourrait pourraient permettre être passé passe passent passera passeront monté "
        "bondi bondit estimé estimée estimés évalué évaluée valorisé valorisée valorise élevé s'élève élève prévoit "
        "prévu annoncé annonce offre consacré consacrera consommera consomme consommé devrait devraient va vont "
        "plafonné plafonne fixé fixée fixe supprime supprimer supprimera bénéficie dispose doté dotée s'établit "
        "établit établi établie ressort ramené tombé tombe tombée compris facturé facturée oscille varie débourse "
        "débourser débloque débloquer injecte injecter mobilise mobiliser hausse recul progression augmentation repli vu voit "
        "crû croît croissent accru accrue accrus accrues diminué diminue diminuent réduite réduits réduites réduire réduisent "
        "diminution réduction met mettent mettra tient tiennent aligne alignent revendique revendiquent cède cédera céder "
        "livrera livreront reculent estime estiment évalue évaluent"
    ),
    puts=words("estime estiment évalue évaluent"),
    changing=words(
        "abaisse abaissent abaissé augmente augmentent augmenté baisse baissent baissé diminue diminuent diminué porte "
        "portent porté ramène ramènent ramené relève relèvent relevé réduit réduisent"
    ),
    changed_to=words("de d' d’ à"),
    clause_words=words(
        "et que qu qui dont mais alors tandis lorsque car si où puisque puis quand selon après depuis"
    ),
)  # fmt: skip
