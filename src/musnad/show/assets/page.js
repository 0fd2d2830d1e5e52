"use strict";
(() => {
  const { faces, order, items, layers } = JSON.parse(document.getElementById("data").textContent);
  const MOST = 12; // entries of a list that stand open
  const ROWS = 150; // rows of claims that are drawn at once
  let name = document.documentElement.lang, face = faces[name], picked = null, drawn = ROWS;
  const $ = (id) => document.getElementById(id);
  const ui = (key) => face.ui[key] ?? key;
  const make = (tag, attributes = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes))
      if (key === "onclick") node.addEventListener("click", value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    node.append(...inside.flat(Infinity).filter((x) => x !== null && x !== undefined && x !== ""));
    return node;
  };
  const iso = (text) => make("bdi", {}, text);
  const joined = (texts) => texts.flatMap((text, i) => [i ? ui("list") : "", iso(text)]);

  // ---- the article: paragraphs of one text node each; offsets count UTF-16 units of the whole text
  const paragraphs = [...$("article").children];
  const starts = [];
  paragraphs.reduce((at, p) => { starts.push(at); return at + p.textContent.length + 1; }, 0);
  const paragraphOf = (offset) => {
    let low = 0, high = starts.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; starts[middle] <= offset ? (low = middle) : (high = middle - 1); }
    return low;
  };
  const range = ([start, end]) => {
    const r = document.createRange(), a = paragraphOf(start), b = paragraphOf(Math.max(start, end - 1));
    r.setStart(paragraphs[a].firstChild ?? paragraphs[a], start - starts[a]);
    r.setEnd(paragraphs[b].firstChild ?? paragraphs[b], Math.min(end - starts[b], paragraphs[b].textContent.length));
    return r;
  };
  // Lam and alef are one letter form: a highlight that began between them would tear it, so it takes both.
  const LAM_ALEF = /^\u0644[\u0622\u0623\u0625\u0627]$/;
  const torn = (at) => { const i = paragraphOf(at), text = paragraphs[i].textContent, k = at - starts[i]; return k > 0 && LAM_ALEF.test(text.slice(k - 1, k + 1)); };
  const whole = ([start, end]) => [torn(start) ? start - 1 : start, torn(end) ? end + 1 : end];
  const paint = (layer, spans, priority) => {
    if (typeof Highlight === "undefined" || !CSS.highlights) return;
    const found = new Highlight(...spans.map(whole).map(range));
    found.priority = priority;
    CSS.highlights.set(layer, found);
  };
  const headings = { actor: "actors", place: "places", time: "times", event: "events", cue: "attributions" };
  const shown = new Set(Object.keys(headings));
  const drawLayers = () => Object.keys(headings).forEach((layer, i) => paint(layer, shown.has(layer) ? layers[layer] : [], i + 1));

  // ---- picking an item
  const pick = (id, focus = false, atOnce = false) => {
    if (!items[id]) return;
    picked = id;
    paint("picked", items[id].spans, 20);
    paint("claimed", items[id].around, 15);
    mark();
    detail();
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    if (items[id].spans.length) bring(items[id].spans[0], atOnce);
    if (focus) $("detail").focus({ preventScroll: true });
  };
  const unpick = () => {
    const row = document.querySelector('.item[aria-current="true"]');
    picked = null;
    paint("picked", [], 20);
    paint("claimed", [], 15);
    mark();
    detail();
    history.replaceState(null, "", location.pathname + location.search);
    if (row) row.focus({ preventScroll: true });
  };
  const mark = () => {
    document.querySelectorAll('[aria-current="true"]').forEach((b) => b.removeAttribute("aria-current"));
    if (picked) document.querySelectorAll(`[data-ids~="${CSS.escape(picked)}"]`).forEach((b) => b.setAttribute("aria-current", "true"));
    const row = document.querySelector('#record .item[aria-current="true"]');
    if (row && wide()) row.scrollIntoView({ block: "nearest" });
  };
  const wide = () => matchMedia("(min-width: 54rem)").matches;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const bring = (span, atOnce) => {
    paragraphs[paragraphOf(span[0])].scrollIntoView({ block: "nearest" }); // lays the paragraph out, if it was not
    const box = range(span).getBoundingClientRect(), scroller = wide() ? $("article") : document.scrollingElement;
    const top = wide() ? $("article").getBoundingClientRect().top : 60, room = (wide() ? $("article").clientHeight : innerHeight * 0.55);
    if (box.top < top + 10 || box.bottom > top + room - 10) scroller.scrollBy({ top: box.top - top - room * 0.3, behavior: atOnce || calm() ? "instant" : "smooth" });
  };

  // ---- the record
  const chain = (links, outlet) => make("ol", { class: "chain" },
    make("li", {}, make("span", { class: "link outlet" }, iso(outlet))),
    links.map((l) => make("li", {}, make("button", { class: "link", type: "button", "data-ids": l.id, onclick: () => pick(l.id, true) }, iso(l.who), " ", make("small", {}, how(l))))));
  const how = (l) => ["(", [...l.how, ...(l.via.length ? [`${ui("via")} ${l.via.join(ui("list"))}`] : [])].flatMap((h, i) => [i ? ui("list") : "", h]), ")"];
  const COMMA = new Set(["time", "name"]);
  const sentence = (parts) => parts.map(([kind, text], i) => {
    const before = i ? parts[i - 1][0] : "";
    const comma = before && ((kind === "time" && before !== "word") || (COMMA.has(kind) && kind === before)) ? ui("list") : before ? " " : "";
    const bare = kind === "word" || kind === "what" || kind === "reserve";
    return [comma, make("span", { class: `p-${kind}` }, kind === "date" ? ["(", make("bdi", { dir: "ltr" }, text), ")"] : bare ? text : iso(text))];
  });
  const codes = (listed) => listed.map((c, i) => [i ? " · " : "", make("span", { class: "code" }, c)]);
  const row = (r) => make("button", { class: "item", type: "button", "data-ids": r.id, onclick: () => pick(r.id, true) },
    make("span", { class: "said" }, sentence(r.parts)),
    make("span", { class: "under" }, make("q", {}, iso(r.quote)), " ", codes(r.codes)));
  const entry = (e) => make("button", { class: "item", type: "button", "data-ids": (e.ids ?? [e.id]).join(" "), onclick: () => pick(e.id, true) },
    make("b", {}, iso(e.name ?? e.who)), " ", make("span", { class: "soft" }, e.facts ? joined(e.facts) : how(e)),
    (e.more ?? []).map(([label, text]) => make("span", { class: "more" }, label ? `${label}: ` : "", iso(text))));
  const groups = () => {
    const made = [];
    let left = drawn, all = 0;
    for (const g of face.groups) {
      all += g.rows.length;
      if (left > 0) made.push(make("section", { class: "group" }, chain(g.links, face.outlet), g.rows.slice(0, left).map(row)));
      left -= g.rows.length;
    }
    if (all > drawn) made.push(make("button", { class: "wide", type: "button", onclick: () => { drawn += 10 * ROWS; render(); } }, ui("and_more").replace("{n}", all - drawn)));
    return made.length ? made : [make("p", { class: "empty" }, ui("no_events"))];
  };
  const list = (key) => {
    const entries = face.lists[key];
    if (!entries.length) return null;
    const box = make("details", { class: "list", "data-key": key }, make("summary", {}, make("h2", {}, ui(key)), make("span", { class: "count" }, String(entries.length))));
    const fill = () => { if (box.children.length === 1) box.append(make("div", { class: "group" }, entries.map(entry))); mark(); };
    box.addEventListener("toggle", () => box.open && fill());
    box.fill = fill;
    if (entries.length <= MOST) { box.open = true; fill(); }
    return box;
  };

  // ---- one item: its sentence, its chain, its reasons
  const why = ([said, rule, score, quotes, parts]) => make("li", {}, make("span", { lang: "en" }, said),
    quotes.map((q) => make("q", {}, iso(q))), " ", make("span", { class: "code" }, iso(rule), ` · ${score.toFixed(2)}`),
    parts.length ? make("ul", { class: "why" }, parts.map(why)) : null);
  const find = (id) => {
    for (const g of face.groups) for (const r of g.rows) if (r.id === id) return { row: r, links: g.links };
    for (const key of Object.keys(face.lists)) for (const e of face.lists[key]) if ((e.ids ?? [e.id]).includes(id)) return { entry: e, links: key === "attributions" ? (face.groups.find((g) => g.links.some((l) => l.id === id)) ?? {}).links : null };
    return {};
  };
  const detail = () => {
    const box = $("detail");
    box.classList.toggle("on", Boolean(picked));
    box.setAttribute("aria-label", ui("reasons"));
    if (!picked) return box.replaceChildren(make("p", { class: "empty" }, ui("hint")));
    const { row: r, entry: e, links } = find(picked), item = items[picked];
    const text = item.spans.map(([start, end]) => range([start, end]).toString());
    box.replaceChildren(
      make("button", { class: "close", type: "button", "aria-label": ui("close"), title: ui("close"), onclick: unpick }, "×"),
      make("p", { class: "said" }, r ? sentence(r.parts) : e ? [make("b", {}, iso(e.name ?? e.who)), " ", make("span", { class: "soft" }, e.facts ? joined(e.facts) : how(e))] : ""),
      ...(e && e.more ? e.more.map(([label, said]) => make("p", { class: "more" }, label ? `${label}: ` : "", iso(said))) : []),
      ...(face.candidates[picked] ? [make("p", { class: "more" }, face.candidates[picked])] : []),
      make("p", { class: "codes" }, codes([...(r ? r.codes : []), picked])),
      ...(links ? [make("h3", {}, ui("chain")), chain(links, face.outlet)] : []),
      make("h3", {}, ui("text_of")), make("p", { class: "quotes" }, text.slice(0, 12).map((t) => [make("q", {}, iso(t)), " "]), text.length > 12 ? ui("and_more").replace("{n}", text.length - 12) : ""),
      make("h3", {}, ui("reasons")), make("ul", { class: "why", dir: "ltr" }, why(item.reason)),
      ...(item.why ? [make("h3", {}, ui("why_chain")), make("ul", { class: "why", dir: "ltr" }, why(item.why))] : []));
    box.scrollTop = 0;
  };

  // ---- the whole page in one interface language
  const render = () => {
    document.documentElement.lang = name;
    document.documentElement.dir = face.rtl ? "rtl" : "ltr";
    $("about").replaceChildren(...face.about.flatMap((text, i) => [i ? " · " : "", iso(text)]));
    const other = order[(order.indexOf(name) + 1) % order.length];
    $("switch").textContent = ui("language");
    $("switch").lang = other;
    $("switch").title = ui("switch_to");
    $("print").textContent = ui("print");
    $("note").textContent = ui("note");
    const [a, b] = $("jump").children;
    a.textContent = ui("article");
    b.textContent = ui("record");
    $("article").setAttribute("aria-label", ui("article"));
    $("record").setAttribute("aria-label", ui("record"));
    $("layers").setAttribute("aria-label", ui("layers"));
    $("layers").replaceChildren(...Object.keys(headings).map((layer) => make("button", {
      class: `l-${layer}`, type: "button", "aria-pressed": String(shown.has(layer)),
      onclick: ({ currentTarget }) => { shown.has(layer) ? shown.delete(layer) : shown.add(layer); currentTarget.setAttribute("aria-pressed", String(shown.has(layer))); drawLayers(); },
    }, ui(headings[layer]))));
    $("record").replaceChildren(make("h2", {}, ui("claims")), ...groups(), ...["actors", "places", "times", "attributions"].map(list).filter(Boolean));
    mark();
    detail();
  };
  $("switch").addEventListener("click", () => { name = order[(order.indexOf(name) + 1) % order.length]; face = faces[name]; render(); });
  $("print").addEventListener("click", () => print());
  addEventListener("beforeprint", () => document.querySelectorAll("details.list").forEach((box) => { box.open = true; box.fill(); }));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && picked) unpick();
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !event.target.matches?.("#record .item")) return;
    const rows = [...document.querySelectorAll("#record .item")].filter((r) => r.offsetParent);
    const next = rows[rows.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  // A click in the article picks what stands under it, the shortest first.
  const offsetAt = (x, y) => {
    const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint?.(x, y);
    const node = at && (at.offsetNode ?? at.startContainer), i = node ? paragraphs.indexOf(node.parentNode) : -1;
    return i < 0 ? -1 : starts[i] + (at.offset ?? at.startOffset);
  };
  $("article").addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const offset = offsetAt(event.clientX, event.clientY);
    const over = [...shown].flatMap((layer) => layers[layer]).filter(([start, end, id]) => id && start <= offset && offset <= end && items[id]);
    over.sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
    if (over.length) pick(over[0][2]);
  });
  const linked = () => {
    let wanted = "";
    try { wanted = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    if (items[wanted]) return wanted !== picked && pick(wanted, false, true);
    const short = face.groups.flatMap((g) => g.rows).concat(face.lists.actors, face.lists.places, face.lists.times).find((x) => x.short === wanted);
    if (short) pick(short.id, false, true);
  };
  addEventListener("hashchange", linked);
  render();
  drawLayers();
  linked();
})();
