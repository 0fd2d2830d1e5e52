"""From the actors of documents to the names that are compared: one row for a name, a kind of name and a country.

The statements are DuckDB's SQL; sqlglot writes them for Spark. Private persons are taken out by the first of them: nothing
behind it ever sees them, neither as an actor nor as company."""

from __future__ import annotations

from musnad.bulk.link_names import INITIALS, TWO

COMPANY = 12  # names of the same articles that are kept of each, the most frequent first
ARTICLES = 50  # numbers of articles that are kept of each, the lowest (so that two lists can be compared)
CROWD, FEW = 400, 40  # names under one key of two words, of one; more than these and the key says nothing
OFTEN = 0.01  # share of the articles above which a name is nobody's company (its country's ministry), in any case above:
SELDOM = 10

STATEMENTS: dict[str, str] = {
    # an actor of an article that can be linked at all
    "linkable": """
        select n, document, item, name, kind, country, sectors, mentions, musnad_which(kind) as which,
               musnad_plain(name, kind) as plain, musnad_signature(name, kind) as signature
        from actors where not private and musnad_which(kind) is not null and musnad_plain(name, kind) is not null""",
    "members": """
        select *, which || '|' || coalesce(country, '') || '|' || plain as id from linkable""",
    "often": f"""
        select signature from members where signature is not null group by signature
        having count(distinct n) > greatest({SELDOM}, {OFTEN} * (select count(distinct n) from members))""",
    # the names that stand in the same articles, counted
    "beside": """
        select a.id, b.signature, count(*) as times from members a join members b on a.n = b.n
        where b.signature <> a.signature and b.signature not in (select signature from often) group by a.id, b.signature""",
    "company": f"""
        select id, list_sort(array_agg(signature)) as company from (
            select id, signature from beside
            qualify row_number() over (partition by id order by times desc, signature) <= {COMPANY}) as kept
        group by id""",
    "read_in": f"""
        select id, list_sort(array_agg(cast(n as varchar))) as articles from (
            select id, n from (select distinct id, n from members) as each
            qualify row_number() over (partition by id order by n) <= {ARTICLES}) as kept
        group by id""",
    "sorts": """
        select id, list_sort(array_agg(sector)) as sectors from (
            select distinct id, sector from (select id, unnest(sectors) as sector from members) as spread) as kept
        group by id""",
    "named": """
        select id, which, country, plain, name, kind from (
            select id, which, country, plain, name, kind, count(*) as times
            from members group by id, which, country, plain, name, kind) as written
        qualify row_number() over (partition by id order by times desc, name, kind) = 1""",
    "key_of": """
        select id, which, unnest(musnad_keys(name, which)) as key from named""",
    "initials": f"""
        select i.id, i.which, i.key from (select id, which, unnest(musnad_initials(name, which)) as key from named) as i
        join (select distinct which, key from key_of where key like '{INITIALS}%') as a on i.which = a.which and i.key = a.key""",
    "every_key": """
        select id, which, key from key_of union select id, which, key from initials""",
    "crowded": f"""
        select which, key from every_key group by which, key
        having count(*) > case when key like '{TWO}%' then {CROWD} else {FEW} end""",
    "keyed": """
        select k.id, list_sort(array_agg(k.key)) as keys from every_key k
        left join crowded c on k.which = c.which and k.key = c.key where c.key is null group by k.id""",
    "nodes": """
        select d.id, d.which, d.name, d.kind, d.country, k.keys, s.sectors, c.company, r.articles
        from named d join keyed k on d.id = k.id join read_in r on d.id = r.id
        left join sorts s on d.id = s.id left join company c on d.id = c.id""",
}
# Once names are put together (`linked`: id, cluster, score): the actors of each cluster, where it has two articles at least.
PLACED = """
    select coalesce(l.cluster, m.id) as first, l.score, m.id, m.n, m.document, m.item, m.name, m.kind, m.country
    from members m left join linked l on m.id = l.id"""
CLUSTERS = """
    select first, score, id, n, document, item, name, kind, country from placed
    where first in (select first from placed group by first having count(distinct n) > 1) order by first, n, item"""
