"""Words of which questions are built: passed over, for records, for how surely a date holds."""

from geo.lookup.typed_periods import OR
from geo.spelling import LINKING_WORDS, fold

PASSED_OVER = (LINKING_WORDS | OR).union(
    [
        *["a", "an", "on", "to", "by", "for", "from", "during", "about", "with", "were", "was"],
        *["is", "are", "did", "what", "where", "when", "which", "who", "how", "many", "much"],
        *["show", "list", "me", "there", "any", "took", "place", "happen", "happened", "number"],
        *["circa", "ca", "c", "approximately", "roughly", "environ", "vers", "env"],
        *["حدود", "حدودا", "تقریبا", "نحو"],
        *["all", "every", "city", "town", "province", "region", "event", "events", "according"],
        *["people", "persons", "have", "has", "been", "do", "does", "happens", "happening"],
        *["occur", "occurs", "occurred", "take", "takes", "taken", "going", "give", "find", "tell"],
        *["i", "you", "can", "could", "please", "why", "know", "see", "search", "look"],
        *["used", "attended", "had", "mention", "mentions", "mentioned", "map", "maps", "places"],
        *["towns", "avait", "avaient", "mentionne", "mentionnent", "carte", "lieux", "villes"],
        *["نقشه", "داشت", "داشتند", "خریطه", "تذکر"],
        *["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "en", "au", "aux"],
        *["dans", "et", "pendant", "quelles", "quels", "ou", "ont", "eu", "lieu", "ete", "sont"],
        *["combien", "nombre", "personnes", "gens", "tous", "toutes", "ville", "selon", "a"],
        *["que", "quoi", "quel", "quelle", "qui", "quand", "comment", "pourquoi", "ce", "s", "qu"],
        *["est", "etait", "etaient", "fut", "furent", "sest", "quest", "cest", "il", "t", "y"],
        *["passe", "arrive", "produit", "deroule", "montre", "montrez", "moi", "nous", "donne"],
        *["donnez", "trouve", "trouver", "trouvez", "cherche", "chercher", "liste", "sur"],
        *["dated", "date", "datee", "datees", "as", "export", "download", "telecharger"],
        *["csv", "excel", "xlsx", "json", "geojson", "gpkg", "geopackage", "kml", "parquet"],
        *["geoparquet", "bibtex", "ris", "zip"],
        *["say", "says", "said", "dit", "disent", "apres", "حسب", "بحسب", "وفقا", "طبق", "بنا"],
        *["گفته", "گفت", "گوید", "گویند", "می", "قال", "قالت", "یقول", "تقول"],
        *["از", "به", "که", "را", "این", "کدام", "چه", "چند", "کجا", "کی", "ها", "های"],
        *[
            "کجاست",
            "چیست",
            "کسانی",
            "کسی",
            "نفر",
            "شد",
            "شدند",
            "شده",
            "اند",
            "است",
            "بود",
            "بودند",
        ],
        *["تعداد", "افراد", "مردم", "همه", "تمام", "شهر", "استان", "چی", "ایا", "چطور", "چگونه"],
        *["اتفاق", "اتفاقی", "اتفاقاتی", "افتاد", "افتاده", "رخ", "داد", "داده", "روی", "گذشت"],
        *["نشان", "بده", "بدهید", "پیدا", "کنید", "فهرست", "لیست", "درباره", "برای", "چرا"],
        *["ماذا", "حدث", "یحدث", "جری", "وقع", "حصل", "کیف", "لماذا", "کان", "کانت", "هو", "هی"],
        *["ارنی", "اعرض", "اعطنی", "ابحث", "عن", "قایمه"],
        *[
            "فی",
            "من",
            "هل",
            "ما",
            "متی",
            "کم",
            "عدد",
            "شخص",
            "شخصا",
            "اشخاص",
            "الذین",
            "جمیع",
            "کل",
            "مدینه",
            "محافظه",
        ],
    ]
)
"""Folded words of which a question is built, that name nothing."""
RECORDS = frozenset(
    [
        *["statement", "statements", "record", "records", "source", "sources"],
        *["enonce", "enonces", "entrees", "گزاره", "مدخل", "منبع", "منابع"],
        *["افاده", "افادات", "الافادات", "سجلات", "السجلات", "مصادر", "المصادر"],
    ]
)
"""Folded words for what any answer shows, as pages call it."""
CERTAINTIES = {
    **dict.fromkeys(["certainly", "certaine", "certainement", "قطعا", "یقینا"], "certain"),
    **dict.fromkeys(["possibly", "possible", "شاید", "احتمالا"], "possible"),
}
"""Folded words that say, beside a period, how surely a statement must fall into it."""
_HOW_MANY = (
    *("how many", "number of", "toll", "combien", "nombre", "bilan"),
    *("چند", "تعداد", "شمار", "امار", "کم", "عدد", "حصیله"),
)


def asks_how_many(text: str) -> bool:
    """Tell whether a question asks for a number.

    Examples
    --------
    >>> asks_how_many("How many in Paris?"), asks_how_many("Paris"), asks_how_many("كم في باريس؟")
    (True, False, True)
    """
    padded = f" {fold(text)} "
    return any(f" {words} " in padded for words in _HOW_MANY)
