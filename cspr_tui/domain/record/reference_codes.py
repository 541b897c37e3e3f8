"""Random references, public codes and neutral aliases, which identify nobody."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from cspr_tui.domain.errors import CsprError

# No 0/O, 1/I/L, 5/S, 8/B, and no vowels, so that no word comes about.
ALPHABET = "234679CDFGHJKMNPQRTVWXYZ"
LENGTH = 5

# Things, none of them also a forename or surname in common use.
ALIASES = [
    "Abacus",
    "Anchor",
    "Anvil",
    "Apricot",
    "Awning",
    "Barge",
    "Barrel",
    "Basalt",
    "Basket",
    "Beacon",
    "Bellows",
    "Biscuit",
    "Bobbin",
    "Bracket",
    "Bucket",
    "Buckle",
    "Button",
    "Candle",
    "Canoe",
    "Canvas",
    "Carousel",
    "Cello",
    "Chalk",
    "Chimney",
    "Cinder",
    "Clarinet",
    "Compass",
    "Copper",
    "Cornice",
    "Crayon",
    "Cymbal",
    "Dinghy",
    "Domino",
    "Drawer",
    "Easel",
    "Ember",
    "Eyelet",
    "Feather",
    "Ferry",
    "Flannel",
    "Flint",
    "Flute",
    "Fountain",
    "Funnel",
    "Gasket",
    "Gravel",
    "Guitar",
    "Gutter",
    "Hammock",
    "Harbour",
    "Hinge",
    "Igloo",
    "Inkwell",
    "Jigsaw",
    "Kayak",
    "Kettle",
    "Ladder",
    "Lagoon",
    "Lantern",
    "Lattice",
    "Lentil",
    "Lever",
    "Lozenge",
    "Magnet",
    "Mallet",
    "Marble",
    "Mitten",
    "Mortar",
    "Muslin",
    "Napkin",
    "Needle",
    "Nutmeg",
    "Oboe",
    "Orbit",
    "Paddle",
    "Pebble",
    "Pencil",
    "Pewter",
    "Piano",
    "Pickle",
    "Pigment",
    "Pillar",
    "Pivot",
    "Plinth",
    "Pocket",
    "Pulley",
    "Quarry",
    "Quilt",
    "Radish",
    "Rafter",
    "Ribbon",
    "Rivet",
    "Rudder",
    "Saddle",
    "Sandal",
    "Satchel",
    "Saucer",
    "Shingle",
    "Shovel",
    "Shutter",
    "Skillet",
    "Spindle",
    "Sponge",
    "Spool",
    "Stencil",
    "Summit",
    "Tassel",
    "Teapot",
    "Thimble",
    "Timber",
    "Tractor",
    "Trellis",
    "Trivet",
    "Trumpet",
    "Tunnel",
    "Turbine",
    "Turnip",
    "Velvet",
    "Violin",
    "Wagon",
    "Whistle",
    "Wicker",
    "Window",
    "Zither",
]


class NoCodeLeftError(CsprError):
    """No unused code was found in a thousand random draws."""


class Chooser(Protocol):
    """A source of random choices, such as `random.Random`."""

    def choice(self, seq: str) -> str:
        """Return one character of the text."""


def new_code(taken: Collection[str], random: Chooser) -> str:
    """Return an unused code of five unambiguous letters and digits.

    Raises:
        NoCodeLeftError: a thousand draws found none.
    """
    for _ in range(1000):
        code = "".join(random.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code
    raise NoCodeLeftError


def alias_for(number: int) -> str:
    """Return the neutral alias of the nth review, numbered once the list is used up."""
    turn, place = divmod(number, len(ALIASES))
    return f"{ALIASES[place]} {turn + 1}" if turn else ALIASES[place]
