"""Which place is it? Candidates are weighed with the article's own places, its country, the outlet, and size last."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from musnad.gazetteer import Entry, Gazetteer, key
from musnad.languages import Language
from musnad.places.candidates import Named, name_mention
from musnad.places.evidence import evidence
from musnad.places.find import grammar
from musnad.places.grammar import Grammar
from musnad.places.precision import precision_of
from musnad.places.score import Context, rank
from musnad.record import PLACES, Candidate, Document, Mention, Place, Reason, Text, item_id

KEPT = 5  # candidates listed with a place
SURE = 0.06  # a place this far ahead of its rivals can support others
BESIDE = 4  # tokens after a name in which its province or country may follow
SMALL = 50_000  # inhabitants under which a place of a country that the article does not speak of is doubted
LARGE_KINDS = ("continent", "country", "region", "province", "sea", "strait", "gulf", "river", "capital")
FACILITY_SCORE = 0.35  # a facility that is known only by the town that the article names around it


def resolve_places(
    text: Text,
    mentions: Sequence[Mention],
    document: Document,
    language: Language,
    *,
    gazetteer: Gazetteer | None = None,
    country: str | None = None,
) -> tuple[Place, ...]:
    """A Place for each mention of kind place or facility, in order. What no gazetteer knows has no coordinates; a
    facility takes those of the place that its sentence or its article names around it, and says so in `area`.

    `gazetteer`: the compiled one unless given (with the user's own places); `country` (ISO 3166 alpha-3): look there
    alone. Raises BadGazetteer."""
    wanted = [m for m in mentions if m.kind in PLACES]
    if not wanted or not language.has("places"):
        return ()
    rules = grammar(language, gazetteer)
    named = [_own_country(name_mention(text, m, rules, country), rules) for m in wanted]
    return _Resolver(text, named, document, rules, country is not None).places()


def _own_country(named: Named, rules: Grammar) -> Named:
    """ "The kingdom" means one of the countries that are called so; the article decides which."""
    own = rules.known.own.get(key(named.name))
    if own is None and named.mention.form == "nominal":
        return replace(named, entries=())  # a description ("his house", "the town") is no name that a gazetteer could know
    codes = own or ()
    countries = [entry for code in codes if (entry := rules.gazetteer.country(code))]
    return replace(named, entries=tuple(countries)) if countries else named


class _Resolver:
    """Resolves the places of one document, the clear ones first."""

    def __init__(self, text: Text, named: Sequence[Named], document: Document, rules: Grammar, given: bool) -> None:
        self.text, self.named, self.document, self.rules = text, named, document, rules
        self.tokens = [text.tokens_in(n.mention.span) for n in named]  # of each mention
        self.countries: dict[str, float] = {}
        self.anchors: dict[int, Entry] = {}
        self.near: dict[str, Entry] = {}  # sure places that lend nearness
        self.times: Counter[str] = Counter()  # the number of their mentions
        self.memo: dict[object, tuple[tuple[Entry, float], ...]] = {}
        self.given = given  # the country is known: nothing else need point to it
        self.spoken: frozenset[str] | None = None

    def places(self) -> tuple[Place, ...]:
        self._look_around()
        self.named = [self._here(named) for named in self.named]
        self._look_around()
        return tuple(self._place(i, named) for i, named in enumerate(self.named))

    def _here(self, named: Named) -> Named:
        """ "The country" is the one that the article speaks of most, else the outlet's own."""
        if named.kinds or self.rules.known.own.get(key(named.name)) != ():
            return named
        most = max(sorted(self.countries), key=lambda c: self.countries[c], default=self.document.outlet_country)
        here = self.rules.gazetteer.country(most) if most else None
        return replace(named, entries=(here,)) if here else named

    def _look_around(self) -> None:
        """Settle what is clear, so that it can support the rest."""
        chosen: dict[int, Entry] = {}
        for i, named in enumerate(self.named):
            ranked = self._ranked(i, named, named.entries)
            if ranked and self._clear(ranked):
                chosen[i] = ranked[0][0]
        votes = Counter(e.country for e in chosen.values() if e.country)
        total = sum(votes.values())
        self.countries = {country: n / total for country, n in votes.items() if country}
        self.anchors = chosen
        self.near = {e.id: e for e in chosen.values() if e.kind not in ("continent", "country")}
        self.times = Counter(e.id for e in chosen.values())
        self.memo.clear()

    def _ranked(self, i: int, named: Named, entries: Sequence[Entry]) -> tuple[tuple[Entry, float], ...]:
        """The places with their scores, reckoned once for mentions that have the same to go by."""
        if not entries:
            return ()
        context = self._context(i, named)
        asked = (tuple(e.id for e in entries), context.parents, context.kinds, tuple(e.id for e in context.anchors))
        if asked not in self.memo:
            self.memo[asked] = rank(entries, context)
        return self.memo[asked]

    def _clear(self, ranked: Sequence[tuple[Entry, float]]) -> bool:
        """No rival of another country comes near."""
        best, top = ranked[0]
        return all(e.country == best.country or top - s > SURE for e, s in ranked[1:])

    def _context(self, i: int, named: Named) -> Context:
        own = self.anchors.get(i)
        alone = own.id if own is not None and self.times[own.id] == 1 else None  # no support from its own reading
        anchors = tuple(e for e in self.near.values() if e.id != alone)
        return Context(
            self.countries, anchors, self._parents(i, named), named.kinds, self.document.outlet_country,
            self.rules.known.home,
        )  # fmt: skip

    def _parents(self, i: int, named: Named) -> frozenset[str]:
        """Divisions and countries that the next mention, right behind this one, can mean."""
        if i + 1 >= len(self.named):
            return frozenset()
        following = self.named[i + 1]
        gap = self.tokens[i + 1].start - self.tokens[i].stop
        if not 0 <= gap <= BESIDE or "\n" in self._between(named, following) or self._joined(i, following):
            return frozenset()
        divisions = [e for e in following.entries if e.kind in ("country", "province", "region", "district")]
        return frozenset(x for e in divisions for x in ((e.country,) if e.kind == "country" else (e.admin1, e.id)) if x)

    def _joined(self, i: int, other: Named) -> bool:
        """Is the one behind joined to mention `i` by a conjunction ("Iran and America"), written together with it or not?"""
        first = self.tokens[i + 1].start
        clitic = self.document.text[self.text.tokens[first].start : other.mention.span.start]
        known = self.rules.known
        if clitic and known.language.fold(clitic)[:1] in known.language.conjunctions:
            return True
        between = self.text.tokens[self.tokens[i].stop : first]
        return any(key(token.fold) in known.joins for token in between if token.kind == "word")

    def _between(self, one: Named, other: Named) -> str:
        return self.document.text[one.mention.span.end : other.mention.span.start]

    def _place(self, i: int, named: Named) -> Place:
        ranked = self._ranked(i, named, self._known_here(i, named, named.entries))
        if not ranked:
            if named.inside:
                named = replace(named, inside=self._known_here(i, named, named.inside))
            return self._facility(i, named) if named.facility and not _read(named) else self._unknown(named)
        best, top = ranked[0]
        return self._made(named, best, top, ranked)

    def _known_here(self, i: int, named: Named, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The places without small ones of countries that nothing points to: neither another place, nor the name or
        adjective of a state, nor the outlet. They are more likely other places of the same name, which no gazetteer has.

        A bare name is doubted only when the article points elsewhere; one that its head noun vouches for ("the village
        of X") may be any village, and needs something that points to it."""
        if self.given or all(_large(e) for e in entries):
            return tuple(entries)
        ids = {e.id for e in entries}
        others = [e.country for j, e in self.anchors.items() if j != i and e.id not in ids and e.country]
        if not named.kinds and not named.facility and len(others) < 2:
            return tuple(entries)
        pointed = self._named_countries().union(others)
        return tuple(e for e in entries if _large(e) or e.country in pointed)

    def _named_countries(self) -> frozenset[str]:
        """Countries that words of the article name, and the outlet's; read when first needed."""
        if self.spoken is None:
            self.spoken = evidence(self.rules.known.language).countries(self.text)
        return self.spoken

    def _made(self, named: Named, best: Entry, top: float, ranked: Sequence[tuple[Entry, float]]) -> Place:
        lat, lon = _moved(best, named)
        area = named.area.format(best.name) if named.area else None
        if area and named.km:
            area = f"{named.km:g} km {area}"
        return Place(
            item_id("place", named.mention.kind, named.mention.span), named.mention.id, self._called(best), best.id, best.country,
            best.admin1, lat, lon, _precision(best, named), area,
            tuple(Candidate(e.id, e.name, e.country, e.lat, e.lon, round(s, 4)) for e, s in ranked[:KEPT]),
            Reason("places.ranked", _why(len(ranked)), (named.mention.span,), round(top, 4)),
        )  # fmt: skip

    def _called(self, entry: Entry) -> str:
        """The place's name in the article's own script when the gazetteer has it."""
        arabic = self.rules.known.language.script == "Arab" and entry.name_ar
        return entry.name_ar if arabic and entry.name_ar else entry.name

    def _facility(self, i: int, named: Named) -> Place:
        """A facility that no gazetteer knows, at the place that its name, its sentence or its article names."""
        inside = self._ranked(i, named, named.inside)
        around = inside[0][0] if inside else self._around(i, named)
        if around is None:
            return self._unknown(named)
        return Place(
            item_id("place", named.mention.kind, named.mention.span), named.mention.id, named.name, None, around.country,
            around.admin1, around.lat, around.lon, _wider(precision_of(around.kind)), f"somewhere in {around.name}",
            (Candidate(around.id, around.name, around.country, around.lat, around.lon, FACILITY_SCORE),),
            Reason("places.facility_in", "A facility, known by the place named around it", (named.mention.span,), FACILITY_SCORE),
        )  # fmt: skip

    def _unknown(self, named: Named) -> Place:
        """No coordinates; the name with its head noun, which may be a part of it, and the candidates."""
        name = named.name if named.area else named.mention.span.of(self.document.text)
        candidates = tuple(Candidate(e.id, e.name, e.country, e.lat, e.lon, 0.1) for e in named.entries[:KEPT])
        return Place(
            item_id("place", named.mention.kind, named.mention.span), named.mention.id, name, None, None, None, None,
            None, "unknown", None, candidates,
            Reason("places.unknown", "No gazetteer knows this name", (named.mention.span,), 0.0),
        )  # fmt: skip

    def _around(self, i: int, named: Named) -> Entry | None:
        """The most local place that is named nearest to the mention, in its own sentence first."""
        here = self.text.sentence_at(named.mention.span.start)
        best: tuple[bool, int, int, Entry] | None = None
        for j, entry in self.anchors.items():
            if j == i or entry.kind == "continent":
                continue
            span = self.named[j].mention.span
            away = here is None or not here.span.covers(span)
            item = (away, _size(entry), abs(span.start - named.mention.span.start), entry)
            if best is None or item[:3] < best[:3]:
                best = item
        return best[3] if best else None


def _read(named: Named) -> bool:
    """Is it a description that only the tagger read ("the headquarters")? Then nothing shows that it lies around here."""
    return named.mention.form == "nominal" and named.mention.reason.rule.startswith("model.")


def _large(entry: Entry) -> bool:
    return entry.kind in LARGE_KINDS or entry.population >= SMALL


def _size(entry: Entry) -> int:
    return {"country": 3, "region": 2, "province": 1}.get(entry.kind, 0)


def _wider(precision: str) -> str:
    return "area" if precision in ("point", "town") else precision


def _precision(entry: Entry, named: Named) -> str:
    label = precision_of(entry.kind)
    if named.area is None:
        return label
    return {"point": "area", "town": "area", "province": "district", "country": "region"}.get(label, label)


def _moved(entry: Entry, named: Named) -> tuple[float, float]:
    """The point that lies the stated distance from the place in the stated direction; the place itself when one of
    the two is not stated."""
    if named.km is None or named.bearing is None:
        return entry.lat, entry.lon
    angle, degrees = math.radians(named.bearing), named.km / 111.2
    lat = entry.lat + degrees * math.cos(angle)
    lon = entry.lon + degrees * math.sin(angle) / max(0.05, math.cos(math.radians(entry.lat)))
    return round(lat, 4), round(lon, 4)


def _why(rivals: int) -> str:
    return "The only place of that name" if rivals == 1 else f"The best of {rivals} places of that name"
