"""Typed questions: what is understood of a text, and what stays a text to search for."""

from pathlib import Path

import pytest

import geo
from geo.lookup.question import read_names, read_question
from geo.parameters import MAX_SEARCH_CHARS
from questions import IN_MASHHAD, queries

SECOND = Path(__file__).parent / "second_subject"
KILLED = "kinds=executions_reported,toll"
AUGUST = "from=1988-08&to=1988-08"
SUMMER = "from=1988-07&to=1988-09"
JUNE_TO_AUGUST, TIR_TO_SHAHRIVAR = "from=1988-06&to=1988-08", "from=1988-06-22&to=1988-09-22"
SUMMERS = [SUMMER, JUNE_TO_AUGUST]
KURDISTAN = "cities=bijar,kamyaran,qorveh,sanandaj,saqqez"
OF_EVIN = "q=Evin prison&{period}&place=evin-prison"
OFFERED = {
    # Any order, any way of joining
    "executions in Mashhad, August 1988": [f"{IN_MASHHAD}&{AUGUST}"],
    "August 1988: Mashhad, executions": [f"{IN_MASHHAD}&{AUGUST}"],
    "1988-08 mashhad execution": [f"{IN_MASHHAD}&{AUGUST}"],
    "which executions happened in Mashhad in August 1988?": [f"{IN_MASHHAD}&{AUGUST}"],
    "reported executions, Mashhad": [IN_MASHHAD],
    "executions in Mashhad and Tehran": ["kinds=executions_reported&cities=mashhad,tehran"],
    # Formats of files, and names of months and seasons with an error
    "statements about Mashhad in August 1988 as CSV": [
        f"cities=mashhad&{AUGUST}",
        f"kinds=statement&cities=mashhad&{AUGUST}",
    ],
    "export Mashhad August 1988 as GeoJSON": [f"cities=mashhad&{AUGUST}"],
    "Mashhad sumer 1988": [f"cities=mashhad&{one}" for one in SUMMERS],
    "Mashhad 14 Agust 1988": ["cities=mashhad&from=1988-08-14&to=1988-08-14"],
    # Other languages and spellings
    "exécutions à Machhad août 1988": [f"{IN_MASHHAD}&{AUGUST}"],
    "اعدام‌ها در مشهد، مرداد ۱۳۶۷": [f"{IN_MASHHAD}&from=1988-07-23&to=1988-08-22"],
    "مرداد ۱۳۶۷ اعدام مشهد": [f"{IN_MASHHAD}&from=1988-07-23&to=1988-08-22"],
    "چند نفر در مشهد اعدام شدند؟": [IN_MASHHAD],
    "چه کسانی در مشهد دفن شده‌اند": ["kinds=burial_reported&cities=mashhad"],
    "procès à Londres": ["kinds=trial&cities=london"],
    "إعدامات في مشهد": [IN_MASHHAD],
    "villes de commémoration en Allemagne": ["layers=commemoration&countries=DE"],
    "زندان‌ها در آلمان": ["layers=prison&countries=DE"],
    "\u202bزندان‌ها در \u2067آلمان\u2069 کوچک\u200f\u202c": ["layers=prison&countries=DE&q=کوچک"],
    # Usual words for layers and kinds in each language, Arabic ones with their article too
    "fosses communes à Téhéran": ["layers=burial_site&cities=tehran"],
    "هیئت‌های مرگ": ["kinds=hearing_by_commission"],
    "death commissions in Tehran": ["kinds=hearing_by_commission&cities=tehran"],
    "cimetières à Téhéran": ["layers=burial_site&cities=tehran"],
    "lieux d'inhumation à Téhéran": ["layers=burial_site&cities=tehran"],
    "burial sites in Tehran": ["layers=burial_site&cities=tehran"],
    "manifestations à Londres": [
        "kinds=gathering_announced,gathering_held,gathering_reported&cities=london",
        "layers=commemoration&cities=london",
    ],
    "گورهای جمعی در تهران": ["layers=burial_site&cities=tehran"],
    "آرامستان‌ها در تهران": ["layers=burial_site&cities=tehran"],
    "تجمعات در لندن": [
        "kinds=gathering_announced,gathering_held,gathering_reported&cities=london",
        "layers=commemoration&cities=london",
    ],
    "المقابر الجماعية في طهران": ["layers=burial_site&cities=tehran"],
    "الإعدامات في مشهد": [IN_MASHHAD],
    "التجمعات في لندن": [
        "kinds=gathering_announced,gathering_held,gathering_reported&cities=london",
        "layers=commemoration&cities=london",
    ],
    "نصب تذكارية في لندن": ["layers=commemoration&cities=london"],
    "اعتقالات في طهران": ["layers=prison&cities=tehran"],
    # Usual words for kinds; where one names two, either is asked for
    "how many people were killed": [KILLED],
    "how many were executed in Mashhad": [f"{KILLED}&cities=mashhad"],
    "combien de personnes ont été exécutées à Téhéran": ["kinds=executions_reported&cities=tehran"],
    "nombre de victimes": [KILLED],
    "چند نفر کشته شدند؟": [KILLED],
    "تعداد اعدام‌شدگان در مشهد": [f"{KILLED}&cities=mashhad"],
    "كم عدد القتلى": [KILLED],
    "hanged in Mashhad, August 1988": [f"{IN_MASHHAD}&{AUGUST}"],
    "protests in London 2012": [
        "kinds=gathering_announced,gathering_held,gathering_reported&cities=london"
        "&from=2012&to=2012"
    ],
    "تجريف في مشهد": ["kinds=grave_destroyed&cities=mashhad"],
    "bulldozed graves in Mashhad": ["kinds=grave_destroyed&cities=mashhad"],
    "people killed, executions in Mashhad": [IN_MASHHAD],  # what both words may name
    "number of prisons in Tehran": ["layers=prison&cities=tehran"],
    # Usual words of several words are taken whole
    "mass graves": ["layers=burial_site"],
    "mass graves in Ahvaz": ["layers=burial_site&cities=ahvaz"],
    "mass graves destroyed in Ahvaz": ["kinds=grave_destroyed&cities=ahvaz"],
    "Khavaran mass grave Tehran August 1988": [
        f"q=Khavaran burial ground&{AUGUST}&place=khavaran-cemetery"
    ],
    "mass executions in Mashhad": [IN_MASHHAD],
    "death commission": ["kinds=hearing_by_commission"],
    "هیئت مرگ تهران": ["kinds=hearing_by_commission&cities=tehran"],
    "قتل عام ۶۷": [f"{KILLED}&from=1988-03-21&to=1989-03-20"],
    "اعدام‌های ۶۷ در مشهد": [f"{IN_MASHHAD}&from=1988-03-21&to=1989-03-20"],
    "all prisons in the city of Tehran": ["layers=prison&cities=tehran"],
    # A region means its cities, and what is near a city the cities round it
    "prisons in Kurdistan": [f"layers=prison&{KURDISTAN}"],
    "زندان‌های کردستان": [f"layers=prison&{KURDISTAN}"],
    "Kordestan": [KURDISTAN],
    "executions in Khuzestan province": [
        "kinds=executions_reported&cities=ahvaz,bandar-e-mahshahr,dezful,masjed-soleyman"
    ],
    "prisons in Kurdistan or Fars": [
        "layers=prison&cities=bijar,kamyaran,kazerun,qorveh,sanandaj,saqqez,shiraz"
    ],
    "burial sites near Tehran": ["layers=burial_site&cities=khavarshahr,tehran"],
    "cimetières près de Téhéran": ["layers=burial_site&cities=khavarshahr,tehran"],
    "گورهای اطراف تهران": ["layers=burial_site&cities=khavarshahr,tehran"],
    "near Berlin": ["cities=berlin"],
    "prisons in Tehran province": ["layers=prison&cities=khavarshahr,tehran"],
    "استان تهران": ["cities=khavarshahr,tehran"],
    # Typing errors that leave no doubt
    "executoins in Masshad August 1988": [f"{IN_MASHHAD}&{AUGUST}"],
    "tribunal Lndon 2012": ["kinds=trial&cities=london&from=2012&to=2012"],
    "dcree Tehran 1988": ["kinds=decree&cities=tehran&from=1988&to=1988"],
    "prisns in Irn 1988": ["layers=prison&q=Irn&from=1988&to=1988"],
    # Two readings
    "executions Mashhad 1367": [
        f"{IN_MASHHAD}&from=1988-03-21&to=1989-03-20",
        f"{IN_MASHHAD}&from=1367&to=1367",
    ],
    "executions in Rasht 8/9/1988": [
        "kinds=executions_reported&cities=rasht&from=1988-09-08&to=1988-09-08",
        "kinds=executions_reported&cities=rasht&from=1988-08-09&to=1988-08-09",
    ],
    "graves in Tehran 2003": [
        "kinds=grave_destroyed,grave_discovered,grave_disturbed&cities=tehran&from=2003&to=2003",
        "layers=burial_site&cities=tehran&from=2003&to=2003",
    ],
    # Periods
    "from July to September 1988 in Isfahan": ["cities=isfahan&from=1988-07&to=1988-09"],
    "Tehran between 1981 and 1988": ["cities=tehran&from=1981&to=1988"],
    "1981–1988 Tehran": ["cities=tehran&from=1981&to=1988"],
    "Tehran 1988 to 1981": ["cities=tehran&q=1981&from=1988&to=1988"],
    "trial in Stockholm since 2019": ["kinds=trial&cities=stockholm&from=2019"],
    "67": ["from=1967&to=1967", "from=1988-03-21&to=1989-03-20"],
    "مشهد ۶۷": ["cities=mashhad&from=1988-03-21&to=1989-03-20"],
    "سال ۶۷": ["from=1988-03-21&to=1989-03-20"],
    "prisons in Iran, summer 1988": [f"layers=prison&countries=IR&{one}" for one in SUMMERS],
    "مشهد از ۱۳۶۷ تا ۱۳۷۰": [
        "cities=mashhad&from=1988-03-21&to=1992-03-20",
        "cities=mashhad&from=1367&to=1370",
    ],
    "l'été 1988 en Iran": [f"countries=IR&{one}" for one in SUMMERS],
    "commemorations before 2010": [
        "kinds=memorial_restricted&to=2009",
        "layers=commemoration&to=2009",
    ],
    "executions in Tehran before August 1988": [
        "kinds=executions_reported&cities=tehran&to=1988-07"
    ],
    "Tehran, prior to 1 August 1988": ["cities=tehran&to=1988-07-31"],
    "trial after 2019": ["kinds=trial&from=2020"],
    "trials from 2000 onwards": ["kinds=trial&from=2000"],
    "procès à partir de 2000": ["kinds=trial&from=2000"],
    "محاكمات منذ 2000": ["kinds=trial&from=2000"],
    "تهران پیش از ۱۳۶۷": ["cities=tehran&to=1988-03-20", "cities=tehran&to=1366"],
    "تهران از ۱۳۷۰ به بعد": ["cities=tehran&from=1991-03-21", "cities=tehran&from=1370"],
    "Tehran up to December 1988": ["cities=tehran&to=1988-12"],
    "graves destroyed 2017..2019": ["kinds=grave_destroyed&from=2017&to=2019"],
    "28-30 July 1988": ["from=1988-07-28&to=1988-07-30"],
    "Tehran July-September 1988": ["cities=tehran&from=1988-07&to=1988-09"],
    "Tehran 1988-90": ["cities=tehran&from=1988&to=1990"],
    "executions in the 1980s": ["kinds=executions_reported&from=1980&to=1989"],
    "exécutions dans les années 1980": ["kinds=executions_reported&from=1980&to=1989"],
    "اعدام در دهه شصت": [
        "kinds=executions_reported&from=1981-03-21&to=1991-03-20",
        "kinds=executions_reported&from=1960&to=1969",
    ],
    # A period, a kind or a layer alone
    "August 1988": ["from=1988-08&to=1988-08"],
    "1367": ["from=1988-03-21&to=1989-03-20", "from=1367&to=1367"],
    "Summer 1988": SUMMERS,
    "summer of 1988": SUMMERS,
    "été 1988": SUMMERS,
    "l’été 1988": SUMMERS,
    "تابستان ۱۳۶۷": [SUMMER, TIR_TO_SHAHRIVAR],
    "تابستان ۶۷": [SUMMER, TIR_TO_SHAHRIVAR],
    "صيف ۱۹۸۸": SUMMERS,
    "summer 1367": [SUMMER, TIR_TO_SHAHRIVAR],
    "autumn 67": ["from=1967-09&to=1967-11", "from=1988-09-23&to=1988-12-21"],
    "summer 67": [SUMMER, "from=1967-06&to=1967-08", TIR_TO_SHAHRIVAR],
    # A season that the data do not name: the months of it, of winters the two that it may be
    "summer 1989": ["from=1989-06&to=1989-08"],
    "executions in Mashhad, autumn 1988": [f"{IN_MASHHAD}&from=1988-09&to=1988-11"],
    "Téhéran, hiver 1988": [
        "cities=tehran&from=1988-12&to=1989-02",
        "cities=tehran&from=1987-12&to=1988-02",
    ],
    "winter 1988–1989": ["from=1988-12&to=1989-02"],
    "تهران تابستان ۱۳۶۶": ["cities=tehran&from=1987-06-22&to=1987-09-22"],
    "from spring to summer 1988": ["from=1988-03&to=1988-09", "from=1988-03&to=1988-08"],
    "since winter 1988/89": ["from=1988-12"],
    "UK gatherings": [
        "kinds=gathering_announced,gathering_held,gathering_reported&countries=GB",
        "layers=commemoration&countries=GB",
    ],
    "map of mass graves in Iran": ["layers=burial_site&countries=IR"],
    "carte des fosses communes en Iran": ["layers=burial_site&countries=IR"],
    "which towns had executions in 1988?": ["kinds=executions_reported&from=1988&to=1988"],
    "What do NGOs say about Mashhad?": ["cities=mashhad&publishers=ngo"],
    "27.07.1988-30.07.1988": ["from=1988-07-27&to=1988-07-30"],
    "27/7/1988–30/7/1988": ["from=1988-07-27&to=1988-07-30"],
    "2016 - today": ["from=2016"],
    "executions": ["kinds=executions_reported"],
    "سجون": ["layers=prison"],
    # Words for records say nothing beside what is asked for; one may name a kind of them too
    "statements about Evin prison 1988": [
        OF_EVIN.format(period="from=1988&to=1988"),
        f"kinds=statement&{OF_EVIN.format(period='from=1988&to=1988')}",
    ],
    "all statements about burial sites in Tehran 1988": [
        "layers=burial_site&cities=tehran&from=1988&to=1988",
        "layers=burial_site&kinds=statement&cities=tehran&from=1988&to=1988",
    ],
    "statements about Evin": [
        "place=evin-prison",
        "kinds=statement&q=Evin prison&place=evin-prison",
    ],
    "sources on Mashhad": ["cities=mashhad"],
    "prison records in Tehran": ["layers=prison&cities=tehran"],
    "énoncés sur Machhad": ["cities=mashhad"],
    "گزاره‌ها دربارهٔ مشهد": ["cities=mashhad"],
    "الإفادات عن مشهد 1988": ["cities=mashhad&from=1988&to=1988"],
    "all statements": ["kinds=statement"],
    "sources": [],
    # How surely a statement must fall into a period
    "executions in Mashhad, certainly August 1988": [f"{IN_MASHHAD}&{AUGUST}&certainty=certain"],
    "possibly in August 1988, Mashhad": [f"cities=mashhad&{AUGUST}"],
    "exécutions à Machhad, date certaine août 1988": [f"{IN_MASHHAD}&{AUGUST}&certainty=certain"],
    "مشهد، قطعاً اوت ۱۹۸۸": [f"cities=mashhad&{AUGUST}&certainty=certain"],
    "مشهد يقينًا 1988": ["cities=mashhad&from=1988&to=1988&certainty=certain"],
    "certainly Mashhad": [],
    # A place is searched for by its name and opened
    "Evin, 14 to 16 August 1988": [OF_EVIN.format(period="from=1988-08-14&to=1988-08-16")],
    "Zendan-e Evin Tehran 1988": [OF_EVIN.format(period="from=1988&to=1988")],
    "according to NGOs in Mashhad 1988": ["cities=mashhad&publishers=ngo&from=1988&to=1988"],
    # What is not understood stays a text to search for
    "executions not in Mashhad": ["kinds=executions_reported&cities=mashhad&q=not"],
    "executions in Mashhad in August": ["kinds=executions_reported&cities=mashhad&q=August"],
    "families in Mashhad 1988": ["cities=mashhad&q=families&from=1988&to=1988"],
    "executions of 4482 people": [],
    "families 1988": ["q=families&from=1988&to=1988"],
    "events in Europe 2018": ["q=Europe&from=2018&to=2018"],
    "<script>alert(1)</script> Mashhad 1988": [
        "cities=mashhad&q=<script>alert 1 </script>&from=1988&to=1988"
    ],
}
LONG = "Mashhad 1988 " + "word " * 100_000
OFFERED[LONG] = [f"cities=mashhad&q={LONG[13:MAX_SEARCH_CHARS].strip()}&from=1988&to=1988"]
NOT_OFFERED = [
    *["Mashhad", "Zendan-e Evin", "Mashad", "trils in Paris", "summer", "August"],
    *["France", "executions families", "باريس ٦٧", "67 prisoners"],
    *[
        "xyzzy qwerty",
        "",
        " \t",
        "!!! ???",
        "in the of",
        "\ud800",
        "\x00\x01",
        "%00%ff",
        "(a+)+$[",
        "- - -",
    ],
    *["\u202emashhad\u202c", "Mashhad" + "x" * 500, "executions " * 90_000, "<b>Evin</b>"],
]


@pytest.mark.parametrize("text", OFFERED, ids=lambda text: ascii(text[:40])[1:-1])
def test_text_is_understood_so(atlas: geo.Dataset, text: str) -> None:
    assert queries(atlas, text) == OFFERED[text]


@pytest.mark.parametrize("text", NOT_OFFERED, ids=lambda text: ascii(text[:40])[1:-1])
def test_text_that_is_not_understood_or_a_name_is_no_question(
    atlas: geo.Dataset, text: str
) -> None:
    assert queries(atlas, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *["What took place in {}?", "show me {}", "where is {}", "Tell me about {}", "find {}"],
        *["Qu’est-ce qui s’est passé à {} ?", "Où est {} ?", "Montrez-moi {}"],
        *["چه اتفاقی در {} افتاد؟", "در {} چه رخ داد؟", "{} کجاست؟"],
        *["ماذا جرى في {}؟", "أين {}؟", "اعرض {}"],
    ],
)
def test_words_of_questions_are_passed_over_beside_a_name(atlas: geo.Dataset, text: str) -> None:
    for name, changes in (("Evin", {"place": "evin-prison"}), ("مشهد", {"cities": ("mashhad",)})):
        (offer,) = read_names(atlas, text.format(name))
        assert changes.items() <= offer.changes.items()


def test_name_beside_words_that_say_more_is_not_all_of_a_text(atlas: geo.Dataset) -> None:
    assert read_names(atlas, "What happened outside Evin?") == []
    assert read_names(atlas, "letters from Evin") == []


def test_long_name_is_read_whole_beside_a_preposition(atlas: geo.Dataset) -> None:
    (offer,) = read_names(atlas, "What happened at Behesht-e Zahra, blocks 93 and 103?")
    assert offer.changes["place"] == "behesht-e-zahra-blocks-93-103"


SECOND_OFFERED = {
    "first lit lighthouses in Norway": ["layers=lighthouse&kinds=first_lit&countries=NO"],
    "phares 1939-09 to 1945-05 Netherlands": [
        "layers=lighthouse&countries=NL&from=1939-09&to=1945-05"
    ],
    "heights in Skagen 1900": ["kinds=height&cities=skagen&from=1900&to=1900"],
    "lighhouses 1858": ["layers=lighthouse&from=1858&to=1858"],
    "1939–1945 lightships": [
        "layers=lightship&from=1939&to=1945",
        "layers=lightship&from=1939-09&to=1945-05",
    ],
    "executions in Mashhad, August 1988": ["q=executions Mashhad&from=1988-08&to=1988-08"],
}


@pytest.mark.parametrize("text", SECOND_OFFERED)
def test_another_subject_is_understood_as_well(text: str) -> None:
    assert queries(geo.load(SECOND), text) == SECOND_OFFERED[text]


def test_every_city_with_a_kind_and_a_year_is_offered(atlas: geo.Dataset) -> None:
    for code, name in atlas.cities.items():
        offers = read_question(atlas, f"{name}, executions reported, 1988")
        assert [offer.changes["cities"] for offer in offers] == [(code,)], name


def test_every_kind_is_understood_by_its_label(atlas: geo.Dataset) -> None:
    for code in atlas.codes.of("kind").values():
        for label in (code.label, code.label_fa):
            offers = read_question(atlas, f"{label} Tehran 1988")
            kinds = [offer.changes.get("kinds", ()) for offer in offers]
            assert code.code == "other" or (code.code,) in kinds, label


def test_what_other_data_name_is_a_word_here(small: geo.Dataset) -> None:
    assert queries(small, "executions in Mashhad, August 1988") == [
        "kinds=executions_reported&q=Mashhad&from=1988-08&to=1988-08"
    ]
