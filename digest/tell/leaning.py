"""A sentence in, what it leans on out: nothing, the sentence before it, or words that are not told at all."""

import re

# What speaks of somebody or goes on with a thought, and says not of whom or which. "This week" leans on nothing.
_DANGLING = re.compile(
    r"""(?:
      (?:however|but|and|also|yet|still|meanwhile|moreover|therefore|thus|so|then|he|she|it|they|that|those|its|his|her|their
      |instead|indeed|nevertheless|nonetheless|furthermore|likewise|similarly|consequently|others|such|this\stime|that\ssaid
      |as\sa\sresult|for\s(?:example|instance)|in\s(?:addition|contrast|other\swords|response|turn)|at\sthe\ssame\stime
      |(?:he|she|it|they|that)['’](?:s|re|ll|d|ve)
      |mais|et|cependant|toutefois|il|elle|ils|elles|cela|son|sa|ses|leur|leurs|or|puis|ainsi|aussi
      |aber|und|jedoch|er|sie|es|doch|auch|allerdings|zudem|dabei|dazu|damit
      |pero|sin\sembargo|y|él|ella|ellos|su|sus|además|también
      |ma|però|tuttavia|inoltre|lui|lei|essa|esso|anche
      |mas|porém|entretanto|ele|ela|eles|elas|seu|sua|além\sdisso|também
      |añadió\sque|agregó\sque|dijo\sque|ha\s(?:detto|aggiunto)\sche|(?:disse|acrescentou)\sque
      |ale|jednak|on|ona|oni|jego|jej|ich|także|ponadto|tym\srazem|dlatego|natomiast|tymczasem
      |(?:doda|wskaza|podkreśli|zaznaczy|wyjaśni|stwierdzi|powiedzia|przyzna)(?:ł|l)\w*,?\sże
      |(?:добавил|отметил|сказал|пояснил|подчеркнул)\w*,?\sчто
      |но|однако|он|она|они|это|его|её|их|также|кроме\sтого
      |لكن|غير\sأن|كما|وقال|وأضاف|وأضافت|وقالت)
      | (?:this|these|ce|cet|cette|ces|dies\w*|este|esta|esto|estos|estas|questo|questa|isso|isto|to|ten|ta
        |эта|этот|эти)
        (?!\s(?:week|month|year|quarter|summer|autumn|winter|spring|morning|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday
          |lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mois|matin|semaine|année|week-end|woche|jahr|monat
          |lunes|martes|miércoles|jueves|viernes|sábado|domingo|año|mes|semana|settimana|anno|mese|ano|mês|неделе|году)\b)
    )(?![\w'’-])
    | (?:该|此|其|他|她|它|但|不过|不過|而|并|並|同时|同時|另外|对此|對此
      |また|しかし|ただ|この|その|これ|同社|이\s|그는|그녀|그러나|하지만|또\s|또한|이에)""",
    re.IGNORECASE | re.VERBOSE,
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


def is_dangling(sentence: str) -> bool:
    """Say whether a sentence opens with words that only one before it explains."""
    return _DANGLING.match(sentence) is not None


def points_back(sentence: str) -> bool:
    """Say whether a sentence opens with a thing that was named before: it may follow there, or open a text.

    What opens a text points to the title above it.
    """
    return _POINTS_BACK.match(sentence) is not None
