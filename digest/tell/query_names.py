"""What the fields of a query and their values are called by those who type them, in English and in French."""

from collections.abc import Mapping

from digest.model.outlet import Viewpoint
from digest.model.query import Order

_NAMES: Mapping[str, tuple[str, ...]] = {
    "theme": ("theme", "themes", "thème", "thèmes", "topic"),
    "since": ("since", "from", "after", "depuis", "après"),
    "until": ("until", "till", "to", "before", "jusqu'à", "jusque", "avant"),
    "outlet": ("outlet", "source", "site", "domain", "média", "media"),
    "viewpoint": ("viewpoint", "side", "view", "camp", "vue", "point-de-vue"),
    "language": ("language", "lang", "langue"),
    "actor": ("actor", "acteur", "entity"),
    "order": ("order", "sort", "ordre", "tri"),
}
FIELDS = tuple(_NAMES)
FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}

SIDES: Mapping[Viewpoint, str] = {
    Viewpoint.US: "us usa america american united-states états-unis etats-unis américain",
    Viewpoint.CHINA: "china cn chinese prc chine chinois",
    Viewpoint.EUROPE: "europe eu european européen ue",
    Viewpoint.TAIWAN_JAPAN_KOREA: "taiwan-japan-korea taiwan japan korea tw jp kr asia taïwan japon corée",
    Viewpoint.GLOBAL_SOUTH: "global-south south sud sud-global india brazil africa",
    Viewpoint.OTHER: "other others autre autres",
}
# What each language calls itself, and the country's letters where they are taken for the language's; Chinese without
# a script matches both.
OWN_NAMES = {
    "ar": "العربية", "cs": "čeština cz", "de": "deutsch", "es": "español castellano", "it": "italiano",
    "ja": "日本語 jp", "ko": "한국어 kr", "nl": "nederlands", "pl": "polski", "pt": "português", "ru": "русский",
    "tr": "türkçe", "uk": "українська", "zh": "chinese chinois 中文 汉语 漢語 cn",
    "zh-Hans": "简体中文", "zh-Hant": "繁體中文",
}  # fmt: skip
ORDERS: Mapping[Order, str] = {
    Order.NEWEST: "newest new date recent latest récent récents",
    Order.RELEVANCE: "relevance relevant best nearest pertinence",
}
