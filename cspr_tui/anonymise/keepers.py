"""Names that may stay: partners, police, the lead reviewer, and pseudonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.names import tokens_of
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.tokens import Token, adjacent
from cspr_tui.anonymise.view import View
from cspr_tui.domain.identity import EntityType, KnownEntity

KEPT = "KEPT"


def find_kept(
    view: View, tokens: list[Token], entities: Iterable[KnownEntity]
) -> Iterator[Span]:
    """Yield the places of names that may stay, so that nothing else claims them."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entity in entities:
        for phrase in _phrases(entity):
            phrases.setdefault(phrase[0], []).append((phrase, entity.id))
    for at, token in enumerate(tokens):
        for phrase, entity_id in phrases.get(token.text, ()):
            run = tokens[at : at + len(phrase)]
            same = tuple(word.text for word in run) == phrase
            if same and run[0].is_capital and adjacent(view, run):
                start, end = view.span(run[0].start, run[-1].end)
                said = f"{entity_id} may be named"
                yield Span(start, end, None, said, entity_id, KEPT, 85)


def _phrases(entity: KnownEntity) -> Iterator[tuple[str, ...]]:
    if entity.policy != "keep":
        yield from filter(None, [tokens_of(entity.pseudonym)])
        return
    names = [entity.name, *entity.aliases]
    if entity.type is EntityType.PERSON and entity.surname:
        names.append(entity.surname)
    for name in names:
        tokens = tokens_of(name)
        if tokens:
            yield tokens
