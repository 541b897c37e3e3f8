"""Word lists: a name that is also an English word needs more evidence."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Words that never are somebody's name in lower case, whatever is recorded.
FUNCTION_WORDS = frozenset(
    (
        "will may can might must shall should would could in an a the of on at by to "
        "so is it be do he we me my no or if as am go up us old see say new young "
        "long mark"
    ).split()
)
# Names that are words without an article too: verbs, and what is not counted.
BARE_WORDS = FUNCTION_WORDS | frozenset(
    (
        "hope grace faith joy love charity patience peace mercy prudence honour honor "
        "harmony trust summer autumn winter spring rose drew bill sue pat rob bob chase "
        "art rich frank earnest max amber jade basil sage ginger heather holly ivy dawn "
        "eve happy christian sunny sky rusty gene miles ray paige page melody destiny "
        "heaven chance true storm rain skip nick rip flip jet cash price worth guy dean "
        "law park lane west east north south brown white black green gray grey short "
        "best cross day field ford hall head hill king major sandy misty wade cliff "
        "penny jean dell bay"
    ).split()
)
DETERMINERS = frozenset(
    (
        "the a an this that these those each every no any some his her their its my "
        "our your one two three four five"
    ).split()
)
TITLES = frozenset(
    (
        "mr mrs ms miss mx dr doctor pc dc ds di dci sgt insp wpc prof professor sir "
        "lady revd rev reverend cllr councillor constable sergeant inspector "
        "detective imam sheikh judge hhj justice sister"
    ).split()
)
KIN_WORDS = frozenset(
    (
        "mum mummy mam mother dad daddy father nan nana nanna gran granny grandma "
        "grandmother grandad grandpa grandfather auntie aunty aunt uncle brother "
        "sister cousin baby twin son daughter niece nephew partner boyfriend "
        "girlfriend husband wife fiance fiancee stepdad stepmum stepfather "
        "stepmother friend neighbour teacher headteacher nurse midwife landlord "
        "childminder lodger babysitter colleague boss ex carer flatmate roommate"
    ).split()
)
_SPEECH_VERB_LIST = (
    "said says told tells asked asks rang phoned texted replied shouted explained "
    "stated confirmed added disclosed admitted denied agreed reported replies thinks "
    "feels wants thought felt knew believed spoke cried wept wrote messaged emailed"
)
SPEECH_VERBS = frozenset(_SPEECH_VERB_LIST.split())
ACTION_VERBS = SPEECH_VERBS | frozenset(
    (
        "was is has had went came did does would could should lived lives stayed "
        "attended attends refused died wanted needed moved began started stopped left "
        "returned arrived visited met saw seen described presented appeared remained "
        "became gave took made slept ate drank drew ran sat stood hid fell got kept "
        "put brought bought sold sent weighed suffered sustained received hit kicked "
        "punched grabbed pushed held who whose aged also never always often later then "
        "still drives works worked looked looks seemed seems takes goes comes"
    ).split()
)


@cache
def english_words() -> frozenset[str]:
    """Return 63,000 lower-case English words (SCOWL list, see english.LICENSE)."""
    path = _HERE.parents[1] / "domain" / "identifiers" / "english.gz"
    return frozenset(gzip.decompress(path.read_bytes()).decode().split("\n"))


@cache
def forenames() -> frozenset[str]:
    """Return common forenames of England, which tell a person from a place."""
    return frozenset((_HERE / "forenames.txt").read_text(encoding="utf-8").split())


@cache
def proper_nouns() -> frozenset[str]:
    """Return capitalised words that name no person: services, towns, brands."""
    return frozenset((_HERE / "proper.txt").read_text(encoding="utf-8").split())


def is_english_word(token: str) -> bool:
    """Whether a normalised word is an English word, a plural of one, or a month."""
    known = english_words()
    return (
        token in known
        or token in MONTHS
        or (token.endswith("s") and token[:-1] in known)
    )
