"""Commands about who may open a review, who did, and that nothing was altered."""

from __future__ import annotations

from argparse import Namespace
from collections import deque
from collections.abc import Iterable, Iterator
from hashlib import sha256

from cspr_tui.cli.console.output import name_unread, say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.restrict_access import meaning, restricted
from cspr_tui.domain.text.formatting import LONDON, day_of
from cspr_tui.domain.values.codec import encode
from cspr_tui.store.protocol import Access


def restrict(args: Namespace) -> int:
    """Let only a group open a review; without a group, all coordinators again."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    reviews.change(ref, restricted(args.group, args.why))
    for line in meaning(args.group, reviews.store.weakness):
        say(line)
    return 0


def reads(args: Namespace) -> int:
    """Print the log of reads, of one review or all, the newest last."""
    reviews = reviews_of(args)
    asked = args.ref.strip().upper()
    found = (each for each in reviews.store.accesses() if asked in {"", each.ref})
    shown = deque(_since(found, args), maxlen=args.last)
    if args.format == "json":
        say_json([encode(each) for each in shown])
        return 0
    for each in shown:
        say(_line(each))
    return 0


def _since(found: Iterable[Access], args: Namespace) -> Iterator[Access]:
    for each in found:
        if args.since is None or day_of(each.at) >= args.since:
            yield each


def _line(access: Access) -> str:
    at = access.at.astimezone(LONDON)
    who = access.actor
    if access.login != access.actor:
        who = f"{access.actor} (login {access.login})"
    said = f"{at:%Y-%m-%d %H:%M}  {who}  {access.did} {access.ref} {access.what}"
    return said.rstrip()


def anchor(args: Namespace) -> int:
    """Print the end of every history chain, and one digest over all of them.

    Kept elsewhere (a letter, a mailbox), the digest proves later that nobody
    has rewritten what stood then.
    """
    reviews, unread = reviews_of(args), list[str]()
    ends = [("settings", reviews.partnership.version, _end(reviews.partnership))]
    for ref in reviews.store.refs():
        try:
            review = reviews.store.load(ref)
        except CsprError as error:
            unread.append(str(error))
        else:
            ends.append((ref, review.version, _end(review)))
    lines = [f"{ref} {version} {end}" for ref, version, end in ends]
    digest = sha256("\n".join(lines).encode()).hexdigest()
    if args.format == "json":
        forms = [{"ref": r, "version": v, "hash": h} for r, v, h in ends]
        say_json({"digest": digest, "ends": forms})
    else:
        for line in lines:
            say(line)
        say(f"All {len(lines)}: {digest}")
    return name_unread(unread)


def _end(record: Review | Partnership) -> str:
    return record.history[-1].hash if record.history else "-"
