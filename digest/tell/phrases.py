"""The bot's own words, in English and in French; `digest.tell.voice` speaks them.

The news keeps its language; this is what stands around it. Every phrase is one whole, so that no sentence
is put together from halves that another language would order otherwise. What a single module says stands
there, as Words of its own.
"""

from enum import Enum


class Words(Enum):
    """What a Voice can say: each member is a text in English and one in French.

    `one|many` where the number `n` decides; `{name}` where a value goes.
    """


class Phrase(Words):
    """What is said of the news, and around it."""

    # ---- a digest ----
    DIGEST_OF = "Digest of {day}", "Le point du {day}"
    WEEK_OF = "Week to {day}", "La semaine jusqu’au {day}"
    DIGEST_SUMMARY = "{n} story: {titles}|{n} stories: {titles}", "{n} sujet : {titles}|{n} sujets : {titles}"
    NOTHING_NEW = (
        "Nothing new on these themes since {since}.",
        "Rien de nouveau sur ces thèmes depuis {since}.",
    )
    LATE = (
        "Late: this digest was due earlier and covers the news up to {time}.",
        "En retard : ce point était attendu plus tôt et couvre les nouvelles jusqu’à {time}.",
    )
    MISSED = (
        "{n} digest before this one could not be posted in time.|"
        "{n} digests before this one could not be posted in time.",
        "Un point précédent n’a pas pu être publié à temps.|"
        "{n} points précédents n’ont pas pu être publiés à temps.",
    )
    ALERT = "Told by many at once", "Raconté partout à la fois"
    ALERTED = "Told since the last digest:", "Raconté depuis le dernier point :"
    UPDATE = "Update: {what}", "Du nouveau : {what}"
    TOLD_BEFORE = "told here before", "déjà raconté ici"
    SILENT = "silent: {sides}", "silence : {sides}"
    VOICES_COUNT = (
        "{n} independent voice|{n} independent voices",
        "{n} voix indépendante|{n} voix indépendantes",
    )
    SINGLE_SOURCE = "single source", "source unique"
    REPEATED_SOURCE = "one source, repeated", "une seule source, reprise"
    HEADLINE_ONLY = "headline only", "titre seul"
    MORE_OUTLETS = "{n} more", "{n} de plus"
    FIGURES = "Figures", "Chiffres"
    DETAILS = "Details", "Détails"
    FOOTER_FEEDS = (
        "{n} feed: {read} read, {failed} failed, {quiet} with nothing new|"
        "{n} feeds: {read} read, {failed} failed, {quiet} with nothing new",
        "{n} flux : {read} lu, {failed} en échec, {quiet} sans nouveauté|"
        "{n} flux : {read} lus, {failed} en échec, {quiet} sans nouveauté",
    )
    FOOTER_ITEMS = "{n} item|{n} items", "{n} article|{n} articles"
    FOOTER_STORIES = "{n} story|{n} stories", "{n} sujet|{n} sujets"
    FOOTER_SHOWN = "{n} shown|{n} shown", "{n} retenu|{n} retenus"
    FOOTER_HELD_BACK = "{n} held back", "{n} écarté|{n} écartés"
    FOOTER_ELSEWHERE = "{n} on none of its themes", "{n} d’aucun de ses thèmes"
    FOOTER_SINGLE = "{n} from a single source", "{n} de source unique"
    FOOTER_HEADLINE = "{n} headline only", "{n} au titre seul"
    READ_ON_PAGE = "Read on the page", "Lire sur la page"
    MORE_CARDS = "{n} more: /parallax today", "{n} de plus : /parallax today"

    # ---- changes ----
    NEW_FIGURE = (
        "new figure: {what}|new figures: {what}",
        "nouveau chiffre : {what}|nouveaux chiffres : {what}",
    )
    NEW_ACTOR = (
        "{what} now takes part|{what} now take part",
        "{what} entre en scène|{what} entrent en scène",
    )
    NEW_SIDE = "now told from {what} too", "raconté désormais aussi depuis : {what}"
    SECOND_OWNER = "now also reported by {what}", "désormais rapporté aussi par {what}"
    REVERSAL = "a turn: {what}", "revirement : {what}"
    CORRECTION = "corrected by {what}", "corrigé par {what}"
    WITHDRAWAL = "withdrawn by {what}", "retiré par {what}"

    # ---- the pages ----
    DIGESTS = "Digests", "Les points"
    DIGESTS_NONE = (
        "No digest has been composed yet. The first one comes at the hour of a subscription.",
        "Aucun point n’a encore été composé. Le premier vient à l’heure d’un abonnement.",
    )
    OLDER = "Older", "Plus anciens"
    STORIES_NONE = "No story yet.", "Aucun sujet pour l’instant."
    SEARCH = "Search", "Recherche"
    SEARCH_HINT = (
        'Words, "phrases", -words, prefixes*; since:7d theme:talent outlet:scmp.com viewpoint:china language:zh',
        'Mots, "expressions", -mots, préfixes* ; since:7d theme:talent outlet:scmp.com viewpoint:china language:zh',
    )
    SKIP_TO_TEXT = "Skip to the text", "Aller au texte"
    SIGN_IN = "Sign in", "Connexion"
    PASSWORD = "Password", "Mot de passe"
    WRONG_PASSWORD = "That is not the password.", "Ce n’est pas le mot de passe."
    MANY_WRONG = (
        "Too many wrong passwords came; wait a minute and try again.",
        "Trop de mots de passe faux ; attendez une minute puis réessayez.",
    )
    FOR_THE_TEAM = (
        "These pages are for the team. Follow the link below a digest in chat",
        "Ces pages sont pour l’équipe. Suivez le lien sous un point dans la messagerie",
    )
    OR_PASSWORD = ", or sign in.", ", ou connectez-vous."
    NO_SUCH_PAGE = "There is no such page.", "Cette page n’existe pas."
    NO_SUCH_DIGEST = "There is no such digest.", "Ce point n’existe pas."
    MOTTO = (
        "Parallax: the same happening, seen from several sides.",
        "Parallax : le même événement, vu de plusieurs côtés.",
    )

    # ---- search ----
    FOUND_TITLE = "Search: {query}", "Recherche : {query}"
    FOUND_ALL = "Newest stories", "Les sujets les plus récents"
    FOUND_SUMMARY = (
        "{n} story for {query}|{n} stories for {query}",
        "{n} sujet pour {query}|{n} sujets pour {query}",
    )
    SINCE = "since {day}", "depuis le {day}"
    UNTIL = "until {day}", "jusqu’au {day}"
    FOUND_NOTHING = "Nothing found for {query}.", "Rien trouvé pour {query}."
    FOUND_NO_MORE = "There are no more results.", "Il n’y a pas d’autres résultats."
    FOUND_NONE = "Nothing found.", "Rien trouvé."
    TRY_FEWER_WORDS = (
        "Try fewer words, a wider span, or another spelling.",
        "Essayez moins de mots, une durée plus longue ou une autre graphie.",
    )
    FOUND_BY_NAME = (
        "{typed} is an actor’s name: `{field}` in its place finds {name} in every script.",
        "{typed} est le nom d’un acteur : `{field}` à sa place trouve {name} dans toutes les écritures.",
    )
    NO_WORD = (
        "“{typed}” holds no word to look for: type one, such as `search chips`.",
        "« {typed} » ne contient aucun mot à chercher : écrivez-en un, comme `search chips`.",
    )
    TOO_LONG = (
        "That is {number} characters: a few words, or one sentence, find more.",
        "Voilà {number} caractères : quelques mots, ou une phrase, trouvent davantage.",
    )
    ALSO_IN = "also {outlets}", "aussi {outlets}"
    NEXT_PAGE = "Next page", "Page suivante"

    # ---- a story ----
    COURSE = "How it went", "Le cours des choses"
    COURSE_CHART = "Items by day and side", "Articles par jour et par camp"
    COURSE_CHART_NOTE = (
        "How many were published on each day",
        "Combien ont été publiés chaque jour",
    )
    OUTLETS_COUNT = "{n} outlet|{n} outlets", "{n} média|{n} médias"
    SPAN = "{first} to {last}", "du {first} au {last}"
    LINKED = "Before and after", "Avant et après"
    CAME_BEFORE = "What came before", "Ce qui précède"
    CAME_AFTER = "What followed", "Ce qui a suivi"
    TOLD_TO = "Told to {channel} on {day}", "Raconté à {channel} le {day}"
    ITEMS_LEFT_OUT = "{n} more item|{n} more items", "{n} autre article|{n} autres articles"
    COMPARE = "Compare the sides", "Comparer les points de vue"
    WHY = "Why is it here?", "Pourquoi ce sujet ?"

    # ---- figures ----
    FIGURES_NONE = "No figure found for {query}.", "Aucun chiffre trouvé pour {query}."
    FIGURES_UNSTATED = (
        "There is news of it, but without a figure: `search {words}` shows it.",
        "Il en est question, mais sans chiffre : `search {words}` montre où.",
    )
    FIGURES_SUMMARY = (
        "{n} figure for {query}|{n} figures for {query}",
        "{n} chiffre pour {query}|{n} chiffres pour {query}",
    )
    DISAGREE = "Sources disagree", "Les sources divergent"
    FIGURES_NO = "No figure found.", "Aucun chiffre trouvé."
    FIGURES_LEFT_OUT = (
        "{n} older figure|{n} older figures",
        "{n} chiffre plus ancien|{n} chiffres plus anciens",
    )
    OVER_TIME = "Over time", "Au fil du temps"
    STATED = "As stated, newest first", "Tels qu’énoncés, les plus récents d’abord"

    # ---- compare ----
    COMPARE_TITLE = "Each side’s words", "Les mots de chacun"
    COMPARE_ONE = "Only one side tells this story so far.", "Un seul camp raconte ce sujet pour l’instant."
    NOT_TOLD_BY = "Not told from: {sides}", "Pas raconté depuis : {sides}"

    # ---- why ----
    WHY_TITLE = "Why: {title}", "Pourquoi : {title}"
    WAS_SHOWN = (
        "It was shown in the last digest that judged it ({digest}).",
        "Il a été retenu dans le dernier point qui l’a jugé ({digest}).",
    )
    WAS_HELD_BACK = (
        "The last digest that judged it ({digest}) held it back: {reason}.",
        "Le dernier point qui l’a jugé ({digest}) l’a écarté : {reason}.",
    )
    NOT_JUDGED = "No digest has judged it yet.", "Aucun point ne l’a encore jugé."
    WOULD_BE_HELD_BACK = (
        "No digest has judged it yet; today’s would hold it back: {reason}.",
        "Aucun point ne l’a encore jugé ; celui du jour l’écarterait : {reason}.",
    )
    FILED_UNDER = "Filed under", "Classé sous"
    FILED_NOWHERE = "It is filed under no theme.", "Il n’est classé sous aucun thème."
    SCORE = "Score {total}", "Score {total}"
    PART = "Part", "Part"
    POINTS = "Points", "Points"
    FIRST_ITEM = "the first item", "le premier article"
    JOINED = "near {nearest} ({score})", "proche de {nearest} ({score})"
    SHARED = "shares {terms}", "a en commun {terms}"
    PART_OWNERS = "independent voices", "voix indépendantes"
    PART_SIDES = "several sides", "plusieurs points de vue"
    PART_THEME = "strength of the theme", "force du thème"
    PART_FRESH = "how recent", "fraîcheur"
    PART_ACTORS = "known actors", "acteurs connus"
    PART_EVENT = "what its headline states", "ce que dit son titre"
    PART_COURSE = "follows from another story", "fait suite à un autre sujet"

    # ---- themes, trends, feeds ----
    THEMES = "Themes", "Thèmes"
    THEMES_HINT = "Try: `{example}`", "Essayez : `{example}`"
    ID = "Id", "Identifiant"
    TERMS = "Terms", "Termes"
    EXAMPLES = "Examples", "Exemples"
    TRENDS = "Trends", "Tendances"
    TRENDS_OF = "Trends: {theme}", "Tendances : {theme}"
    TRENDS_CHART = "Stories a week, by theme", "Sujets par semaine et par thème"
    TRENDS_CHART_NOTE = (
        "How many were told in the week that begins on each day",
        "Combien ont été racontés, par semaine qui commence ce jour-là",
    )
    SIDES_CHART_NOTE = (
        "Outlets that told of it, in the week that begins on each day",
        "Médias qui en ont parlé, par semaine qui commence ce jour-là",
    )
    TRENDS_NONE = "No stories were filed in these weeks.", "Aucun sujet n’a été classé pendant ces semaines."
    TRENDS_ALT = (
        "Stories by theme in the week of {week}. {themes}.|"
        "Stories a week by theme, {n} weeks from {week}. {themes}.",
        "Sujets par thème, semaine du {week}. {themes}.|"
        "Sujets par semaine et par thème, {n} semaines à partir du {week}. {themes}.",
    )
    TRENDS_HINT = (
        "Stories/independent voices, in the weeks that begin on these days.",
        "Sujets/voix indépendantes, pour les semaines qui commencent ces jours-là.",
    )
    RISING = (
        "Named in more stories of this week: {actors}",
        "Nommés dans plus de sujets cette semaine : {actors}",
    )
    WEEK = "Week", "Semaine"
    THEME = "Theme", "Thème"
    STORIES = "Stories", "Sujets"
    OWNERS = "Voices", "Voix"
    SIDES = "Outlets by side", "Médias par camp"
    FEEDS = "Feeds", "Flux"

    # ---- problems ----
    PROBLEM = "That did not work.", "Cela n’a pas marché."
    UNEXPECTED = (
        "Something went wrong on our side; it was noted. Please try again in a minute.",
        "Une erreur est survenue de notre côté ; elle a été notée. Réessayez dans une minute.",
    )
