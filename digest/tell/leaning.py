"""A sentence in, what it leans on out: nothing, the sentence before it, or words that are not told at all."""

import re
from functools import cache

from digest.tags import UNKNOWN, language_of

# What speaks of somebody or goes on with a thought, and says not of whom or which, by language: "on" is "he" in Polish.
_LEANING = {
    "ar": r"لكن|غير\sأن|كما|وقال|وأضاف|وأضافت|وقالت",
    "de": "aber|und|jedoch|er|sie|es|doch|auch|allerdings|zudem|dabei|dazu|damit",
    "en": r"""however|but|and|or|also|yet|still|meanwhile|moreover|therefore|thus|so|then
        |he|she|it|they|that|those|its|his|her|their|indeed
        |nevertheless|nonetheless|furthermore|likewise|similarly|consequently|others|such|this\stime|that\ssaid
        |(?:as\sa\sresult|instead)(?!\sof\b)|in\s(?:addition|contrast|response)(?!\sto\b)|in\s(?:other\swords|turn)
        |for\s(?:example|instance)|at\sthe\ssame\stime|(?:he|she|it|they|that)['’](?:s|re|ll|d|ve)""",
    "es": r"""pero|sin\sembargo|y|él|ella|ellos|su|sus|además|también|añadió\sque|agregó\sque|dijo\sque""",
    "fr": "mais|et|cependant|toutefois|il|elle|ils|elles|cela|son|sa|ses|leur|leurs|or|puis|ainsi|aussi",
    "it": r"ma|però|tuttavia|inoltre|lui|lei|essa|esso|anche|ha\s(?:detto|aggiunto)\sche",
    "nl": "maar|echter|toch|ook|hij|zij|ze|daarnaast|daarom|bovendien|ondertussen|intussen",
    "pl": r"""ale|jednak|on|ona|oni|jego|jej|ich|także|ponadto|tym\srazem|dlatego|natomiast|tymczasem
        |(?:doda|wskaza|podkreśli|zaznaczy|wyjaśni|stwierdzi|powiedzia|przyzna)(?:ł|l)\w*,?\sże""",
    "pt": r"""mas|porém|entretanto|ele|ela|eles|elas|seu|sua|além\sdisso|também|(?:disse|acrescentou)\sque""",
    "ru": r"""но|однако|он|она|они|это|его|её|их|также|кроме\sтого
        |(?:добавил|отметил|сказал|пояснил|подчеркнул)\w*,?\sчто""",
}
_POINTING = {
    "de": "dies(?:e[mnrs]?)?",
    "en": "this|these",
    "es": "este|esta|esto|estos|estas",
    "fr": "ce|cet|cette|ces",
    "it": "questo|questa",
    "nl": "dit|deze",
    "pl": "to|ten|ta",
    "pt": "este|esta|isso|isto",
    "ru": "эта|этот|эти",
}
# "This week" leans on nothing.
_TIMES = r"""week|month|year|quarter|summer|autumn|winter|spring|morning|weekend
    |monday|tuesday|wednesday|thursday|friday|saturday|sunday
    |lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mois|matin|semaine|année|week-end|woche|jahr|monat
    |lunes|martes|miércoles|jueves|viernes|sábado|domingo|año|mes|semana|settimana|anno|mese|ano|mês|неделе|году
    |maand|jaar"""
# No other language writes so.
_LEANING_IN_RUNS = re.compile(
    "该|此|其|他|她|它|但|不过|不過|而|并|並|同时|同時|另外|对此|對此"
    r"|また|しかし|ただ|この|その|これ|同社|이\s|그는|그녀|그러나|하지만|또\s|또한|이에"
)
# What points back to something told just before, or answers it, and is plain behind it: "The move", "Yes, ...".
_POINTS_BACK = re.compile(
    r"""(?:yes|no|well|sure), | (?:
      the\s(?:new\s|latest\s|same\s|whole\s|ai\s|tech\s|chip\s)?(?:
        move|decision|step|issue|incident|news|measures?|approval|announcement|deal|agreement|plans?|proposal|project|report|study
        |bill|law|rules?|ruling|order|ban|probe|case|lawsuit|changes?|restrictions?|post|statement|comments?|remarks|effort
        |company|firm|start-?up|chip\s?maker|agency|ministry|researchers?|authors?|team|pair|two|latter|former|trio
        |executive|scientist|official|minister|billionaire)
      | the\s(?:larger|largest|bigger|biggest|smaller|smallest|newer|newest|older|other|first|second|third|last)\sones?
      | (?:cette|la|le|l['’])\s?(?:décision|mesure|annonce|affaire|entreprise|société|groupe|accord|projet|rapport)
      | (?:die|der|das)\s(?:entscheidung|maßnahme|schritt|ankündigung|unternehmen|konzern|firma|abkommen|bericht|studie
        |gesetz|vorfall)
      | (?:la|el)\s(?:decisión|medida|anuncio|empresa|compañía|acuerdo|informe|estudio|ley)
    )(?![\w'’-])
    # "The ministry of trade", "the bill that would", "le groupe Exemple" say which one themselves.
    (?!\s(?:of|to|that|which|by|between|behind|de|du|des|qui|que|del|von|zum|zur)\b)(?!\s(?-i:[A-ZÀ-Þ]))""",
    re.IGNORECASE | re.VERBOSE,
)


def is_dangling(sentence: str, language: str) -> bool:
    """Say whether a sentence opens with words that only one before it explains.

    `language` is its item's tag; where nobody knows it, the words of every language count.
    """
    if _LEANING_IN_RUNS.match(sentence):
        return True
    return _dangling(language_of(language)).match(sentence) is not None


def points_back(sentence: str) -> bool:
    """Say whether a sentence opens with a thing that was named before: it may follow there, or open a text.

    What opens a text points to the title above it.
    """
    return _POINTS_BACK.match(sentence) is not None


@cache
def _dangling(language: str) -> re.Pattern[str]:
    leaning, pointing = (
        "|".join(known.values()) if language == UNKNOWN else known.get(language, "(?!)")
        for known in (_LEANING, _POINTING)
    )
    return re.compile(
        rf"(?:{leaning}|(?:{pointing})(?!\s(?:{_TIMES})\b))(?![\w'’-])", re.IGNORECASE | re.VERBOSE
    )
