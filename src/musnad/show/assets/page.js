"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const record = data.record;
  const by = {};
  for (const list of ["mentions", "actors", "times", "places", "attributions", "claims", "events", "relations"])
    for (const item of record[list]) by[item.id] = item;
  let face = data.interface;
  const index = () => data.interfaces.indexOf(face);
  const say = (table, label) => ((data.labels[table] || {})[label] || [label, label])[index()];
  const $ = (id) => document.getElementById(id);
  const make = (tag, attrs = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attrs))
      if (key === "onclick") node.addEventListener("click", value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    node.append(...inside.filter((x) => x !== null && x !== undefined));
    return node;
  };
  const iso = (text) => make("bdi", {}, text);

  // ---- highlights: ranges over the one text node of the article
  const node = $("article").firstChild;
  const range = (span) => {
    const r = document.createRange();
    r.setStart(node, span.start);
    r.setEnd(node, span.end);
    return r;
  };
  const can = typeof Highlight !== "undefined" && CSS.highlights;
  const paint = (name, spans, priority) => {
    if (!can) return;
    const found = new Highlight(...spans.filter(Boolean).map(range));
    found.priority = priority;
    CSS.highlights.set(name, found);
  };
  const PLACES = ["place", "facility"];
  const layers = {
    actor: () => record.mentions.filter((m) => m.actor && !PLACES.includes(m.kind)).map((m) => m.span),
    place: () => record.mentions.filter((m) => PLACES.includes(m.kind)).map((m) => m.span),
    time: () => record.times.map((t) => t.span),
    cue: () => record.attributions.map((a) => a.cue),
    event: () => record.events.map((e) => e.trigger),
  };
  const headings = { actor: "actors", place: "places", time: "times", cue: "attributions", event: "events" };
  const shown = new Set(Object.keys(layers));
  const draw = () => Object.keys(layers).forEach((name, i) => paint(name, shown.has(name) ? layers[name]() : [], i + 1));

  // ---- names
  const actor = (id) => (by[id] ? by[id].name : id);
  const where = (id) => (by[id] ? by[id].area || by[id].name : null);
  const value = (t) => t.edtf || (t.earliest || t.latest ? `${t.earliest || ".."}/${t.latest || ".."}` : say("ui", "unanchored"));
  const end = (id) => (by[id] && by[id].mention ? where(id) : actor(id));
  const reserves = (m, stative) => {
    const out = [];
    if (m.polarity !== "affirmed") out.push(say("polarity", m.polarity));
    if (m.status !== "occurred" && !(stative && m.status === "ongoing")) out.push(say("status", m.status));
    if (m.certainty !== "certain") out.push(say("certainty", m.certainty));
    return out;
  };
  const count = (t) => {
    if (t.low !== null && t.high === null) return `${say("ui", "at_least")} ${t.low}`;
    return t.low === t.high ? `${t.low ?? say("ui", "unknown")}` : `${t.low ?? ".."}–${t.high}`;
  };
  const toll = (t) => `${say("effect", t.effect)}: ${count(t)}${t.who ? ` (${t.who})` : ""}`;

  // ---- what an item stands on
  const spansOf = (item) => {
    const found = [];
    const add = (s) => s && found.push(s);
    if (item.trigger) { add(item.trigger); (item.evidence || []).forEach(add); add(item.instrument); item.tolls.forEach((t) => add(t.span)); }
    else if (item.evidence) item.evidence.forEach(add);
    else if (item.cue) { add(item.cue); add(item.source); item.via.forEach(add); }
    else if (item.mentions) item.mentions.forEach((m) => add(by[m] && by[m].span));
    else if (item.mention) add(by[item.mention] && by[item.mention].span);
    else if (item.span) add(item.span);
    return found;
  };
  const around = (item) => {
    const claim = item.claim && by[item.claim];
    return claim ? [claim.content, ...claim.chain.map((a) => by[a] && by[a].cue)] : item.content ? [item.content] : [];
  };
  const pick = (id, button) => {
    const item = by[id];
    document.querySelectorAll('.item[aria-current="true"]').forEach((b) => b.removeAttribute("aria-current"));
    if (button) button.setAttribute("aria-current", "true");
    const spans = spansOf(item);
    paint("picked", spans, 20);
    paint("claimed", around(item), 15);
    if (spans.length) {
      const box = range(spans[0]).getBoundingClientRect();
      if (box.top < 90 || box.bottom > innerHeight * 0.55) scrollBy({ top: box.top - innerHeight * 0.3, behavior: "smooth" });
    }
    detail(item);
  };

  // ---- the record
  const link = (id) => {
    const a = by[id];
    const who = a.source ? a.source.text : a.actor ? actor(a.actor) : say("ui", "unnamed");
    const how = [say("stance", a.stance), say("quotation", a.quotation)];
    if (a.via.length) how.push(`${say("ui", "via")} ${a.via.map((v) => v.text).join("، ")}`);
    return make("li", {}, make("button", { class: "link", type: "button", onclick: () => pick(id) }, iso(who), " ", make("small", {}, `(${how.join(", ")})`)));
  };
  const chain = (ids) => make("ol", { class: "chain" }, make("li", {}, make("span", { class: "link outlet" }, iso(record.document.outlet || say("ui", "outlet")))), ...ids.map(link));
  const names = (ids) => ids.map(end).join("، ");
  const row = (id, inside) => {
    const button = make("button", { class: "item", type: "button" }, ...inside);
    button.addEventListener("click", () => pick(id, button));
    return button;
  };
  const marks = (m, stative) => reserves(m, stative).map((r) => make("span", { class: "reserve" }, r));
  const eventRow = (e) => {
    const inside = [make("b", {}, say("type", e.type)), " "];
    if (e.actors.length) inside.push(`${say("ui", "by")} `, iso(names(e.actors)), " ");
    if (e.recipients.length) inside.push(`${say("ui", "against")} `, iso(names(e.recipients)), " ");
    if (e.place) inside.push(`${say("ui", "at")} `, iso(where(e.place)), " ");
    if (e.time) inside.push(`${say("ui", "on")} `, iso(by[e.time].span.text), " ");
    e.tolls.forEach((t) => inside.push(make("span", { class: "soft" }, `${toll(t)} `)));
    inside.push(...marks(e.modality), make("br"), make("q", { dir: "auto" }, e.trigger.text), " ", make("span", { class: "code" }, codes(e)));
    return row(e.id, inside);
  };
  const relationRow = (r) => {
    const inside = [iso(end(r.head)), " ", make("b", {}, say("relation", r.kind)), " ", iso(end(r.tail))];
    for (const key of ["since", "until"]) if (r[key]) inside.push(` ${say("ui", key)} `, iso(by[r[key]].span.text));
    inside.push(" ", ...marks(r.modality, true), make("br"), make("q", { dir: "auto" }, r.evidence[0].text), " ", make("span", { class: "code" }, r.kind));
    return row(r.id, inside);
  };
  const codes = (e) => [e.type + (e.mode ? `/${e.mode}` : ""), e.acled && e.acled.sub_event_type, e.cameo && `CAMEO ${e.cameo}`, e.ucdp && `UCDP ${e.ucdp}`].filter(Boolean).join(" · ");
  const claims = () => {
    const groups = new Map();
    for (const c of [...record.claims].sort((a, b) => (a.chain.length > 0) - (b.chain.length > 0) || a.content.start - b.content.start)) {
      const key = c.chain.join("|");
      if (!groups.has(key)) groups.set(key, { chain: c.chain, about: [] });
      groups.get(key).about.push(...c.about);
    }
    const start = (i) => (by[i].trigger || by[i].evidence[0]).start;
    return [...groups.values()].filter((g) => g.about.length).map((g) =>
      make("div", { class: "group" }, chain(g.chain), ...[...new Set(g.about)].sort((a, b) => start(a) - start(b)).map((i) => (by[i].trigger ? eventRow(by[i]) : relationRow(by[i])))));
  };
  const actors = () => record.actors.map((a) => {
    const also = [...new Set(a.names.map((n) => n.text))].filter((n) => n !== a.name);
    const facts = [say("kind", a.kind), a.country, a.sectors.join("/"), a.private ? say("ui", "private") : null].filter(Boolean).join(", ");
    const inside = [iso(a.name), " ", make("span", { class: "soft" }, facts)];
    if (also.length) inside.push(make("span", { class: "soft" }, ` — ${say("ui", "also")}: `), iso(also.join("، ")));
    a.roles.forEach((r) => inside.push(make("br"), make("span", { class: "soft" }, iso(r.title), r.of ? ` ${say("ui", "leads_of")} ` : "", r.of ? iso(end(r.of)) : "")));
    return row(a.id, inside);
  });
  const places = () => record.places.map((p) => row(p.id, [iso(p.area || p.name), " ", make("span", { class: "soft" }, [p.country, p.admin1, say("precision", p.precision), p.lat === null ? say("ui", "unresolved") : `${p.lat.toFixed(3)}, ${p.lon.toFixed(3)}`].filter(Boolean).join(", "))]));
  const times = () => record.times.map((t) => row(t.id, [iso(t.span.text), " ", make("span", { class: "code" }, value(t))]));
  const section = (title, rows) => (rows.length ? [make("h2", {}, say("ui", title)), ...rows] : []);
  const listed = (title, rows) => (rows.length ? section(title, [make("div", { class: "group" }, ...rows)]) : []);

  // ---- one item: its codes, its chain, its reasons
  const why = (r) => make("li", {}, `${r.sentence} `, make("span", { class: "code" }, `${r.rule} · ${Number(r.score).toFixed(2)}`), ...r.spans.map((s) => make("span", { class: "soft" }, " «", iso(s.text), "»")), r.parts && r.parts.length ? make("ul", { class: "why" }, ...r.parts.map(why)) : null);
  const detail = (item) => {
    const box = $("detail");
    const facts = [];
    const fact = (label, what) => what && facts.push(make("dt", {}, label), make("dd", { dir: "auto" }, what));
    if (item.trigger) fact(say("ui", "codes"), codes(item));
    if (item.tolls) item.tolls.forEach((t) => fact(say("ui", "tolls"), toll(t)));
    if (item.time) fact(say("ui", "times"), `${by[item.time].span.text} = ${value(by[item.time])}`);
    if (item.edtf !== undefined) fact(say("ui", "times"), value(item));
    if (item.candidates && item.candidates.length) fact(say("ui", "candidates"), item.candidates.slice(0, 5).map((c) => `${c.name} (${c.country || "–"}) ${c.score.toFixed(2)}`).join("، "));
    if (item.claim && by[item.claim]) fact(say("ui", "chain"), chain(by[item.claim].chain));
    fact(say("ui", "reasons"), make("ul", { class: "why", dir: "ltr" }, why(item.reason)));
    if (item.claim && by[item.claim]) fact("", make("ul", { class: "why", dir: "ltr" }, why(by[item.claim].reason)));
    const close = make("button", { class: "close", type: "button", "aria-label": "×", onclick: () => { box.hidden = true; paint("picked", [], 20); paint("claimed", [], 15); } }, "×");
    box.replaceChildren(close, make("h3", { class: "code" }, item.id), make("dl", {}, ...facts));
    box.hidden = false;
  };

  const render = () => {
    document.documentElement.lang = face;
    document.documentElement.dir = face === "ar" ? "rtl" : "ltr";
    const d = record.document;
    $("about").textContent = [d.outlet, d.author, d.published && `${say("ui", "published")} ${d.published}`, d.url, `${say("ui", "read_by")} ${record.reader.version}`].filter(Boolean).join(" · ");
    $("switch").textContent = say("ui", "language");
    $("print").textContent = say("ui", "print");
    $("note").textContent = say("ui", "note");
    $("layers").replaceChildren(...Object.keys(layers).map((name) => {
      const button = make("button", { class: `l-${name}`, type: "button", "aria-pressed": String(shown.has(name)) }, say("ui", headings[name]));
      button.addEventListener("click", () => { shown.has(name) ? shown.delete(name) : shown.add(name); button.setAttribute("aria-pressed", String(shown.has(name))); draw(); });
      return button;
    }));
    const said = claims();
    $("record").replaceChildren(
      ...section("claims", said.length ? said : [make("p", { class: "soft" }, say("ui", "no_events"))]),
      ...listed("actors", actors()), ...listed("places", places()), ...listed("times", times()));
  };
  $("switch").addEventListener("click", () => { face = data.interfaces[(index() + 1) % data.interfaces.length]; $("detail").hidden = true; render(); });
  $("print").addEventListener("click", () => print());
  addEventListener("keydown", (event) => { if (event.key === "Escape") $("detail").hidden = true; });
  // A click in the article picks the smallest item under it.
  $("article").addEventListener("click", (event) => {
    const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY) : document.caretRangeFromPoint && document.caretRangeFromPoint(event.clientX, event.clientY);
    if (!at) return;
    const offset = at.offset ?? at.startOffset;
    const over = [...record.events, ...record.attributions, ...record.actors, ...record.times, ...record.places]
      .map((item) => ({ item, span: spansOf(item).find((s) => s.start <= offset && offset < s.end) })).filter((x) => x.span);
    over.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
    if (over.length) pick(over[0].item.id);
  });
  render();
  draw();
})();
